import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RadarReport } from '../../src/model/radar-report.ts';
import { readPhrasebook } from '../../src/phrases/index.ts';
import { draftPhrasebook } from '../../src/radar/index.ts';
import { analyze } from '../report/analyze-validly.ts';
import { FORMS, inventedEvents, MESSAGES } from './invented-trace.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

const EVENTS = inventedEvents(MESSAGES);

/** What a shape says, apart from the file and place where it stands. */
function said({ shapes }: RadarReport): readonly unknown[] {
  return shapes.map(({ first, ...shape }) => ({ ...shape, at: first.at, text: first.text }));
}

const EXPECTED = [
  { count: 4, observes: undefined, text: 'Offline note {messageId} for {recipient} lined up behind {*} others' },
  { count: 4, observes: undefined, text: 'Spool file {*}History Spooler\\{spoolFile} laid down by lane' },
  { count: 4, observes: 'ews-request', text: 'EWS {operation} posted for note {messageId}, request {requestId}' },
  { count: 4, observes: 'ews-response', text: 'EWS gave {*}, {responseCode} back to request {requestId}' },
  { count: 2, observes: 'draft-saved', text: 'Note {messageId} kept as a draft after {*} ms' },
  { count: 2, observes: 'message-sent', text: 'Note {messageId} delivered by EWS after {*} ms' },
];

describe.each(Object.entries(FORMS))('a trace in invented wording as %s', (_form, write) => {
  test('falls into its shapes, each with a phrase', async () => {
    const report = await inFolder({ 'trace.log': write(EVENTS) }, (folder) => radar([folder]));
    expect(report.lines).toEqual({ unmatched: 20, left: 0 });
    const told = report.shapes.map(({ count, phrase }) => ({ count, observes: phrase?.observes, text: phrase?.text }));
    expect(told).toEqual(expect.arrayContaining(EXPECTED));
    expect(told).toHaveLength(EXPECTED.length);
  });

  test('is understood with the draft, but for what nobody could guess', async () => {
    await inFolder({ 'trace.log': write(EVENTS) }, async (folder) => {
      const before = await radar([folder]);
      const draft = draftPhrasebook(before);
      expect({ phrases: draft.phrases, left: draft.left }).toEqual({
        phrases: 4,
        left: { unguessed: 2, untemplated: 0, taken: 0 },
      });
      expect(readPhrasebook('draft', draft.text).phrases).toHaveLength(4);
      await inFolder({ 'draft.json': draft.text }, async (beside) => {
        const phrasebooks = [`${beside}/draft.json`];
        const after = await radar([folder], { phrasebooks });
        expect(after.lines.unmatched).toBe(8);
        expect(after.shapes.map(({ phrase }) => phrase?.text).sort()).toEqual([EXPECTED[0]?.text, EXPECTED[1]?.text]);
        await analyze([folder], { phrasebooks });
      });
    });
  });
});

test('where the first line of a shape stands is told', async () => {
  const report = await inFolder({ 'trace.log': FORMS['ocs-text']?.(EVENTS) ?? '' }, (folder) => radar([folder]));
  const draft = report.shapes.find(({ phrase }) => phrase?.observes === 'draft-saved');
  expect(draft).toMatchObject({
    component: 'MailLane',
    function: 'CNoteLane::Step',
    first: {
      source: 'trace.log',
      line: 5,
      at: '2016-06-08T09:15:04.000Z',
      text: 'Note <id> kept as a draft after 27 ms',
    },
  });
});

test('several parts of a text are lines of their own', async () => {
  const [first] = EVENTS;
  if (first === undefined) throw new Error('no event');
  const event = { ...first, text: 'State of things\nOffline message 5 sat down\nDrafts folder was looked at' };
  const report = await inFolder({ 'trace.log': FORMS['ocs-text']?.([event]) ?? '' }, (folder) => radar([folder]));
  expect(report.shapes.map(({ first: { line, text } }) => [line, text])).toEqual([
    [3, 'Drafts folder was looked at'],
    [2, 'Offline message 5 sat down'],
  ]);
});

