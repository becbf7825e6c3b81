import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/model/life.ts';
import type { PhraseKind } from '../../src/model/phrase.ts';
import { addSeconds, type Ticks, ticks } from '../../src/model/ticks.ts';
import { shapesOf } from '../../src/radar/build-shapes.ts';
import { guessByWords, guessesByFate, type Ranked } from '../../src/radar/guess-by-fate.ts';
import { type KnownLife, KnownLives, lifeSpan } from '../../src/radar/known-window.ts';
import { LineMiner } from '../../src/radar/line-miner.ts';
import { knownShare } from '../../src/radar/rank-known.ts';
import { shownShape } from '../../src/radar/shape-parts.ts';
import { lineOf } from './lines.ts';

const BEGIN = ticks(0);

function lifeAt(seconds: number, outcome: Outcome, recipient = 'bob@contoso.com'): KnownLife {
  const at = addSeconds(BEGIN, seconds);
  return { outcome, recipients: new Set([recipient]), ids: new Set(), ...lifeSpan(at, at) };
}

/** Lines at seconds from the begin, ranked by known messages. */
function rankedOf(lives: readonly KnownLife[], lines: readonly (readonly [number | undefined, string])[]) {
  const miner = new LineMiner({ known: new KnownLives(lives) });
  for (const [i, [seconds, text]] of lines.entries()) {
    const at: Ticks | undefined = seconds === undefined ? undefined : addSeconds(BEGIN, seconds);
    miner.add(lineOf(text, i + 1, at === undefined ? {} : { at }));
  }
  return shapesOf(miner.skeletons()).map((shape): Ranked => {
    const wording = shownShape(shape.parts, []);
    return { shape, known: knownShare(shape, lives), wording, ...guessByWords(shape, wording, lives) };
  });
}

function guessed(
  lives: readonly KnownLife[],
  lines: readonly (readonly [number | undefined, string])[],
): Readonly<Record<string, PhraseKind>> {
  const guesses = guessesByFate(rankedOf(lives, lines), { messages: lives.length, unmet: 0 });
  return Object.fromEntries([...guesses].map(([{ parts }, kind]) => [shownShape(parts, []), kind]));
}

describe('the mean time from the sending to the lines of a shape', () => {
  const lives = [lifeAt(0, 'delivered'), lifeAt(60, 'delivered')];
  const means = (lines: readonly (readonly [number | undefined, string])[]) =>
    rankedOf(lives, lines).map(({ shape }) => shape.nearTicks && addSeconds(ticks(shape.nearTicks), -5) / 1e7);

  test('has one term for each message that a line is near', () => {
    expect(means([[70, 'offline message hums']])).toEqual([(70 + 10) / 2]);
    expect(means([[165, 'offline message hums']])).toEqual([105]);
    expect(
      means([
        [70, 'offline message hums'],
        [165, 'offline message hums'],
      ]),
    ).toEqual([(70 + 10 + 105) / 3]);
  });

  test('is not known of lines without a time', () => {
    const ofId = { ...lifeAt(0, 'delivered'), ids: new Set(['msg-4711']) };
    const miner = new LineMiner({ known: new KnownLives([ofId]), ids: new Set(['msg-4711']) });
    miner.add(lineOf('offline message msg-4711 hums', 1));
    miner.add(lineOf('offline message msg-4711 hums', 2, { at: addSeconds(BEGIN, 10) }));
    miner.add(lineOf('offline message msg-4711 sings', 3));
    expect(shapesOf(miner.skeletons()).map(({ near, nearTicks }) => [near, nearTicks])).toEqual([
      [2, 15e7],
      [1, undefined],
    ]);
  });
});

