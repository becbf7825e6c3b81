import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/diagnosis/environment/index.ts';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import { inOrderOfTime } from '../../src/life/index.ts';
import type { DiagnosisInput } from '../../src/model/diagnosis-input.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Life } from '../../src/model/life.ts';
import type { Observation } from '../../src/model/observation.ts';
import { answered, BOB, CAROL, create, DRAFTS, post, reply, saved } from '../life/exchange.ts';
import { DAWN, observe, type Said, say, tell } from '../life/scene.ts';
import { later } from '../make/clock.ts';
import { attempt, client, ewsRequest, input, life, ref, second, signal, user } from './sample-input.ts';

const DRAFTS_BUG = 'drafts-bug-2016-06';
const [BROKEN, FIXED] = ['16.0.6769.2015', '16.0.6965.2092'];

function told(given: DiagnosisInput, rule = DRAFTS_BUG) {
  const { findings, rules } = diagnose(given);
  expect(rules.filter(({ status }) => status === 'failed')).toEqual([]);
  const finding: Finding | undefined = findings.find((one) => one.rule === rule);
  const result = rules.find(({ id }) => id === rule);
  return { finding, result, messages: finding?.messages ?? [], verdict: finding?.verdict, status: result?.status };
}

/** A message whose draft was saved at a second, and is still there. */
function stuck(id: string, at: number, more: Partial<Life> = {}): Life {
  const save = attempt(at, { disposition: 'SaveOnly', folder: 'drafts', result: 'saved', responseCode: 'NoError' });
  return life({ id, outcome: 'stuck-in-drafts', hasDraft: true, sentAt: second(at), attempts: [save], ...more });
}

const onPremises = { stated: { mailbox: 'on-premises' } } as const;

describe('a client that was updated within the bundle', () => {
  const observations = [client(20, BROKEN), client(300, FIXED)];

  it('had the Drafts bug for the messages of the old build alone', () => {
    const two = told(input({ ...onPremises, observations, lives: [stuck('m1', 20), stuck('m2', 300)] }));
    expect(two).toMatchObject({ messages: ['m1'], verdict: 'likely' });
    expect(told(input({ ...onPremises, observations, lives: [stuck('m2', 300)] })).status).toBe('quiet');
  });

  it('shows in the explanation with the build of the message, and where it stands', () => {
    const { result } = told(input({ ...onPremises, observations, lives: [stuck('m1', 20), stuck('m2', 300)] }));
    const build = result?.conditions.find(({ found }) => found?.startsWith('16.0'));
    expect(build).toMatchObject({ found: BROKEN, because: expect.stringContaining('m1') });
    expect(build?.evidence?.map(({ at }) => at)).toEqual([second(20)]);
  });

  it('is the one that ran when a message was sent whose own calls do not tell', () => {
    const lives = [stuck('m1', 25), stuck('m2', 299), stuck('m3', 301), stuck('m4', 500)];
    const all = told(input({ ...onPremises, observations, lives }));
    expect(all).toMatchObject({ messages: ['m1', 'm2'], verdict: 'likely' });
  });

  it('is that of the bundle for a message older than any witness', () => {
    expect(told(input({ ...onPremises, observations, lives: [stuck('m1', 1)] })).status).toBe('quiet');
  });

  it('is what the user states, whatever the messages say', () => {
    const stated = { ...onPremises.stated, clientVersion: FIXED };
    expect(told(input({ stated, observations, lives: [stuck('m1', 20)] })).status).toBe('quiet');
    const other = { ...onPremises.stated, clientVersion: BROKEN };
    expect(told(input({ stated: other, observations, lives: [stuck('m2', 300)] })).messages).toEqual(['m2']);
  });

  it('is told by the trace file a message stands in, where names alone tell', () => {
    const named = (file: string, version: string): Observation => {
      const evidence = [{ source: file, line: 1, offset: 0, text: file }];
      return { kind: 'client-version', source: file, offset: 0, evidence, version, origin: 'trace-file-name' };
    };
    const [old, later] = ['Lync-16.0.6769.5300-Office-x86ship-U.txt', 'Lync-16.0.7369.5300-Office-x86ship-U.txt'];
    const inFile = (id: string, source: string) =>
      stuck(id, 20, {
        attempts: stuck(id, 20).attempts.map((one) => ({ ...one, evidence: [{ ...ref(20), source }] })),
      });
    const lives = [inFile('m1', old), inFile('m2', later)];
    const names = [named(old, '16.0.6769.5300'), named(later, '16.0.7369.5300')];
    expect(told(input({ ...onPremises, observations: names, lives }))).toMatchObject({
      messages: ['m1'],
      verdict: 'possible',
    });
  });

  it('tells the kind of installation as surely as the version of each message is known, by the same place', () => {
    const { own } = readEnvironment(input({ observations: [...observations, client(400, BROKEN)], lives: [] }));
    const ofLife = (id: string, at: number) => own?.environmentOf(stuck(id, at)).installType;
    const [said, thought] = [ofLife('m1', 20), ofLife('m2', 420)];
    expect([said?.certainty, thought?.certainty]).toEqual(['proven', 'likely']);
    expect([said, thought].map((one) => one?.evidence[0]?.at)).toEqual([second(20), second(400)]);
  });

  it('is that of its own user, where several sign in', () => {
    const [hers, his] = ['alice/trace.log', 'bob/trace.log'];
    const of = <One extends Observation>(source: string, one: One): One => ({
      ...one,
      source,
      evidence: one.evidence.map((each) => ({ ...each, source })),
    });
    const seen = [
      of(hers, user(1, 'alice@contoso.com')),
      of(his, user(2, 'bob@contoso.com')),
      of(hers, client(20, BROKEN)),
      of(his, client(40, FIXED)),
    ];
    const sentBy = (id: string, source: string) =>
      stuck(id, 50, {
        attempts: stuck(id, 50).attempts.map((one) => ({ ...one, evidence: [{ ...ref(50), source }] })),
      });
    const lives = [sentBy('m1', hers), sentBy('m2', his)];
    expect(told(input({ ...onPremises, observations: seen, lives })).messages).toEqual(['m1']);
  });

  it('would not have had it with a build that a counterfactual names', () => {
    const { finding } = told(input({ ...onPremises, observations, lives: [stuck('m1', 20), stuck('m2', 300)] }));
    expect(finding?.counterfactual).toMatchObject({
      message: 'm1',
      changes: [{ fact: 'client-version', words: 'with client build 16.0.6965.2058 (2016-06-14) or later' }],
    });
  });

  it('leaves to the minimum for own servers the messages of a fixed 6741 build alone', () => {
    const builds = [client(20, '16.0.6741.2047'), client(300, '16.0.6741.2048')];
    const given = { ...onPremises, observations: builds };
    expect(told(input({ ...given, lives: [stuck('m1', 20), stuck('m2', 300)] })).messages).toEqual(['m1']);
    expect(told(input({ ...given, lives: [stuck('m2', 300)] })).result).toMatchObject({
      status: 'superseded',
      supersededBy: 'build-below-onprem-min',
    });
  });

  it('is the latest one for what is found on the environment', () => {
    const { findings, environment } = diagnose(input({ ...onPremises, observations, lives: [stuck('m1', 20)] }));
    expect(environment.clientVersion).toMatchObject({ value: FIXED, certainty: 'likely' });
    expect(findings.map(({ rule }) => rule)).toEqual([DRAFTS_BUG]);
  });
});

