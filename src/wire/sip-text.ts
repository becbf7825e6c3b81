import { hashText } from '../model/content-hash.ts';
import { onlyHeader, type SipHead } from './sip-head.ts';

/** Headers of an INVITE with its first message: `ms-text-format: text/plain; charset=UTF-8; ms-body=SGVsbG8=`. */
const FIRST_MESSAGE_HEADERS = ['ms-text-format', 'ms-im-format'];
const FIRST_MESSAGE = /^\s*(text\/(?:plain|html))\b.*?;\s*ms-body="?([A-Za-z0-9+/]{1,90000}={0,2})"?\s*(?:;|$)/is;
/** Bytes of an instant message; a server takes no more than a few thousand. */
const LONGEST_TEXT = 1 << 17;

/** Plain text made what it is in HTML, so that both hash alike, whatever signs it holds. */
function hashOf(type: string, text: string): string | undefined {
  return hashText(type === 'text/html' ? text : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
}

/**
 * The body as its Content-Length bounds it. Undefined where the log cut it; line ends may be logged as one byte, so only a body
 * that is too short with two of them is cut.
 */
function wholeBody(head: SipHead): string | undefined {
  const length = onlyHeader(head, 'content-length');
  if (length === undefined || !/^\d{1,9}$/.test(length)) return undefined;
  const size = Number(length);
  if (size > LONGEST_TEXT) return undefined;
  const bytes = Buffer.from(head.body.slice(0, LONGEST_TEXT));
  if (bytes.length >= size) return bytes.subarray(0, size).toString();
  const asSent = Buffer.byteLength(head.body.replace(/\r?\n/g, '\r\n'));
  return asSent >= size ? head.body : undefined;
}

/** Hash of what the user says by a MESSAGE, or of the first message in an INVITE. The text itself goes no further. */
export function saidHash(head: SipHead): string | undefined {
  if (head.method === 'INVITE') {
    for (const name of FIRST_MESSAGE_HEADERS) {
      for (const value of head.headers.get(name) ?? []) {
        const [, type, base64] = FIRST_MESSAGE.exec(value) ?? [];
        if (type === undefined || base64 === undefined) continue;
        return hashOf(type.toLowerCase(), Buffer.from(base64, 'base64').toString());
      }
    }
    return undefined;
  }
  const type = onlyHeader(head, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'text/plain' && type !== 'text/html') return undefined;
  const body = wholeBody(head);
  return body === undefined ? undefined : hashOf(type, body);
}

/** Hash of the Subject header, as that of a mail. */
export function subjectHashOf(head: SipHead): string | undefined {
  const subject = onlyHeader(head, 'subject');
  return subject === undefined ? undefined : hashText(subject);
}
