// Text of OCSLogger (Lync 2010), CLSLogger (Lync 2013, SfB 2015) and Snooper:
//   TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125))$$begin_record
//   TL_WARN(TF_DIAG) [sfvedge\sfvedge]0584.0A44::03/02/2017-07:10:46.230.0000773E (SIPStack,SIPAdminLog::WriteDiagnosticEvent:SIPAdminLog.cpp(830)) [156659184] $$begin_record
// A record goes on over lines without a prefix: $$begin_record … $$end_record blocks, SIP, SOAP.
// Levels and flags: https://learn.microsoft.com/previous-versions/office/communications-server/bb801688(v=office.12)
import { chooseZone } from '../input/zone.ts';
import type { Format } from './format.ts';
import { hex, type LineGrammar, type Prefix, readPrefixedLines } from './prefixed-lines.ts';

const PREFIX =
  /^TL_[A-Z]+\([A-Za-z0-9_|, ]*\) \[([^\]\n]*)\]([0-9A-Fa-f]{4,8})\.([0-9A-Fa-f]{4,8})::\d{1,2}\/\d{1,2}\/\d{4}-\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?(?:\.[0-9A-Fa-f]{8})?(?: \(([^,()\n]*),([^\n]*?:[^:()\n]+\(\d+\)|[^()\n]*)\))? ?(?:\[(\d+)\] )?/;

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

const COLON = 58;
const BRACKET = 93;
/** `TL_…(flags) [pool\\machine]PID.TID::`: the names of pool and machine have at most 255 characters each. */
const LONGEST_LEAD = 700;

/** `]1F68.0C14::0`: brackets, process, thread, colons and the first digit of the date, ending at `colons`. */
function isLeadEnd(units: string, start: number, colons: number): boolean {
  if (units.charCodeAt(colons) !== COLON || units.charCodeAt(colons + 1) !== COLON) return false;
  const digit = units.charCodeAt(colons + 2);
  if (!(digit >= 48 && digit <= 57)) return false;
  const bracket = units.lastIndexOf(']', colons);
  return bracket > start && colons - bracket <= 18;
}

function makeGrammar(): LineGrammar {
  // The lead is as long as that of the record before more often than not: no search is needed then.
  let usual = 0;
  return {
    start: 'TL_[A-Z]+\\(',
    timeIndex(units, start) {
      if (isLeadEnd(units, start, start + usual)) return start + usual + 2;
      let colons = units.indexOf('::', start);
      // A machine name may be an IPv6 address.
      while (colons >= 0 && colons - start <= LONGEST_LEAD && !isLeadEnd(units, start, colons)) {
        colons = units.indexOf('::', colons + 1);
      }
      if (colons < 0 || colons - start > LONGEST_LEAD) return -1;
      usual = colons - start;
      return colons + 2;
    },
    prefix: readPrefix,
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
};