describe('a mailbox that was moved within the bundle', () => {
  const build = client(1, BROKEN);
  const here = (at: number) => ewsRequest(at, 'mail.contoso.com');
  const there = (at: number) => ewsRequest(at, 'outlook.office365.com');
  const lives = [stuck('m1', 20), stuck('m2', 300)];

  it('had the Drafts bug for the messages of before alone, whether a redirect was seen or not', () => {
    const redirect = signal(200, 'redirect', 'alice@contoso.mail.onmicrosoft.com');
    for (const moved of [[], [redirect]]) {
      const given = input({ observations: [build, here(20), ...moved, there(300)], lives });
      expect(told(given)).toMatchObject({ messages: ['m1'], verdict: 'likely' });
      expect(told({ ...given, lives: lives.slice(1) }).status).toBe('quiet');
    }
  });

  it('was online already for a message to the first hop that came after the redirect', () => {
    const redirect = signal(2, 'redirect', 'alice@contoso.mail.onmicrosoft.com');
    expect(told(input({ observations: [build, redirect, here(20)], lives: lives.slice(0, 1) })).status).toBe('quiet');
  });

  it('is that of the bundle where the server that was asked took nothing before it redirected', () => {
    const silent = [20, 40].map((at) => attempt(at, { disposition: 'SaveOnly', result: 'unreadable' }));
    const redirect = signal(200, 'redirect', 'alice@contoso.mail.onmicrosoft.com');
    const one = life({ outcome: 'unknown', attempts: silent });
    expect(told(input({ observations: [build, here(20), here(40), redirect], lives: [one] })).status).toBe('quiet');
  });

  it('is where the user states', () => {
    const observations = [build, here(20), there(300)];
    expect(told(input({ stated: { mailbox: 'on-premises' }, observations, lives })).messages).toEqual(['m1', 'm2']);
    expect(told(input({ stated: { mailbox: 'online' }, observations, lives })).status).toBe('quiet');
  });
});

it('from the text of a trace: the User-Agent of the calls of each message', () => {
  const posted = (at: number, to: typeof BOB, version: string): readonly Said[] => {
    const request = post(create(to, 'SaveOnly', DRAFTS)).replace('OC/16.0.6741.2042', `OC/${version}`);
    return [say(at, request), say(at + 1, reply(200, answered('CreateItem', saved(`AAMk${at}`))))];
  };
  const scene = [...posted(10, BOB, BROKEN), ...posted(300, CAROL, FIXED)];
  const horizon = later(DAWN, 900);
  const lives = tell(scene, 900);
  const observations = inOrderOfTime(observe(scene));
  const { messages, finding } = told(input({ lives, observations, horizon, collectedAt: horizon }));
  expect(lives.map(({ outcome }) => outcome)).toEqual(['stuck-in-drafts', 'stuck-in-drafts']);
  expect(messages).toEqual([lives[0]?.id]);
  expect(finding?.evidence.some(({ text }) => text.includes(BROKEN))).toBe(true);
  expect(finding?.evidence.some(({ text }) => text.includes(FIXED))).toBe(false);
});
