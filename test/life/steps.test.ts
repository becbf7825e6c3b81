import { describe, expect, it } from 'vitest';
import { isBeside, TRANSITIONS } from '../../src/life/steps/machine.ts';
import type { Life, LifeState } from '../../src/model/life.ts';
import {
  answered,
  ask,
  BOB,
  call,
  create,
  DRAFTS,
  move,
  NO_ERROR,
  remove,
  reply,
  saved,
  send,
  update,
} from './exchange.ts';
import { type Said, say, tell } from './scene.ts';

const SAVE = call(0, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')));
const BUSY = call(2, send('AAMk1'), answered('SendItem', 'ErrorServerBusy'));
const DELETED = call(6, remove('AAMk1'), answered('DeleteItem', NO_ERROR));

const ENDS: readonly (readonly [string, readonly Said[], LifeState])[] = [
  ['delivered', call(0, create(BOB), answered('CreateItem', NO_ERROR)), 'sent'],
  ['stuck-in-drafts', SAVE, 'stuck-in-drafts'],
  ['stuck-in-drafts', [...SAVE, ask(2, send('AAMk1'))], 'stuck-in-drafts'],
  ['stuck-in-drafts', [...SAVE, ...BUSY], 'stuck-in-drafts'],
  ['stuck-in-drafts', [...SAVE, ask(2, send('AAMk1')), say(3, 'error 12029')], 'stuck-in-drafts'],
  ['stuck-in-drafts', call(0, create(BOB), answered('CreateItem', 'ErrorSendAsDenied')), 'stuck-in-drafts'],
  ['rejected', call(0, create(BOB), answered('CreateItem', 'ErrorQuotaExceeded')), 'rejected'],
  ['rejected', call(0, create(BOB), answered('CreateItem', 'ErrorServerBusy')), 'rejected'],
  ['rejected', [...SAVE, ...BUSY, ...DELETED], 'rejected'],
  ['timed-out', [ask(0, create(BOB))], 'timed-out'],
  ['timed-out', [ask(0, create(BOB)), say(30, reply(504))], 'timed-out'],
  ['unreachable', [ask(0, create(BOB)), say(1, 'error 12029')], 'picked-up'],
];

function expectToFollow(life: Life | undefined): void {
  let state: LifeState = 'composed';
  for (const step of life?.steps ?? []) {
    const arrow = isBeside(step.event) ? state : TRANSITIONS[state][step.event];
    expect(step.fit === 'not-allowed' ? arrow : step.state).toBe(step.fit === 'not-allowed' ? undefined : arrow);
    state = step.state;
  }
}

describe('the steps of a life', () => {
  it.each(ENDS)('that is %s end where it does, each in a state that follows', (outcome, scene, state) => {
    const [life] = tell(scene, 300);
    expect(life?.outcome).toBe(outcome);
    expect(life?.steps.at(-1)?.state).toBe(state);
    expectToFollow(life);
  });

  it.each(ENDS)('that is %s rest on evidence wherever something was seen', (_, scene) => {
    const [life] = tell(scene, 300);
    for (const { event, fit, evidence, reason } of life?.steps ?? []) {
      if (fit === 'required-not-seen') expect(reason).toBeDefined();
      else if (event !== 'deadline-passed') expect(evidence.length).toBeGreaterThan(0);
    }
  });

  it('never go back in time', () => {
    for (const [, scene] of ENDS) {
      const times = (tell(scene, 300)[0]?.steps ?? []).flatMap(({ at }) => (at === undefined ? [] : [at]));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });
});

describe('a draft that is moved or deleted', () => {
  const moved = (folder: string, id = 'AAMk1', at = 4) =>
    call(at, move(id, folder), answered('MoveItem', saved('AAMk2')));

  it('away, so that it cannot be sent, ends as rejected', () => {
    const scene = [
      ...SAVE,
      ...moved('deleteditems'),
      ...call(6, send('AAMk1'), answered('SendItem', 'ErrorItemNotFound')),
    ];
    const [life] = tell(scene, 300);
    expect(life?.outcome).toBe('rejected');
    expect(life?.steps.at(-1)).toMatchObject({ event: 'message-failed', state: 'rejected' });
  });

  it('away and back is stuck', () => {
    const scene = [
      ...SAVE,
      ...moved('inbox'),
      ...call(6, move('AAMk2', 'drafts'), answered('MoveItem', saved('AAMk3'))),
    ];
    const [life] = tell(scene, 300);
    expect(life?.outcome).toBe('stuck-in-drafts');
    expect(life?.steps.at(-1)).toMatchObject({ event: 'deadline-passed', state: 'stuck-in-drafts' });
  });

  it('by a DeleteItem that nobody answered is stuck in doubt', () => {
    expect(tell([...SAVE, ask(4, remove('AAMk1'))], 300)).toMatchObject([
      { outcome: 'stuck-in-drafts', certainty: 'likely' },
    ]);
    expect(tell(SAVE, 300)).toMatchObject([{ outcome: 'stuck-in-drafts', certainty: 'proven' }]);
  });

  it('by an id that it had before is gone', () => {
    const scene = [...SAVE, ...call(3, update('AAMk1', 'SaveOnly'), answered('UpdateItem', saved('AAMk2')))];
    const [life] = tell([...scene, ...call(6, remove('AAMk1'), answered('DeleteItem', NO_ERROR))], 300);
    expect(life).toMatchObject({ outcome: 'unknown', hasDraft: false });
    expect(life?.steps.at(-1)?.reason).toContain('draft');
  });
});
