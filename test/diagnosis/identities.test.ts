import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/diagnosis/environment/index.ts';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import type { Life } from '../../src/model/life.ts';
import type { Observation } from '../../src/model/observation.ts';
import { attempt, client, ewsRequest, exchange, input, life, policy, ref, user } from './sample-input.ts';

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

  it('what lies in a trace of nobody, or of both, is contested', () => {
    const { environment, contested, notes } = read(...TWO, of('x/trace.txt', policy(5, 'EnableOfflineIM', false)));
    expect(environment.enableOfflineIM).toMatchObject({ value: false, certainty: 'possible' });
    expect(contested).toContain('enableOfflineIM');
    expect(notes.get('enableOfflineIM')).toContain('of another');
    const mixed = [user(1, ALICE), user(2, BOB), ewsRequest(3, 'mail.contoso.com')];
    expect(read(...mixed).contested).toEqual(['user', 'mailbox', 'ewsUrl']);
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
