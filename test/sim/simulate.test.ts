import { describe, expect, it } from 'vitest';
import { CONDITIONS, type Condition } from './condition.ts';
import { simulate, truthJson } from './simulate.ts';
import type { TrueMessage } from './truth.ts';
import { liveThrough } from './world.ts';

function named(name: string): Condition {
  const found = CONDITIONS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no such condition: ${name}`);
  return found;
}

const CLEAN = named('clean');
const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1);

function told(messages: readonly TrueMessage[]): readonly string[] {
  return messages.map(({ story, outcome }) => `${story}: ${outcome}`);
}

describe('a simulated bundle', () => {
  it.each(CONDITIONS.map((condition) => [condition.name, condition] as const))(
    'of %s is the same for the same seed, and another for another',
    (_, condition) => {
      const [first, again, other] = [simulate(7, condition), simulate(7, condition), simulate(8, condition)];
      expect(first.files.map(({ path }) => path)).toEqual(again.files.map(({ path }) => path));
      for (const [i, { bytes }] of first.files.entries()) expect(again.files[i]?.bytes.equals(bytes)).toBe(true);
      expect(truthJson(again)).toBe(truthJson(first));
      expect(truthJson(other)).not.toBe(truthJson(first));
    },
  );

  it('speaks of nobody outside contoso.com and fabrikam.com', () => {
    for (const condition of CONDITIONS) {
      for (const { bytes } of simulate(3, condition).files) {
        const text = bytes.toString('latin1').replaceAll('\0', '');
        const domains = [...text.matchAll(/@([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|de))\b/gi)].map(
          ([, name]) => name,
        );
        for (const domain of domains) expect(['contoso.com', 'fabrikam.com']).toContain(domain);
      }
    }
  });

  it('has files of one trace only where its condition says so', () => {
    const traces = (name: string): readonly string[] =>
      SEEDS.slice(0, 20).map((seed) => {
        const paths = simulate(seed, named(name)).files.map(({ path }) => path);
        return `${paths.some((path) => path.includes('Tracing/'))} ${paths.some((path) => path.includes('Spooler/'))}`;
      });
    expect(new Set(traces('trace-only'))).toEqual(new Set(['true false']));
    expect([...new Set(traces('spooler-only'))].every((one) => one.startsWith('false'))).toBe(true);
  });
});

describe('simulated worlds together', () => {
  const truths = SEEDS.flatMap((seed) => simulate(seed, CLEAN).truth);

  it('show every outcome', () => {
    expect([...new Set(truths.map(({ outcome }) => outcome))].toSorted()).toEqual([
      'delivered',
      'left-in-spooler',
      'pending',
      'rejected',
      'stuck-in-drafts',
      'timed-out',
      'unknown',
      'unreachable',
    ]);
  });

  it('show every operation with each of its ends', () => {
    const shapes = new Set(
      truths.flatMap(({ attempts }) =>
        attempts.map(({ operation, disposition, result }) => `${operation} ${disposition ?? '-'} ${result}`),
      ),
    );
    const ends = ['error', 'no-answer', 'transport-error'];
    for (const end of [...ends, 'saved', 'unreadable']) expect(shapes).toContain(`CreateItem SaveOnly ${end}`);
    for (const end of [...ends, 'accepted', 'unreadable']) {
      expect(shapes).toContain(`CreateItem SendOnly ${end}`);
      expect(shapes).toContain(`CreateItem SendAndSaveCopy ${end}`);
    }
    for (const end of [...ends, 'accepted']) expect(shapes).toContain(`SendItem - ${end}`);
    for (const end of ['accepted', 'error']) expect(shapes).toContain(`UpdateItem SendAndSaveCopy ${end}`);
  });

  it('show every shape of a call that contract section 4 knows', () => {
    const profiles = SEEDS.map((seed) => liveThrough(seed, CLEAN).profile);
    const all = <Value>(of: (profile: (typeof profiles)[number]) => Value): ReadonlySet<Value> =>
      new Set(profiles.map(of));
    expect(all(({ handshake }) => handshake).size).toBe(4);
    expect(all(({ layout }) => layout).size).toBe(3);
    expect(all(({ style }) => style.prefix).size).toBe(3);
    expect(all(({ style }) => style.pretty).size).toBe(2);
    expect(all(({ hasFullUrls }) => hasFullUrls).size).toBe(2);
    expect(all(({ idHeader }) => idHeader)).toEqual(new Set(['client-request-id', 'request-id']));
    expect(all(({ threading }) => threading).size).toBe(2);
    expect(all(({ draftsFolder }) => draftsFolder).size).toBe(4);
    expect(all(({ form }) => form).size).toBe(8);
    const several = SEEDS.flatMap((seed) => liveThrough(seed, CLEAN).calls.map(({ messages }) => messages.length));
    expect(Math.max(...several)).toBeGreaterThan(1);
  });

  it('keep every retry with its id or give it another, and write the same words again', () => {
    const worlds = SEEDS.slice(0, 60).map((seed) => liveThrough(seed, CLEAN));
    const messages = worlds.flatMap((world) => world.messages);
    expect(messages.some(({ repeats }) => repeats !== undefined)).toBe(true);
    const tries = truths.filter(({ attempts }) => attempts.length > 1);
    expect(tries.some(({ requestIds, attempts }) => requestIds.length < attempts.length)).toBe(true);
    expect(tries.some(({ requestIds, attempts }) => requestIds.length === attempts.length)).toBe(true);
  });
});

describe('what is true of a message', () => {
  it('is delivered if and only if Exchange accepted it', () => {
    for (const condition of CONDITIONS) {
      for (const { outcome, attempts } of SEEDS.slice(0, 8).flatMap((seed) => simulate(seed, condition).truth)) {
        expect(attempts.some(({ result }) => result === 'accepted')).toBe(outcome === 'delivered');
      }
    }
  });

  it('can all be read where nothing was lost', () => {
    const whole = CONDITIONS.filter(({ lost, cut, undecoded }) => lost + cut + undecoded === 0);
    for (const condition of whole) {
      for (const message of SEEDS.slice(0, 8).flatMap((seed) => simulate(seed, condition).truth)) {
        const { outcome, events, attempts } = message;
        expect(message.reachable, message.story).toEqual({ outcome, events, attempts });
      }
    }
  });

  it('does not hang on what is lost', () => {
    for (const seed of SEEDS.slice(0, 20)) {
      const world = liveThrough(seed, named('loss-10'));
      const left = simulate(seed, named('loss-10'));
      const outcomes = told(left.truth);
      expect(outcomes.length).toBeLessThanOrEqual(world.messages.length);
      expect(told(simulate(seed, { ...named('loss-10'), lost: 0 }).truth)).toEqual(outcomes);
    }
  });
});