describe('guesses by fates', () => {
  test('are made of no line that does no more than name the recipient of one message', () => {
    const stuck = [lifeAt(0, 'stuck-in-drafts')];
    expect(guessed(stuck, [[10, 'Free/busy of bob@contoso.com holds the slots']])).toEqual({});
    expect(guessed(stuck, [[10, 'the offline message hums']])).toEqual({ 'the offline message hums': 'draft-saved' });
    const two = [...stuck, lifeAt(900, 'stuck-in-drafts')];
    expect(
      guessed(two, [
        [10, 'The hat of bob@contoso.com hangs'],
        [910, 'The hat of bob@contoso.com hangs'],
      ]),
    ).toEqual({ 'The hat of <address> hangs': 'draft-saved' });
  });

  const two = [lifeAt(0, 'delivered'), lifeAt(600, 'stuck-in-drafts')];

  test('the first shape of all messages is the queueing, the last one of an outcome its end', () => {
    const lines = [
      [1, 'offline message hums'],
      [2, 'offline message sings'],
      [3, 'offline message N-4101 dances'],
      [601, 'offline message hums'],
      [602, 'offline message sings'],
      [603, 'offline message sleeps'],
    ] as const;
    expect(guessed(two, lines)).toEqual({
      'offline message hums': 'message-queued',
      'offline message <id> dances': 'message-sent',
      'offline message sleeps': 'draft-saved',
    });
  });

  test('a shape that goes with messages of one outcome alone is not how all of them began', () => {
    const lines = [
      [1, 'offline message hums'],
      [3, 'offline message N-4101 dances'],
      [602, 'offline message sings'],
      [603, 'offline message sleeps'],
    ] as const;
    expect(Object.values(guessed(two, lines)).sort()).toEqual(['draft-saved', 'message-sent']);
  });

  test('where the list has one outcome, a shape of all of its messages is how they began', () => {
    const lines = [
      [1, 'offline message hums'],
      [3, 'offline message N-4101 dances'],
    ] as const;
    expect(guessed([lifeAt(0, 'timed-out')], lines)).toEqual({
      'offline message hums': 'message-queued',
      'offline message <id> dances': 'timer-expired',
    });
  });

  test('what words say is not guessed again, nor for another shape', () => {
    const lines = [
      [1, 'offline message enqueued'],
      [2, 'offline message hums'],
      [3, 'offline message N-4101 delivered to Exchange'],
    ] as const;
    expect(guessed([lifeAt(0, 'delivered')], lines)).toEqual({});
  });

  test('words that say a message was sent are no guess where one of them was not', () => {
    const lines = [
      [1, 'offline message hums'],
      [3, 'offline message N-4101 accepted by Exchange'],
    ] as const;
    const words = (outcome: Outcome) => rankedOf([lifeAt(0, outcome)], lines).map((one) => one.words);
    expect(words('delivered')).toContain('message-sent');
    expect(words('stuck-in-drafts')).not.toContain('message-sent');
    expect(guessed([lifeAt(0, 'stuck-in-drafts')], lines)).toEqual({ 'offline message hums': 'draft-saved' });
  });

  test('a line that speaks of a queue or says not is no end of a delivered message', () => {
    const lines = [
      [1, 'offline message N-4101 hums'],
      [3, 'offline message accepted into the queue'],
      [4, 'offline message will not be shown again'],
    ] as const;
    expect(guessed([lifeAt(0, 'delivered')], lines)).toEqual({ 'offline message <id> hums': 'message-sent' });
  });

  describe('that a message was sent is told by no shape', () => {
    const one = [lifeAt(0, 'delivered')];
    const lake = [3, 'offline message N-4101 dances'] as const;

    test('but by one whose lines are all near delivered messages', () => {
      expect(Object.values(guessed(one, [lake]))).toEqual(['message-sent']);
      expect(Object.values(guessed(one, [lake, [900, 'offline message N-4101 dances']]))).toEqual(['message-queued']);
      expect(Object.values(guessed(one, [lake, [undefined, 'offline message N-4101 dances']]))).toEqual([
        'message-queued',
      ]);
    });

    test('that has more lines than there are such messages: one may be of somebody else', () => {
      expect(Object.values(guessed(one, [lake, [5, 'offline message N-4101 dances']]))).toEqual(['message-queued']);
    });

    test('that has no id and names nobody, as it may be of any message of the thread', () => {
      expect(Object.values(guessed(one, [[3, 'offline message dances']]))).toEqual(['message-queued']);
      expect(guessed([lifeAt(0, 'stuck-in-drafts')], [[3, 'offline message accepted by Exchange']])).toEqual({});
    });

    test('where a line of the list met no line of the trace', () => {
      const ranked = rankedOf(one, [lake]);
      expect([...guessesByFate(ranked, { messages: 1, unmet: 1 }).values()]).toEqual(['message-queued']);
      expect([...guessesByFate(ranked, { messages: 1, unmet: 0 }).values()]).toEqual(['message-sent']);
    });

    test.each([
      'offline message N-4101 dances with CreateItem',
      'offline message N-4101 dances SaveOnly',
      'offline message N-4101 dances 507',
      'offline message N-4101 dances with 0x80004005',
      'offline message N-4101 dances ErrorQuotaExceeded',
      'offline message N-4101 dances, status 200',
    ])('of what differs or of a call: %s', (line) => {
      expect(Object.values(guessed(one, [[3, line]]))).toEqual(['message-queued']);
    });

    test.each([
      'bounced',
      'discarded',
      'deleted',
      'cancelled',
      'canceled',
      'unreachable',
      'expired',
      'blocked',
      'is stuck',
      'undelivered',
      'returned',
      'dropped',
      'purged',
      'quarantined',
      'vanished',
      'kept back',
      'disallowed',
    ])('whose words tell a failure: %s', (word) => {
      expect(Object.values(guessed(one, [[3, `Offline note N-4101 ${word}`]]))).not.toContain('message-sent');
    });

    test.each([
      'Was offline message N-4101 dancing',
      'dances; now offline message N-4101',
      'offline message N-4101=dancing',
      'offline message N-4101 dances for Scrap',
    ])('that asks, or may be of another message: %s', (line) => {
      expect(Object.values(guessed(one, [[3, line]]))).not.toContain('message-sent');
    });
  });
});
