import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/diagnosis/environment/index.ts';
import { diagnose, diagnoseWith } from '../../src/diagnosis/evaluate.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';
import type { Life } from '../../src/model/life.ts';
import type { Observation } from '../../src/model/observation.ts';
import { attempt, client, ewsRequest, exchange, input, life, policy, ref, seen, user } from './sample-input.ts';

const [ALICE, BOB] = ['alice@contoso.com', 'bob@fabrikam.com'];
const [HERS, HIS] = ['alice/Lync-UccApi-0.UccApilog', 'bob/Lync-UccApi-0.UccApilog'];

/** The observation, in another file. */
function of<One extends Observation>(source: string, one: One): One {
  return { ...one, source, evidence: one.evidence.map((each) => ({ ...each, source })) };
}

function read(...observations: readonly Observation[]) {
  const { environment, contested, notes } = readEnvironment(input({ observations }));
  return { environment, contested: [...contested], notes };
}

const TWO = [of(HERS, user(1, ALICE)), of(`${HERS}.bak`, user(2, ALICE)), of(HIS, user(3, BOB))];

describe('several users in one bundle', () => {
  it('the one with traces is the user, however many spool files the other has', () => {
    const folders = [1, 2, 3].map((at) => of(`sip_${BOB}/History Spooler/${at}.hist`, user(at, BOB, 'spooler-path')));
    const { environment, contested } = read(...folders, of(HERS, user(4, ALICE)));
    expect(environment.user).toMatchObject({ value: ALICE, certainty: 'likely' });
    expect(contested).toEqual([]);
  });

  it('two with traces contest who is', () => {
    const { environment, contested, notes } = read(...TWO);
    expect(environment.user).toMatchObject({ value: ALICE, certainty: 'possible' });
    expect(contested).toEqual(['user']);
    expect(notes.get('user')).toContain(`${ALICE}, ${BOB}`);
  });

  it('are those whose mailboxes the files of different folders call, where no sign-in is seen', () => {
    const calls = [
      of('alice/Tracing/Lync.txt', user(1, ALICE, 'ews-header')),
      of('alice/Tracing/Lync.txt', client(1, '16.0.6741.2042')),
      of('bob/Tracing/Lync.txt', user(2, BOB, 'ews-header')),
      of('bob/Tracing/Lync.txt', client(2, '16.0.6965.2058')),
    ];
    const { environment, contested, notes } = read(...calls);
    expect(environment).toMatchObject({ user: { value: ALICE, certainty: 'possible' } });
    expect(environment.clientVersion?.value).toBe('16.0.6741.2042');
    expect(contested).toEqual(['user']);
    expect(notes.get('user')).toBe(`several users call Exchange: ${ALICE}, ${BOB}`);
    expect(diagnose(input({ observations: calls })).gaps.map(({ kind }) => kind)).toEqual(['several-users']);
    const ofOneFile = calls.map((one) => of('Tracing/Lync.txt', one));
    expect(diagnose(input({ observations: ofOneFile })).gaps).toEqual([]);
    const signedIn = of('carol/Tracing/Lync.UccApilog', user(3, 'carol@contoso.com'));
    expect(diagnose(input({ observations: [...calls, signedIn] })).gaps).toEqual([]);
  });

  it('nothing of one is told of the other', () => {
    const his = [
      ewsRequest(5, 'outlook.office365.com'),
      exchange(6, 15, 20, 485),
      policy(7, 'EnableIMAutoArchiving', false),
      policy(7, 'imAutoArchiving', false, 'user-option'),
      client(8, '16.0.6741.2048'),
    ];
    expect(Object.keys(read(...TWO, ...his.map((one) => of(HIS, one))).environment)).toEqual(['user']);
    const hers = [ewsRequest(4, 'mail.contoso.com'), policy(4, 'EnableIMAutoArchiving', true)];
    const both = read(...TWO, ...hers.map((one) => of(HERS, one)), ...his.map((one) => of(HIS, one)));
    expect(both.environment).toMatchObject({
      mailbox: { value: 'on-premises', certainty: 'proven' },
      enableIMAutoArchiving: { value: true, certainty: 'proven' },
    });
    expect(both.environment.imAutoArchiving).toBeUndefined();
    expect(both.contested).toEqual(['user']);
  });

  it('what lies in a trace of nobody is contested', () => {
    const { environment, contested, notes } = read(...TWO, of('x/trace.txt', policy(5, 'EnableOfflineIM', false)));
    expect(environment.enableOfflineIM).toMatchObject({ value: false, certainty: 'possible' });
    expect(contested).toContain('enableOfflineIM');
    expect(notes.get('enableOfflineIM')).toContain('of another');
  });

  it('what lies in a trace of both is of the one who signed in last', () => {
    const hers = [user(1, ALICE), ewsRequest(3, 'mail.contoso.com'), client(3, '16.0.6741.2042')];
    const his = (at: number) => [
      user(at, BOB),
      ewsRequest(at + 1, 'outlook.office365.com'),
      client(at + 1, '16.0.6965.2058'),
      policy(at + 1, 'EnableIMAutoArchiving', false),
    ];
    const hersAlone = { mailbox: { value: 'on-premises' }, clientVersion: { value: '16.0.6741.2042' } };
    for (const both of [
      [...hers, ...his(10)],
      [...his(-10), ...hers],
    ]) {
      const { environment, contested } = read(...both);
      expect(environment.user?.value).toBe(ALICE);
      expect(environment).toMatchObject(hersAlone);
      expect(environment.enableIMAutoArchiving).toBeUndefined();
      expect(contested).toEqual(['user']);
    }
    const again = read(...hers, ...his(10), user(20, ALICE), client(21, '16.0.7369.2038'));
    expect(again.environment.clientVersion?.value).toBe('16.0.7369.2038');
  });

  it('what comes before the first sign-in of a trace of both may be of either', () => {
    const { contested } = read(ewsRequest(0, 'mail.contoso.com'), user(1, ALICE), user(2, BOB));
    expect(contested).toEqual(['user', 'mailbox', 'ewsUrl']);
  });

  it('a trace that names both and shows no sign-in goes by the one log beside it', () => {
    const [log, trace] = ['pc/Lync-UccApi-0.UccApilog', 'pc/Lync.txt'];
    const signIns = [user(1, ALICE), user(10, BOB)].map((one) => of(log, one));
    const calls = [
      user(3, ALICE, 'ews-header'),
      ewsRequest(3, 'mail.contoso.com'),
      user(12, BOB, 'ews-header'),
      ewsRequest(12, 'outlook.office365.com'),
    ].map((one) => of(trace, one));
    const { environment, contested } = read(...signIns, ...calls);
    expect(environment).toMatchObject({ user: { value: ALICE }, mailbox: { value: 'on-premises' } });
    expect(contested).toEqual(['user']);
  });

  it('the other files of a log are of the one that it names', () => {
    const rest = of('alice/Lync-UccApi-1.UccApilog', ewsRequest(5, 'mail.contoso.com'));
    expect(read(...TWO, rest).contested).toEqual(['user']);
  });

  it('what an administrator listed is of both', () => {
    const { environment, contested } = read(...TWO, of('policy.txt', policy(5, 'EnableOfflineIM', false, 'companion')));
    expect(environment.enableOfflineIM).toMatchObject({ value: false, certainty: 'likely' });
    expect(contested).toEqual(['user']);
  });
});

