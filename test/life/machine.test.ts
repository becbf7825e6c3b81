import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Move, step, TRANSITIONS } from '../../src/life/machine.ts';
import type { LifeEvent, LifeState } from '../../src/model/life.ts';

const STATES = Object.keys(TRANSITIONS) as readonly LifeState[];
const EVENTS: readonly LifeEvent[] = [
  'message-queued',
  'message-picked-up',
  'spool-written',
  'ews-request',
  'ews-failed',
  'draft-saved',
  'draft-removed',
  'send-failed',
  'message-sent',
  'message-failed',
  'deadline-passed',
];

/** Moves that the table allows from a state, one after the other. */
function follows(from: LifeState, moves: readonly Move[]): boolean {
  let state = from;
  return moves.every((move) => {
    const arrow = move.event === 'spool-written' ? state : TRANSITIONS[state][move.event];
    const isRight = move.fit === 'not-allowed' ? arrow === undefined : arrow === move.state;
    state = move.state;
    return isRight;
  });
}

describe('the machine', () => {
  it.each(STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const)))(
    'in %s answers %s with moves of its table, the event last',
    (state, event) => {
      const moves = step(state, event);
      expect(moves.at(-1)).toMatchObject({ event });
      expect(moves.at(-1)?.fit).not.toBe('required-not-seen');
      expect(moves.slice(0, -1).every((move) => move.fit === 'required-not-seen')).toBe(true);
      expect(follows(state, moves)).toBe(true);
    },
  );

  it('never makes up an end', () => {
    const ends: ReadonlySet<LifeEvent> = new Set([
      'message-sent',
      'message-failed',
      'send-failed',
      'deadline-passed',
      'draft-saved',
    ]);
    fc.assert(
      fc.property(
        fc.constantFrom(...STATES),
        fc.array(fc.constantFrom(...EVENTS), { maxLength: 20 }),
        (from, events) => {
          let state = from;
          for (const event of events) {
            const moves = step(state, event);
            expect(moves.slice(0, -1).filter((move) => ends.has(move.event))).toEqual([]);
            expect(follows(state, moves)).toBe(true);
            state = moves.at(-1)?.state ?? state;
          }
        },
      ),
    );
  });

  it('keeps what was seen after an end as a step that does not fit', () => {
    expect(step('sent', 'ews-request')).toEqual([
      { event: 'ews-request', state: 'in-exchange-call', fit: 'not-allowed' },
    ]);
  });

  it('lets a spool file stand beside any state', () => {
    for (const state of STATES)
      expect(step(state, 'spool-written')).toEqual([{ event: 'spool-written', state, fit: 'allowed' }]);
  });
});
