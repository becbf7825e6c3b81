import { describe, expect, it } from 'vitest';
import { clientProcess, EXCHANGE_2016_CU1, missedMail } from './cast.ts';
import { moment } from './clock.ts';
import { encodeText } from './encode.ts';
import { createItem } from './ews.ts';
import { callEvents } from './exchange-call.ts';
import { ocsText } from './ocs-text.ts';
import type { TraceEvent } from './trace-event.ts';
import { tracerptXml } from './tracerpt-xml.ts';
import { uccApiLog } from './uccapilog.ts';

const AT = moment('2016-06-08T09:15:00.1234567Z');
const EVENT: TraceEvent = {
  at: AT,
  pid: 7124,
  tid: 0xc14,
  level: 'TL_INFO',
  component: 'UI',
  function: 'CWindow::Open',
  text: 'Über <two>\nlines',
};

describe('the generator writes what the tools write', () => {
  it('OCSLogger and CLSLogger lines have the fields that public lines have', () => {
    const field = '(UI,CWindow::Open:Window.cpp(';
    const [ocs = '', more] = ocsText([EVENT], { offsetMinutes: 120 }).toString().split('\n');
    expect(ocs).toMatch(/^TL_INFO\(TF_COMPONENT\) \[0\]1BD4\.0C14::06\/08\/2016-11:15:00\.123\.[0-9a-f]{8} \(/);
    expect(ocs).toContain(field);
    expect(ocs.endsWith(')Über <two>')).toBe(true);
    expect(more).toBe('lines');
    const cls = ocsText([EVENT], { flavour: 'cls', offsetMinutes: 120 }).toString();
    expect(cls).toMatch(
      /^TL_INFO\(TF_COMPONENT\) \[fe01\\fe01\.contoso\.com\]1BD4\.0C14::06\/08\/2016-09:15:00\.123\.[0-9A-F]{8} \(/,
    );
    expect(cls).toMatch(/\) \[\d+\] Über/);
  });

  it.each([
    [120, 'short-by-one', '2016-06-08T11:15:00.123456700+0159'],
    [480, 'short-by-one-colon', '2016-06-08T17:15:00.123456700+07:59'],
    [-240, 'short-by-one', '2016-06-08T05:15:00.123456700-0400'],
    [-210, 'right', '2016-06-08T05:45:00.123456700-03:30'],
    [330, 'right', '2016-06-08T14:45:00.123456700+05:30'],
    [120, 'utc', '2016-06-08T09:15:00.123456700Z'],
  ] as const)('tracerpt times %d minutes ahead of UTC, %s', (offsetMinutes, offsetText, expected) => {
    expect(tracerptXml([EVENT], { offsetMinutes, offsetText }).toString()).toContain(`SystemTime="${expected}"`);
  });

  it('tracerpt text is escaped and holds ASCII alone', () => {
    const xml = tracerptXml([EVENT], { lineEnd: 'crlf' }).toString();
    expect(xml.startsWith('<Events>\r\n<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">')).toBe(
      true,
    );
    expect(xml).toContain('<Message>&#220;ber &lt;two&gt;\r\nlines</Message>');
    expect(xml).toMatch(/^[\x00-\x7f]*$/);
  });

  it('bytes of an event without a schema are those of its text', () => {
    const hex = (shape: 'hex' | 'hex-wide'): string =>
      /<BinaryEventData>([0-9A-F]*)</.exec(tracerptXml([{ ...EVENT, shape }]).toString())?.[1] ?? '';
    expect(Buffer.from(hex('hex'), 'hex').toString('latin1')).toBe(`${EVENT.text}\0`);
    expect(Buffer.from(hex('hex-wide'), 'hex').toString('utf16le')).toBe(`${EVENT.text}\0`);
  });

  it('SIP messages stand raw between prefixed lines', () => {
    const sip = { at: AT, pid: 8040, tid: 0xc14, kind: 'received', text: 'SIP/2.0 200 OK\nCSeq: 1\n' } as const;
    const lines = uccApiLog([sip]).toString().split('\n');
    const prefix = '06/08/2016|09:15:00.123 1F68:C14 INFO  :: ';
    expect(lines[0]).toBe(`${prefix}Data Received -192.0.2.20:5061 (To Local Address: 192.0.2.77:20323) 23 bytes:`);
    expect(lines.slice(1, 4)).toEqual([`${prefix}SIP/2.0 200 OK`, 'CSeq: 1', '']);
    expect(lines[4]).toBe(
      `${prefix}End of Data Received -192.0.2.20:5061 (To Local Address: 192.0.2.77:20323) 23 bytes`,
    );
  });

  it('text is read back from every encoding', () => {
    const text = 'Zoë – 5 €\n';
    expect(new TextDecoder('utf-8').decode(encodeText(text, { encoding: 'utf-8-bom' }))).toBe(text);
    expect(new TextDecoder('utf-16le').decode(encodeText(text, { encoding: 'utf-16le-bom' }))).toBe(text);
    expect(new TextDecoder('utf-16be').decode(encodeText(text, { encoding: 'utf-16be-bom' }))).toBe(text);
    expect(encodeText('ë€–\n', { encoding: 'windows-1252', lineEnd: 'crlf' })).toEqual(
      Buffer.from([0xeb, 0x80, 0x96, 13, 10]),
    );
    expect(() => encodeText('信', { encoding: 'windows-1252' })).toThrow('Windows-1252');
  });
});

describe('a call in pieces', () => {
  it('is the call, cut inside tags into records of one thread', () => {
    const client = clientProcess('6965.2058', EXCHANGE_2016_CU1);
    const soap = createItem(
      [missedMail(['bob@contoso.com'], 'Hello')],
      'SaveOnly',
      { distinguished: 'drafts' },
      client.style,
    );
    const texts = (layout: 'together' | 'in-pieces'): readonly string[] =>
      callEvents(client, { at: AT, tid: 1, soap, layout }).map((event) => event.text);
    const pieces = texts('in-pieces');
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(texts('together').join(''));
    for (const piece of pieces.slice(0, -1)) expect(piece.slice(-3)).toMatch(/^<[/\w]{2}$/);
  });
});
