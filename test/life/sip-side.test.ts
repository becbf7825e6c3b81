import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Happening } from '../../src/life/happening.ts';
import { SipSide, type Sought } from '../../src/life/sip/sip-side.ts';
import { hashText } from '../../src/model/content-hash.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { Ticks } from '../../src/model/ticks.ts';
import { later } from '../make/clock.ts';
import * as sip from '../make/sip.ts';
import { BOB, create, post } from './exchange.ts';
import { DAWN, observe, type Said, say } from './scene.ts';

const ALICE = { user: 'alice@contoso.com', agent: 'UCCAPI/16.0.6741.5305 OC/16.0.6741.2042' };
const LOG = { source: 'Tracing/Lync-UccApi-0.UccApilog' };
const WORDS = 'pineapple under the stairs';
const TALK = { to: 'bob@contoso.com', callId: 'call-1', conversationId: 'AdPQwQ+QHyGg==', text: WORDS };
const NOT_THERE = { status: '480 Temporarily Unavailable' };

const at = (seconds: number): Ticks => later(DAWN, seconds);
const log = (seconds: number, text: string, more: Partial<Said> = {}): Said => say(seconds, text, { ...LOG, ...more });

/** An INVITE that reaches nobody, half a second later. */
function failed(seconds: number, talk: sip.Talk = TALK, reply: sip.SipReply = NOT_THERE): readonly Said[] {
  return [log(seconds, sip.invite(ALICE, talk)), log(seconds + 0.5, sip.replied(ALICE, talk, reply))];
}

const SIGN_IN = [log(0, sip.register(ALICE)), log(0.2, sip.registered(ALICE))];

function sought(more: Partial<Sought> = {}): Sought {
  return {
    recipients: ['bob@contoso.com'],
    conversationId: TALK.conversationId,
    bodyHash: hashText(WORDS),
    sentAt: at(100),
    endedAt: undefined,
    ...more,
  };
}

function beside(scene: readonly Said[], more: Partial<Sought> = {}): readonly Happening[] {
  return new SipSide(observe([...SIGN_IN, ...scene])).of(sought(more));
}

function events(scene: readonly Said[], more: Partial<Sought> = {}): readonly string[] {
  return beside(scene, more).map(({ event, link }) => `${event} ${link}`);
}

