import { PRIVATE_NAMES } from '../model/private-names.ts';

/** A stretch of a text, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const OPEN = new RegExp(`(<|&lt;)(?:[\\w.-]+:)?(${PRIVATE_NAMES.join('|')})\\b(?:(?!>|&gt;)[^<]){0,2000}(>|&gt;)`, 'g');
const CLOSE = new RegExp(`(?:<|&lt;)/(?:[\\w.-]+:)?(?:${PRIVATE_NAMES.join('|')})\\s*(?:>|&gt;)`, 'g');
/** Where the SOAP Body ends, maybe at a cut: behind it there is no text of the user. */
const SOAP_END = /^(?:<|&lt;)\/(?:[\w.-]+:)?Body\s*(?:>|&gt;)\s*(?:<|&lt;)\/(?:[\w.-]+:)?(?:Envelope|[\w.:-]*$)/;
/** A tag that is cut: `<t:Bo`, `<t:Body BodyType=`, also before it is known whose it is: `<`, `<t`. */
const CUT_TAG = /(?:<|&lt;)(?:[\w.-]*|[\w.-]+:(\w*)(\s[^<>]*)?|(\w+)\s[^<>]*)$/;
const LONGEST_TAG = 2048;
/** More of what somebody wrote than is looked at behind its tag. */
const LOOK_BEHIND_TAG = 200;
/** `ms-body=SGVsbG8=`: the first message of a SIP INVITE, in base64. */
const SIP_BODY = /\bms-body=[A-Za-z0-9+/=]+/g;
/** A header, or a line that is like one. The subject of a certificate is a name of a directory. */
const SUBJECT_LINE = /\b(?:subject|thread-topic):(?![ \t]*(?:CN|OU|O|C|DC|E)=)[ \t]*([^\s][^\r\n]*)/dgi;
/** Its short form in a message of SIP. */
const SHORT_SUBJECT = /(?:^|\n)s:[ \t]*([^\s][^\r\n]*)/dgi;
const IS_SIP = /\bSIP\/2\.0\b/;
/** `mailto:alice@contoso.com?subject=…&body=…` */
const SUBJECT_QUERY = /(?:[?&]|&amp;)(?:subject|body)=([^&\s"'<>]+)/dgi;
/** `subject="…"` */
const SUBJECT_VALUE = /\b(?:subject|body)["']?\s*[:=]\s*"([^"\r\n]+)/dgi;

/** Subjects and bodies outside of elements: in headers, lines, queries of addresses, and values in quotes. */
function* spokenRanges(text: string): Generator<Range> {
  const isSip = text.includes('SIP/2.0') && IS_SIP.test(text);
  for (const pattern of [SUBJECT_LINE, SUBJECT_QUERY, SUBJECT_VALUE, ...(isSip ? [SHORT_SUBJECT] : [])]) {
    for (const { indices } of text.matchAll(pattern)) {
      const [start, end] = indices?.[1] ?? [0, 0];
      if (end > start) yield { start, end };
    }
  }
}

/** A text with tokens for such subjects and bodies; one that stands there already stays. */
export function withSpokenTokens(text: string, tokenFor: (spoken: string) => string): string {
  let [out, at] = ['', 0];
  for (const { start, end } of [...spokenRanges(text)].toSorted((a, b) => a.start - b.start)) {
    if (start < at || text.startsWith('[text', start)) continue;
    const isInQuery = /[?&;][a-z]+=$/i.test(text.slice(Math.max(0, start - 16), start));
    const token = tokenFor(text.slice(start, end));
    out += text.slice(at, start) + (isInQuery ? 'text' : token);
    at = end;
  }
  return out + text.slice(at);
}

/** An address of the web without what its query tells of a message. */
export function withoutSubject(url: string): string {
  return url.replace(SUBJECT_QUERY, (whole, value: string) => `${whole.slice(0, whole.length - value.length)}…`);
}

function firstClose(text: string): number {
  for (const close of text.matchAll(CLOSE)) if (!SOAP_END.test(text.slice(close.index))) return close.index;
  return -1;
}

/** The SOAP Body has elements inside, not text, and is no private element. */
function isSoapBody(tag: string, name: string, mark: string, behind: string): boolean {
  const inside = behind.trimStart();
  return name === 'Body' && !tag.includes('BodyType') && inside.startsWith(mark) && !inside.startsWith(`${mark}!`);
}

/** What an element holds, and where its tag begins. */
interface ElementRange extends Range {
  readonly tag: number;
}

function elementRanges(text: string): readonly ElementRange[] {
  const ranges: ElementRange[] = [];
  let over = 0;
  for (const open of text.matchAll(OPEN)) {
    if (open.index < over) continue;
    const [tag, mark = '<', name = ''] = open;
    const start = open.index + tag.length;
    if (/\/(?:>|&gt;)$/.test(tag) || isSoapBody(tag, name, mark, text.slice(start, start + LOOK_BEHIND_TAG))) continue;
    const close = text.slice(start).search(new RegExp(`${mark}/(?:[\\w.-]+:)?${name}\\s*(?:>|&gt;)`));
    over = close < 0 ? text.length : start + close;
    ranges.push({ tag: open.index, start, end: over });
  }
  return ranges;
}

/** Whether a text ends inside of what somebody wrote, so that what follows goes on with it. */
function endsInPrivate(text: string): boolean {
  const cut = CUT_TAG.exec(text.slice(-LONGEST_TAG));
  if (cut !== null) {
    const [, name = cut[3], rest] = cut;
    if (name === undefined) return true;
    const isOver = rest !== undefined || cut[3] !== undefined;
    if (PRIVATE_NAMES.some((known) => (isOver ? known === name : known.startsWith(name)))) return true;
  }
  return elementRanges(text).some((range) => range.end === text.length) && !/(?:<|&lt;)\/[\w.:-]*$/.test(text);
}

/**
 * Where a text holds what people wrote: what a citation masks. `inside`: where the text begins in the middle of it, as a
 * record does that goes on where another was cut.
 */
export function privateRanges(text: string, inside?: number): readonly Range[] {
  const ranges: Range[] = [...elementRanges(text)];
  const close = firstClose(text);
  if (inside !== undefined) ranges.push({ start: inside, end: close < 0 ? text.length : close });
  else if (close >= 0 && !ranges.some((range) => range.start <= close)) ranges.push({ start: 0, end: close });
  ranges.push(...spokenRanges(text));
  for (const body of text.matchAll(SIP_BODY)) ranges.push({ start: body.index + 8, end: body.index + body[0].length });
  return ranges.sort((a, b) => a.start - b.start);
}

/** Follows a text that comes in parts, to know whether it ends inside of what somebody wrote, without keeping it. */
export class PrivateTrail {
  /** What ends like the whole text: from the tag on that is open, or from the last tag on. */
  #end = '';
  #isInside: boolean | undefined = false;
  #isInElement = false;

  add(text: string): void {
    const end = this.#end + text;
    const open = elementRanges(end).find((range) => range.end === end.length);
    this.#end = open === undefined ? endFromLastTag(end) : shortened(end, open);
    this.#isInside = undefined;
    this.#isInElement = open !== undefined;
  }

  /** A trail that goes on from here by itself. */
  fork(): PrivateTrail {
    const copy = new PrivateTrail();
    copy.#end = this.#end;
    copy.#isInside = this.#isInside;
    copy.#isInElement = this.#isInElement;
    return copy;
  }

  /** An element is open that holds what somebody wrote. */
  get isInElement(): boolean {
    return this.#isInElement;
  }

  /** Such an element is open, or a tag is cut that may be of one. */

  get isInside(): boolean {
    this.#isInside ??= endsInPrivate(this.#end);
    return this.#isInside;
  }
}

function endFromLastTag(text: string): string {
  const last = Math.max(text.lastIndexOf('<'), text.lastIndexOf('&lt;'));
  // `&l` may go on with `t;`.
  return text.slice(Math.max(0, Math.min(last < 0 ? text.length : last, text.length - 4), text.length - LONGEST_TAG));
}

/** Its tag, the beginning, by which the SOAP Body is told from an item's, and the end, in which the closing tag may be cut. */
function shortened(text: string, { tag, start }: ElementRange): string {
  const behind = start + LOOK_BEHIND_TAG;
  const end = text.length - LOOK_BEHIND_TAG;
  // A letter in between: the two must not make a tag.
  return end <= behind ? text.slice(tag) : `${text.slice(tag, behind)}x${text.slice(end)}`;
}
