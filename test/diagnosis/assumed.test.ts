import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { withAssumed } from '../../src/diagnosis/assumed.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { answered, BOB, create, DRAFTS, NO_ERROR, post, reply, saved, send } from '../life/exchange.ts';
import { moment } from '../make/clock.ts';
import { ocsText } from '../make/ocs-text.ts';
import type { TraceEvent } from '../make/trace-event.ts';
import { analyze } from '../report/analyze-validly.ts';

const DAWN = moment('2016-06-08T09:15:00Z');
const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

type Line = readonly [seconds: number, text: string];

function event([seconds, text]: Line): TraceEvent {
  const at = moment(new Date(Date.parse('2016-06-08T09:15:00Z') + seconds * 1000).toISOString());
  return { at, pid: 7124, tid: 0x0d0c, level: 'TL_INFO', component: 'Oim', function: 'COim::Log', text };
}

const PHRASES = [
  ['build', 'client-version', 'running as {version}'],
  ['queued', 'message-queued', 'keeps message {messageId} for {recipient}'],
  ['asked', 'ews-request', 'hands message {messageId} over by {operation}, {disposition}'],
  ['answered', 'ews-response', 'told about message {messageId}: {responseCode}'],
  ['asked-at', 'ews-request', 'looks into {url} for something'],
  ['woken', 'sign-in', 'wakes up for {value}'],
  ['sent', 'message-sent', 'is rid of message {messageId}'],
  ['sent-by', 'message-sent', 'is rid of the one with call {requestId}'],
  ['where', 'mailbox-location', 'mailbox found {value}'],
  ['switch', 'policy', 'switch {name} is {value}'],
] as const;

interface Told {
  readonly status: 'assumed' | 'confirmed';
  readonly more?: Readonly<Record<string, object>>;
}

async function report(lines: readonly Line[], { status, more = {} }: Told): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-assumed-'));
  folders.push(folder);
  const phrases = PHRASES.map(([id, observes, text]) => ({ id, observes, text, status, ...more[id] }));
  await writeFile(join(folder, 'oimscope.phrases.json'), JSON.stringify({ phrasebook: 1, name: 'test', phrases }));
  await writeFile(join(folder, 'Lync.txt'), ocsText(lines.map(event), { lineEnd: 'crlf' }));
  return analyze([folder], { now: moment('2016-06-08T12:00:00Z') });
}

const OLD_CLIENT: readonly Line[] = [
  [0, 'running as 16.0.6741.2042'],
  [1, 'mailbox found on-premises'],
  [2, 'keeps message 7 for bob@contoso.com'],
  [3, 'hands message 7 over by CreateItem, SaveOnly'],
  [4, 'told about message 7: NoError'],
  [900, 'nothing more to say'],
];

const finding = (rule: string, verdict: Finding['verdict']): Finding => ({
  rule,
  verdict,
  severity: 'error',
  title: '',
  why: '',
  fix: [],
  references: [],
  messages: [],
  evidence: [],
});

