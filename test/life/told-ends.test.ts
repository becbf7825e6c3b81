import { describe, expect, it } from 'vitest';
import { inShort, told, words } from './in-phrases.ts';
import type { Said } from './scene.ts';

const QUEUED = words(0, 'queued 7 to bob@contoso.com!');
const END = words(600, 'picked-up 8!');
const SEND = words(1, 'asks CreateItem SendAndSaveCopy of 7 for bob@contoso.com;');
const SAVE = words(1, 'asks CreateItem SaveOnly of 7 for bob@contoso.com;');

function first(scene: readonly Said[]): string | undefined {
  return inShort(scene)[0]?.replace('bob@contoso.com ', '');
}

function attempts(scene: readonly Said[]): readonly string[] {
  const [life] = told(scene).lives;
  return (life?.attempts ?? []).map(({ operation, disposition = '-', result, responseCode = '-' }) =>
    [operation, disposition, result, responseCode].join(' '),
  );
}

describe('a failure that a phrase tells', () => {
  it.each(['ErrorAccessDenied', 'ErrorQuotaExceeded'])('is what became of a call without an answer: %s', (code) => {
    const scene = [QUEUED, SEND, words(5, `gave up 7, as ${code}!`), END];
    expect(first(scene)).toBe('rejected');
    expect(attempts(scene)).toEqual([`CreateItem SendAndSaveCopy error ${code}`]);
  });

  it('leaves a draft where the account may not send as the owner, and a copy was asked for', () => {
    const scene = [QUEUED, SEND, words(5, 'gave up 7, as ErrorSendAsDenied!'), END];
    expect(first(scene)).toBe('stuck-in-drafts');
    expect(attempts(scene)).toEqual(['CreateItem SendAndSaveCopy error ErrorSendAsDenied']);
    const withoutCopy = words(1, 'asks CreateItem SendOnly of 7 for bob@contoso.com;');
    expect(first([QUEUED, withoutCopy, words(5, 'gave up 7, as ErrorSendAsDenied!'), END])).toBe('rejected');
  });

  it('is that of a sending behind a draft that phrases tell of', () => {
    const scene = [QUEUED, SAVE, words(5, 'draft of 7 saved'), words(6, 'gave up 7, as ErrorSendAsDenied!'), END];
    expect(first(scene)).toBe('stuck-in-drafts');
    expect(attempts(scene)).toEqual(['CreateItem SaveOnly saved -', 'SendItem - error ErrorSendAsDenied']);
  });

  it.each([
    ['unreachable', '12007'],
    ['unreachable', '0x80072EE7'],
    ['timed-out', '12002'],
    ['timed-out', '0x80072EE2'],
    ['timed-out', '-2147012894'],
    ['timed-out', 'ERROR_WINHTTP_TIMEOUT'],
    ['timed-out', 'HTTP 504'],
  ])('is none of Exchange where the network failed: %s by %s', (outcome, code) => {
    expect(first([QUEUED, words(5, `gave up 7, error ${code}!`), END])).toBe(outcome);
    expect(first([QUEUED, SEND, words(5, `gave up 7, error ${code}!`), END])).toBe(outcome);
  });

  it.each([
    ['unreachable', '12007'],
    ['timed-out', '12002'],
  ])('says the same again as the call that broke off: %s', (outcome, code) => {
    const scene = [QUEUED, SEND, words(5, `call of 7 failed: ${code}!`), words(6, `gave up 7, error ${code}!`), END];
    expect(first(scene)).toBe(outcome);
    expect(attempts(scene)).toHaveLength(1);
  });

  it('is no step of an end where it is none', () => {
    const events = (scene: readonly Said[]): readonly string[] =>
      (told(scene).lives[0]?.steps ?? []).filter(({ fit }) => fit === 'allowed').map(({ event }) => event);
    expect(events([QUEUED, SEND, words(5, 'gave up 7, error 12007!'), words(60, 'picked-up 8!')])).toEqual([
      'message-queued',
      'ews-request',
      'ews-failed',
    ]);
    expect(events([QUEUED, words(5, 'gave up 7, as ErrorServerBusy!'), words(60, 'picked-up 8!')])).toEqual([
      'message-queued',
      'ews-failed',
    ]);
    expect(events([QUEUED, words(5, 'gave up 7, as ErrorServerBusy!'), END]).at(-1)).toBe('message-failed');
  });

  it('says why the time was over, where it comes behind the timer', () => {
    expect(first([QUEUED, words(120, 'timer of 7 is over'), words(121, 'gave up 7, error 12002!'), END])).toBe(
      'timed-out',
    );
  });

  it.each(['as ErrorServerBusy', 'error HTTP 504', 'error 12002', 'error HTTP 503'])(
    'is no end before the deadline where the client tries again: %s',
    (how) => {
      expect(first([QUEUED, words(5, `gave up 7, ${how}!`), words(60, 'picked-up 8!')])).toBe('pending');
      const draft = [QUEUED, words(4, 'draft of 7 saved'), words(5, `gave up 7, ${how}!`)];
      expect(first([...draft, words(60, 'picked-up 8!')])).toBe('pending');
      expect(first([...draft, END])).toBe('stuck-in-drafts');
    },
  );

  it('is an end once the deadline is over, though the client tries again', () => {
    expect(first([QUEUED, words(5, 'gave up 7, as ErrorServerBusy!'), END])).toBe('rejected');
  });
});

describe('a draft that a phrase tells of', () => {
  it('is what became of a call without an answer', () => {
    const draft = [words(5, 'draft of 7 saved'), END];
    expect([first([QUEUED, SAVE, ...draft]), attempts([QUEUED, SAVE, ...draft])]).toEqual([
      'stuck-in-drafts',
      ['CreateItem SaveOnly saved -'],
    ]);
    expect([first([QUEUED, SEND, ...draft]), attempts([QUEUED, SEND, ...draft])]).toEqual([
      'stuck-in-drafts',
      ['CreateItem SendAndSaveCopy unreadable -'],
    ]);
  });

  it.each([
    ['alone', 'likely', []],
    ['behind its being picked up', 'likely', [words(1, 'picked-up 7!')]],
    // A client starts the timer when the message is sent.
    ['behind the start of its timer', 'proven', [words(1, 'timer of 7 runs')]],
  ])('was sent before, though no line tells when: %s', (_, certainty, before) => {
    const scene = (end: number): readonly Said[] => [
      ...before,
      words(5, 'draft of 7 saved'),
      words(end, 'picked-up 8!'),
    ];
    const [life] = told(scene(600)).lives;
    expect([life?.outcome, life?.certainty]).toEqual(['stuck-in-drafts', certainty]);
    expect(told(scene(60)).lives[0]?.outcome).toBe('pending');
  });
});

describe('a timer that no id ties', () => {
  it('is of no message where two were under way on its thread, though one of them began longer ago', () => {
    const scene = [
      QUEUED,
      words(1, 'queued 8 to carol@contoso.com!'),
      words(121, 'timer nameless'),
      words(600, 'picked-up 9!'),
    ];
    expect(inShort(scene).slice(0, 2)).toEqual(['bob@contoso.com unknown', 'carol@contoso.com unknown']);
  });

  it('is of the one message that was under way, and not as sure as one with an id', () => {
    const scene = [QUEUED, words(120, 'timer nameless')];
    const [life] = told(scene).lives;
    expect([life?.outcome, life?.certainty]).toEqual(['timed-out', 'likely']);
    expect(life?.steps.map(({ event, link }) => [event, link])).toContainEqual(['deadline-passed', 'moderate']);
  });
});