describe('a message of the other user', () => {
  const observations = [
    ...TWO,
    of(HERS, ewsRequest(4, 'mail.contoso.com')),
    of(HERS, client(5, '16.0.6741.2047')),
    of(HERS, policy(6, 'EnableIMAutoArchiving', false)),
  ];
  const stuck = (source: string, recipients: readonly string[]): Life =>
    life({
      outcome: 'stuck-in-drafts',
      hasDraft: true,
      recipients,
      attempts: [
        attempt(10, { disposition: 'SaveOnly', folder: 'drafts', result: 'saved', evidence: [{ ...ref(10), source }] }),
      ],
    });
  const findings = (one: Life) => diagnose(input({ observations, lives: [one] })).findings;

  it('is explained by no build and mailbox but its own', () => {
    const about = (source: string) =>
      findings(stuck(source, ['carol@contoso.com'])).filter(({ messages }) => messages.length > 0);
    expect(about(HERS).map(({ rule }) => rule)).toContain('drafts-bug-2016-06');
    expect(about(HIS)).toEqual([]);
  });

  it('is federated by the domain of its own sender', () => {
    const sent = (source: string): Life => ({
      ...stuck(source, [`carol@${BOB.split('@')[1]}`]),
      outcome: 'delivered',
      hasDraft: false,
    });
    const fired = (source: string) => findings(sent(source)).some(({ rule }) => rule === 'federated-by-design');
    expect([fired(HERS), fired(HIS)]).toEqual([true, false]);
  });
});

