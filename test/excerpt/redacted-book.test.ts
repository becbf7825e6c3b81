import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Excerpt } from '../../src/excerpt/excerpt.ts';
import { byFile, contentOf } from '../../src/excerpt/excerpt-file.ts';
import { sizeOf } from '../../src/excerpt/excerpt-page.ts';
import { Identities } from '../../src/excerpt/identities.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';
import { addBookNames, redactedBook } from '../../src/excerpt/redacted-book.ts';
import { PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';
import { moment } from '../make/clock.ts';
import { ocsText } from '../make/ocs-text.ts';
import { saidLine } from '../make/said-line.ts';
import { type UnpackedStory, unpackStory } from '../make/unpack-story.ts';
import { analysisOf, excerptOf } from './story-excerpt.ts';

const BOOK = 'oimscope.phrases.json';
const KEY = Buffer.from('a key of the tests');
const TOKEN = 'x[a-z2-7]{7}';

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly observes?: string;
  readonly [member: string]: string | undefined;
}
interface Book {
  readonly phrasebook: 1;
  readonly name: string;
  readonly phrases: readonly Entry[];
}

function redacted(phrases: readonly Entry[], trace: string): { readonly book: Book; readonly trace: string } {
  const whole = phrases.map((phrase) => ({ observes: 'message-queued', ...phrase }));
  const bytes = Buffer.from(JSON.stringify({ phrasebook: 1, name: 'contoso', phrases: whole }));
  const identities = new Identities();
  identities.add(trace);
  addBookNames(bytes, identities);
  const pseudonyms = new Pseudonyms(KEY, identities);
  const content = Buffer.from(redactedBook(bytes, pseudonyms)).toString();
  return { book: JSON.parse(content), trace: pseudonyms.text(trace) };
}

describe('a phrasebook in a redacted excerpt', () => {
  test('has what matching needs and nothing else', () => {
    const phrase = {
      id: 'queued',
      text: 'Queued {{7}} {messageId}',
      status: 'assumed',
      component: 'OfflineIm',
      function: 'CIm::Queue',
      since: '16.0.1',
      until: '16.0.9',
    };
    expect(redacted([{ ...phrase, note: 'Kunigunde asked for it' }], '').book).toEqual({
      phrasebook: 1,
      name: 'excerpt',
      phrases: [{ ...phrase, observes: 'message-queued' }],
    });
  });

  test.each([
    ['Note 7 of Contoso goes out', 'Note {messageId} of Contoso goes out'],
    [
      'Note 7 of contoso\\dave {goes} out to exch02.contoso.com',
      'Note {messageId} of contoso\\dave {{goes}} out to {url}',
    ],
    ['Note 7 by bob@contoso.com goes out', 'Note {messageId} by {recipient}@contoso.com goes out'],
    ['Note 7 "by" mail.contoso.com goes out', '{*}"by" mail.contoso.com goes out'],
  ])('matches the tokens of %s', (said, text) => {
    const { book, trace } = redacted([{ id: 'one', text }], `sip:alice@contoso.com\n${said}`);
    const [, line = ''] = trace.split('\n');
    expect(line).not.toMatch(/contoso|dave|bob/i);
    expect(JSON.stringify(book)).not.toMatch(/contoso|dave|bob/i);
    const set = new PhraseSet([readPhrasebook('book', JSON.stringify(book))]);
    expect(set.matchLine(line, {}).map(({ phrase: { id } }) => id)).toEqual(['one']);
  });

  test('keeps the ids that name nobody, and has each once', () => {
    const ids = ['queued', 'alice', 'Alice', 'frank@fabrikam.com', 'client.timer-2'];
    const text = 'Queued {messageId}';
    const { book } = redacted(
      ids.map((id) => ({ id, text })),
      'From: "Alice Appleby" <sip:alice@contoso.com>',
    );
    expect(book.phrases.map(({ id }) => id)).toEqual([
      'queued',
      expect.stringMatching(new RegExp(`^phrase-${TOKEN}$`)),
      expect.stringMatching(new RegExp(`^phrase-${TOKEN}-2$`)),
      expect.stringMatching(new RegExp(`^phrase-${TOKEN}$`)),
      'client.timer-2',
    ]);
  });

  test('learns who is named in a phrase that no line has', () => {
    const { book } = redacted(
      [{ id: 'one', text: 'From: "Frank Fischer" <sip:frank@fabrikam.com>; note {messageId}' }],
      '',
    );
    expect(JSON.stringify(book)).not.toMatch(/frank|fischer|fabrikam/i);
  });
});

