import type { TransportError } from '../model/life.ts';

/**
 * WinHTTP, WinINet and Winsock numbers that say why a request never got an answer.
 * https://learn.microsoft.com/windows/win32/winhttp/error-messages, https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2
 */
const NAMES: Readonly<Record<number, string>> = {
  10050: 'WSAENETDOWN',
  10051: 'WSAENETUNREACH',
  10053: 'WSAECONNABORTED',
  10054: 'WSAECONNRESET',
  10060: 'WSAETIMEDOUT',
  10061: 'WSAECONNREFUSED',
  10065: 'WSAEHOSTUNREACH',
  11001: 'WSAHOST_NOT_FOUND',
  11002: 'WSATRY_AGAIN',
  11004: 'WSANO_DATA',
  12002: 'ERROR_WINHTTP_TIMEOUT',
  12005: 'ERROR_WINHTTP_INVALID_URL',
  12007: 'ERROR_WINHTTP_NAME_NOT_RESOLVED',
  12009: 'ERROR_WINHTTP_INVALID_OPTION',
  12012: 'ERROR_WINHTTP_SHUTDOWN',
  12015: 'ERROR_WINHTTP_LOGIN_FAILURE',
  12017: 'ERROR_WINHTTP_OPERATION_CANCELLED',
  12029: 'ERROR_WINHTTP_CANNOT_CONNECT',
  12030: 'ERROR_WINHTTP_CONNECTION_ERROR',
  12031: 'ERROR_INTERNET_CONNECTION_RESET',
  12037: 'ERROR_WINHTTP_SECURE_CERT_DATE_INVALID',
  12038: 'ERROR_WINHTTP_SECURE_CERT_CN_INVALID',
  12044: 'ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED',
  12045: 'ERROR_WINHTTP_SECURE_INVALID_CA',
  12057: 'ERROR_WINHTTP_SECURE_CERT_REV_FAILED',
  12152: 'ERROR_WINHTTP_INVALID_SERVER_RESPONSE',
  12157: 'ERROR_WINHTTP_SECURE_CHANNEL_ERROR',
  12163: 'ERROR_INTERNET_DISCONNECTED',
  12164: 'ERROR_INTERNET_SERVER_UNREACHABLE',
  12165: 'ERROR_INTERNET_PROXY_SERVER_UNREACHABLE',
  12167: 'ERROR_WINHTTP_UNABLE_TO_DOWNLOAD_SCRIPT',
  12169: 'ERROR_WINHTTP_SECURE_INVALID_CERT',
  12170: 'ERROR_WINHTTP_SECURE_CERT_REVOKED',
  12175: 'ERROR_WINHTTP_SECURE_FAILURE',
  12178: 'ERROR_WINHTTP_AUTO_PROXY_SERVICE_ERROR',
  12179: 'ERROR_WINHTTP_SECURE_CERT_WRONG_USAGE',
  12180: 'ERROR_WINHTTP_AUTODETECTION_FAILED',
};

const TIMEOUTS: ReadonlySet<number> = new Set([10060, 12002]);

/** ERROR_INTERNET_… of WinINet have the numbers of the WinHTTP names. */
const BY_NAME: ReadonlyMap<string, number> = new Map(
  Object.entries(NAMES).flatMap(([code, name]) => [
    [name, Number(code)] as const,
    [name.replace('ERROR_WINHTTP_', 'ERROR_INTERNET_'), Number(code)] as const,
  ]),
);

/** HRESULT_FROM_WIN32: 12002 is 0x80072EE2, as a signed number -2147012894. */
const HRESULT_BASE = 0x80070000;
const SIGNED_HRESULT = /-21470\d{5}\b/;
const HEX_HRESULT = /\b0x8007(?:2[EF][0-9A-F]{2}|27[0-9A-F]{2}|2AF[0-9A-F])\b/i;
const SYMBOL = /\b(?:ERROR_(?:WINHTTP|INTERNET)_[A-Z_]+|WSA[A-Z_]{5,})\b/;
/** A bare number counts only behind a word that says it is an error: `processed 12002 contacts` is none. */
const WORDED =
  /\b(?:error|errorcode|dwerror|err|code|result|status|hr|hresult|fail(?:ed|ure)?|winhttp\w*|wininet\w*|lasterror|getlasterror|gle|rc)\b[^\n\d]{0,24}\b(1[0-2][01]\d\d)\b(?!\s*(?:ms|msec|milliseconds|s\b|sec|seconds|bytes|b\b|kb|items|contacts))/i;

export interface FoundError extends TransportError {
  /** The text it was read from. */
  readonly needle: string;
}

function known(code: number, needle: string): FoundError | undefined {
  const name = NAMES[code];
  return name === undefined ? undefined : { code, name, isTimeout: TIMEOUTS.has(code), needle };
}

/** The transport error a text speaks of: by name, as HRESULT (0x80072EE2 or signed), or as a number behind a word such as `error`. */
export function findTransportError(text: string): FoundError | undefined {
  const symbol = SYMBOL.exec(text)?.[0];
  if (symbol !== undefined) {
    const found = known(BY_NAME.get(symbol) ?? 0, symbol);
    if (found !== undefined) return found;
  }
  const hex = HEX_HRESULT.exec(text)?.[0];
  if (hex !== undefined) return known(Number.parseInt(hex, 16) - HRESULT_BASE, hex);
  const signed = SIGNED_HRESULT.exec(text)?.[0];
  if (signed !== undefined) return known(Number(signed) + 0x1_0000_0000 - HRESULT_BASE, signed);
  const worded = WORDED.exec(text);
  return worded?.[1] === undefined ? undefined : known(Number(worded[1]), worded[0]);
}
