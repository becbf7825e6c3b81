import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import type { DiagnosisInput } from '../../src/model/diagnosis-input.ts';
import type { Gap } from '../../src/model/issue.ts';
import type { Attempt, Life } from '../../src/model/life.ts';
import type { SettingSeen } from '../../src/model/observation.ts';
import { attempt, client, draftItems, input, life, policy, second, user } from './sample-input.ts';

/** Status of a rule, and the verdict where it fired. */
function told(rule: string, given: DiagnosisInput): string {
  const { rules, findings } = diagnose(given);
  const status = rules.find(({ id }) => id === rule)?.status;
  const verdict = findings.find((finding) => finding.rule === rule)?.verdict;
  return [status, verdict].filter((part) => part !== undefined).join(' ');
}

function toldOf(rule: string, message: Partial<Life>, more: Partial<DiagnosisInput> = {}): string {
  return told(rule, input({ lives: [life(message)], ...more }));
}

const undecoded: Gap = { kind: 'undecoded', source: 'trace.log', text: '12 of 900 events have no text' };
const saved = attempt(11, { disposition: 'SaveOnly', folder: 'drafts', result: 'saved', responseCode: 'NoError' });
const failed = (more: Partial<Attempt>) => attempt(20, { result: 'error', ...more });

describe('the Drafts bug', () => {
  const affected = { observations: [client(1, '16.0.6741.2017')], stated: { mailbox: 'on-premises' } } as const;
  const stuck = (...attempts: readonly Attempt[]): Partial<Life> => ({
    outcome: 'stuck-in-drafts',
    hasDraft: true,
    attempts,
  });
  const drafts = (message: Partial<Life>) => toldOf('drafts-bug-2016-06', message, affected);

  it('is likely at best: no release note names the fix', () => {
    expect(drafts(stuck(saved))).toBe('fired likely');
  });

  it('is possible where the folder of the draft is not known for sure', () => {
    expect(drafts({ ...stuck(saved), draftFolderUncertain: true })).toBe('fired possible');
  });

  it('is possible where a call to send it was made, be it unanswered or failed for no reason that is told', () => {
    expect(drafts(stuck(saved, attempt(20, { operation: 'SendItem', result: 'no-answer' })))).toBe('fired possible');
    expect(drafts(stuck(saved, failed({ operation: 'SendItem', httpStatus: 500 })))).toBe('fired possible');
  });

  it('needs a draft that is known: calls without an answer leave it open, and errors leave none', () => {
    const save = { disposition: 'SaveOnly', folder: 'drafts' } as const;
    const silent = [11, 35, 60].map((at) => attempt(at, { ...save, result: 'no-answer' }));
    expect(drafts({ outcome: 'timed-out', attempts: silent })).toBe('cannot-tell');
    expect(toldOf('ews-timeout', { outcome: 'timed-out', attempts: silent }, affected)).toBe('fired likely');
    const refused = failed({ ...save, httpStatus: 500 });
    expect(drafts({ outcome: 'rejected', attempts: [refused, refused] })).toBe('quiet');
    expect(drafts({ outcome: 'timed-out', attempts: [saved, ...silent] })).toBe('fired possible');
  });

  it('stands beside an error that names no cause, and beside no other', () => {
    const send = { operation: 'SendItem' } as const;
    expect(drafts(stuck(saved, failed({ ...send, responseCode: 'ErrorInternalServerError' })))).toBe('fired possible');
    expect(drafts(stuck(saved, failed({ ...send, httpStatus: 500 })))).toBe('fired possible');
    expect(drafts(stuck(saved, failed({ ...send, responseCode: 'ErrorQuotaExceeded' })))).toBe('quiet');
    expect(drafts(stuck(saved, failed({ ...send, responseCode: 'ErrorOfSomeLaterVersion' })))).toBe('quiet');
    expect(drafts(stuck(saved, failed({ ...send, httpStatus: 403 })))).toBe('quiet');
    const inner = { responseCode: 'ErrorInternalServerError', innerResponseCode: 'ErrorServerBusy' };
    expect(drafts(stuck(saved, failed({ ...send, ...inner })))).toBe('quiet');
  });

  it('is not explained by an error while an earlier draft was saved', () => {
    const refused = failed({ disposition: 'SaveOnly', responseCode: 'ErrorServerBusy' });
    expect(drafts(stuck(saved, refused))).toBe('fired likely');
    expect(drafts({ outcome: 'rejected', attempts: [refused, refused] })).toBe('quiet');
  });

  it('does not show on calls that leave no draft', () => {
    const silent = attempt(20, { disposition: 'SendOnly', result: 'no-answer' });
    expect(drafts({ outcome: 'timed-out', attempts: [silent, silent] })).toBe('quiet');
  });

  it('waits for the end of the two minutes', () => {
    expect(drafts({ ...stuck(saved), outcome: 'pending', deadlinePassed: false })).toBe('quiet');
  });

  it('cannot be told of a message whose calls were not seen', () => {
    expect(drafts({ outcome: 'left-in-spooler', spool: 'present' })).toBe('cannot-tell');
  });

  it('never befalls a client without the feature', () => {
    const old = { ...affected, observations: [client(1, '16.0.6568.2025')] };
    expect(toldOf('drafts-bug-2016-06', stuck(saved), old)).toBe('quiet');
  });
});

