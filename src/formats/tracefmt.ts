// Output of tracefmt (Windows Driver Kit), netsh trace convert and the debugger's !wmitrace.logdump:
//   [0]0888.0D60::10/23/2003-12:27:40.173 [tracedrv]IOCTL = 1
//   [0]0AF4.0C64::07/25/2003-13:55:39.998 00004ea4 [tracedrv]Hello, 1 Hi
//   [2]6F30.34B0::2021/04/13-09:22:48.297449100 [Microsoft-Quic][conn][0x1CF25AC46B0] Transport Shutdown: 18446744071566327813
// The prefix is documented at https://learn.microsoft.com/windows-hardware/drivers/devtest/trace-message-prefix
// The zone is local time of the run unless -gmt was given, and the file does not say: it is assumed. The bias that tracefmt
// prints on its console leaves out daylight saving, so it is not used.
import { hex, type LineForm, type LineGrammar, type Prefix, timeBehindThread } from './line-grammar.ts';
import { selfDescribingBody } from './self-describing.ts';

/** `[n]PID.TID::time [sequence] [name]`; only netsh, with the year in front, has a blank behind the name. */
const PREFIX =
  /^\[\d{1,4}\]([0-9A-Fa-f]{4,8})\.([0-9A-Fa-f]{4,8})::(?:\d{1,2}\/\d{1,2}\/\d{4}|(\d{4}\/\d{1,2}\/\d{1,2}))-\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?: [0-9A-Fa-f]{8}(?= ))?(?: ?\[([^\]\n]{0,500})\])?/;

function readPrefix(raw: string): Prefix | undefined {
  const match = PREFIX.exec(raw);
  if (match === null) return undefined;
  const [whole, pid, tid, yearFirst, name] = match;
  const hasBlank = raw[whole.length] === ' ' && (yearFirst !== undefined || name === undefined);
  return {
    length: whole.length + (hasBlank ? 1 : 0),
    pid: hex(pid) ?? 0,
    tid: hex(tid) ?? 0,
    ...(name === undefined || name === '' ? {} : { component: name }),
  };
}

const [OPEN_BRACKET, CLOSE_BRACKET] = [91, 93];
const MOST_CPU_DIGITS = 4;

export const tracefmtGrammar: LineGrammar = {
  timeIndex(bytes, start) {
    if (bytes[start] !== OPEN_BRACKET) return -1;
    let at = start + 1;
    while (at <= start + MOST_CPU_DIGITS && (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) <= 57) at++;
    return at > start + 1 && bytes[at] === CLOSE_BRACKET ? timeBehindThread(bytes, at + 1) : -1;
  },
  prefix: readPrefix,
  body: selfDescribingBody,
};

export const tracefmt: LineForm = {
  id: 'tracefmt',
  title: 'Text of tracefmt, netsh trace convert or !wmitrace.logdump ([0]1F68.0C14::… lines)',
  grammar: tracefmtGrammar,
  isOftenQuoted: true,
};
