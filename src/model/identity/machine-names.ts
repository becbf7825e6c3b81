import { VOCABULARY } from './vocabulary.ts';

/** How Windows names a PC that nobody named. In small letters the end may be a word: `desktop-manager`. */
const BY_WINDOWS =
  /(?<![\p{L}\p{N}_-])(?:(?:DESKTOP|LAPTOP)-[A-Z0-9]{7}|WIN-[A-Z0-9]{11}|(?:desktop|laptop)-(?=[a-z]*\d)[a-z0-9]{7}|win-(?=[a-z]*\d)[a-z0-9]{11})(?![\p{L}\p{N}_-])/gu;
/** `host WS-BERLIN-0042`, `to server LYNCFE01:5061` */
const BEHIND_WORD =
  /(?<![\p{L}\p{N}_])(?:[Mm]achine|[Hh]ost|[Cc]omputer|[Ss]erver|[Pp]roxy|[Ww]orkstation|[Dd]omain controller)(?: [Nn]ame)?(?::? |: ?)["']?([A-Z][A-Z0-9-]{1,14})(?![\p{L}\p{N}_.-])/gu;
/** `via BERPROXY:8080`: with a port it needs no number. */
const WITH_PORT =
  /(?<![\p{L}\p{N}_])(?:via|through|to|proxy|server|host) ["']?([A-Z][A-Z0-9-]{3,14}):\d{2,5}(?![\p{L}\p{N}.])/gu;
/** `failed on WSNB-77.` */
const BEHIND_PLACE = /\b(?:on|at|from) ([A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)*-[A-Z0-9]*\d)(?![\p{L}\p{N}_-]|\.\p{L})/gu;
/** `resolved mail01 to 10.1.1.1`, `Connection to ber-exch-03 refused` */
const RESOLVED = /\b(?:resolved|resolving) ["']?([a-z][a-z0-9-]{1,62})["']? (?:to|as)\b/giu;
const CONNECTION =
  /\bconnect(?:ion|ed|ing)? (?:to|with) ["']?([a-z][a-z0-9-]{1,62})["']? (?:(?:was |is |has |had )?(?:refused|failed|closed|lost|reset|timed out|dropped|aborted|established))\b/giu;
/** `\\BERFS02 unreachable`: a server of shares of which none is named. A letter behind one backslash more may be an escape (`\\nHTTP`). */
const SHARES =
  /(?<![\p{L}\p{N}\\:])\\\\(?:\\\\)?(?![nrt][A-Z])([\p{L}\p{N}][\p{L}\p{N}_-]{1,62})(?![\p{L}\p{N}\p{M}\\._-])/gu;
/** Names of protocols, ciphers and updates that have numbers, too. */
const OTHER =
  /^(?:HTTPS?|TLS|SSL|SIPS?|UTF|ISO|SHA|MD|AES|RSA|RC|TCP|UDP|IPV|NTLM|NEGOTIATE|KB|CU|RU|SP|MS|CVE|UTC|GMT|WIN|NT|V|X|XP|HRESULT|ERROR|EVENT|CODE|STATUS|PORT|LINE|TRY|RETRY|ATTEMPT|STEP|ID|TYPE|LEVEL|VERSION|LANGID)?-?(?:\d{1,10}[A-Z]?(?:-\d+)*)?$/i;

function hasNumber(name: string): boolean {
  return /\d/.test(name) && !OTHER.test(name);
}

/** By a number in it, or by a part behind a hyphen that is no word of the trade (`READ-ONLY`). */
function isMachine(name: string): boolean {
  if (hasNumber(name)) return true;
  return name.includes('-') && name.split('-').some((part) => part.length > 3 && !VOCABULARY.has(part.toLowerCase()));
}

/** Short names of PCs and servers that no field gives away but their form, or the words about them. */
export function* machineNames(text: string): Generator<string> {
  for (const [name] of text.matchAll(BY_WINDOWS)) yield name;
  for (const [, name = ''] of text.matchAll(BEHIND_WORD)) if (isMachine(name)) yield name;
  for (const [, name = ''] of text.matchAll(BEHIND_PLACE)) if (hasNumber(name)) yield name;
  for (const [, name = ''] of text.matchAll(WITH_PORT)) {
    if (isMachine(name) || !(OTHER.test(name) || VOCABULARY.has(name.toLowerCase()))) yield name;
  }
  for (const pattern of [RESOLVED, CONNECTION]) {
    for (const [, name = ''] of text.matchAll(pattern)) if (hasNumber(name)) yield name;
  }
  if (!text.includes('\\\\')) return;
  for (const [, name = ''] of text.matchAll(SHARES)) {
    if (hasNumber(name) || /^[A-Z-]{4,15}$/.test(name)) yield name;
  }
}