describe('silence', () => {
  const silent = { outcome: 'timed-out', attempts: [attempt(11, { result: 'no-answer' })] } as const;

  it('of an answer is hidden by a gap of its own source or of none, not by that of another', () => {
    const quotaWith = (gap: Gap) => toldOf('quota', silent, { gaps: [gap] });
    expect(quotaWith(undecoded)).toBe('cannot-tell');
    expect(quotaWith({ kind: 'damaged', text: 'a damaged file' })).toBe('cannot-tell');
    expect(quotaWith({ ...undecoded, source: 'another.log' })).toBe('quiet');
    expect(quotaWith({ kind: 'trace-ends', text: 'the trace ends' })).toBe('quiet');
  });

  it('is no matter once Exchange accepted the message', () => {
    const delivered = { outcome: 'delivered', attempts: [attempt(11, { result: 'unreadable' }), attempt(20)] } as const;
    expect(toldOf('throttled', delivered, { gaps: [undecoded] })).toBe('quiet');
  });

  it('makes a time-out likely, a gap possible, and a stated time-out proven', () => {
    const timeout = (last: Partial<Attempt>, gaps: readonly Gap[] = []) =>
      toldOf('ews-timeout', { outcome: 'timed-out', attempts: [attempt(11, last)] }, { gaps });
    expect(timeout({ result: 'no-answer' })).toBe('fired likely');
    expect(timeout({ result: 'no-answer' }, [undecoded])).toBe('fired possible');
    expect(timeout({ result: 'error', httpStatus: 504 })).toBe('fired proven');
    expect(timeout({ result: 'error', responseCode: 'ErrorTimeoutExpired' })).toBe('fired proven');
    expect(timeout({ result: 'unreadable' })).toBe('cannot-tell');
    const refused = { code: 12029, name: 'ERROR_WINHTTP_CANNOT_CONNECT', isTimeout: false };
    expect(timeout({ result: 'transport-error', transport: refused })).toBe('quiet');
  });
});

describe('a refusal of credentials', () => {
  const refusal = (more: Partial<Attempt>, horizon = second(600)) =>
    toldOf('auth-401', { attempts: [failed({ httpStatus: 401, ...more })] }, { horizon });

  it('is possible only where no credentials were seen to be sent', () => {
    expect(refusal({})).toBe('fired proven');
    expect(refusal({ authorizationSent: false })).toBe('fired possible');
  });

  it('is possible only where the trace ends within the time of a handshake', () => {
    expect(refusal({}, second(80))).toBe('fired possible');
    expect(refusal({}, second(81))).toBe('fired proven');
  });
});

it('server-side history is contested by a message that the client sent itself', () => {
  const setting: SettingSeen = {
    ...client(1, '16.0.6965.2058'),
    kind: 'setting',
    name: 'EnableServerConversationHistory',
    value: 'true',
    origin: 'in-band',
  };
  const told = (message: Partial<Life>) => toldOf('server-side-history', message, { observations: [setting] });
  expect(told({ outcome: 'left-in-spooler' })).toBe('fired proven');
  expect(told({ outcome: 'delivered', attempts: [attempt(11)] })).toBe('fired contested');
});

describe('a stale item', () => {
  const stale = (operation: Attempt['operation'], responseCode: string) =>
    toldOf('stale-changekey', { attempts: [failed({ operation, responseCode })] });

  it('is one that was to be sent or changed, not one that was to be created', () => {
    expect(stale('SendItem', 'ErrorItemNotFound')).toBe('fired proven');
    expect(stale('UpdateItem', 'ErrorIrresolvableConflict')).toBe('fired proven');
    expect(stale('UpdateItem', 'ErrorItemNotFound')).toBe('quiet');
    expect(stale('CreateItem', 'ErrorStaleObject')).toBe('quiet');
  });
});

