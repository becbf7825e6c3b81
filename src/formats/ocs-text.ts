// Text of OCSLogger (Lync 2010), CLSLogger (Lync 2013, SfB 2015) and Snooper:
//   TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125))$$begin_record
//   TL_WARN(TF_DIAG) [sfvedge\sfvedge]0584.0A44::03/02/2017-07:10:46.230.0000773E (SIPStack,SIPAdminLog::WriteDiagnosticEvent:SIPAdminLog.cpp(830)) [156659184] $$begin_record
// A record goes on over lines without a prefix: $$begin_record … $$end_record blocks, SIP, SOAP.
// Levels and flags: https://learn.microsoft.com/previous-versions/office/communications-server/bb801688(v=office.12)
import { chooseZone } from '../input/zone.ts';
import type { Format } from './format.ts';
import { hex, type LineGrammar, type Prefix } from './line-grammar.ts';
import { lineBoundary, readPrefixedLines } from './prefixed-lines.ts';
import { digitAt } from './wall-clock.ts';

const PREFIX =
  /^TL_[A-Z]+\([A-Za-z0-9_|, ]*\) \[([^\]\n]*)\]([0-9A-Fa-f]{4,8})\.([0-9A-Fa-f]{4,8})::\d{1,2}\/\d{1,2}\/\d{4}-\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?(?:\.[0-9A-Fa-f]{8})?(?: \(([^,()\n]*),([^\n]*?:[^:()\n]+\(\d+\)|[^()\n]*)\))?(?: ?\[(\d+)\] )?/;

function readPrefix(raw: string): Prefix | undefined {
  const match = PREFIX.exec(raw);
  if (match === null) return undefined;
  const [whole, , pid, tid, component, location] = match;
  const method = location?.replace(/:[^:()]+\(\d+\)$/, '');
  return {
    length: whole.length,
    pid: hex(pid) ?? 0,
    tid: hex(tid) ?? 0,
    ...(component === undefined || component === '' ? {} : { component }),
    ...(method === undefined || method === '' ? {} : { function: method }),
  };
}

const [T, L, UNDERSCORE, OPEN, COLON, CLOSE_BRACKET, LINE_FEED] = [84, 76, 95, 40, 58, 93, 10];
/** `TL_…(flags) [pool\machine]PID.TID::`: the names of pool and machine have at most 255 characters each. */
const LONGEST_LEAD = 700;

function isUpperCase(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 65 && byte <= 90;
}

/** `TL_INFO(` */
function isLevel(bytes: Uint8Array, start: number): boolean {
  if (bytes[start] !== T || bytes[start + 1] !== L || bytes[start + 2] !== UNDERSCORE) return false;
  let at = start + 3;
  while (isUpperCase(bytes[at])) at++;
  return at > start + 3 && bytes[at] === OPEN;
}

/** `]1F68.0C14::0`: process and thread behind a bracket, two colons and the first digit of the date. */
function isLeadEnd(bytes: Uint8Array, colons: number): boolean {
  if (bytes[colons] !== COLON || bytes[colons + 1] !== COLON || !(digitAt(bytes, colons + 2) >= 0)) return false;
  for (let at = colons - 1; at >= colons - 18; at--) if (bytes[at] === CLOSE_BRACKET) return true;
  return false;
}

function makeGrammar(): LineGrammar {
  // The lead is as long as that of the record before more often than not: no search is needed then.
  let usual = 0;
  return {
    timeIndex(bytes, start) {
      if (!isLevel(bytes, start)) return -1;
      if (isLeadEnd(bytes, start + usual)) return start + usual + 2;
      for (let at = start + 8; at < start + LONGEST_LEAD && bytes[at] !== LINE_FEED; at++) {
        if (!isLeadEnd(bytes, at)) continue;
        usual = at - start;
        return at + 2;
      }
      return -1;
    },
    prefix: readPrefix,
    survey: (window, isRecordStart) => window.ocsRecords(isRecordStart),
  };
}

/** CLSLogger names `pool\machine` where OCSLogger has the number of the processor; its clock is UTC (seen against a second log). */
function isClsText(head: string): boolean {
  for (const line of head.split('\n')) {
    const match = PREFIX.exec(line);
    if (match !== null) return !/^\d*$/.test(match[1] ?? '') || match[6] !== undefined;
  }
  return false;
}

export const ocsText: Format = {
  id: 'ocs-text',
  title: 'Text of OCSLogger, CLSLogger or Snooper (TL_INFO… lines)',
  sniff: (head) =>
    /(?:^|\n)TL_[A-Z]+\([A-Za-z0-9_|, ]*\) \[[^\]\n]*\][0-9A-Fa-f]{4,8}\.[0-9A-Fa-f]{4,8}::\d/.test(head.text),
  read(source, context) {
    const zone = chooseZone(source.file.path, isClsText(source.head.text) ? 'UTC' : undefined, context.zones);
    return readPrefixedLines(source, context, makeGrammar(), zone);
  },
  boundary: (bytes, end) => lineBoundary(makeGrammar(), bytes, end),
};
