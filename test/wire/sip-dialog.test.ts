import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../src/model/content-hash.ts';
import type { Observation, SessionSeen, SipAnswer, SipInvitation } from '../../src/model/observation.ts';
import type { TraceRecord } from '../../src/model/record.ts';
import { SipObserver } from '../../src/wire/sip.ts';
import { observe, say } from '../life/scene.ts';
import * as sip from '../make/sip.ts';

const ALICE = { user: 'alice@contoso.com', agent: 'UCCAPI/16.0.6741.5305 OC/16.0.6741.2042' };
const CALL = 'd3c1b9a85f2e4d67';
const TALK = { to: 'bob@contoso.com', callId: CALL, conversationId: 'AdPQwQ+QHyGgNm5cnnI5Sv0cCiqWRg==' };
const SECRET = 'Zebra crossing, <b> & Straße, привет';
const SIGNED_IN = sip.register(ALICE);

type Told = SipInvitation | SipAnswer | SessionSeen;

function isTold(one: Observation): one is Told {
  return one.kind === 'sip-invitation' || one.kind === 'sip-answer' || one.kind === 'session';
}

/** What a log tells in which each text is a record, a sign-in in front. */
function told(...texts: readonly string[]): readonly Told[] {
  return observe([SIGNED_IN, ...texts].map((text, i) => say(i, text))).filter(isTold);
}

function only(text: string): Told | undefined {
  return told(text)[0];
}

describe('what the user says', () => {
  it('by an INVITE is known by recipient, ids and a hash', () => {
    expect(only(sip.invite(ALICE, { ...TALK, text: SECRET, subject: `Пропущенная беседа с ${SECRET}` }))).toMatchObject(
      {
        kind: 'sip-invitation',
        method: 'INVITE',
        from: 'alice@contoso.com',
        to: 'bob@contoso.com',
        callId: CALL,
        conversationId: TALK.conversationId,
        cseq: 1,
        bodyHash: hashText('<p>Zebra crossing, &lt;b&gt; &amp; Straße, привет</p>'),
        subjectHash: hashText(`Пропущенная беседа с ${SECRET}`),
      },
    );
  });

  it('by a MESSAGE is known alike', () => {
    expect(only(sip.message(ALICE, { ...TALK, text: SECRET }))).toMatchObject({
      method: 'MESSAGE',
      to: 'bob@contoso.com',
      cseq: 2,
      bodyHash: hashText('Zebra crossing, &lt;b&gt; &amp; Straße, привет'),
    });
  });

  it('stands in no observation, and its line in no citation', () => {
    const subject = SECRET;
    const texts = [
      sip.invite(ALICE, { ...TALK, text: SECRET, subject }),
      sip.message(ALICE, { ...TALK, text: SECRET }),
      `$$begin_record\nStart-Line: ${sip.message(ALICE, { ...TALK, text: SECRET }).replace('\n\n', '\nMessage-Body: ')}\n$$end_record`,
    ];
    const found = told(...texts);
    expect(found).toHaveLength(3);
    const base64 = Buffer.from(SECRET).toString('base64').slice(0, 12);
    for (const secret of ['Zebra', 'привет', base64]) expect(JSON.stringify(found)).not.toContain(secret);
    for (const { evidence } of found) expect(evidence[0]?.text).toMatch(/^(?:INVITE|MESSAGE) sip:\S+ SIP\/2\.0$/);
  });

  it('is the same with CRLF, folded lines, compact names, and in a block', () => {
    const plain = sip.message(ALICE, { ...TALK, text: SECRET });
    const forms = [
      plain.replaceAll('\n', '\r\n'),
      plain.replace('Call-ID: ', 'Call-ID:\n\t').replace('From: ', 'From:\n  '),
      plain
        .replace('From:', 'f:')
        .replace('To:', 't:')
        .replace('Call-ID:', 'i:')
        .replace('Content-Type:', 'c:')
        .replace('Content-Length:', 'l :'),
      `Sending 1503 bytes\n${plain}`,
      `$$begin_record\nDirection: outgoing\nPeer: 192.0.2.20:5061\nStart-Line: ${plain.replace('\n\n', '\nMessage-Body: ')}\n$$end_record`,
    ];
    const gist = (text: string): unknown => ({ ...only(text), evidence: [], offset: 0 });
    for (const form of forms) expect(gist(form)).toEqual(gist(plain));
  });

  it('has no hash where the log cut it, or where it is no plain text', () => {
    const plain = sip.message(ALICE, { ...TALK, text: SECRET });
    for (const text of [
      plain.slice(0, -3),
      plain.replace('text/plain', 'text/rtf'),
      plain.replace(/Content-Length.*/, ''),
    ]) {
      expect(only(text)).toMatchObject({ method: 'MESSAGE' });
      expect(only(text)).not.toHaveProperty('bodyHash');
    }
    const invite = sip.invite(ALICE, { ...TALK, text: SECRET });
    const cut = invite.slice(0, invite.indexOf('ms-body=') + 20);
    expect(only(cut)).toMatchObject({ method: 'INVITE' });
    expect(only(cut)).not.toHaveProperty('bodyHash');
  });

  it('is not what others say to the user', () => {
    const bob = { ...ALICE, user: 'bob@contoso.com' };
    expect(told(sip.invite(bob, { ...TALK, to: 'alice@contoso.com' }))).toEqual([]);
    expect(told(sip.replied(bob, { ...TALK, to: 'alice@contoso.com' }, { status: '480 Gone' }))).toEqual([]);
    const forged = sip.invite(bob, TALK).replace('From: <', 'From: "<sip:alice@contoso.com>" <');
    expect(told(forged)).toEqual([]);
  });

  it('is told from a call: it is in writing, or invites to writing', () => {
    const written = (text: string): unknown => (only(text) as SipInvitation | undefined)?.isWritten;
    const invite = sip.invite(ALICE, TALK);
    expect(written(sip.message(ALICE, { ...TALK, text: SECRET }))).toBe(true);
    expect(written(sip.invite(ALICE, { ...TALK, text: SECRET }))).toBe(true);
    expect(written(invite.replace('v=0\r\n', 'v=0\r\nm=x-ms-message 5060 sip null\r\n'))).toBe(true);
    expect(written(invite.replace('v=0\r\n', 'v=0\r\nm=audio 1 RTP/AVP 0\r\n'))).toBe(false);
  });

  it('is told before it is known who the user is', () => {
    const scene = [sip.invite(ALICE, TALK), sip.invite({ ...ALICE, user: 'bob@contoso.com' }, TALK)];
    const known = observe([...scene, SIGNED_IN].map((text, i) => say(i, text))).filter(isTold);
    expect(known.map((one) => one.kind === 'sip-invitation' && one.from)).toEqual(['alice@contoso.com']);
    expect(observe(scene.map((text, i) => say(i, text))).filter(isTold)).toHaveLength(2);
  });
});

