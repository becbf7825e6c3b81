import { PRIVATE_NAMES } from '../model/private-names.ts';

/** How tags begin: as they are, or escaped once more. */
export type Mark = '<' | '&lt;';

/** What stands in place of what somebody wrote. */
export interface Stand {
  /** For a stretch that the next text of the thread goes on with. */
  open(mark: Mark): string;
  /** For a stretch that ends; `text` is all of it, the parts in front included, undefined where it is too long to keep. */
  whole(text: string | undefined, mark: Mark): string;
}

/** Characters that may still be kept, shared by all streams. */
export interface Room {
  left: number;
}

interface Open {
  readonly mark: Mark;
  readonly close: RegExp;
  /** `</t:Body`; undefined where the tag that opened it is not sure. */
  readonly literal: string | undefined;
  /** The text so far; undefined where it was too long. */
  held: string | undefined;
  /** What may be part of its end tag: that goes out with the rest of it. */
  tail: string;
}

const NAMES = PRIVATE_NAMES.join('|');
/** The beginning of a private tag: groups of mark, slash, prefix and name. */
const TAG = new RegExp(`(<|&lt;)(/?)([\\w.-]+:)?(${NAMES})(?![\\w.:-])`, 'g');
/** The rest of it: a group of the attributes. */
const TAG_REST: Readonly<Record<Mark, RegExp>> = {
  '<': /((?:(?!&gt;)[^<>])*)(?:>|&gt;)/y,
  '&lt;': /((?:(?!&gt;|&lt;)[^<>])*)(?:>|&gt;)/y,
};
const ANY_CLOSE = new RegExp(`(?:<|&lt;)/(?:[\\w.-]+:)?(?:${NAMES})\\s*(?:>|&gt;)`, 'g');
/** `<t:B`: the mark, prefix and name of a tag that is cut. */
const CUT_NAME = /^(?:<|&lt;)(?:[\w.-]+:)?([\w.-]*)/;
/** `</t:Bo`: the name of an end tag that is cut, as far as it goes. */
const CUT_CLOSE = /^(?:<|&lt;)\/(?:[\w.-]+:)?([\w.-]+)\s*$/;
/** As XML has it: nothing but attributes behind the name. */
const WHOLE_TAG =
  /^(?:<|&lt;)(?:[\w.-]+:)?([\w.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|&quot;[^"'<>&]*&quot;|&apos;[^"'<>&]*&apos;))*\s*\/?(?:>|&gt;)/;
/** Behind `</Body>`: the end of the envelope, maybe cut. */
const ENVELOPE_ENDS = /^\s*(?:$|(?:<|&lt;)(?:$|\/(?:[\w.-]+:)?(?:Envelope|[\w.:-]*$)))/;
/** A start line and headers, and nothing but headers, up to a blank line and markup: another message has begun, whatever was open. A start line alone may be words. */
const NEW_HEAD =
  /^\s*(?:[A-Z]{3,12} \S{1,4000} (?:HTTP\/\d(?:\.\d)?|SIP\/2\.0)|(?:HTTP\/\d(?:\.\d)?|SIP\/2\.0) \d{3}[^\r\n]{0,200})(?:\r?\n[A-Za-z][\w-]{0,60}:[^\r\n]*)+\s*(?:$|<)/;
/** The start line of a call of Exchange, alone in its record. */
const NEW_CALL =
  /^\s*[A-Z]{3,12} \S{0,4000}\/(?:EWS\/Exchange\.asmx|autodiscover\/autodiscover\.\w{3}) HTTP\/\d(?:\.\d)?\s*$/i;
/** What somebody wrote stands escaped within, so that no envelope begins in it. */
const NEW_ENVELOPE: Readonly<Record<Mark, RegExp>> = {
  '<': /^\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:[\w.-]+:)?Envelope[\s>]/,
  '&lt;': /^\s*(?:(?:<|&lt;)\?xml[^<>]{0,200}?(?:>|&gt;)\s*)?(?:<|&lt;)(?:[\w.-]+:)?Envelope(?:[\s>]|&gt;)/,
};
/** A name cut shorter is in too many others to say anything, such as the `t` of a cut `</t:ItemClass>`. */
const SHORTEST_TORN_NAME = 3;
/** More of a tag is not kept. */
const LONGEST_TAG = 4096;

function startsAnew(text: string, mark: Mark): boolean {
  return NEW_HEAD.test(text) || NEW_CALL.test(text) || NEW_ENVELOPE[mark].test(text);
}

/** Where a tag begins that the end of the text cuts, be it in its mark; the text's end where none does. */
function cutTagAt(text: string, from: number): number {
  const last = Math.max(text.lastIndexOf('<'), text.lastIndexOf('&lt;'));
  if (last >= from && !/>|&gt;/.test(text.slice(last + 1))) return last;
  const mark = /&(?:lt?)?$/.exec(text);
  return mark !== null && mark.index >= from ? mark.index : text.length;
}

/** How much of the end may be the beginning of the end tag. */
function tailOf(text: string, { literal, mark }: Open): string {
  if (literal === undefined) return '';
  const blanks = text.slice(-LONGEST_TAG).search(mark === '<' ? /\s*$/ : /\s*(?:&(?:gt?)?)?$/);
  const whole = text.slice(-LONGEST_TAG).slice(0, blanks);
  if (whole.endsWith(literal))
    return text.slice(text.length - Math.min(text.length, LONGEST_TAG) + blanks - literal.length);
  for (let length = Math.min(literal.length, text.length); length > 0; length--)
    if (text.endsWith(literal.slice(0, length))) return text.slice(text.length - length);
  return '';
}

/** The text of one event while it is gone through, in front of it what the last one left open. */
interface Reading {
  readonly text: string;
  at: number;
  /** Up to where it is handed out, or something in its place. */
  printed: number;
  out: string;
  /** A private element has begun or ended. */
  hasOpened: boolean;
}

interface FoundTag {
  readonly index: number;
  readonly behind: number;
  readonly mark: Mark;
  readonly prefix: string;
  readonly name: string;
}

function print(reading: Reading, end: number): void {
  if (end <= reading.printed) return;
  reading.out += reading.text.slice(reading.printed, end);
  reading.printed = end;
}

/** The SOAP Body has elements inside, not text; at the end of a text it is not known. */
function bodyKind(text: string, behind: number, mark: Mark): 'soap' | 'item' | 'unknown' {
  const inside = text.slice(behind, behind + LONGEST_TAG).trimStart();
  if (inside.length < mark.length + 1 && mark.startsWith(inside.slice(0, mark.length))) return 'unknown';
  return inside.startsWith(mark) && !inside.startsWith(`${mark}!`) ? 'soap' : 'item';
}

function isSubsequence(word: string, text: string): boolean {
  let at = 0;
  for (const sign of text) if (sign === word[at]) at++;
  return at === word.length;
}

/** Whether a tag that was cut has become one that may be private, and is not sure to be: a byte too many stands in it, or one too few. */
function isDoubtful(text: string): boolean {
  const tag = WHOLE_TAG.exec(text);
  const name = (tag ?? CUT_NAME.exec(text))?.[1] ?? '';
  if (PRIVATE_NAMES.includes(name)) return tag === null && !/^[^>]*$/.test(text);
  return PRIVATE_NAMES.some((known) => isSubsequence(known, name));
}

/** Whether `tail` is the beginning of the end tag of a private element; of a longer one, a byte may be missing or too many. */
function mayClosePrivate(tail: string): boolean {
  const name = CUT_CLOSE.exec(tail)?.[1] ?? '';
  if (name.length < SHORTEST_TORN_NAME) return name !== '' && PRIVATE_NAMES.some((known) => known.startsWith(name));
  return PRIVATE_NAMES.some((known) => isSubsequence(name, known) || isSubsequence(known, name));
}

/**
 * Replaces what people wrote in the texts of one thread, which may be cut anywhere, in tags as well. Some of the bytes of a text
 * may be missing, or a number's byte be taken for a part of it: where that leaves in doubt whose text it is, it is replaced.
 */
export class PrivateStream {
  readonly #room: Room;
  #open: Open | undefined;
  /** The tag that the end of the last text cut; handed out already. */
  #carry = '';
  #carriesMarkup = false;
  #soapPrefix: string | undefined;

  constructor(room: Room) {
    this.#room = room;
  }

  /** One that goes on from here by itself; it keeps `room` characters at most. */
  copy(room: number): PrivateStream {
    const copy = new PrivateStream({ left: room });
    if (this.#open !== undefined) copy.#open = { ...this.#open };
    copy.#carry = this.#carry;
    copy.#carriesMarkup = this.#carriesMarkup;
    copy.#soapPrefix = this.#soapPrefix;
    return copy;
  }

  /** The next text may go on with what stood in the last one. */
  get isPending(): boolean {
    return this.#open !== undefined || this.#carry !== '' || this.#soapPrefix !== undefined;
  }

  /** A text of the thread was lost, or its beginning is not known. `isAny`: all that follows is in doubt. */
  tear(isAny = false): void {
    if (this.#open !== undefined) return;
    if (!isAny && !this.#mayBePrivate()) return;
    this.#carry = '';
    this.#open = { mark: '<', close: ANY_CLOSE, literal: undefined, held: undefined, tail: '' };
  }

  forget(): void {
    this.#room.left += this.#open?.held?.length ?? 0;
    this.#open = undefined;
  }

  mask(text: string, stand: Stand): string {
    if (startsAnew(text, this.#open?.mark ?? '<')) {
      this.forget();
      this.#carry = '';
      this.#soapPrefix = undefined;
    }
    if (this.#carry !== '' && this.#open === undefined && isDoubtful(this.#carry + text)) this.tear(true);
    const before = this.#open?.tail ?? this.#carry;
    const printed = this.#open === undefined ? before.length : 0;
    this.#carry = '';
    const reading: Reading = { text: before + text, at: 0, printed, out: '', hasOpened: false };
    while (reading.at < reading.text.length) {
      if (this.#open === undefined) this.#outside(reading, stand);
      else this.#inside(this.#open, reading, stand);
    }
    return reading.out;
  }

  /** `text` goes on in an element. */
  #inside(open: Open, reading: Reading, stand: Stand): void {
    const { text, at } = reading;
    open.close.lastIndex = at;
    const end = open.close.exec(text)?.index;
    if (end !== undefined) {
      const whole = open.held === undefined ? undefined : open.held + text.slice(at, end);
      this.forget();
      reading.out += whole === '' ? '' : stand.whole(whole, open.mark);
      reading.at = end;
      reading.printed = Math.max(reading.printed, end);
      reading.hasOpened = true;
      return;
    }
    const tail = tailOf(text.slice(at), open);
    const content = text.slice(at, text.length - tail.length);
    this.#hold(open, content);
    open.tail = tail;
    reading.out += content === '' ? '' : stand.open(open.mark);
    reading.at = text.length;
  }

  #hold(open: Open, content: string): void {
    if (open.held === undefined) return;
    if (content.length <= this.#room.left) {
      this.#room.left -= content.length;
      open.held += content;
    } else {
      this.#room.left += open.held.length;
      open.held = undefined;
    }
  }

  /** Up to the next private element, or to the end. */
  #outside(reading: Reading, stand: Stand): void {
    const { text } = reading;
    TAG.lastIndex = reading.at;
    for (let tag = TAG.exec(text); tag !== null; tag = TAG.exec(text)) {
      const { 1: sign, 2: slash, 3: prefix = '', 4: name = '', index } = tag;
      const mark = sign === '<' ? '<' : '&lt;';
      const rest = TAG_REST[mark];
      rest.lastIndex = TAG.lastIndex;
      const attributes = rest.exec(text)?.[1];
      if (attributes === undefined) continue;
      const behind = rest.lastIndex;
      TAG.lastIndex = behind;
      if (slash === '/') {
        if (attributes.trim() === '') this.#closeTag(reading, { index, behind, mark, prefix, name }, stand);
        continue;
      }
      reading.hasOpened = true;
      if (attributes.trimEnd().endsWith('/')) continue;
      const isTyped = name !== 'Body' || attributes.includes('BodyType');
      const kind = isTyped ? 'item' : bodyKind(text, behind, mark);
      if (kind === 'soap') this.#soapPrefix = prefix;
      else if (kind === 'unknown') {
        this.#carry = text.slice(index);
        print(reading, text.length);
        reading.at = text.length;
        return;
      } else {
        print(reading, behind);
        reading.at = behind;
        const close = new RegExp(`${mark}/(?:[\\w.-]+:)?${name}\\s*(?:>|&gt;)`, 'g');
        this.#open = { mark, close, literal: `${mark}/${prefix}${name}`, held: '', tail: '' };
        return;
      }
    }
    this.#endOutside(reading, stand);
  }

  /** A tag that closes what was not opened: all in front of it may be what somebody wrote. */
  #closeTag(reading: Reading, tag: FoundTag, stand: Stand): void {
    const { text, printed, hasOpened } = reading;
    const { index, behind, mark, prefix, name } = tag;
    const isSoapEnd =
      name === 'Body' && (prefix === this.#soapPrefix || ENVELOPE_ENDS.test(text.slice(behind, behind + LONGEST_TAG)));
    if (isSoapEnd) this.#soapPrefix = undefined;
    else if (!hasOpened && index > printed) {
      reading.out += stand.whole(text.slice(printed, index), mark);
      reading.printed = index;
    }
    reading.hasOpened = true;
  }

  /** What is left when no more tags are in a text; the beginning of one may be. */
  #endOutside(reading: Reading, stand: Stand): void {
    const { text, printed, at, hasOpened } = reading;
    const cut = cutTagAt(text, at);
    const tail = text.slice(cut);
    this.#carry = tail.slice(0, LONGEST_TAG);
    const before = text.slice(at, cut);
    this.#carriesMarkup = hasOpened || /<[\w/?]|&lt;/.test(before);
    // Words alone in front of what may be their end tag.
    if (!this.#carriesMarkup && mayClosePrivate(tail) && cut > printed) {
      reading.out += stand.whole(text.slice(printed, cut), '<');
      reading.printed = cut;
    }
    print(reading, text.length);
    reading.at = text.length;
  }

  #mayBePrivate(): boolean {
    if (this.#carry === '') return false;
    const name = CUT_NAME.exec(this.#carry)?.[1] ?? '';
    if (name === '') return this.#carriesMarkup || this.#carry.includes(':');
    return PRIVATE_NAMES.some((known) => known.startsWith(name) || isSubsequence(known, name));
  }
}
