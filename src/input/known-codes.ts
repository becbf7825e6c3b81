/** A range of status values: what their upper half is, and the least and greatest lower half. */
type Range = readonly [upper: number, least: number, greatest: number];

// https://learn.microsoft.com/windows/win32/winhttp/error-messages, …/winsock/windows-sockets-error-codes-2,
// …/secauthn/sspi-status-codes, https://learn.microsoft.com/openspecs/windows_protocols/ms-erref
const RANGES: readonly Range[] = [
  // Win32 numbers as HRESULT: access denied, Winsock (10004 to 10112, 11001 to 11031), WinHTTP and WinINet (12001 to 12186).
  [0x8007, 0x0005, 0x0005],
  [0x8007, 0x2714, 0x2780],
  [0x8007, 0x2af9, 0x2b17],
  [0x8007, 0x2ee1, 0x2f9a],
  // Security packages and certificates.
  [0x8009, 0x0302, 0x0367],
  [0x800b, 0x0100, 0x0114],
  // HTTP status of 400 and more.
  [0x8019, 0x0190, 0x01ff],
  // NTSTATUS: access denied, not found, time-out, logon, cancelled, connection lost, refused, unreachable, aborted.
  [0xc000, 0x0022, 0x0022],
  [0xc000, 0x0034, 0x0034],
  [0xc000, 0x006d, 0x006e],
  [0xc000, 0x00b5, 0x00b5],
  [0xc000, 0x0120, 0x0120],
  [0xc000, 0x020c, 0x020d],
  [0xc000, 0x0236, 0x0241],
];
/** An event with more of them is a table of codes, not a failure. */
const MOST_CODES = 8;

/** The HRESULT or NTSTATUS at `at`, where it is one that means something here: `0x80072EE2`. A plain number means nothing without its name. */
function knownCodeAt(bytes: Uint8Array, at: number): string | undefined {
  const top = bytes[at + 3];
  if (top !== 0x80 && top !== 0xc0) return undefined;
  const upper = (top << 8) | (bytes[at + 2] ?? 0);
  const lower = ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0);
  const isKnown = RANGES.some(([half, least, greatest]) => half === upper && lower >= least && lower <= greatest);
  if (!isKnown) return undefined;
  return `0x${upper.toString(16)}${lower.toString(16).padStart(4, '0')}`.toUpperCase().replace('X', 'x');
}

/** All known codes in [start, end), at any place, each once. */
export function addKnownCodes(bytes: Uint8Array, start: number, end: number, codes: string[]): void {
  for (let at = start; at + 4 <= end && codes.length < MOST_CODES; at++) {
    const code = knownCodeAt(bytes, at);
    if (code === undefined) continue;
    if (!codes.includes(code)) codes.push(code);
    at += 3;
  }
}
