import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import type { Report } from '../../src/model/report.ts';
import { Observer } from '../../src/observe.ts';
import { PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';
import { moment } from '../make/clock.ts';
import { ocsText } from '../make/ocs-text.ts';
import { saidLine } from '../make/said-line.ts';
import { tracerptCsv } from '../make/trace-csv.ts';
import { tracerptXml } from '../make/tracerpt-xml.ts';
import { analyze } from '../report/analyze-validly.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

const FORMS = { 'ocs-text': ocsText, 'tracerpt-xml': tracerptXml, 'tracerpt-csv': tracerptCsv } as const;
type Form = keyof typeof FORMS;
const EVERY_FORM: readonly Form[] = ['ocs-text', 'tracerpt-xml', 'tracerpt-csv'];

async function report(form: Form, text: string, template: string): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-hidden-'));
  folders.push(folder);
  const phrases = [{ id: 'queued', observes: 'message-queued', text: template }];
  await writeFile(join(folder, 'oimscope.phrases.json'), JSON.stringify({ phrasebook: 1, name: 'test', phrases }));
  await writeFile(join(folder, form === 'tracerpt-xml' ? 'trace.xml' : 'trace.txt'), FORMS[form]([saidLine(text)]));
  return analyze([folder], { now: moment('2016-06-08T12:00:00Z') });
}

function citedIn({ messages }: Report): readonly string[] {
  return messages.flatMap(({ steps }) => steps.flatMap(({ evidence }) => evidence.map(({ text }) => text)));
}

const SECRET = 'heron';

