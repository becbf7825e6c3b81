// Text of OCSLogger (Lync 2010), CLSLogger (Lync 2013, SfB 2015) and Snooper:
//   TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125))$$begin_record
//   TL_WARN(TF_DIAG) [sfvedge\sfvedge]0584.0A44::03/02/2017-07:10:46.230.0000773E (SIPStack,SIPAdminLog::WriteDiagnosticEvent:SIPAdminLog.cpp(830)) [156659184] $$begin_record
// A record goes on over lines without a prefix: $$begin_record … $$end_record blocks, SIP, SOAP.
// CLSLogger names `pool\machine` where OCSLogger has the number of the processor; its clock is UTC (seen against a second log).
// Levels and flags: https://learn.microsoft.com/previous-versions/office/communications-server/bb801688(v=office.12)
import { LEVEL_AND_FLAGS, LOCATION, locationOf, THREAD_AND_TIME } from '../model/trace-prefix.ts';
import { hex, type LineForm, type LineGrammar, type Prefix, timeBehindThread } from './line-grammar.ts';

const PREFIX = new RegExp(`^${LEVEL_AND_FLAGS}${THREAD_AND_TIME}${LOCATION}`);

function readPrefix(raw: string): Prefix | undefined {
  const match = PREFIX.exec(raw);
  if (match === null) return undefined;
  const [whole, , pid, tid, component, place] = match;
  return { length: whole.length, pid: hex(pid) ?? 0, tid: hex(tid) ?? 0, ...locationOf(component, place) };
}

const [T, L, UNDERSCORE, OPEN, CLOSE, OPEN_BRACKET, CLOSE_BRACKET, LINE_FEED] = [84, 76, 95, 40, 41, 91, 93, 10];
/** Names of pool and machine have at most 255 characters each; flags are fewer. */
const LONGEST_NAMES = 600;
const LONGEST_GAP = 8;

function isUpperCase(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 65 && byte <= 90;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9;
}

/** Index of `wanted` on the line, at most LONGEST_NAMES behind `start`, or -1. */
function indexOnLine(bytes: Uint8Array, wanted: number, start: number): number {
  for (let at = start; at < start + LONGEST_NAMES; at++) {
    const byte = bytes[at];
    if (byte === wanted) return at;
    // Behind the end of a window stand zeros, and then what was there before.
    if (byte === LINE_FEED || byte === 0 || byte === undefined) return -1;
  }
  return -1;
}

/** Index behind the level, `TL_INFO(`, or -1. */
function levelEnd(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== T || bytes[start + 1] !== L || bytes[start + 2] !== UNDERSCORE) return -1;
  let at = start + 3;
  while (at < start + LONGEST_NAMES && isUpperCase(bytes[at])) at++;
  return at > start + 3 && bytes[at] === OPEN ? at + 1 : -1;
}

// kernel/lines.ts has the same for the survey of a window.
const grammar: LineGrammar = {
  timeIndex(bytes, start) {
    const flags = levelEnd(bytes, start);
    const close = flags < 0 ? -1 : indexOnLine(bytes, CLOSE, flags);
    if (close < 0) return -1;
    let open = close + 1;
    while (open < close + LONGEST_GAP && isBlank(bytes[open])) open++;
    if (bytes[open] !== OPEN_BRACKET) return -1;
    const end = indexOnLine(bytes, CLOSE_BRACKET, open + 1);
    return end < 0 ? -1 : timeBehindThread(bytes, end + 1);
  },
  isUtc(bytes, time) {
    let at = time - '0.::'.length;
    while (bytes[at] !== CLOSE_BRACKET) at--;
    for (at--; (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) <= 57; at--);
    return bytes[at] !== OPEN_BRACKET;
  },
  prefix: readPrefix,
};

export const ocsText: LineForm = {
  id: 'ocs-text',
  title: 'Text of OCSLogger, CLSLogger or Snooper (TL_INFO… lines)',
  grammar,
};
