import { describe, expect, it } from 'vitest';
import { later } from '../make/clock.ts';
import { told, words } from './in-phrases.ts';
import { DAWN, type Said } from './scene.ts';

const QUEUED = words(0, 'queued 7 to bob@contoso.com!');

/** Each step that has a reason, with it. */
function reasons(scene: readonly Said[]): readonly string[] {
  const [life] = told(scene).lives;
  return (life?.steps ?? [])
    .filter(({ reason, fit }) => reason !== undefined && fit === 'allowed')
    .map(({ event, reason }) => `${event}: ${reason}`);
}

describe('the seconds of a timer', () => {
  it.each(['120', '120s', '120.0 s', '120 seconds'])('%s are told with the step that it is', (seconds) => {
    expect(
      reasons([QUEUED, words(1, `timer of 7 set to ${seconds}!`), words(121, `timer of 7 fired after ${seconds}!`)]),
    ).toEqual([
      "timer-started: the client's timer was set to 120 s",
      "deadline-passed: two minutes from sending are over, and the client's timer ran out after 120 s",
    ]);
  });

  it('are told beside what ended the message with them', () => {
    const call = [words(1, 'asks CreateItem SendOnly of 7 for bob@contoso.com;'), words(2, 'call of 7 failed somehow')];
    expect(reasons([QUEUED, ...call, words(120, 'timer of 7 fired after 120!')])).toContain(
      "message-failed: two minutes from sending are over, and the client's timer ran out after 120 s",
    );
  });

  it('that are none are not told', () => {
    expect(reasons([QUEUED, words(120, 'timer of 7 fired after some time!')])).toEqual([
      'deadline-passed: two minutes from sending are over',
    ]);
  });

  it('change no deadline: that is two minutes behind the sending', () => {
    const [life] = told([QUEUED, words(1, 'timer of 7 set to 30!'), words(40, 'picked-up 8!')]).lives;
    expect([life?.outcome, life?.deadlinePassed]).toEqual(['pending', false]);
  });
});

describe('when a message was sent', () => {
  it.each<readonly [string, number | undefined, readonly Said[]]>([
    ['is when its timer began, where nothing else tells', 5, [words(125, 'timer of 7 fired after 120 s!')]],
    ['is when its timer is said to have begun', 3, [words(3, 'timer of 7 runs'), words(9, 'picked-up 7!')]],
    ['is when it was queued, whatever its timer says', 0, [QUEUED, words(130, 'timer of 7 fired after 120 s!')]],
    [
      'is when it was asked for, whatever its timer says',
      60,
      [words(60, 'asks CreateItem SendOnly of 7 for bob@contoso.com;'), words(125, 'timer of 7 fired after 120 s!')],
    ],
    ['is not known by a timer that says no seconds', undefined, [words(125, 'timer of 7 is over')]],
    ['is not known by seconds that no timer has', undefined, [words(125, 'timer of 7 fired after 120000!')]],
  ])('%s', (_, at, scene) => {
    const [life] = told(scene).lives;
    expect(life?.sentAt).toBe(at === undefined ? undefined : later(DAWN, at));
  });

  it('by its timer alone leaves the outcome as it is', () => {
    const [life] = told([words(125, 'timer of 7 fired after 120 s!')]).lives;
    expect([life?.outcome, life?.endedAt]).toEqual(['timed-out', later(DAWN, 125)]);
  });
});