describe('an answer', () => {
  const unavailable = { status: '480 Temporarily Unavailable' };

  it('is known by status, Call-ID, method and the number of its diagnostics', () => {
    const more = ['Ms-Diagnostics: 1003;reason="User does not exist";source="sfb.contoso.com"', 'Server: RTC/6.0'];
    expect(only(sip.replied(ALICE, TALK, { ...unavailable, more }))).toMatchObject({
      kind: 'sip-answer',
      status: 480,
      method: 'INVITE',
      callId: CALL,
      cseq: 1,
      diagnosticsId: 1003,
      isByEndpoint: false,
      evidence: [{ text: 'SIP/2.0 480 Temporarily Unavailable' }],
    });
  });

  it('is by an endpoint where one signed it', () => {
    const more = ['User-Agent: UCCAPI/16.0.6965.5308 OC/16.0.6965.2117'];
    expect(only(sip.replied(ALICE, TALK, { status: '486 Busy Here', more }))).toMatchObject({ isByEndpoint: true });
  });

  it('to the sign-in tells how it ended', () => {
    const answer = (status: string): string => sip.registered(ALICE).replace('200 OK', status);
    const all = told(answer('401 Unauthorized'), answer('100 Trying'), answer('403 Forbidden'));
    expect(all.map((one) => one.kind === 'sip-answer' && [one.method, one.status])).toEqual([
      ['REGISTER', 401],
      ['REGISTER', 403],
    ]);
  });

  it('counts only when it is final and answers what the user says', () => {
    expect(told(sip.replied(ALICE, TALK, { status: '183 Session Progress' }))).toEqual([]);
    expect(told(sip.replied(ALICE, TALK, { status: '481 No Dialog', method: 'BYE' }))).toEqual([]);
  });
});