describe('a recipient is offline', () => {
  it('by the same conversation: request and answer are the evidence', () => {
    const [found, ...more] = beside(failed(95));
    expect(more).toEqual([]);
    expect(found).toMatchObject({ at: at(95.5), event: 'recipient-offline', link: 'exact', reason: 'SIP 480' });
    expect(found?.evidence.map(({ text }) => text)).toEqual([
      'INVITE sip:bob@contoso.com SIP/2.0',
      'SIP/2.0 480 Temporarily Unavailable',
    ]);
  });

  it('by recipient and words, where no conversation is known', () => {
    expect(events(failed(95), { conversationId: undefined })).toEqual(['recipient-offline moderate']);
    expect(events(failed(95), { conversationId: 'call-1', bodyHash: undefined })).toEqual(['recipient-offline exact']);
  });

  it('by a MESSAGE in a dialog whose conversation the INVITE told', () => {
    const { conversationId, ...talk } = { ...TALK, cseq: 2 };
    const scene = [
      log(10, sip.invite(ALICE, TALK)),
      log(95, sip.message(ALICE, talk)),
      log(96, sip.replied(ALICE, talk, { ...NOT_THERE, method: 'MESSAGE' })),
    ];
    expect(events(scene)).toEqual(['recipient-offline exact']);
    expect(events(scene, { conversationId: undefined })).toEqual(['recipient-offline moderate']);
    expect(conversationId).toBe(TALK.conversationId);
  });

  it('never by time alone', () => {
    expect(events(failed(95), { conversationId: undefined, bodyHash: undefined })).toEqual([]);
    expect(events(failed(95), { conversationId: 'other', bodyHash: hashText('other') })).toEqual([]);
    expect(events(failed(95), { conversationId: undefined, recipients: ['carol@contoso.com'] })).toEqual([]);
  });

  it('from a minute before the sending to the end of the message', () => {
    expect([39, 39.5, 219.5, 220].map((seconds) => events(failed(seconds)).length)).toEqual([0, 1, 1, 0]);
    expect(events(failed(300), { endedAt: at(400) })).toEqual(['recipient-offline exact']);
    expect(events(failed(3000), { sentAt: undefined })).toEqual(['recipient-offline exact']);
    expect(events(failed(3000), { sentAt: undefined, conversationId: undefined })).toEqual([]);
  });

  it('with its own words, where several messages of a conversation reached nobody', () => {
    const second = { ...TALK, callId: 'call-2', text: 'more words' };
    const scene = [...failed(90), ...failed(97, second)];
    expect(beside(scene).map((one) => one.at)).toEqual([at(90.5)]);
    expect(beside(scene, { bodyHash: hashText('more words') }).map((one) => one.at)).toEqual([at(97.5)]);
    expect(beside(scene, { bodyHash: undefined })).toHaveLength(2);
  });

  it('when nobody is there, not when somebody says no or the server is in trouble', () => {
    const diagnostics = ['ms-diagnostics: 1047;reason="Failed to complete TLS negotiation"', 'Server: RTC/6.0'];
    const endpoint = ['User-Agent: UCCAPI/16.0.6965.5308 OC/16.0.6965.2117'];
    const replies: readonly (readonly [sip.SipReply, number])[] = [
      [{ status: '404 Not Found' }, 1],
      [{ status: '408 Request Timeout' }, 1],
      [{ status: '410 Gone' }, 1],
      [{ status: '430 Flow Failed' }, 1],
      [{ status: '503 Service Unavailable' }, 0],
      [{ status: '503 Service Unavailable', more: diagnostics }, 1],
      [{ status: '480 Temporarily Unavailable', more: endpoint }, 0],
      [{ status: '486 Busy Here' }, 0],
      [{ status: '603 Decline' }, 0],
      [{ status: '200 OK' }, 0],
      [{ status: '407 Proxy Authentication Required' }, 0],
    ];
    for (const [reply, count] of replies) expect(events(failed(95, TALK, reply)), reply.status).toHaveLength(count);
    expect(beside(failed(95, TALK, { status: '503 x', more: diagnostics }))[0]?.reason).toBe(
      'SIP 503, ms-diagnostics 1047',
    );
  });

  it('once, though two logs tell it', () => {
    const trace = failed(95).map((said) => ({ ...said, source: 'Tracing/Lync.txt', at: said.at + 0.01 }));
    expect(events([...failed(95), ...trace])).toEqual(['recipient-offline exact']);
  });
});

