import { ansiText } from '../input/encoding.ts';
import { SCRIPT, scriptOf } from '../input/text-classes.ts';
import type { EtlRecord } from './etl-record.ts';

/** EVENT_HEADER_FLAG_STRING_ONLY: the payload is one text of UTF-16, as EventWriteString leaves it. */
const STRING_ONLY = 4;
/** Fewer characters in all may be a number. */
const MIN_CHARS = 4;
const NO_TEXT = /[\0-\b\v\f\x0e-\x1f\x7f-\x9f\uD800-\uDFFF\uFFFE\uFFFF]/;
const PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

function isText(text: string): boolean {
  return text !== '' && !NO_TEXT.test(text.replace(PAIRS, ''));
}

/** The strings of a payload that is nothing but strings, each with its NUL; of such as are one string the NUL may be missing. */
function stringsOf(text: string): readonly string[] | undefined {
  const strings = text.replace(/\0+$/, '').split('\0');
  if (strings.length > 1 && !text.endsWith('\0')) return undefined;
  return strings.every((one) => one === '' || isText(one)) ? strings.filter((one) => one !== '') : undefined;
}

/** Two bytes of a number read as a Chinese word in front of a path: `皪退` NUL `C:\\Windows\\system32\\LPK.DLL` NUL. */
function isNumberBesideText(strings: readonly string[]): boolean {
  const short = strings.filter((one) => one.length < MIN_CHARS && /^[^\x00-\x7f]+$/.test(one));
  return short.length > 0 && short.length < strings.length && strings.some((one) => /^[\x00-\xff]{4,}$/.test(one));
}

function joined(strings: readonly string[] | undefined): string | undefined {
  if (strings !== undefined && isNumberBesideText(strings)) return undefined;
  const text = strings?.join(' ') ?? '';
  return text.trim().length >= MIN_CHARS && /[\p{L}\p{N}]{2}/u.test(text) ? text : undefined;
}

/** Whether all units are of one script beside Latin: any pairs of bytes read as Chinese, too. */
function isWide(payload: Buffer): boolean {
  if (payload.length % 2 !== 0) return false;
  let script: number = SCRIPT.plain;
  let zeros = 0;
  for (let at = 0; at < payload.length; at += 2) {
    const [lower = 0, upper = 0] = [payload[at], payload[at + 1]];
    if (upper === 0) zeros++;
    if (upper === 0 && lower === 0) continue;
    const one = scriptOf(upper, lower);
    if (one === SCRIPT.none || (one > SCRIPT.latin && script > SCRIPT.latin && one !== script)) return false;
    if (one > script) script = one;
  }
  return 4 * zeros >= payload.length;
}

/**
 * The text of a classic or manifest event whose payload is text: one string or several, UTF-16 or ANSI, which then are one message,
 * joined by a space. Undefined where it holds anything else.
 */
export function payloadText({ kind, flags = 0, payload }: EtlRecord): string | undefined {
  if (kind !== 'event' && kind !== 'classic') return undefined;
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  if (kind === 'event' && (flags & STRING_ONLY) !== 0) {
    const text = bytes.toString('utf16le').replace(/\0[\s\S]*$/, '');
    return text === '' ? undefined : text;
  }
  if (bytes.length < MIN_CHARS) return undefined;
  if (isWide(bytes)) return joined(stringsOf(bytes.toString('utf16le')));
  // A look at its first bytes tells nearly all that are numbers.
  return bytes[0] === 0 || bytes[1] === 0 ? undefined : joined(stringsOf(ansiText(bytes)));
}
