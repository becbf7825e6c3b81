// SIP and UCCAPI log of the client, Lync-UccApi-0.UccApilog:
//   04/16/2013|03:17:30.168 1F68:C14 INFO  :: End of Sending Packet - 192.168.100.100:5061 (From Local Address: 192.168.103.35:20323) 1503 bytes
//   04/16/2013|03:17:31.555 1F68:C14 INFO  :: SIP/2.0 200 OK
// The first line of a SIP message carries the prefix; its headers and body follow as raw lines. Process and thread are
// hexadecimal without padding. Lines seen at https://www.msxfaq.de/skype_for_business/tools/public/parseuccapilog.htm
// The zone is stated nowhere: local time of the client, assumed.
import { hex, type LineForm, type LineGrammar } from './line-grammar.ts';
import { digitAt } from './wall-clock.ts';

const PREFIX =
  /^\d{1,2}\/\d{1,2}\/\d{4}\|\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?[ \t]+([0-9A-Fa-f]{1,8}):([0-9A-Fa-f]{1,8})[ \t]+([A-Z]+)[ \t]*:: ?/;

const [SLASH, BAR] = [47, 124];

/** `04/16/2013|0` */
function isDate(bytes: Uint8Array, start: number): boolean {
  let at = start;
  let slashes = 0;
  for (; at < start + 10; at++) {
    if (bytes[at] === SLASH) slashes++;
    else if (!(digitAt(bytes, at) >= 0)) break;
  }
  return slashes === 2 && bytes[at] === BAR && digitAt(bytes, at + 1) >= 0;
}

const grammar: LineGrammar = {
  timeIndex: (bytes, start) => (isDate(bytes, start) ? start : -1),
  prefix(raw) {
    const match = PREFIX.exec(raw);
    if (match === null) return undefined;
    return { length: match[0].length, pid: hex(match[1]) ?? 0, tid: hex(match[2]) ?? 0 };
  },
};

export const uccapilog: LineForm = {
  id: 'uccapilog',
  title: "The client's SIP log (Lync-UccApi-0.UccApilog)",
  grammar,
};
