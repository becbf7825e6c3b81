import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { RadarReport } from '../../src/model/radar-report.ts';
import { draftPhrasebook } from '../../src/radar/index.ts';
import { analyze } from '../report/analyze-validly.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

/** Lines of a trace, a second from one to the next unless they state one. */
function traceOf(lines: readonly (string | readonly [number, string])[]): string {
  return lines
    .map((line, i) => {
      const [at, text] = typeof line === 'string' ? [i, line] : line;
      const time = new Date(Date.UTC(2016, 5, 21, 8, 0, at)).toISOString().slice(11, 23);
      return `[0]1BD4.0D0C::06/21/2016-${time} [Ox]${text}\n`;
    })
    .join('');
}

function templates(report: RadarReport): readonly (string | undefined)[] {
  return report.shapes.map(({ phrase }) => phrase?.text).sort();
}

async function found(lines: readonly string[]): Promise<readonly (string | undefined)[]> {
  return inFolder({ 'trace.log': traceOf(lines) }, async (folder) => templates(await radar([folder])));
}

/** Two messages to bob and carol, and two that overlap. */
const PARCELS = traceOf([
  [600, 'Parcel OX1001 handed over towards bob@fabrikam.com'],
  [601, 'Parcel OX1001 up the ladder'],
  [604, 'Parcel OX1001 dropped on the shelf'],
  [1800, 'Parcel OX1002 handed over towards carol@fabrikam.com'],
  [1801, 'Parcel OX1002 up the ladder'],
  [1807, 'Parcel OX1002 through the gate'],
  [3000, 'Parcel OX1003 handed over towards dave@fabrikam.com'],
  [3001, 'Parcel OX1004 handed over towards dave@fabrikam.com'],
  [3005, 'Parcel OX1004 dropped on the shelf'],
  [3007, 'Parcel OX1003 through the gate'],
  [5000, 'window closed'],
]);
const FATES = [
  'bob@fabrikam.com 08:10 stuck',
  'carol@fabrikam.com 08:30 delivered',
  'dave@fabrikam.com 08:50:00 delivered',
  'dave@fabrikam.com 08:50:01 stuck',
];
const KNOWN = { file: 'known.txt', content: FATES.join('\n') };

describe('a value that no word calls the id of a message', () => {
  test.each([
    ['OfflineMessageQueue: {} queued', 'OfflineMessageQueue: {messageId} queued'],
    ['Offline note lane got parcel {} and queued it', 'Offline note lane got parcel {messageId} and queued it'],
    ['Offline note by client - {} saved to Drafts', 'Offline note by client - {messageId} saved to Drafts'],
  ])('is one where lines tell of messages and it differs: %s', async (line, template) => {
    expect(await found(['NX4101', 'NX4102', 'NX4103'].map((id) => line.replace('{}', id)))).toEqual([template]);
  });

  test.each([
    ['one that is the same in many lines', ['NX41', 'NX41', 'NX41', 'NX41'], 'Offline note lamp - {} queued'],
    ['a count', ['1001', '1002', '1003'], 'Offline note lamp - {} queued'],
    ['a worker', ['W4101', 'W4102', 'W4103'], 'Offline note by worker {} queued'],
    ['a lane', ['L4101', 'L4102', 'L4103'], 'Offline note by lane {} queued'],
    ['too short a word', ['a1', 'a2', 'a3'], 'Offline note lamp - {} queued'],
    ['what tells of no message', ['NX4101', 'NX4102', 'NX4103'], 'Offline note lamp - {} hum'],
  ])('is none: %s', async (_, values, line) => {
    expect(await found(values.map((value) => line.replace('{}', value)))).toEqual([line.replace('{}', '{*}')]);
  });

  test('is one where another line calls it so, whatever the line tells', async () => {
    const lines = ['Offline note N47110815 lined up', 'lane 7 took N47110815 on board'];
    expect(await found(lines)).toEqual(['Offline note {messageId} lined up', 'lane {*} took {messageId} on board']);
  });

  test('is one of a single line where it stands in other lines, too', async () => {
    const lines = ['Offline note lamp - NX4101 queued', 'Offline note lamp has NX4101 hum'];
    expect(await found(lines)).toContain('Offline note lamp - {messageId} queued');
    expect(await found(lines.slice(0, 1))).toEqual(['Offline note lamp - {*} queued']);
  });

  test('is none beside a word that names the id', async () => {
    const lines = ['NX4101', 'NX4102', 'NX4103'].map((id, i) => `Offline note N${i + 5000} beside ${id} queued`);
    expect(await found(lines)).toEqual(['Offline note {messageId} beside {*} queued']);
  });
});

test.each([
  ['CBOfflineIM N4265 queued', 'CBOfflineIM {messageId} queued'],
  ['OfflineIm: N4265 queued', 'OfflineIm: {messageId} queued'],
  ['OfflineMessage[N4265]: queued', 'OfflineMessage[{messageId}]: queued'],
  ['OIM N4265 - queued', 'OIM {messageId} - queued'],
  ['SendOfflineMessage N4265 done', 'SendOfflineMessage {messageId} done'],
  ['OfflineMessages: 3', 'OfflineMessages:'],
])('the id behind a name of code: %s', async (line, template) => {
  expect(await found([line])).toEqual([template]);
});

test('known messages lead from their addresses to their ids, and from these to their fates', async () => {
  await inFolder({ 'bundle/trace.log': PARCELS }, async (folder) => {
    const bundle = [`${folder}/bundle`];
    const first = await radar(bundle, { known: KNOWN });
    expect(templates(first)).toEqual(['Parcel {messageId} handed over towards {recipient}']);
    const phrasebooks = [`${folder}/first.json`, `${folder}/second.json`];
    await writeFile(`${folder}/first.json`, draftPhrasebook(first).text);

    const second = await radar(bundle, { known: KNOWN, phrasebooks: phrasebooks.slice(0, 1) });
    expect(second.shapes.map(({ phrase }) => [phrase?.text, phrase?.observes]).sort()).toEqual([
      ['Parcel {messageId} dropped on the shelf', 'draft-saved'],
      ['Parcel {messageId} through the gate', 'message-sent'],
      // That messages are queued is told by the phrase above.
      ['Parcel {messageId} up the ladder', undefined],
    ]);
    await writeFile(`${folder}/second.json`, draftPhrasebook(second).text);

    const { messages } = await analyze(bundle, { phrasebooks });
    expect(messages.map(({ recipients, outcome }) => [recipients[0], outcome])).toEqual([
      ['bob@fabrikam.com', 'stuck-in-drafts'],
      ['carol@fabrikam.com', 'delivered'],
      ['dave@fabrikam.com', 'delivered'],
      ['dave@fabrikam.com', 'stuck-in-drafts'],
    ]);
  });
});