test('what is understood is no matter of radar', async () => {
  const [first] = EVENTS;
  if (first === undefined) throw new Error('no event');
  const at = (text: string, seconds: number) => ({ ...first, text, at: (first.at + seconds * 1e7) as typeof first.at });
  const events = [
    at('INVITE sip:bob@contoso.com SIP/2.0\nFrom: <sip:alice@contoso.com>\nSubject: offline message', 0),
    at('NOTIFY sip:alice@contoso.com SIP/2.0\nEvent: offline message', 0),
    at('POST /EWS/Exchange.asmx HTTP/1.1\nUser-Agent: OC/16.0.6741.2042 (offline message)\n\n', 1),
    at('<t:Subject>offline message in Drafts</t:Subject>', 3),
    at('Queued offline message m1 for bob@contoso.com', 4),
  ];
  const report = await inFolder({ 'trace.log': FORMS['ocs-text']?.(events) ?? '' }, (folder) => radar([folder]));
  expect(report.shapes).toEqual([]);
});

test('lines with a key of a message are found though their words say nothing', async () => {
  const [first] = EVENTS;
  if (first === undefined) throw new Error('no event');
  const events = [
    'Queued offline message msg-4711-a for bob@contoso.com',
    'lane 7 took msg-4711-a on',
    'lane 7 took msg-4712-a on',
  ];
  const trace = FORMS.tracefmt?.(events.map((text) => ({ ...first, text }))) ?? '';
  const report = await inFolder({ 'trace.log': trace }, (folder) => radar([folder]));
  expect(report.shapes.map(({ mentions, first: { text } }) => [mentions, text])).toEqual([
    [['message-id'], 'lane 7 took <id> on'],
  ]);
});

describe('ids of messages', () => {
  const [event] = EVENTS.slice(0, 1);
  const traceOf = (texts: readonly string[]) =>
    FORMS.tracefmt?.(texts.flatMap((text) => (event === undefined ? [] : [{ ...event, text }]))) ?? '';
  const found = (texts: readonly string[], known?: string) =>
    inFolder({ 'trace.log': traceOf(texts) }, (folder) =>
      radar([folder], known === undefined ? {} : { known: { file: 'known.txt', content: known } }),
    );
  const many = Array.from({ length: 20 }, (_, i) => `msg-${4711 + i}-a`);

  test('a line with words of the matter that also tells an id says so, with known messages or without', async () => {
    const texts = ['Queued offline message msg-4711-a for bob@contoso.com', 'offline box has msg-4711-a now'];
    for (const known of [undefined, 'bob@contoso.com 09:15 stuck']) {
      const { lines, shapes } = await found(texts, known);
      expect([lines.unmatched, ...shapes.map(({ mentions }) => mentions)]).toEqual([1, ['offline-im', 'message-id']]);
    }
  });

  test('that lines tell which nothing understands lead to lines without a word of the matter in the same run', async () => {
    const texts = ['Offline note N47110815 lined up', 'lane 7 took N47110815 on', 'lane 7 took N47110816 on'];
    for (const known of [undefined, 'bob@contoso.com 09:15 stuck']) {
      const { shapes } = await found(texts, known);
      expect(
        shapes.map(({ count, first, mentions }) => [count, first.text, mentions[mentions.length - 1]]).sort(),
      ).toEqual([
        [1, 'Offline note <id> lined up', 'message-id'],
        [1, 'lane 7 took <id> on', 'message-id'],
      ]);
    }
  });

  test('of which not all are searched for are told as a gap', async () => {
    const texts = [
      ...many.map((id) => `Queued offline message ${id} for bob@contoso.com`),
      ...many.map((id) => `lane took ${id} on`),
    ];
    const { lines, gaps } = await found(texts);
    expect(lines.unmatched).toBe(12);
    expect(gaps).toEqual([
      {
        kind: 'capped',
        text: '12 of 20 ids of messages were searched for: a line that tells one of the others, and has no word of the matter, is not in the list.',
      },
    ]);
    expect((await found(texts.slice(0, 12))).gaps).toEqual([]);
  });

  test('addresses of known messages beyond what is searched for are told as a gap', async () => {
    const list = Array.from({ length: 51 }, (_, i) => `u${i}@contoso.com 09:15 stuck`);
    const gapsOf = async (some: readonly string[]) => (await found(['Drafts room is open'], some.join('\n'))).gaps;
    expect(await gapsOf(list)).toMatchObject([{ kind: 'capped', text: expect.stringMatching(/^50 of 51 addresses/) }]);
    expect(await gapsOf(list.slice(1))).toEqual([]);
  });
});

