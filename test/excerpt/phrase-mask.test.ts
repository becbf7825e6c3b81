import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { byFile, contentOf } from '../../src/excerpt/excerpt-file.ts';
import { PhraseMask } from '../../src/excerpt/phrase-mask.ts';
import { PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';
import { PrivateMask } from '../../src/wire/private-mask.ts';
import { messageRecord, STARTED, writeEtl } from '../etl/etl-writer.ts';
import { moment } from '../make/clock.ts';
import { ocsText } from '../make/ocs-text.ts';
import { saidLine } from '../make/said-line.ts';
import { tracerptCsv } from '../make/trace-csv.ts';
import type { TraceEvent } from '../make/trace-event.ts';
import { tracerptXml } from '../make/tracerpt-xml.ts';
import { excerptOf } from './story-excerpt.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

function winEventCsv([event]: readonly TraceEvent[]): string {
  const head = '"Message","Id","Level","ProviderName","ProviderId","LogName","ProcessId","ThreadId","TimeCreated"';
  const text = event?.text.replaceAll('"', '""') ?? '';
  const provider = '"Contoso-Heron","0bd3506a-9030-4f76-9b88-3e8fe1f7cfb6"';
  return `${head}\n"${text}","0","4",${provider},,"7124","3084","6/8/2016 9:15:00 AM"\n`;
}

function etl([event]: readonly TraceEvent[]): Uint8Array {
  const fields = { guid: '744151fd-b3f4-32e6-38eb-0fd11e3fb62d', pid: 7124, tid: 3084, number: 10, time: STARTED };
  const payload = Buffer.from(`${event?.text ?? ''}\0`, 'latin1');
  return writeEtl({}, [{ records: [messageRecord(0x2a, { ...fields, payload })] }]);
}

const FORMS = {
  'ocs-text': [ocsText, 'trace.txt'],
  'tracerpt-xml': [tracerptXml, 'trace.xml'],
  'tracerpt-csv': [tracerptCsv, 'trace.csv'],
  'winevent-csv': [winEventCsv, 'trace.csv'],
  etl: [etl, 'trace.etl'],
} as const;
type Form = keyof typeof FORMS;
const EVERY_FORM: readonly Form[] = ['ocs-text', 'tracerpt-xml', 'tracerpt-csv', 'winevent-csv', 'etl'];

/** The bytes of an excerpt of a trace with one line. */
async function excerpt(form: Form, text: string, template: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-masked-'));
  folders.push(folder);
  const book = join(folder, 'words.json');
  const phrases = [{ id: 'queued', observes: 'message-queued', text: template }];
  await writeFile(book, JSON.stringify({ phrasebook: 1, name: 'test', phrases }));
  const [write, name] = FORMS[form];
  await writeFile(join(folder, name), write([saidLine(text)]));
  const now = moment('2016-06-08T12:00:00Z');
  const { files, kept } = await excerptOf(join(folder, name), { analysis: { phrasebooks: [book], now } });
  const pieces = byFile(kept);
  return files.map((file, i) => Buffer.from(contentOf(file, pieces.get(i) ?? [])).toString('utf8')).join('\n');
}

const SECRET = 'heron';

describe.each(EVERY_FORM)('an excerpt of %s', (form) => {
  it.each([
    [
      'in quotes',
      `Keeps note 7 for <sip:bob@contoso.com> (Bob ${SECRET}), body "at 5, ${SECRET}, PIN"`,
      'Keeps note {messageId} for <sip:{recipient}> ({*}), body "{text}"',
    ],
    ['to the end of the line', `Keeps note 7 with ${SECRET}, and "more"`, 'Keeps note {messageId} with {text}'],
    ['in two holes', `Keeps note 7 with this; and ${SECRET}`, 'Keeps note {messageId} with {text}; and {text}'],
    ['where anything may stand', `Keeps note 7 with ${SECRET} & <3`, 'Keeps note {messageId} with {*}'],
    ['in front', `${SECRET}, keeps note 7 with care`, '{*}keeps note {messageId} with care'],
    [
      'behind what ends a hole',
      `Keeps note 7 with tea to bob and ${SECRET} to bob`,
      'Keeps note {messageId} with {text} to bob',
    ],
    [
      'before a sign of the token',
      `Keeps note 7 with ${SECRET} 1] for bob`,
      'Keeps note {messageId} with {*} {recipient}',
    ],
  ])('has nothing of what stands %s', async (_, text, template) => {
    const kept = await excerpt(form, text, template);
    expect(kept).toMatch(/note.7/);
    expect(kept).not.toContain(SECRET);
  });

  it('keeps an error of the network that stands where anything may', async () => {
    const kept = await excerpt(form, `Keeps note 7 with ${SECRET}; error 12029`, 'Keeps note {messageId} with {*}');
    expect(kept).toContain('12029');
    expect(kept).not.toContain(SECRET);
  });
});

describe('a line', () => {
  const masked = (text: string, ...templates: readonly string[]): string => {
    const phrases = templates.map((one, i) => ({ id: `p${i}`, observes: 'message-queued', text: one }));
    const book = readPhrasebook('test.json', JSON.stringify({ phrasebook: 1, name: 'test', phrases }));
    const mask = new PrivateMask();
    return new PhraseMask(new PhraseSet([book]), (one) => mask.token(one)).mask(text, 'plain');
  };

  it('has one token for one text', () => {
    const template = 'Keeps note {messageId} with {text}';
    expect(masked('Keeps note 7 with tea\nKeeps note 8 with cake\nKeeps note 9 with tea', template)).toBe(
      'Keeps note 7 with [text 1]\nKeeps note 8 with [text 2]\nKeeps note 9 with [text 1]',
    );
  });

  it('masks what words around the phrase show to be written', () => {
    const template = 'Keeps note {messageId} today';
    expect(masked('Keeps note 7 today, body=tea and cake', template)).toBe('Keeps note 7 today, body=[text 1]');
    expect(masked('Keeps note 7 today, text:\nKeeps note 8 today or so', template)).toBe(
      'Keeps note 7 today, text:\nKeeps note 8 today [text 1]',
    );
    expect(masked('Keeps note 7 today, lane is full', template)).toBe('Keeps note 7 today, lane is full');
  });

  it.each([
    ['Keeps note 7 for today with text:\ntea at noon', 'Keeps note 7 for today with text:\n[text 1]'],
    ['Keeps note 7 for today\nbody: tea at noon', 'Keeps note 7 for today\nbody: [text 1]'],
    [
      'Keeps note 7 for today\r\nlane is 5\r\nsubject:\r\ntea\r\n',
      'Keeps note 7 for today\r\nlane is 5\r\nsubject:\r\n[text 1]\r\n',
    ],
    ['Keeps note 7 for today: "\ntea at noon', 'Keeps note 7 for today: "\n[text 1]'],
    ['said "tea at noon"\nKeeps note 7 for today', 'said [text 1]\nKeeps note 7 for today'],
    ['lane "tea at noon" is full\nKeeps note 7 for today', 'lane [text 1] is full\nKeeps note 7 for today'],
    ['Keeps note 7 for today, text:\nerror 12029, tea', 'Keeps note 7 for today, text:\n[text 1] error 12029'],
    ['lane "tea at noon" is full', 'lane "tea at noon" is full'],
  ])('takes what is written out of the lines beside it: %j', (text, left) => {
    expect(masked(text, 'Keeps note {messageId} for today')).toBe(left);
  });

  it('masks the rest of a text that holds the words behind it, and what goes on in other lines', () => {
    const template = 'Keeps {text} for {messageId} of {recipient}';
    expect(masked('Keeps tea for 7 of bob@contoso.com', template)).toBe('Keeps [text 1] for 7 of bob@contoso.com');
    expect(masked('Keeps tea for me for 7 of bob@contoso.com', template)).toBe(
      'Keeps [text 1] for [text 2] of bob@contoso.com',
    );
    expect(masked('Keeps tea for 7 of mine for 8 of bob@contoso.com', template)).toBe(
      'Keeps [text 1] for 7 of [text 2] bob@contoso.com',
    );
    expect(masked('Keeps tea for 7 of cake of "Bob A" <bob@contoso.com>', template)).toBe(
      'Keeps [text 1] for 7 of [text 2] <bob@contoso.com>',
    );
    expect(masked('Keeps tea/cake/n7.hist', 'Keeps {text}/{spoolFile}')).toBe('Keeps [text 1]/[text 2]');
    expect(masked('Keeps note 7 with tea\nand cake', 'Keeps note {messageId} with {text}')).toBe(
      'Keeps note 7 with [text 1]\n[text 2]',
    );
  });

  it.each([
    ['bob@contoso.com, Carol A <carol@contoso.com>', 'bob@contoso.com[text 1] <carol@contoso.com>'],
    ['Bob A <bob@contoso.com> and carol@contoso.com', 'Bob A <bob@contoso.com> and carol@contoso.com'],
    ['Bob A <bob@contoso.com> tea at noon', 'Bob A <bob@contoso.com> [text 1]'],
  ])('keeps each address that a phrase ends with, and nothing behind: %s', (people, left) => {
    expect(masked(`Keeps note 7 for ${people}`, 'Keeps note {messageId} for {recipient}')).toBe(
      `Keeps note 7 for ${left}`,
    );
  });

  it('keeps what the more telling phrase is known by where another has room for anything', () => {
    const line = 'Anvil says: keeps note 7 with tea for bob';
    expect(
      masked(line, 'Anvil says: keeps note {messageId} with {text} for {recipient}', '{*}keeps note {messageId} with'),
    ).toBe('Anvil says: keeps note 7 with [text 1] for bob');
  });

  it('is masked where it looks like markup, which may hold what somebody wrote', () => {
    expect(masked('Keeps note 8 with <b>tea</b>', 'Keeps note {messageId} with {text}')).toBe(
      'Keeps note 8 with [text 1]',
    );
  });

  it('without a phrase stays', () => {
    expect(masked('Keeps tea', 'Keeps note {messageId} with {text}')).toBe('Keeps tea');
  });
});