describe('what is of two users', () => {
  const link = (at: number, service: 'ews' | 'mapi', state: 'ok' | 'not-deployed'): Observation => ({
    ...seen(at),
    kind: 'exchange-link',
    service,
    state,
  });
  const statuses = (...observations: readonly Observation[]) =>
    new Map(diagnose(input({ observations: [...TWO, ...observations] })).rules.map(({ id, status }) => [id, status]));

  it('is joined by no rule: EWS fails for one, and MAPI works for the other', () => {
    const [down, up] = [link(5, 'ews', 'not-deployed'), link(6, 'mapi', 'ok')];
    expect(statuses(of(HERS, down), of(HERS, up)).get('multi-account')).toBe('fired');
    expect(statuses(of(HERS, down), of(HIS, up)).get('multi-account')).not.toBe('fired');
    expect(statuses(of(HERS, down), of('configuration.txt', up)).get('multi-account')).toBe('fired');
  });

  it('does not rule out what one of them has: the other reaches Exchange', () => {
    const answer: Observation = {
      ...seen(8),
      kind: 'http-response',
      requestIds: [],
      cut: false,
      status: 200,
      answers: [],
      challenges: [],
    };
    const his = [of(HIS, ewsRequest(7, 'mail.fabrikam.com')), of(HIS, answer)];
    expect(statuses(of(HERS, link(5, 'ews', 'not-deployed')), ...his).get('ews-not-deployed')).toBe('fired');
    expect(statuses(of(HIS, link(9, 'ews', 'not-deployed')), ...his).get('ews-not-deployed')).not.toBe('fired');
  });

  it('is asked of the settings of each: that of one says nothing of the other', () => {
    const saves = (value: string): Observation => ({
      ...seen(5),
      kind: 'setting',
      name: 'EnableServerConversationHistory',
      value,
      origin: 'in-band',
    });
    expect(statuses(of(HERS, saves('true')), of(HIS, saves('false'))).get('server-side-history')).toBe('fired');
    expect(statuses(of(HERS, saves('false')), of(HIS, saves('true'))).get('server-side-history')).toBe('fired');
    expect(statuses(of(HERS, saves('false')), of(HIS, saves('false'))).get('server-side-history')).toBe('quiet');
  });

  it('is one finding where both have it, with the messages of both in their order', () => {
    const busy = (at: number, source: string) =>
      attempt(at, { result: 'error', responseCode: 'ErrorServerBusy', evidence: [{ ...ref(at), source }] });
    const lives = [HIS, HERS, HIS].map((source, i) => life({ id: `m${i + 1}`, attempts: [busy(10 + i, source)] }));
    const [throttled, ...others] = diagnose(input({ observations: TWO, lives })).findings;
    expect(others).toEqual([]);
    expect(throttled).toMatchObject({ rule: 'throttled', messages: ['m1', 'm2', 'm3'] });
    expect(throttled?.evidence.map(({ source }) => source)).toEqual([HIS, HERS, HIS]);
  });

  it('leaves each with a client and a mailbox of their own', () => {
    const saved = (at: number) =>
      attempt(at, {
        disposition: 'SaveOnly',
        folder: 'drafts',
        result: 'saved',
        evidence: [{ ...ref(at), source: HIS }],
      });
    const stuck = life({ outcome: 'stuck-in-drafts', hasDraft: true, attempts: [saved(10), saved(20)] });
    const his = [ewsRequest(4, 'mail.fabrikam.com'), client(5, '16.0.6741.2042')].map((one) => of(HIS, one));
    const hers = [ewsRequest(4, 'outlook.office365.com'), client(5, '16.0.7369.2038')].map((one) => of(HERS, one));
    const { environment, findings } = diagnose(input({ observations: [...TWO, ...hers, ...his], lives: [stuck] }));
    expect(environment.clientVersion?.value).toBe('16.0.7369.2038');
    const drafts = findings.find(({ rule }) => rule === 'drafts-bug-2016-06');
    expect(drafts?.messages).toEqual(['m1']);
    expect(drafts?.counterfactual?.changes.map(({ words }) => words)).toEqual([
      'with client build 16.0.6965.2058 (2016-06-14) or later',
    ]);
  });

  it('is told with the user whom it was found for, where that is not the one of the environment', () => {
    const off = (source: string) =>
      diagnose(input({ observations: [...TWO, of(source, policy(5, 'EnableIMAutoArchiving', false))] })).findings;
    const [his, hers] = [off(HIS)[0], off(HERS)[0]];
    expect(his?.title).toContain(`(${BOB})`);
    expect(his?.why).toContain(`Found for ${BOB}.`);
    expect(hers?.rule).toBe('archiving-policy-off');
    expect(hers?.title).not.toContain('@');
  });

  it('leaves a rule about the client of one fired, though the other came later with a newer one', () => {
    const hers = [ewsRequest(2, 'mail.contoso.com'), client(2, '16.0.6741.2042')];
    const his = [ewsRequest(12, 'outlook.office365.com'), client(12, '16.0.6965.2058')];
    const observations = [user(1, ALICE), ...hers, user(10, BOB), ...his];
    const { findings } = diagnose(input({ observations }));
    expect(findings.map(({ rule, verdict }) => [rule, verdict])).toEqual([['build-below-onprem-min', 'proven']]);
  });

  it('leaves a message of one unexplained by the environment of the other', () => {
    const hers = [ewsRequest(2, 'mail.contoso.com'), client(2, '16.0.6741.2042')].map((one) => of(HIS, one));
    const failed = (source: string) =>
      attempt(20, { result: 'error', responseCode: 'ErrorNobodyKnows', evidence: [{ ...ref(20), source }] });
    const textOf = (source: string) =>
      diagnose(input({ observations: [...TWO, ...hers], lives: [life({ attempts: [failed(source)] })] }))
        .unexplained.map(({ text }) => text)
        .join();
    expect(textOf(HIS)).toContain('may be why: build-below-onprem-min');
    expect(textOf(HERS)).toContain('No cause of the catalogue');
  });

  it('is told as a gap, and of one user as none', () => {
    const [gap, ...others] = diagnose(input({ observations: TWO })).gaps;
    expect(others).toEqual([]);
    expect(gap).toMatchObject({ kind: 'several-users' });
    expect(gap?.text).toContain(`${ALICE}, ${BOB}`);
    expect(gap?.text).toContain(`the environment is that of ${ALICE}`);
    expect(diagnose(input({ observations: [user(1, ALICE)] })).gaps).toEqual([]);
  });

  it('is judged apart for few, and together for more than sign in on one PC', () => {
    const traces = (count: number) =>
      Array.from({ length: count }, (_, i) => [
        of(`u${i}/Lync-UccApi-0.UccApilog`, user(5, `u${i}@contoso.com`)),
        of(`u${i}/Lync-UccApi-0.UccApilog`, client(6, '16.0.6965.2058')),
      ]).flat();
    const casesFor = (count: number) =>
      diagnoseWith(rules.slice(0, 1), input({ observations: [...TWO, ...traces(count)] })).judged.length;
    expect([casesFor(0), casesFor(5), casesFor(500)]).toEqual([1, 6, 1]);
  });

  it('counts folders that others left behind', () => {
    const folders = Array.from({ length: 500 }, (_, i) =>
      of(`sip_u${i}@contoso.com/History Spooler/1.hist`, user(5, `u${i}@contoso.com`, 'spooler-path')),
    );
    const { gaps, environment } = diagnose(input({ observations: [...TWO, ...folders] }));
    expect(environment.user?.value).toBe(ALICE);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.text).toContain('and 492 more');
  });
});
