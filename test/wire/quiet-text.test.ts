import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsMarkup } from '../../src/model/markup.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { TraceRecord } from '../../src/model/record.ts';
import { observeSymptoms } from '../../src/wire/client-words.ts';
import { HttpAssembler } from '../../src/wire/http-assembler.ts';
import { isQuietText } from '../../src/wire/quiet-text.ts';
import { carriesText, isSip, SipObserver } from '../../src/wire/sip.ts';
import { findTransportError } from '../../src/wire/transport-errors.ts';

function recordOf(message: string): TraceRecord {
  return { source: 'trace.log', line: 1, offset: 0, raw: message, width: 'utf-8', message, pid: 1, tid: 2 };
}

/** What the readers of the wire make of a text that stands alone. */
function toldOf(text: string): unknown {
  const record = recordOf(text);
  const told: Observation[] = [];
  let messages = 0;
  const http = new HttpAssembler(() => messages++);
  const rest = http.add(record);
  const sip = new SipObserver((observation) => told.push(observation));
  sip.add(record, rest);
  sip.end();
  const isIdle = http.isIdle(1, 2);
  http.end();
  return {
    rest,
    messages,
    isIdle,
    follows: http.followsAny(),
    told: [...told, ...observeSymptoms(record, rest.text)],
    error: findTransportError(rest.text),
    isWritten: carriesText(text) || holdsMarkup(rest.text),
    isSip: isSip(text),
  };
}

function nothingOf(text: string): unknown {
  const rest = { text, isDoubtful: false };
  return {
    rest,
    messages: 0,
    isIdle: true,
    follows: false,
    told: [],
    error: undefined,
    isWritten: false,
    isSip: false,
  };
}

/** Each of them tells a reader something, alone or with others. */
const TELLING = [
  'POST /EWS/Exchange.asmx HTTP/1.',
  'HTTP/1.1 200 OK',
  '<s:Envelope>',
  '/Envelope',
  'SOAPAction: CreateItem',
  'schemas.microsoft.com/exchange/services',
  'BodyType = Text',
  'Subject>',
  '&lt;p',
  'gt;Hello',
  '"x/>',
  'MESSAGE sip:bob@contoso.com SIP/2.0',
  'INVITE sip:bob@contoso.com;x',
  'SIP/2.0 480 gone',
  'Content-Type: text/plain',
  'c: multipart/mixed',
  'ms-body=aGk',
  'Server: RTC/6.0',
  'Property[ enableofflineim ] = false',
  'Property[EnableServerConversationHistory] = true',
  'Deleted Items is over 0x00100000',
  'deleteditems over 1048576',
  "The Exchange server won't let us connect",
  'Outlook profile is different from the sign-in address',
  'ERROR_WINHTTP_TIMEOUT',
  'WSAETIMEDOUT',
  '0x80072EE2',
  '-2147012894',
  'error 12029',
  'winhttp gave up (12002)',
  '\n',
  '\r',
];

describe('laws', () => {
  const telling = fc.constantFrom(...TELLING);
  const parts = fc.oneof(
    telling,
    fc.mixedCase(telling),
    fc.constantFrom('Offline note for Bob', 'is parked', 'Drafts', 'EWS', '12 ms', 'text', 'sip:'),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const texts = fc
    .array(parts, { minLength: 1, maxLength: 4 })
    .chain((some) => fc.constantFrom('', ' ').map((between) => some.join(between)));

  test('of a quiet text no reader tells anything, or remembers it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(isQuietText(text));
        expect(toldOf(text)).toEqual(nothingOf(text));
      }),
      { numRuns: 2000, maxSkipsPerRun: 1000 },
    );
  });
});

test.each(TELLING)('%j is not quiet', (text) => {
  expect(isQuietText(text)).toBe(false);
});

test.each([
  'Offline note N17 for sip:bob@contoso.com lined up behind 4 others',
  'EWS gave 200, NoError back to request 3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  'Drafts room swept in 12 us',
])('%j is quiet', (text) => {
  expect(isQuietText(text)).toBe(true);
});
