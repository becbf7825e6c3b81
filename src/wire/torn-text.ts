import { PRIVATE_NAMES } from '../model/private-names.ts';

/** What only HTTP and SOAP have: a request line without its beginning, an envelope without its `<`, an item's elements. */
const TORN_PART = new RegExp(
  [
    '^(?:[A-Z]{1,7} )?(?:\\S{1,4000} )?HTTP/\\d(?:\\.\\d)?\\s*(?:\\n|$)',
    '\\bSOAPAction:',
    '(?:[</:]|&lt;|^(?=Envelope(?:>| xmlns)))Envelope(?:[\\s>]|&gt;|$)',
    '\\bschemas\\.(?:xmlsoap\\.org/soap|microsoft\\.com/exchange/services)',
    '\\bBodyType\\s*=',
    `(?:<|&lt;)/?(?:[\\w.-]{1,40}:)?(?:${PRIVATE_NAMES.join('|')})(?:[\\s/>]|&gt;|$)`,
    `^/?(?:[\\w.-]{1,40}:)?(?:${PRIVATE_NAMES.join('|')})\\s*/?(?:>|&gt;)`,
  ].join('|'),
);
const ENVELOPE_END = /<\/(?:[\w.-]+:)?Envelope\s*>/g;

/** Where a text of no known message shows that one is being logged: behind it anything may be what somebody wrote. */
export function isTornPart(text: string): boolean {
  const end = [...text.matchAll(ENVELOPE_END)].at(-1);
  return TORN_PART.test(end === undefined ? text : text.slice(end.index + end[0].length));
}

/** Whether a text of no known message is, or ends, a part of one. */
export function goesOnTorn(text: string): boolean {
  return TORN_PART.test(text) || endsEnvelope(text);
}

/** Whether a text ends the envelope that was logged. */
export function endsEnvelope(text: string): boolean {
  return text.search(ENVELOPE_END) >= 0;
}
