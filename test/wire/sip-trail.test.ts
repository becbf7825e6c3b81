import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticks } from '../../src/model/ticks.ts';
import { type LoggedBy, PrivateMask } from '../../src/wire/private-mask.ts';

const SECRET = 'zebra';
/** Of a shorter text nothing is harvested. */
const SHORTEST_SEEN = 4;
const BY = { pid: 1, tid: 2 };
const TICKS_PER_MS = 10_000;
const START_LINE = 'MESSAGE sip:bob@contoso.com SIP/2.0';
const HEADERS = `Via: SIP/2.0/TLS 10.0.0.1:5061\r\nMax-Forwards: 70\r\nFrom: <sip:alice@contoso.com>;tag=1\r\nTo: <sip:bob@contoso.com>\r\nCSeq: 1 MESSAGE\r\nContent-Type: text/plain; charset=UTF-8\r\n`;
const HEAD = `${START_LINE}\r\n${HEADERS}`;
const BODY = `${SECRET} one, ${SECRET} two\r\n\r\n${SECRET} three and ${SECRET}`;

function messageOf(body: string, head = HEAD): string {
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function masked(texts: readonly string[]): readonly string[] {
  const mask = new PrivateMask();
  return texts.map((text) => mask.mask(text, BY).text);
}

describe('the body of a SIP message', () => {
  it('is masked wherever the program put it in a text', () => {
    for (const before of ['CSipClient::Send ', '10.0.0.1:5061 ', 'data=', 'TL "', 'INFO\n']) {
      expect(masked([before + messageOf(BODY)])[0]).toBe(`${before}${messageOf(BODY).slice(0, -BODY.length)}[text 1]`);
    }
  });

  it('is masked wherever it is cut over texts of its thread', () => {
    const block = `$$begin_record\nStart-Line: ${HEAD.replaceAll('\r', '')}Message-Body: ${SECRET}\n${SECRET}\n$$end_record`;
    for (const whole of [messageOf(BODY), `${HEAD}\r\n${BODY}`, `Sent 10.0.0.1 ${messageOf(BODY)}`, block]) {
      for (let place = 1; place < whole.length; place++) {
        const out = masked([whole.slice(0, place), whole.slice(place)]).join('|');
        // The two halves of a word that is cut are no words.
        expect(out, `${place}: ${out}`).not.toContain(SECRET);
      }
    }
  });

  it('is masked in as many parts as it comes in, with other threads in between', () => {
    const someCuts = fc.array(fc.nat(400), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(someCuts, fc.boolean(), (cuts, isCounted) => {
        const whole = isCounted ? messageOf(BODY) : `${HEAD}\r\n${BODY}`;
        const places = [...cuts.map((cut) => cut % whole.length), whole.length].sort((a, b) => a - b);
        const ends = places.filter((place, i) => place - (places[i - 1] ?? 0) >= SHORTEST_SEEN);
        if (ends.at(-1) !== whole.length) ends.push(whole.length);
        const mask = new PrivateMask();
        for (const [i, end] of ends.entries()) {
          expect(mask.mask(whole.slice(ends[i - 1] ?? 0, end), BY).text).not.toContain(SECRET);
          expect(mask.mask('12 contacts', { pid: 1, tid: 3 }).text).toBe('12 contacts');
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is masked where the blank line in front of it was lost', () => {
    expect(masked([HEAD, `${SECRET} goes on`])[1]).toBe('[text 1]');
    expect(masked([HEAD.trimEnd(), `${SECRET} goes on\n${SECRET}`])[1]).toBe('[text 1]');
  });

  it('is masked in base64 that is cut', () => {
    const invite = `INVITE sip:bob@contoso.com SIP/2.0\r\nms-text-format: text/plain; ms-body=${Buffer.from(BODY).toString('base64')}\r\n`;
    for (let place = invite.indexOf('ms-body') + 1; place < invite.length; place++) {
      const [, behind = ''] = masked([invite.slice(0, place), invite.slice(place)]);
      expect(behind, String(place)).toMatch(/^(?:[ms-]{0,3}b?o?d?y?=?\[text \d\])?\r?\n?$/);
    }
  });

  it('ends where its length is used up, whatever the thread logs next', () => {
    const body = 'Grüße aus Köln, привет';
    const [first = '', ...others] = masked([
      messageOf(body).slice(0, -8),
      body.slice(-8),
      'plain words',
      messageOf('x'),
    ]);
    expect(first + others[0]).not.toContain('привет');
    expect(others.slice(1)).toEqual(['plain words', messageOf('x').replace(/x$/, '[text 3]')]);
  });

  it('without a length ends where something else begins', () => {
    for (const next of [
      'CFoo::Bar - plain words',
      'TL_INFO(TF_COMPONENT) plain words',
      'HTTP/1.1 200 OK\r\nServer: x\r\n\r\n',
      'POST /EWS/Exchange.asmx HTTP/1.1\r\n',
      'SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n',
      `10.0.0.1:5061 INVITE sip:bob@contoso.com SIP/2.0\r\nContent-Type: application/sdp\r\n\r\nv=0`,
    ]) {
      expect(masked([`${HEAD}\r\n${BODY}`, SECRET, next, 'plain words']).slice(1)).toEqual([
        '[text 2]',
        next,
        'plain words',
      ]);
    }
  });

  it('without a length ends where the thread pauses, or has logged more than a message holds', () => {
    const mask = new PrivateMask();
    const at = (ms: number): LoggedBy => ({ ...BY, at: ticks(ms * TICKS_PER_MS) });
    mask.mask(`${HEAD}\r\n${BODY}`, at(0));
    expect(mask.mask('plain words', at(100)).text).toBe('[text 2]');
    expect(mask.mask('plain words', at(60_000)).text).toBe('plain words');
    const long = masked([`${HEAD}\r\n${BODY}`, ...new Array<string>(70).fill('words '.repeat(200))]);
    expect(long[1]).toBe('[text 2]');
    expect(long.at(-1)).toBe('words '.repeat(200));
  });

  it('is masked in a thread for which there was no room', () => {
    const mask = new PrivateMask({ threads: 1 });
    for (const tid of [1, 2]) mask.mask(`${HEAD}\r\n${BODY}`, { tid });
    expect(mask.mask(SECRET, { tid: 2 }).text).toBe('[text 2]');
  });

  it('is none behind a head that is only mentioned, or that has data', () => {
    const texts = [
      'Received MESSAGE sip:bob@contoso.com SIP/2.0 from queue',
      'plain words\n\nmore words',
      `INVITE sip:bob@contoso.com SIP/2.0\r\nContent-Type: application/sdp\r\n`,
      '\r\nv=0',
      'plain words',
      messageOf(''),
      'plain words',
    ];
    expect(masked(texts)).toEqual(texts);
  });

  it('takes linear time for hostile texts', () => {
    for (const part of [
      HEAD,
      `${HEAD}l: 1\n\n`,
      'MESSAGE sip:',
      'SIP/2.0 200\n\n',
      'From: sip:',
      'CSeq: 1 MESSAGE\n',
      'c: text/\n\n',
      '$$end_record',
      'ms-body=A',
      'A'.repeat(9),
    ]) {
      const mask = new PrivateMask();
      const text = part.repeat(Math.ceil(200_000 / part.length));
      const start = performance.now();
      for (let i = 0; i < 5; i++) mask.mask(text, BY);
      expect(performance.now() - start, part).toBeLessThan(2000);
    }
  });
});