describe('saving of conversations turned off by the user', () => {
  const off = policy(1, 'imAutoArchiving', false, 'user-option');
  const withPolicy = (...value: readonly boolean[]) =>
    told(
      'archiving-user-off',
      input({ observations: [off, ...value.map((one) => policy(2, 'EnableIMAutoArchiving', one))] }),
    );

  it('counts less where a policy turns it on', () => {
    expect([withPolicy(), withPolicy(true), withPolicy(false)]).toEqual(['fired likely', 'fired possible', 'quiet']);
  });
});

describe('history that the server saves', () => {
  const setting = (at: number, value: string, origin: SettingSeen['origin'] = 'companion'): SettingSeen => {
    const { source, offset, evidence } = client(at, '16.0.6741.2048');
    return { kind: 'setting', source, offset, evidence, name: 'EnableServerConversationHistory', value, origin };
  };
  const withSettings = (...observations: readonly SettingSeen[]) =>
    told('server-side-history', input({ observations }));

  it('is contested where lists of policies differ, and told by what goes in band', () => {
    expect(withSettings(setting(1, 'True'))).toBe('fired proven');
    expect(withSettings(setting(1, 'False'), setting(2, 'True'))).toBe('fired contested');
    expect(withSettings(setting(1, 'True'), setting(2, 'False'))).toBe('cannot-tell');
    expect(withSettings(setting(1, 'true', 'in-band'), setting(2, 'False'))).toBe('fired proven');
  });
});

describe('the client', () => {
  const withVersion = (rule: string, version: string) => told(rule, input({ observations: [client(1, version)] }));

  it('of an older generation is too old, however it was installed', () => {
    expect(withVersion('build-old', '15.0.4833.1000')).toBe('fired proven');
  });

  it('whose number fits no kind of installation is not judged', () => {
    expect(withVersion('build-old', '16.0.4405.1024')).toBe('cannot-tell');
    expect(withVersion('msi-client', '16.0.4405.1024')).toBe('cannot-tell');
  });
});

it('accepted messages are stalled only when Drafts holds as many besides the known drafts', () => {
  const base = { observations: [client(1, '16.0.6965.2092')], stated: { mailbox: 'on-premises' } } as const;
  const delivered = life({ outcome: 'delivered', attempts: [attempt(11)] });
  const stuck = life({ id: 'm2', outcome: 'stuck-in-drafts', hasDraft: true, attempts: [saved] });
  const withItems = (items: number) =>
    told(
      'transport-stalled',
      input({ ...base, observations: [...base.observations, draftItems(items)], lives: [delivered, stuck] }),
    );
  expect([withItems(0), withItems(1), withItems(2)]).toEqual(['quiet', 'quiet', 'fired possible']);
});

it('a count of Drafts that names somebody else says nothing of mail transport', () => {
  const lives = [life({ outcome: 'delivered', attempts: [attempt(11)] })];
  const withOwner = (owner: string) =>
    told(
      'transport-stalled',
      input({
        observations: [client(1, '16.0.6965.2092'), user(2, 'alice@contoso.com'), { ...draftItems(40), owner }],
        stated: { mailbox: 'on-premises' },
        lives,
      }),
    );
  expect([withOwner('Alice Example'), withOwner('Bob Other')]).toEqual(['fired possible', 'cannot-tell']);
});

it('mail transport is not suspected while the client lacks the Drafts fix, nor where that cannot be told', () => {
  const stalledWith = (version: string) => {
    const observations = [client(1, version), draftItems(3)];
    const delivered = { outcome: 'delivered', attempts: [attempt(11)] } as const;
    return toldOf('transport-stalled', delivered, { observations, stated: { mailbox: 'on-premises' } });
  };
  expect(['16.0.6769.2040', '16.0.6965', '16.0.6741.2048'].map(stalledWith)).toEqual([
    'quiet',
    'cannot-tell',
    'fired possible',
  ]);
});

it('nothing is superseded where there is no message to explain', () => {
  const observations = [client(1, '16.0.6741.2056')];
  expect(told('drafts-bug-2016-06', input({ observations, stated: { mailbox: 'on-premises' } }))).toBe(
    'not-applicable',
  );
});
