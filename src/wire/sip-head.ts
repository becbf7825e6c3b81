/** The head of a SIP message, and what stands behind it. */
export interface SipHead {
  /** The start line as it stands there: `INVITE sip:bob@contoso.com SIP/2.0`, `SIP/2.0 480 Temporarily Unavailable`. */
  readonly line: string;
  /** Of a request; an answer has a status instead. */
  readonly method?: string;
  readonly status?: number;
  /** Values by their long names, lower case, in the order of the lines; folded lines are joined by a blank. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Text behind the head, without the end of a $$begin_record block. */
  readonly body: string;
}

const START_LINE = /([A-Z]{3,12}) sips?:[^\s]{1,4000} SIP\/2\.0(?=\s|$)|SIP\/2\.0 (\d{3})(?:[ \t][^\r\n]{0,200})?/y;
/** Lines of a $$begin_record block in front of its start line: a handful. */
const LONGEST_BLOCK_HEAD = 4096;
const BLOCK_BEGIN = '$$begin_record';
const BLOCK_END = '$$end_record';
const BLOCK_START_LINE = /\nStart-Line:[ \t]*/g;
const BLOCK_BODY = /^message-body:[ \t]*/i;
/** Characters of a head; a real one has less than three thousand. */
const LONGEST_HEAD = 1 << 16;
/** RFC 3261 7.3.3, and `Subject`, which is `s`. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  c: 'content-type',
  f: 'from',
  i: 'call-id',
  l: 'content-length',
  m: 'contact',
  s: 'subject',
  t: 'to',
};

/**
 * Where the start line stands, if the text is a SIP message: at its beginning, behind one line of the program's own, or in a
 * block. Further on it would be one that somebody quotes.
 */
function startLineIn(text: string): RegExpExecArray | undefined {
  const places = [0, text.indexOf('\n') + 1];
  if (text.slice(0, 100).includes(BLOCK_BEGIN)) {
    BLOCK_START_LINE.lastIndex = 0;
    const begin = BLOCK_START_LINE.exec(text.slice(0, LONGEST_BLOCK_HEAD));
    if (begin !== null) places.unshift(begin.index + begin[0].length);
  }
  for (const place of places) {
    START_LINE.lastIndex = place;
    const match = START_LINE.exec(text);
    if (match !== null) return match;
  }
  return undefined;
}

function withoutBlockEnd(body: string): string {
  const end = body.lastIndexOf(BLOCK_END);
  return end < 0 ? body : body.slice(0, end).trimEnd();
}

/** Reads the SIP message that a text is; undefined where it is none. `isWanted` judges the start line before the rest is read. */
export function sipHeadOf(
  text: string,
  isWanted: (method: string | undefined, status: number | undefined) => boolean,
): SipHead | undefined {
  const start = startLineIn(text);
  if (start === undefined) return undefined;
  const [line, method, code] = start;
  const status = code === undefined ? undefined : Number(code);
  if (!isWanted(method, status)) return undefined;
  const headers = new Map<string, string[]>();
  let last: string[] | undefined;
  let body = '';
  const first = text.indexOf('\n', start.index + line.length);
  let at = first < 0 ? text.length : first + 1;
  const headEnd = Math.min(text.length, at + LONGEST_HEAD);
  while (at < headEnd) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 || newline > headEnd ? headEnd : newline;
    const header = text.slice(at, end).replace(/\r+$/, '');
    const behind = Math.min(text.length, end + 1);
    const written = BLOCK_BODY.exec(header);
    if (header.trim() === '' || written !== null) {
      body = withoutBlockEnd(text.slice(written === null ? behind : at + written[0].length));
      break;
    }
    // Without the end of its line a header may be cut.
    if (newline < 0 || newline > headEnd) {
      if (/^[ \t]/.test(header)) last?.pop();
      break;
    }
    at = behind;
    if (/^[ \t]/.test(header)) {
      if (last !== undefined) last.push(`${last.pop() ?? ''} ${header.trim()}`.trim());
      continue;
    }
    const colon = header.indexOf(':');
    const name = header.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!/^[a-z][\w-]{0,60}$/.test(name)) {
      last = undefined;
      continue;
    }
    const key = LONG_NAMES[name] ?? name;
    last = headers.get(key) ?? [];
    headers.set(key, last);
    last.push(header.slice(colon + 1).trim());
  }
  return {
    line,
    headers,
    body,
    ...(method === undefined ? {} : { method }),
    ...(status === undefined ? {} : { status }),
  };
}

/** The value of a header; undefined where it is missing, or where two of it differ. */
export function onlyHeader(head: SipHead, name: string): string | undefined {
  const values = new Set(head.headers.get(name));
  return values.size === 1 ? [...values][0] : undefined;
}

const DISPLAY_NAME = /^\s*(?:"((?:[^"\\]|\\.){2,120})"|([^\s"<>:;@=][^"<>:;@=]{1,119}))\s*</;
/** Characters of a header among which its name stands. */
const LONGEST_NAMED = 200;
const WITH_NAMES = ['from', 'to', 'contact', 'p-asserted-identity', 'referred-by'];

/** The names in front of the addresses of a message, each once: `Alice` of `"Alice" <sip:alice@contoso.com>`. */
export function displayNames({ headers }: SipHead): readonly string[] {
  const values = WITH_NAMES.flatMap((name) => headers.get(name) ?? []);
  const names = values.map((value) => {
    const [, quoted, plain = ''] = DISPLAY_NAME.exec(value.slice(0, LONGEST_NAMED)) ?? [];
    return (quoted?.replace(/\\(.)/g, '$1') ?? plain).trim();
  });
  return [...new Set(names.filter((name) => name.length > 1 && !name.includes('@')))];
}

const IN_BRACKETS = /<sips?:([^\s<>;?]{1,300}@[^\s<>;?]{1,300})[^<>]*>/i;
const BARE = /^sips?:([^\s<>;?]{1,300}@[^\s<>;?]{1,300})/i;

/** The address of From or To, lower case, without `sip:`: `"Alice" <sip:alice@contoso.com;opaque=…>;tag=1`. */
export function addressOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  // A name in quotes may hold what looks like an address.
  const plain = value.slice(0, 2000).replace(/^\s*"(?:[^"\\]|\\.)*"/, '');
  return (IN_BRACKETS.exec(plain) ?? BARE.exec(plain))?.[1]?.toLowerCase();
}
