import { addressOf, decodeText } from './spool-text.ts';

/** What can be told from the readable strings of a file whose layout is not known. */
export interface CarvedStrings {
  /** Addresses of sip: URIs in the order of the file. */
  readonly addresses: readonly string[];
  /** Names in front of them, as headers have them. */
  readonly names: readonly string[];
  /** Message class or type texts. */
  readonly types: readonly string[];
  /** The HTML body, where it is whole. */
  readonly html: string | undefined;
  /** Everything outside the HTML body. */
  readonly text: string;
  /** There is something in it by which a spool file can be known. */
  readonly isUsable: boolean;
}

/** Runs of text, UTF-16LE ones first: in them every second byte is a NUL. Line ends and tabs belong to a run. */
// A longer run is taken in parts: unbounded, the engine runs out of stack on a body of some MiB.
const RUNS = /(?:[\t\r\n\x20-\x7e]\x00){4,1000000}|[\t\r\n\x20-\x7e\x80-\xff]{4,1000000}/g;
/** The bounds keep the search linear on `sip:sip:sip:…`. */
const SIP_URI = /sips?:[^\s"'<>;,:@\x00-\x1f]{1,64}@[a-z0-9.-]{1,255}/gi;
/** `From: "Alice Example" <alice@contoso.com>`, `Alice Example <sip:alice@contoso.com>` */
const NAMED =
  /(?:^|[\n:,;])[ \t]{0,8}"?([^\s"<>:@;=,\x00-\x1f][^"<>\r\n:@;=,\x00-\x1f]{1,119}?)"?[ \t]{0,8}<(?:sips?:|mailto:)?[^\s"'<>;,:@]{1,64}@/gi;
const MESSAGE_CLASS = /\bIP?M\.Note[\w.]{0,100}/gi;
/** A type text that stands alone; the title `Missed conversation with Alice` is none. */
const MISSED_ALONE = /^\s*Mis+ed ?(?:Conversation|Message|IM)?\s*$/i;
const HTML_BEGIN = /<html\b/i;
const HTML_END = /<\/html>/i;

function readableRuns(bytes: Uint8Array): readonly string[] {
  const byteText = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return Array.from(byteText.matchAll(RUNS), (match) => {
    const run = match[0];
    if (run[1] === '\0') return run.replaceAll('\0', '');
    return decodeText(bytes.subarray(match.index, match.index + run.length));
  });
}

/** A run without the HTML body that begins in it, and that body. */
function splitHtml(run: string): { readonly rest: string; readonly html?: string } {
  const begin = run.search(HTML_BEGIN);
  if (begin < 0) return { rest: run };
  const length = run.slice(begin).search(HTML_END);
  if (length < 0) return { rest: run.slice(0, begin) };
  const end = begin + length + '</html>'.length;
  return { rest: `${run.slice(0, begin)} ${run.slice(end)}`, html: run.slice(begin, end) };
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(pattern), (match) => match[0]);
}

/** Carves ANSI and UTF-16LE strings out of bytes. Linear in their number; never throws. */
export function carveStrings(bytes: Uint8Array): CarvedStrings {
  const runs = readableRuns(bytes);
  const parts = runs.map(splitHtml);
  const text = parts.map((part) => part.rest).join('\n');
  const addresses = matches(text, SIP_URI).map(addressOf);
  const types = [
    ...matches(text, MESSAGE_CLASS),
    ...parts.map((part) => part.rest).filter((rest) => MISSED_ALONE.test(rest)),
  ];
  const hasHtml = runs.some((run) => HTML_BEGIN.test(run));
  return {
    addresses,
    names: Array.from(text.matchAll(NAMED), ([, name = '']) => name.trim()),
    types: types.map((type) => type.trim()),
    html: parts.find((part) => part.html !== undefined)?.html,
    text,
    isUsable: addresses.length > 0 || types.length > 0 || hasHtml || /<conversations?\b/i.test(text),
  };
}