describe('what assumed phrases alone tell', () => {
  it('is likely at most, where confirmed ones prove it', async () => {
    const outline = ({ messages, findings, environment }: Report) => ({
      messages: messages.map(({ outcome, certainty }) => [outcome, certainty]),
      findings: Object.fromEntries(findings.map(({ rule, verdict }) => [rule, verdict])),
      facts: [environment.clientVersion?.certainty, environment.mailbox?.certainty],
    });
    const confirmed = outline(await report(OLD_CLIENT, { status: 'confirmed' }));
    expect(confirmed).toMatchObject({
      messages: [['stuck-in-drafts', 'proven']],
      findings: { 'build-below-onprem-min': 'proven' },
      facts: ['proven', 'proven'],
    });
    const assumed = outline(await report(OLD_CLIENT, { status: 'assumed' }));
    expect(assumed.messages).toEqual([['stuck-in-drafts', 'likely']]);
    expect(Object.keys(assumed.findings)).toEqual(Object.keys(confirmed.findings));
    expect(Object.values(assumed.findings)).not.toContain('proven');
    expect(assumed.facts).toEqual(['likely', 'likely']);
  });

  it('takes nothing from what the text of calls proves', async () => {
    const lines: readonly Line[] = [
      [0, 'keeps message 7 for bob@contoso.com'],
      [1, post(create(BOB), ID)],
      [2, reply(200, answered('CreateItem', NO_ERROR), ID)],
      [3, `is rid of the one with call ${ID}`],
      [900, 'nothing more to say'],
    ];
    const { messages } = await report(lines, { status: 'assumed' });
    expect(messages.map(({ outcome, certainty }) => [outcome, certainty])).toEqual([['delivered', 'proven']]);
    expect(messages[0]?.steps.map(({ evidence }) => evidence.length)).toContain(3);
  });

  it('is likely at most as a fact', async () => {
    const lines: readonly Line[] = [
      [0, 'running as 16.0.6741.2042'],
      [1, 'looks into https://mail.contoso.com/EWS/Exchange.asmx for something'],
    ];
    const url = async (status: Told['status']) => (await report(lines, { status })).environment.ewsUrl?.certainty;
    expect([await url('confirmed'), await url('assumed')]).toEqual(['proven', 'likely']);
  });

  it('is likely at most beside another message that is proven, though the client signed in for both', async () => {
    const lines: readonly Line[] = [
      [0, post(create(BOB), ID)],
      [0.5, 'keeps message 7 for carol@contoso.com'],
      [1, 'wakes up for alice@contoso.com'],
      [2, reply(200, answered('CreateItem', NO_ERROR), ID)],
      [3, 'is rid of message 7'],
    ];
    const { messages } = await report(lines, { status: 'assumed', more: { woken: { status: 'confirmed' } } });
    expect(messages.map(({ outcome, certainty }) => [outcome, certainty])).toEqual([
      ['delivered', 'proven'],
      ['delivered', 'likely'],
    ]);
    for (const { steps } of messages) expect(steps.map(({ event }) => event)).toContain('sign-in');
  });

  it('is likely at most as a finding on what is no message', () => {
    const full = [finding('proxy', 'proven'), finding('quota', 'proven'), finding('too-big', 'contested')];
    const sober = [finding('quota', 'proven'), finding('proxy', 'likely')];
    const { findings } = withAssumed({ findings: full, environment: {} }, [], { findings: sober, environment: {} }, []);
    expect(findings.map(({ verdict }) => verdict)).toEqual(['likely', 'proven', 'contested']);
  });

  it('is likely at most as a finding on another message than the one it is proven of', async () => {
    const lines: readonly Line[] = [
      [2, post(create(BOB), ID)],
      [3, reply(200, answered('CreateItem', NO_ERROR), ID)],
      [300, 'keeps message 8 for carol@contoso.com'],
      [301, 'is rid of message 8'],
    ];
    const { messages: lives } = await report(lines, { status: 'assumed' });
    const [first, second] = lives;
    if (first === undefined || second === undefined) throw new Error('no two messages');
    // Without the phrases there are fewer messages, and each may have another number.
    const soberLives = [{ ...first, id: second.id }];
    const on = (...messages: readonly string[]): Finding => ({ ...finding('quota', 'proven'), messages });
    const verdict = (told: Finding, sober: Finding) =>
      withAssumed({ findings: [told], environment: {} }, lives, { findings: [sober], environment: {} }, soberLives)
        .findings[0]?.verdict;
    expect(verdict(on(first.id), on(second.id))).toBe('proven');
    expect(verdict(on(first.id, second.id), on(second.id))).toBe('proven');
    expect(verdict(on(second.id), on(second.id))).toBe('likely');
    expect(verdict(on(second.id), on())).toBe('proven');
  });

  it('is no proof that a draft was sent', async () => {
    const lines: readonly Line[] = [
      [1, post(create(BOB, 'SaveOnly', DRAFTS), ID)],
      [2, reply(200, answered('CreateItem', saved('AAMk1')), ID)],
      [3, `is rid of the one with call ${ID}`],
      [900, 'nothing more to say'],
    ];
    const told = async (status: Told['status']) =>
      (await report(lines, { status })).messages.map(({ outcome, certainty }) => [outcome, certainty]);
    expect(await told('assumed')).toEqual([['delivered', 'likely']]);
    expect(await told('confirmed')).toEqual([['delivered', 'proven']]);
  });

  it('does not outweigh what Exchange or a file says of the environment', async () => {
    const lines: readonly Line[] = [
      [0, 'running as 16.0.9999.1000'],
      [1, 'mailbox found online'],
      [2, 'switch EnableOfflineIM is false'],
      [3, post(send('AAMk1'), ID, ['X-AnchorMailbox: alice@contoso.com'])],
      [4, reply(200, answered('SendItem', NO_ERROR), ID, ['X-CalculatedBETarget: exch02.corp.contoso.com'])],
    ];
    const { environment } = await report(lines, { status: 'assumed' });
    expect([environment.clientVersion?.value, environment.mailbox?.value]).toEqual(['16.0.6741.2042', 'on-premises']);
    expect(environment.enableOfflineIM).toMatchObject({ value: false, certainty: 'likely' });
    const confirmed = (await report(lines, { status: 'confirmed' })).environment;
    expect(confirmed.enableOfflineIM).toMatchObject({ value: false, certainty: 'proven' });
  });
});

