import { TICKS_PER_SECOND, type Ticks } from '../model/ticks.ts';

/** Behind a method's name, an address or whatever else the program logged as an argument in front of it. */
const START = /(?:^|[^\w-])((?:([A-Z]{3,12}) sips?:\S{1,4000} SIP\/2\.0|SIP\/2\.0 \d{3}))/;
/** Header lines of a head whose start line was lost. */
const LATER_HEAD =
  /(?:^|\n)((?:CSeq:[ \t]*\d+[ \t]+[A-Z]{3,12}|Via:[ \t]*SIP\/2\.0|(?:From|To|Contact|[ftm]):[^\n]{0,300}?\bsips?:))/;
const ANY_HEAD = new RegExp(`${START.source}|${LATER_HEAD.source}`);
/** A start line that the end of a text cuts. */
const CUT_START = /(?:^|[^\w-])([A-Z]{3,12} sips?:\S{0,300}(?: [SIP/2.0]{0,6})?)$/;
const CSEQ_METHOD = /(?:^|\n)CSeq:[ \t]*\d+[ \t]+([A-Z]{3,12})/i;
const CONTENT_TYPE = /(?:^|\n)(?:Content-Type|c):[ \t]*([^\s;/]*)/i;
const CONTENT_LENGTH = /(?:^|\n)(?:Content-Length|l):[ \t]*(\d{1,9})/i;
/** Where what somebody wrote begins: behind the header, or in the last line of a $$begin_record block. */
const BODY_BEGIN = /\n[ \t]*\r?\n|\nMessage-Body:/;
const BLOCK_END = '$$end_record';
/** What plainly is no part of a body: the prefix of a trace text, a method, another message. */
const OTHER =
  /^\s*(?:TL_[A-Z]+\(|~?[A-Za-z_]\w{0,99}(?:::~?[A-Za-z_]\w{0,99}){1,5}(?![\w:])|\$\$begin_record|[A-Z]{3,12} \S{1,4000} HTTP\/\d|HTTP\/\d(?:\.\d)? \d{3})/;
const HEADER = /^[A-Za-z][\w-]{0,60}[ \t]*:/;
const HAS_HEADER = /\n[A-Za-z][\w-]*[ \t]*:/;
/** A start line among words. */
const MENTION = /^[^\n]* SIP\/2\.0[ \t]+[^\s\d][^\n]*$/;
const CUT_HEADER = /^[A-Za-z][\w-]{0,60}$/;
/** An address or a time: no words. */
const NO_WORDS = /^[\s\d.:()[\]-]*$/;
const BASE64_BODY = /\bms-body=[A-Za-z0-9+/=]+/g;
/** Bytes of UTF-8 that were read one by one, as those of a text are whose end cuts a character. */
const TORN_UTF8 =
  /[\xC2-\xF4][\x80-\xBF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]/;

const LONGEST_CUT_START = 400;
const LONGEST_HEAD = 1 << 14;
/** Characters of a body that states no length, over several texts. */
const LONGEST_BODY = 1 << 16;
/** A message is logged at once. */
const LONGEST_PAUSE = 10 * TICKS_PER_SECOND;

/** Answers what stands in place of what somebody wrote. */
type Token = (text: string) => string;

interface Body {
  /** Bytes to come, or characters where no length is stated. */
  left: number;
  readonly isCounted: boolean;
}

function bytesAtLeast(text: string): number {
  return TORN_UTF8.test(text) ? text.length : Buffer.byteLength(text);
}

/** The body that stands behind a head, if it is what somebody wrote. */
function bodyBehind(head: string): Body | undefined {
  const start = START.exec(head);
  const method = start === null ? CSEQ_METHOD.exec(head)?.[1] : start[2];
  const type = CONTENT_TYPE.exec(head)?.[1]?.toLowerCase();
  // The beginning of the method may have been lost.
  const isMessage = method !== undefined && 'MESSAGE'.endsWith(method);
  const isWritten = type === undefined ? isMessage : /^(?:text|multipart|message)$/.test(type);
  if (!isWritten) return undefined;
  const length = CONTENT_LENGTH.exec(head)?.[1];
  return length === undefined ? { left: LONGEST_BODY, isCounted: false } : { left: Number(length), isCounted: true };
}

/** Whether a text goes on with the headers of the last one; in doubt it does not. */
function goesOnWithHead(held: string, part: string): boolean {
  const lines = part.split('\n').map((line) => line.replace(/\r$/, ''));
  const [first = ''] = lines;
  const isHeader = (line: string, i: number): boolean =>
    line.trim() === '' ||
    HEADER.test(line) ||
    (i > 0 && (/^[ \t]/.test(line) || (i === lines.length - 1 && CUT_HEADER.test(line))));
  if (lines.every(isHeader)) return true;
  // The rest of a line that was cut has headers behind it, else it may be words.
  return (
    !held.endsWith('\n') &&
    !HEADER.test(first) &&
    lines.slice(1).some((line) => HEADER.test(line)) &&
    lines.every((line, i) => i === 0 || isHeader(line, i))
  );
}

/** Where the block of a text ends, if nothing but codes stands behind it; else the text's end. */
function blockEndIn(text: string): number {
  const at = text.lastIndexOf(BLOCK_END);
  return at < 0 || !/^(?:\s|0x[0-9A-F]{8})*$/.test(text.slice(at + BLOCK_END.length)) ? text.length : at;
}

/** Goes on with a body in base64 that the end of `held` cuts. */
function withoutCutBase64(held: string, part: string, token: Token): string {
  for (const { 0: body, index } of (held + part).matchAll(BASE64_BODY)) {
    const end = index + body.length - held.length;
    if (index >= held.length || end <= 0) continue;
    const start = Math.max(0, index + 'ms-body='.length - held.length);
    return part.slice(0, start) + token(part.slice(start, end)) + part.slice(end);
  }
  return part;
}

/** Where the start line of a match of START begins. */
function startOf(match: RegExpExecArray): number {
  return match.index + match[0].length - (match[1] ?? '').length;
}

/** Where a text begins something else than the rest of a body; undefined where it may be that rest. */
function anewAt(text: string): number | undefined {
  if (OTHER.test(text)) return 0;
  const first = text.search(/\S/);
  const start = START.exec(text.slice(0, first) + (text.slice(first).split('\n', 1)[0] ?? ''));
  return start === null ? undefined : startOf(start);
}

/**
 * Replaces what people wrote in the SIP messages of one thread, which may be cut over texts anywhere. In doubt a text that follows a
 * message is a part of it, until its length is used up, something else begins, or the thread pauses.
 */
export class SipTrail {
  /** A head whose end has not come. */
  #head: string | undefined;
  #body: Body | undefined;
  /** The start line that the end of the last text cut. */
  #cutStart = '';
  #at: Ticks | undefined;

  /** `isLost`: the thread may be in the middle of a body. */
  constructor(isLost = false) {
    if (isLost) this.#body = { left: LONGEST_BODY, isCounted: false };
  }

  copy(): SipTrail {
    const copy = new SipTrail();
    copy.#head = this.#head;
    copy.#body = this.#body === undefined ? undefined : { ...this.#body };
    copy.#cutStart = this.#cutStart;
    copy.#at = this.#at;
    return copy;
  }

  /** The next text may go on with what stood in the last one. */
  get isPending(): boolean {
    return this.#head !== undefined || this.#body !== undefined || this.#cutStart !== '';
  }

  mask(text: string, token: Token, at?: Ticks): string {
    if (at !== undefined && this.#at !== undefined && at - this.#at > LONGEST_PAUSE) this.#end();
    this.#at = at;
    let out = '';
    let done = 0;
    const anew = this.#body === undefined ? undefined : anewAt(text);
    if (anew !== undefined) {
      const before = text.slice(0, anew);
      out = NO_WORDS.test(before) ? before : token(before);
      done = anew;
      this.#end();
    }
    const blockEnd = blockEndIn(text);
    let isHeadOfText = false;
    while (done < text.length) {
      if (this.#body !== undefined) {
        const end = this.#bodyEnd(this.#body, text, done, blockEnd);
        out += token(text.slice(done, end));
        done = end;
      } else if (this.#head !== undefined) {
        const held = this.#head;
        const end = this.#headEnd(held, text, done, isHeadOfText);
        const part = text.slice(done, end);
        out += done === 0 ? withoutCutBase64(held, part, token) : part;
        done = end;
      } else {
        const start = this.#startIn(text, done);
        isHeadOfText = true;
        out += text.slice(done, start);
        done = start;
      }
    }
    return out;
  }

  #end(): void {
    this.#head = undefined;
    this.#body = undefined;
    this.#cutStart = '';
  }

  /** The start of the next head; the text's end where there is none. */
  #startIn(text: string, from: number): number {
    const before = from === 0 ? this.#cutStart : '';
    this.#cutStart = '';
    if (before === '' && !/sip|CSeq/i.test(text)) return text.length;
    const found = ANY_HEAD.exec(before + text.slice(from));
    if (found === null) {
      this.#cutStart = CUT_START.exec(text.slice(-LONGEST_CUT_START))?.[1] ?? '';
      return text.length;
    }
    const at = found.index + found[0].length - (found[1] ?? found[3] ?? '').length;
    this.#head = before.slice(at);
    return Math.max(from, from + at - before.length);
  }

  /** Where the head ends in a text that goes on with it. `isOwn`: it began in this text. */
  #headEnd(held: string, text: string, from: number, isOwn: boolean): number {
    const part = text.slice(from);
    const joined = held + part;
    const begin = BODY_BEGIN.exec(joined);
    const lines = begin === null ? part : part.slice(0, Math.max(0, begin.index + 1 - held.length));
    this.#head = undefined;
    if (!isOwn && !goesOnWithHead(held, lines)) {
      if (anewAt(part) !== undefined) return from;
      // Of a line that is cut, no value is known; nor is it where the blank line behind it was lost.
      const known = begin === null ? held.slice(0, held.lastIndexOf('\n') + 1) : joined.slice(0, begin.index + 1);
      this.#body = HAS_HEADER.test(held) ? bodyBehind(known) : undefined;
      if (this.#body !== undefined && begin !== null) this.#body.left += begin.index + begin[0].length - held.length;
      if (this.#body !== undefined || (held.endsWith('\n') && !CUT_HEADER.test(part))) return from;
    }
    if (begin === null) {
      this.#head = MENTION.test(joined) ? undefined : joined.slice(0, LONGEST_HEAD);
      return text.length;
    }
    const end = from + Math.max(0, begin.index + begin[0].length - held.length);
    const body = bodyBehind(joined.slice(0, begin.index + 1));
    this.#body = end === text.length && body?.left === 0 ? undefined : body;
    return end;
  }

  /** Where what somebody wrote ends: its length may be wrong, so that only another message ends it within a text. */
  #bodyEnd(body: Body, text: string, from: number, blockEnd: number): number {
    const { left, isCounted } = body;
    const near = text.slice(from, from + left);
    const size = isCounted ? bytesAtLeast(near) : near.length;
    body.left -= size;
    if (body.left <= 0 || blockEnd < text.length) this.#body = undefined;
    if (blockEnd < text.length && blockEnd >= from) return blockEnd;
    if (!isCounted || size < left) return text.length;
    const used = TORN_UTF8.test(near) ? left : Buffer.from(near).subarray(0, left).toString().length;
    const next = START.exec(text.slice(from + used));
    return next === null ? text.length : from + used + startOf(next);
  }
}