describe('the client', () => {
  it('signs in and out during the life of a message', () => {
    const out = [log(110, sip.unregister(ALICE))];
    const again = [
      log(130, sip.register(ALICE).replace('5d1f', '77aa')),
      log(131, sip.registered(ALICE).replace('5d1f', '77aa')),
    ];
    const scene = [...out, ...again];
    expect(beside(scene).map((one) => [one.event, one.at])).toEqual([
      ['sign-out', at(110)],
      ['sign-in', at(131)],
    ]);
    expect(events(scene, { endedAt: at(105) })).toEqual([]);
    expect(events(scene, { sentAt: undefined })).toEqual([]);
  });

  it('gets its policy', () => {
    const policy = sip.provisioning(ALICE, { EnableIMAutoArchiving: 'true', EnableOfflineIM: 'false' });
    const [found, ...more] = beside([log(120, policy), log(121, sip.otherOptions(ALICE, true))]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      event: 'policy-received',
      reason: 'EnableIMAutoArchiving true, EnableOfflineIM false',
    });
  });

  const ews = (seconds: number, pid: number, source = 'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt'): Said =>
    say(seconds, post(create(BOB), `id-${seconds}`), { pid, source });

  it('is started again when another process speaks in its log, and the first no more', () => {
    const scene = [ews(99, 100), ews(110, 100), ews(130, 200), ews(140, 200)];
    const [found, ...more] = beside(scene, { endedAt: at(200) });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      at: at(130),
      event: 'client-restarted',
      link: 'exact',
      reason: 'process 200 speaks, process 100 no more',
    });
    expect(found?.evidence.map((ref) => ref.at)).toEqual([at(110), at(130)]);
  });

  it('is not where both go on, the logs are others, or somebody else speaks', () => {
    const count = (...scene: readonly Said[]): number => events(scene, { endedAt: at(200) }).length;
    expect(count(ews(99, 100), ews(130, 200), ews(140, 100))).toBe(0);
    expect(count(ews(99, 100), ews(130, 200, 'Server/S4.txt'))).toBe(0);
    const outlook = {
      ...ews(130, 200),
      text: ews(130, 200).text.replace('OC/16.0.6741.2042', 'Microsoft Office/16.0'),
    };
    expect(count(ews(99, 100), outlook)).toBe(0);
    // A rotated part of the same log, and the trace of a newer client.
    expect(count(ews(99, 100), ews(130, 200, 'Tracing/Lync-16.0.6965.5308-Office-x86ship-U.txt.bak'))).toBe(1);
  });
});

describe('the whole', () => {
  const scene = [
    ...failed(95),
    ...failed(97, { ...TALK, callId: 'call-2', text: 'more words' }),
    log(110, sip.unregister(ALICE)),
    log(115, sip.provisioning(ALICE, { EnableIMAutoArchiving: 'true' })),
    log(130, sip.invite(ALICE, { ...TALK, callId: 'call-3' }), { pid: 300 }),
  ];

  it('does not depend on the order of the observations', () => {
    const observations = observe([...SIGN_IN, ...scene]);
    const expected = new SipSide(observations).of(sought());
    expect(expected.map(({ event }) => event)).toEqual([
      'recipient-offline',
      'sign-out',
      'policy-received',
      'client-restarted',
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray([...observations], { minLength: observations.length }), (shuffled) => {
        expect(new SipSide(shuffled).of(sought())).toEqual(expected);
      }),
    );
  });

  it('holds nothing outside the life of a message, and is in order of time', () => {
    const side = new SipSide(observe([...SIGN_IN, ...scene]));
    fc.assert(
      fc.property(fc.nat(300), fc.option(fc.nat(300), { nil: undefined }), (from, length) => {
        const endedAt = length === undefined ? undefined : at(from + length);
        const found = side.of(sought({ sentAt: at(from), endedAt }));
        const moments = found.map((one) => one.at ?? at(-1000));
        expect(moments).toEqual(moments.toSorted((a, b) => a - b));
        for (const one of found) {
          const lead = one.event === 'recipient-offline' ? 60 : 0;
          expect(one.at).toBeGreaterThanOrEqual(at(from - lead));
          expect(one.at).toBeLessThanOrEqual(endedAt ?? at(from + 120));
        }
      }),
    );
  });

  it('takes time that grows with the log, not with log times messages', () => {
    const [invited, answer] = observe([...SIGN_IN, ...failed(95)]).filter((one) => one.kind.startsWith('sip-'));
    const many = Array.from({ length: 50_000 }, (_, i) => {
      const of = (one: Observation | undefined): readonly Observation[] =>
        one?.kind === 'sip-invitation' || one?.kind === 'sip-answer'
          ? [{ ...one, callId: `call-${i}`, at: at(i) }]
          : [];
      return [...of(invited), ...of(answer)];
    }).flat();
    const start = performance.now();
    const side = new SipSide(many);
    for (let i = 0; i < 50_000; i++) side.of(sought({ sentAt: at(i), endedAt: at(i) }));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