test('only lines of the time that is asked for are looked at', async () => {
  const [since, until] = [EVENTS[6]?.at, EVENTS[17]?.at];
  if (since === undefined || until === undefined) throw new Error('no event');
  const trace = FORMS.tracefmt?.(EVENTS) ?? '';
  const report = await inFolder({ 'trace.log': trace }, (folder) => radar([folder], { since, until }));
  expect(report.lines.unmatched).toBe(10);
});

test('the first line is the earliest, whatever file it stands in', async () => {
  const [early, late] = [EVENTS.slice(0, 6), EVENTS.slice(6)];
  const files = { 'a.log': FORMS.tracefmt?.(late) ?? '', 'z.log': FORMS.tracefmt?.(early) ?? '' };
  const report = await inFolder(files, (folder) => radar([folder]));
  const queued = report.shapes.find(({ phrase }) => phrase?.text.startsWith('Offline note'));
  expect(queued?.first).toMatchObject({ source: 'z.log', line: 1, at: '2016-06-08T09:15:00.000Z' });
});

test('the same groups in whatever order and files the lines come', async () => {
  const whole = await inFolder({ 'a.log': FORMS.tracefmt?.(EVENTS) ?? '' }, (folder) => radar([folder]));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: EVENTS.length, maxLength: EVENTS.length }),
      fc.shuffledSubarray(['z.log', 'm.log', 'b.log'], { minLength: 3, maxLength: 3 }),
      async (places, names) => {
        const files = names.map(
          (name, n) => [name, FORMS.tracefmt?.(EVENTS.filter((_, i) => places[i] === n)) ?? ''] as const,
        );
        const report = await inFolder(Object.fromEntries(files.filter(([, bytes]) => bytes.length > 0)), (folder) =>
          radar([folder]),
        );
        expect(said(report)).toEqual(said(whole));
      },
    ),
    { numRuns: 20 },
  );
});

test('a trace of no use has no shapes, and says so', async () => {
  const report = await inFolder({ 'trace.log': 'nothing at all' }, (folder) => radar([folder]));
  expect(report.shapes).toEqual([]);
  expect(report.issues).toMatchObject([{ code: 'NOT_RECOGNISED' }]);
});

test('two shapes with the same phrase have phrases of different ids, and a draft has it once', async () => {
  const words = ['', ' alpha', ' beta', ' gamma', ' delta', ' epsil', ' zeta'];
  const [first] = EVENTS;
  const events = words.flatMap((word, i) =>
    first === undefined ? [] : [{ ...first, text: `EWS draft N1000${i}:${word}` }],
  );
  const report = await inFolder({ 'trace.log': FORMS.tracefmt?.(events) ?? '' }, (folder) => radar([folder]));
  const phrases = report.shapes.map(({ phrase }) => phrase);
  expect(new Set(phrases.map((phrase) => phrase?.text)).size).toBeLessThan(phrases.length);
  expect(new Set(phrases.map((phrase) => phrase?.id)).size).toBe(phrases.length);
});