describe('an excerpt with a phrasebook', () => {
  let story: UnpackedStory;
  beforeEach(async () => {
    story = await unpackStory('drafts-bug-in-words');
  });
  afterEach(() => story.remove());

  async function rewritten(change: (book: Book) => Book): Promise<string> {
    const path = join(story.path, BOOK);
    const content = JSON.stringify(change(JSON.parse(await readFile(path, 'utf8'))));
    await writeFile(path, content);
    return content;
  }

  async function excerpt(
    key?: Uint8Array,
  ): Promise<{ readonly made: Excerpt; readonly book: string; readonly all: string }> {
    const analysis = await analysisOf(story.path, story.options);
    const made = await excerptOf(story.path, { analysis, ...(key === undefined ? {} : { key }) });
    const pieces = byFile(made.kept);
    const texts = made.files.map((file, i) => Buffer.from(contentOf(file, pieces.get(i) ?? [])).toString());
    return {
      made,
      book: texts[made.files.findIndex(({ format }) => format === 'phrasebook')] ?? '',
      all: texts.join('\n'),
    };
  }

  test('names nobody of its name and notes, and tells the same', async () => {
    const note = 'Kunigunde Wolkenstein asked for it, kunigunde@fabrikam-geheim.com';
    await rewritten((book) => ({
      ...book,
      name: 'contoso 16.0.6741',
      phrases: book.phrases.map((phrase) => ({ ...phrase, note })),
    }));
    const plain = await excerpt();
    const { made, book, all } = await excerpt(KEY);
    expect(book).toContain('"name": "excerpt"');
    expect(all).not.toMatch(/kunigunde|wolkenstein|geheim|contoso/i);
    expect(made.report.findings.map(({ rule }) => rule)).toEqual(plain.made.report.findings.map(({ rule }) => rule));
    expect(made.report.findings.length).toBeGreaterThan(0);
  });

  test('has it as it was where names stay', async () => {
    const content = await rewritten((book) => ({ ...book, name: 'contoso 16.0.6741' }));
    expect((await excerpt()).book).toBe(content);
  });
});

describe('an excerpt with phrasebooks that contradict one another', () => {
  const queued = { id: 'q', text: 'Queued note {messageId} for {recipient}', observes: 'message-queued' };
  const placed = (observes: string): Entry => ({ id: observes, text: 'Note {messageId} placed in the box', observes });
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oimscope-books-'));
    const said = ['Queued note N-4101 for bob@contoso.com', 'Note N-4101 placed in the box', 'idle'];
    const events = said.map((text, i) => ({ ...saidLine(text), at: moment(`2016-06-08T09:${15 + 3 * i ** 3}:00Z`) }));
    await writeFile(join(folder, 'trace.txt'), ocsText(events));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(path: string, ...phrases: readonly Entry[]): Promise<void> {
    await mkdir(join(folder, path), { recursive: true });
    await writeFile(join(folder, path, BOOK), JSON.stringify({ phrasebook: 1, name: 'x', phrases }));
  }

  test.each([
    ['alice', 'bob'],
    ['alice', ''],
    ['alice/early', 'alice'],
  ])('keeps their order under every key: %s, then %s', async (first, second) => {
    await write(first, queued, placed('message-sent'));
    await write(second, placed('draft-saved'));
    const plain = await excerptOf(folder, {});
    const outcomes = plain.report.messages.map(({ outcome }) => outcome);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const made = await excerptOf(folder, { key: Buffer.from(key) });
      expect(made.report.messages.map(({ outcome }) => outcome)).toEqual(outcomes);
      expect(made.files.map(({ path }) => path).join('\n')).not.toMatch(/alice|bob|early/);
    }
  });

  test('counts none of them as a record', async () => {
    await write('', queued, placed('draft-saved'));
    const made = await excerptOf(folder, {});
    expect(sizeOf(made)).toMatchObject({ files: 2, records: 2 });
  });
});