describe('a session', () => {
  const events = (...texts: readonly string[]): readonly string[] =>
    observe(texts.map((text, i) => say(i, text))).flatMap((one) => (one.kind === 'session' ? [one.event] : []));
  const registered = (cseq: number): string => sip.registered(ALICE).replace('CSeq: 1 ', `CSeq: ${cseq} `);
  const register = (cseq: number): string => sip.register(ALICE).replace('CSeq: 1 ', `CSeq: ${cseq} `);
  const challenge = sip.registered(ALICE).replace('200 OK', '401 Unauthorized').replace('Expires: 7200\n', '');

  it('begins when a registration is accepted, whatever was asked before, and not at its refreshes', () => {
    const scene = [register(1), challenge, register(2), registered(2), register(3), registered(3)];
    expect(events(...scene)).toEqual(['sign-in']);
    expect(events(register(8), registered(8))).toEqual([]);
  });

  it('ends once, and may begin anew', () => {
    const contact = sip.unregister(ALICE, 8).replace('Expires: 0\n', '').replace('>;methods', '>;expires=0;methods');
    for (const out of [sip.unregister(ALICE, 8), contact]) {
      const scene = [register(1), registered(1), out, out.replace('CSeq: 8', 'CSeq: 9'), registered(9)];
      expect(events(...scene)).toEqual(['sign-in', 'sign-out']);
      expect(events(...scene, register(10), registered(10))).toEqual(['sign-in', 'sign-out', 'sign-in']);
    }
  });

  it('is none that was refused', () => {
    expect(events(register(1), registered(1).replace('200 OK', '403 Forbidden'))).toEqual([]);
  });
});

describe('hostile heads', () => {
  const plain = sip.invite(ALICE, { ...TALK, text: SECRET });

  it('that contradict themselves are not believed', () => {
    expect(told(plain.replace('To:', 'From: <sip:bob@contoso.com>\nTo:'))).toEqual([]);
    expect(told(plain.replace('CSeq:', 'Call-ID: other\nCSeq:'))).toEqual([]);
    expect(only(plain.replace('1 INVITE', '1 BYE'))).not.toHaveProperty('cseq');
    expect(only(plain.replace('Call-ID', 'To: <sip:carol@contoso.com>\nCall-ID'))).not.toHaveProperty('to');
  });

  it('that quote a request in a text are not taken for it', () => {
    const quote = sip.message({ ...ALICE, user: 'bob@contoso.com' }, { ...TALK, text: `look:\n${plain}` });
    expect(told(quote)).toEqual([]);
    expect(told(`CFoo::Bar OC/16 one\ntwo\n${plain}`)).toEqual([]);
  });

  it('take linear time and never throw', () => {
    const alice = 'OC/16.0 INVITE\nFrom: <sip:alice@contoso.com>\nCall-ID: 1\n';
    for (const part of [
      'a: b\n',
      ' \n',
      '\t x\n',
      'From: "',
      'ms-text-format: text/plain;ms-body=A',
      ';',
      ' ;ms-body=',
      '<sip:a@b',
      '\\',
      'Start-Line: ',
    ]) {
      const text = `INVITE sip:bob@contoso.com SIP/2.0\n${alice}${part.repeat(Math.ceil(400_000 / part.length))}\n\n`;
      const start = performance.now();
      for (let i = 0; i < 5; i++) told(text, text.replace('INVITE sip:bob@contoso.com SIP/2.0', 'SIP/2.0 480 x'));
      expect(performance.now() - start, part).toBeLessThan(3000);
    }
  });

  it('cut or changed anywhere say nothing that the whole does not', () => {
    const bytes = fc.record({ at: fc.nat(plain.length), length: fc.nat(40), put: fc.string({ maxLength: 12 }) });
    fc.assert(
      fc.property(bytes, fc.boolean(), ({ at, length, put }, isCut) => {
        const message = isCut ? plain.slice(0, at) : plain.slice(0, at) + put + plain.slice(at + length);
        const found: Observation[] = [];
        const observer = new SipObserver((one) => found.push(one));
        const record: TraceRecord = { source: 's', line: 1, offset: 0, raw: message, width: 1, message };
        observer.add(record, { text: message, isDoubtful: false });
        observer.end();
        const [told] = found.filter(isTold);
        if (isCut && told !== undefined)
          expect(only(plain)).toMatchObject({ kind: told.kind, from: 'alice@contoso.com' });
        expect(JSON.stringify(found)).not.toContain('Zebra');
      }),
      { numRuns: 500 },
    );
  });

  it('in a text that may be what somebody wrote are left alone', () => {
    const found: Observation[] = [];
    const observer = new SipObserver((one) => found.push(one));
    const record: TraceRecord = { source: 's', line: 1, offset: 0, raw: plain, width: 1, message: plain };
    observer.add(record, { text: plain, isDoubtful: true });
    observer.end();
    expect(found.filter(isTold)).toEqual([]);
  });
});