describe('a phrase of other versions than the one that ran', () => {
  const lines = (version: string): readonly Line[] => [
    [0, `running as ${version}`],
    [2, 'keeps message 7 for bob@contoso.com'],
    [3, 'is rid of message 7'],
  ];
  const outcomes = async (version: string, more: Told['more']): Promise<readonly string[]> =>
    (await report(lines(version), { status: 'confirmed', ...(more && { more }) })).messages.map(
      ({ outcome }) => outcome,
    );

  it('tells nothing', async () => {
    const more = { sent: { since: '16.0.6741.2048', until: '16.0.6965' } };
    expect(await outcomes('16.0.6741.2042', more)).toEqual(['pending']);
    expect(await outcomes('16.0.6741.2048', more)).toEqual(['delivered']);
    expect(await outcomes('16.0.6965.2058', more)).toEqual(['delivered']);
    expect(await outcomes('16.0.7000.1000', more)).toEqual(['pending']);
    expect(await outcomes('of unknown age', more)).toEqual(['delivered']);
  });

  it('leaves the line to the one of this version', async () => {
    const text = 'is rid of message {messageId}';
    const more = { sent: { until: '16.0.6000', observes: 'message-failed' }, 'sent-by': { text, since: '16.0.6001' } };
    expect(await outcomes('16.0.7000.1000', more)).toEqual(['delivered']);
    expect(await outcomes('16.0.5000.1000', more)).toEqual(['rejected']);
  });

  it('is judged by the version that ran when it was written', async () => {
    const updated: readonly Line[] = [
      [0, 'running as 16.0.6741.2042'],
      [1, 'keeps message 7 for bob@contoso.com'],
      [2, 'is rid of message 7'],
      [10, 'running as 16.0.6965.2058'],
      [11, 'keeps message 8 for bob@contoso.com'],
      [12, 'is rid of message 8'],
    ];
    const { messages } = await report(updated, { status: 'confirmed', more: { sent: { since: '16.0.6965' } } });
    expect(messages.map(({ outcome }) => outcome)).toEqual(['pending', 'delivered']);
  });
});

it('the dawn of the scenes is that of the trace', () => {
  expect(event([0, '']).at).toBe(DAWN);
});