describe.each(EVERY_FORM)('what somebody wrote, in %s', (form) => {
  it.each([
    [
      'runs past the end of an excerpt',
      `Keeps note 7 with ${SECRET} ${'and so on '.repeat(40)}`,
      'Keeps note {messageId} with {text}',
    ],
    ['has what the form escapes', `Keeps note 7 with ${SECRET} & "that"`, 'Keeps note {messageId} with {text}'],
    ['stands in two holes', `Keeps note 7 with this; and ${SECRET}`, 'Keeps note {messageId} with {text}; and {text}'],
    ['stands where anything may', `Keeps note 7 with ${SECRET}`, 'Keeps note {messageId} with {*}'],
    ['stands in front', `${SECRET}, keeps note 7 with care`, '{*}keeps note {messageId} with care'],
    [
      'holds the words behind it',
      `Keeps note 7 with tea to bob and ${SECRET} to bob`,
      'Keeps note {messageId} with {text} to bob',
    ],
    [
      'stands on another line',
      `Keeps note 7 with ${SECRET}\nKeeps note 8 with tea`,
      'Keeps note {messageId} with {text}',
    ],
    ['stands beside an error', `Keeps note 7 with ${SECRET}; error 12029`, 'Keeps note {messageId} with {*}'],
  ])('is kept nowhere where it %s', async (_, text, template) => {
    const told = await report(form, text, template);
    expect(told.messages.length).toBeGreaterThan(0);
    expect(JSON.stringify(told).includes(SECRET)).toBe(false);
  });

  it.each([
    `body=${SECRET}`,
    `body: ${SECRET} and "that"`,
    `text "${SECRET} and that"`,
    `text(8)=${SECRET}`,
    `text [8] ${SECRET}`,
    `""${SECRET}""`,
    `\`${SECRET}\``,
    `subject: ${SECRET}`,
    `somebody said ${SECRET}`,
    `message=tea; ${SECRET}`,
    `text:\nKeeps note 8 of ${SECRET}`,
  ])('is kept nowhere where words show it: %s', async (behind) => {
    for (const template of ['Keeps note {messageId} today', 'Keeps note {messageId} today{*}']) {
      const told = await report(form, `Keeps note 7 today, ${behind}`, template);
      expect(told.messages.length).toBeGreaterThan(0);
      expect(JSON.stringify(told).includes(SECRET)).toBe(false);
    }
  });

  it('is kept nowhere in a value that takes the rest of the line', async () => {
    const told = await report(
      form,
      `Keeps note 7 for bob@contoso.com, body=${SECRET}`,
      'Keeps note {messageId} for {recipient}',
    );
    expect(told.messages[0]?.recipients).toEqual(['bob@contoso.com']);
    expect(JSON.stringify(told).includes(SECRET)).toBe(false);
  });

  it.each([`: ${SECRET}`, `, 27 chars: ${SECRET}`, ` (${SECRET})`])(
    'is shown nowhere behind the addresses with which a phrase ends: %j',
    async (behind) => {
      const told = await report(
        form,
        `Keeps note 7 for bob@contoso.com${behind}`,
        'Keeps note {messageId} for {recipient}',
      );
      expect(told.messages[0]?.recipients).toEqual(['bob@contoso.com']);
      expect(citedIn(told)[0]).toContain('Keeps note 7 for bob@contoso.com');
      expect(JSON.stringify(told).includes(SECRET)).toBe(false);
    },
  );

  it.each([
    'Bob Example <bob@contoso.com>',
    '"Bob Example" <sip:bob@contoso.com>',
    'bob@contoso.com, Carol Example <carol@contoso.com>',
  ])('is shown nowhere behind addresses with names: %s', async (people) => {
    const told = await report(
      form,
      `Keeps note 7 for ${people} ${SECRET} of tea`,
      'Keeps note {messageId} for {recipient}',
    );
    expect(told.messages[0]?.recipients[0]).toBe('bob@contoso.com');
    for (const address of told.messages[0]?.recipients ?? []) expect(citedIn(told)[0]).toContain(address);
    expect(JSON.stringify(told).includes(SECRET)).toBe(false);
  });

  it('leaves what the client says behind them', async () => {
    const line = 'Keeps note 7 for bob@contoso.com, attempt 2 of message';
    const told = await report(form, line, 'Keeps note {messageId} for {recipient}');
    expect(citedIn(told)[0]).toContain(line);
  });

  it('is what the phrase says it is where its own words name it', async () => {
    const told = await report(
      form,
      'Message: keeps note 7, text: for bob, lane 3',
      'keeps note {messageId}, text: for',
    );
    expect(citedIn(told)[0]).toContain('Message: keeps note 7, text: for bob, lane 3');
  });

  it('leaves the words around it, those behind the end as well', async () => {
    const told = await report(
      form,
      'Lane 3: Keeps note 7 with tea for bob@contoso.com, lane is full',
      'Keeps note {messageId} with {*} for {recipient},',
    );
    expect(citedIn(told)).toEqual(['Lane 3: Keeps note 7 with … for bob@contoso.com, lane is full']);
  });
});

it('the line that is cited is the one that says it, though another holds its words', async () => {
  const told = await report(
    'ocs-text',
    'Never mind: Keeps note 7 with tea\nKeeps note 7 with tea',
    'Keeps note {messageId} with tea',
  );
  const lines = told.messages.flatMap(({ steps }) => steps.flatMap(({ evidence }) => evidence.map(({ line }) => line)));
  expect(lines).toEqual([1, 2]);
});

function observed(text: string, template: string): readonly Observation[] {
  const phrases = [{ id: 'queued', observes: 'message-queued', text: template }];
  const book = readPhrasebook('test', JSON.stringify({ phrasebook: 1, name: 'test', phrases }));
  const found: Observation[] = [];
  const observer = new Observer((one) => found.push(one), { phrases: new PhraseSet([book]) });
  observer.add({ source: 'trace.txt', line: 1, offset: 0, raw: text, width: 1, message: text });
  observer.end();
  return found;
}

it('an error in what somebody wrote is none of the network, and one beside what is kept nowhere is cited alone', () => {
  const text = `Keeps note 7 with ${SECRET}: winhttp error 12029`;
  expect(observed(text, 'Keeps note {messageId} with {text}').map(({ kind }) => kind)).toEqual(['phrase']);
  const skipped = observed(text, 'Keeps note {messageId} with {*}');
  expect(skipped.map(({ kind }) => kind)).toEqual(['phrase', 'transport-failure']);
  expect(JSON.stringify(skipped)).not.toContain(SECRET);
});
