import { describe, expect, it } from 'vitest';
import {
  answered,
  ask,
  BOB,
  call,
  create,
  DRAFTS,
  fault,
  NO_ERROR,
  remove,
  reply,
  saved,
  send,
  update,
} from './exchange.ts';
import { outcomes, say, tell } from './scene.ts';

const SAVE = call(0, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')));

function bob(outcome: string): readonly string[] {
  return [`bob@contoso.com ${outcome}`];
}

describe('delivered', () => {
  it.each(['SendOnly', 'SendAndSaveCopy'] as const)('is a CreateItem with %s answered NoError', (disposition) => {
    expect(outcomes(call(0, create(BOB, disposition), answered('CreateItem', NO_ERROR)))).toEqual(bob('delivered'));
  });

  it('is a SendItem answered NoError', () => {
    expect(outcomes([...SAVE, ...call(2, send('AAMk1'), answered('SendItem', NO_ERROR))])).toEqual(bob('delivered'));
  });

  it.each(['SendOnly', 'SendAndSaveCopy'] as const)('is an UpdateItem with %s answered NoError', (disposition) => {
    const sent = call(2, update('AAMk1', disposition), answered('UpdateItem', saved('AAMk1')));
    expect(outcomes([...SAVE, ...sent])).toEqual(bob('delivered'));
  });

  it('stays delivered long after the deadline', () => {
    const sent = call(0, create(BOB), answered('CreateItem', NO_ERROR));
    expect(outcomes(sent, 9000)).toEqual(bob('delivered'));
  });

  it('replaces an earlier failure of the same message', () => {
    const busy = call(0, create(BOB), answered('CreateItem', 'ErrorServerBusy'));
    expect(outcomes([...busy, ...call(300, create(BOB), answered('CreateItem', NO_ERROR))])).toEqual(bob('delivered'));
  });
});

describe('stuck-in-drafts', () => {
  it('is a saved draft that was not sent by the deadline', () => {
    expect(outcomes(SAVE, 119)).toEqual(bob('pending'));
    expect(outcomes(SAVE, 120)).toEqual(bob('stuck-in-drafts'));
  });

  it('is a draft saved with no folder named', () => {
    const save = call(0, create(BOB, 'SaveOnly'), answered('CreateItem', saved('AAMk1')));
    expect(outcomes(save, 200)).toEqual(bob('stuck-in-drafts'));
  });

  it('is a draft whose send failed explicitly, before the deadline', () => {
    const sent = call(2, send('AAMk1'), answered('SendItem', 'ErrorStaleObject'));
    expect(outcomes([...SAVE, ...sent])).toEqual(bob('stuck-in-drafts'));
  });

  it('is a draft whose send met a retryable error, only once the deadline is over', () => {
    const scene = [...SAVE, ...call(2, send('AAMk1'), answered('SendItem', 'ErrorServerBusy'))];
    expect(outcomes(scene, 60)).toEqual(bob('pending'));
    expect(outcomes(scene, 121)).toEqual(bob('stuck-in-drafts'));
  });

  it('is a draft whose send never got an answer', () => {
    expect(outcomes([...SAVE, ask(2, send('AAMk1'))], 60)).toEqual(bob('pending'));
    expect(outcomes([...SAVE, ask(2, send('AAMk1'))], 130)).toEqual(bob('stuck-in-drafts'));
  });

  it('is a draft whose UpdateItem with SendOnly failed', () => {
    const sent = call(2, update('AAMk1', 'SendOnly'), answered('UpdateItem', 'ErrorIrresolvableConflict'));
    expect(outcomes([...SAVE, ...sent])).toEqual(bob('stuck-in-drafts'));
  });

  it('an UpdateItem with SaveOnly sends nothing', () => {
    const changed = call(2, update('AAMk1', 'SaveOnly'), answered('UpdateItem', saved('AAMk1')));
    expect(outcomes([...SAVE, ...changed], 200)).toEqual(bob('stuck-in-drafts'));
  });

  it.each([
    ['SendAndSaveCopy', 'stuck-in-drafts'],
    ['SendOnly', 'rejected'],
  ] as const)('ErrorSendAsDenied on a CreateItem with %s is %s', (disposition, outcome) => {
    const denied = call(0, create(BOB, disposition), answered('CreateItem', 'ErrorSendAsDenied'));
    expect(outcomes(denied)).toEqual(bob(outcome));
  });

  it('ErrorSendAsDenied on a SendItem leaves the draft', () => {
    const denied = call(2, send('AAMk1'), answered('SendItem', 'ErrorSendAsDenied'));
    expect(outcomes([...SAVE, ...denied])).toEqual(bob('stuck-in-drafts'));
  });
});

describe('rejected', () => {
  it.each(['ErrorQuotaExceeded', 'ErrorInvalidRecipients', 'ErrorAccessDenied', 'ErrorInternalServerError'])(
    'is a last attempt that ended in %s',
    (code) => {
      expect(outcomes(call(0, create(BOB), answered('CreateItem', code)))).toEqual(bob('rejected'));
    },
  );

  it('is a SaveOnly that ended in an error', () => {
    expect(outcomes(call(0, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', 'ErrorQuotaExceeded')))).toEqual(
      bob('rejected'),
    );
  });

  it('is a SOAP fault', () => {
    expect(outcomes(call(0, create(BOB), fault('ErrorSchemaValidation')))).toEqual(bob('rejected'));
  });

  it.each([400, 401, 403, 404, 407, 408, 413, 500, 502, 505])('is a final HTTP %d', (status) => {
    expect(outcomes([ask(0, create(BOB)), say(1, reply(status))])).toEqual(bob('rejected'));
  });

  it.each([429, 503])('HTTP %d counts only once the deadline is over', (status) => {
    const scene = [ask(0, create(BOB)), say(1, reply(status))];
    expect(outcomes(scene, 100)).toEqual(bob('pending'));
    expect(outcomes(scene, 120)).toEqual(bob('rejected'));
  });

  it.each([
    'ErrorServerBusy',
    'ErrorTimeoutExpired',
    'ErrorInternalServerTransientError',
    'ErrorInsufficientResources',
    'ErrorMailboxMoveInProgress',
    'ErrorMailboxFailover',
  ])('%s counts only once the deadline is over, alone, as inner code and as fault', (code) => {
    const inner = { code: 'ErrorInternalServerError', inner: code };
    for (const answer of [answered('CreateItem', code), answered('CreateItem', inner), fault(code, 5000)]) {
      expect(outcomes(call(0, create(BOB), answer), 100)).toEqual(bob('pending'));
      expect(outcomes(call(0, create(BOB), answer), 120)).toEqual(bob('rejected'));
    }
  });

  it('is a draft that the client deletes after its send failed', () => {
    const failed = call(2, send('AAMk1'), answered('SendItem', 'ErrorStaleObject'));
    const gone = call(5, remove('AAMk1'), answered('DeleteItem', NO_ERROR));
    expect(outcomes([...SAVE, ...failed, ...gone])).toEqual(bob('rejected'));
  });
});

describe('unreachable and timed-out', () => {
  it.each(['12007', '12029', '12030', '12175', '12157', '10061', '10054'])('error %s is unreachable', (code) => {
    expect(outcomes([ask(0, create(BOB)), say(1, `WinHttp failed, error ${code}`)])).toEqual(bob('unreachable'));
  });

  it('a time-out of the transport is no failure before the deadline', () => {
    const scene = [ask(0, create(BOB)), say(30, 'WinHttpReceiveResponse failed: 12002')];
    expect(outcomes(scene, 100)).toEqual(bob('pending'));
    expect(outcomes(scene, 120)).toEqual(bob('timed-out'));
  });

  it('so is HTTP 504', () => {
    const scene = [ask(0, create(BOB)), say(30, reply(504))];
    expect(outcomes(scene, 100)).toEqual(bob('pending'));
    expect(outcomes(scene, 120)).toEqual(bob('timed-out'));
  });

  it('a request without an answer is timed-out at the deadline, not before', () => {
    expect(outcomes([ask(0, create(BOB))], 119)).toEqual(bob('pending'));
    expect(outcomes([ask(0, create(BOB))], 120)).toEqual(bob('timed-out'));
  });

  it('an answer whose text was not logged proves nothing', () => {
    const scene = [ask(0, create(BOB)), say(1, reply(200))];
    expect(outcomes(scene, 60)).toEqual(bob('pending'));
    expect(outcomes(scene, 600)).toEqual(bob('unknown'));
  });

  it('a draft that is left makes neither of them', () => {
    const scene = [...SAVE, ask(2, send('AAMk1')), say(3, 'WinHttp failed, error 12029')];
    expect(outcomes(scene, 60)).toEqual(bob('pending'));
    expect(outcomes(scene, 600)).toEqual(bob('stuck-in-drafts'));
  });

  it('the last attempt decides', () => {
    const refused = [ask(0, create(BOB)), say(1, 'error 12029')];
    const again = [ask(20, create(BOB))];
    expect(outcomes([...refused, ...again], 60)).toEqual(bob('pending'));
    expect(outcomes([...refused, ...again], 130)).toEqual(bob('timed-out'));
    expect(tell([...refused, ...again], 130)[0]?.attempts).toHaveLength(2);
  });
});
