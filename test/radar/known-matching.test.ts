import { expect, test } from 'vitest';
import { addSeconds } from '../../src/model/ticks.ts';
import { FORMS, inventedEvents, MESSAGES } from './invented-trace.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

const EVENTS = inventedEvents(MESSAGES).slice(0, 1);

/** What is found of lines at seconds from 09:15:00, with a list of known messages. */
function found(lines: readonly (readonly [number, string])[], ...known: readonly string[]) {
  const events = lines.flatMap(([seconds, text]) =>
    EVENTS.map((event) => ({ ...event, text, at: addSeconds(event.at, seconds) })),
  );
  return inFolder({ 'trace.log': FORMS.tracefmt?.(events) ?? '' }, (folder) =>
    radar([folder], { known: { file: 'known.txt', content: known.join('\n') } }),
  );
}

const TWO = [
  [0, 'Queued offline message mm1111 for bob@contoso.com'],
  [8, 'Queued offline message mm2222 for carol@contoso.com'],
] as const;

test('a line that tells the id of another message is not near this one, however near its time', async () => {
  const { shapes } = await found(
    [...TWO, [16, 'the hat of mm1111 in blue offline message'], [24, 'the coat of mm2222 in red offline message']],
    'bob@contoso.com 09:15:00 delivered',
    'carol@contoso.com 09:15:08 stuck',
  );
  expect(shapes.map(({ first, known }) => [first.text, known?.messages, known?.outcome]).sort()).toEqual([
    ['the coat of <id> in red offline message', 1, 'stuck-in-drafts'],
    ['the hat of <id> in blue offline message', 1, 'delivered'],
  ]);
});

test('a line with the id that a phrase tells of a message is near it, whatever the time', async () => {
  const { shapes } = await found(
    [...TWO, [600, 'the hat of mm1111 in blue offline message']],
    'bob@contoso.com 09:15:00 delivered',
    'carol@contoso.com 09:15:08 stuck',
  );
  expect(shapes.map(({ known }) => known)).toMatchObject([{ messages: 1, near: 1, elsewhere: 0, score: 1 }]);
});

test('a known message says what the report tells of it, be it what the list says or not', async () => {
  const lines = [
    [0, 'Queued offline message mm1111 for bob@contoso.com'],
    [2, 'Saved offline message mm1111 to Drafts'],
  ] as const;
  const { known } = await found(lines, 'bob@contoso.com 09:15 delivered', 'erin@contoso.com 12:15 delivered');
  expect(known).toEqual([
    expect.objectContaining({ outcome: 'delivered', message: 'm1', reported: 'pending' }),
    { line: 2, sentAt: '2016-06-08T12:15:00.000Z', outcome: 'delivered' },
  ]);
});

test('each of two known messages to one recipient in one minute is a message of its own, the one of its fate', async () => {
  const lines = [
    [0, 'Queued offline message mm1111 for bob@contoso.com'],
    [2, 'Saved offline message mm1111 to Drafts'],
    [20, 'Queued offline message mm2222 for bob@contoso.com'],
    [22, 'Offline message mm2222 was accepted by Exchange for sending'],
  ] as const;
  const told = async (...list: readonly string[]) =>
    (await found(lines, ...list)).known?.map(({ message, sentAt }) => `${message} ${sentAt.slice(17, 19)}`);
  expect(await told('bob@contoso.com 09:15', 'bob@contoso.com 09:15')).toEqual(['m1 00', 'm2 20']);
  expect(await told('bob@contoso.com 09:15 arrived', 'bob@contoso.com 09:15 stuck')).toEqual(['m2 20', 'm1 00']);
  expect(await told('bob@contoso.com 09:15', 'bob@contoso.com 09:15:01')).toEqual(['m2 20', 'm1 00']);
  expect(await told('bob@contoso.com 09:15', 'bob@contoso.com 09:15', 'bob@contoso.com 09:15')).toEqual([
    'm1 00',
    'm2 20',
    'undefined 00',
  ]);
});
