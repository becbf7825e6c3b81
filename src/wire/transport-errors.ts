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

/** All numbers that count as a transport error. */
export const TRANSPORT_CODES: readonly number[] = Object.keys(NAMES).map(Number);

const TIMEOUTS: ReadonlySet<number> = new Set([10060, 12002]);

/** ERROR_INTERNET_… of WinINet have the numbers of the WinHTTP names. */
const BY_NAME: ReadonlyMap<string, number> = new Map(
  Object.entries(NAMES).flatMap(([code, name]) => [
    [name, Number(code)] as const,
    [name.replace('ERROR_WINHTTP_', 'ERROR_INTERNET_'), Number(code)] as const,
  ]),
);

/** HRESULT_FROM_WIN32: 12002 is 0x80072EE2, as a signed number -2147012894. */
export const HRESULT_BASE = 0x80070000;
const SIGNED_HRESULT = /-21470\d{5}\b/;
const HEX_HRESULT = /\b0x8007(?:2[EF][0-9A-F]{2}|27[0-9A-F]{2}|2AF[0-9A-F])\b/i;
const SYMBOL = /\b(?:ERROR_(?:WINHTTP|INTERNET)_[A-Z_]+|WSA[A-Z_]{5,})\b/;
/** A number of the ranges above that stands alone, neither part of a version nor a time nor a count: `12002 ms`, `12002 rows`. */
const NUMBER = '(1[0-2][01]\\d\\d)\\b(?![.,:]\\d)(?!\\s*(?:ms|msec|milliseconds|s|sec|b|kb)\\b)';
const COUNTED = '(?!\\s+(?:contacts|rows|items|bytes|records|entries|lines|seconds|users|of)\\b)';
/** `error 12029`, `dwError = 12030`, `errorCode="12029"`, `status code 12002`. */
const NAMED = new RegExp(
  `(?:err(?:or)?(?:[ _]?(?:code|no|number))?|\\b(?:code|hr|hresult|result|status|gle|rc))(?:\\(\\))?["']?\\s*[=:(#]?\\s*["'(]?${NUMBER}${COUNTED}`,
  'i',
);
/** A bare number counts only behind a word that says it is an error: `processed 12002 contacts` is none. */
const WORDED = new RegExp(
  `(?:err(?:or)?|fail(?:ed|ure|s)?|winhttp\\w{0,40}|wininet\\w{0,40})\\b(?:\\(\\))?((?:(?!\\b(?:line|port|after|pid|tid|thread|process|processed|timer|size|length|count)\\b)[^\\n\\d]){0,40}?)(?<=[\\s(="'#\\[])(?<!\\.(?:cpp|cc|c|h)\\()${NUMBER}(?!\\s+(?!was\\b|is\\b|has\\b)[a-z]+s\\b)${COUNTED}`,
  'i',
);

export interface FoundError extends TransportError {
  /** The text it was read from. */
  readonly needle: string;
  /** The name or number alone, without the words around it. */
  readonly token: string;
}

/** A transport error by its Win32 number; undefined for a number that is none in the table. */
export function transportErrorOf(code: number): TransportError | undefined {
  const name = NAMES[code];
  return name === undefined ? undefined : { code, name, isTimeout: TIMEOUTS.has(code) };
}

function known(code: number, needle: string, token = needle): FoundError | undefined {
  const error = transportErrorOf(code);
  return error === undefined ? undefined : { ...error, needle, token };
}

/** The transport error a text speaks of: by name, as HRESULT (0x80072EE2 or signed), or as a number behind a word such as `error`. */
export function findTransportError(text: string): FoundError | undefined {
  const symbol = SYMBOL.exec(text)?.[0];
  if (symbol !== undefined) {
    const found = known(BY_NAME.get(symbol) ?? 0, symbol);
    if (found !== undefined) return found;
  }
  const hex = HEX_HRESULT.exec(text)?.[0];
  const byHex = hex === undefined ? undefined : known(Number.parseInt(hex, 16) - HRESULT_BASE, hex);
  if (byHex !== undefined) return byHex;
  const signed = SIGNED_HRESULT.exec(text)?.[0];
  const bySigned = signed === undefined ? undefined : known(Number(signed) + 0x1_0000_0000 - HRESULT_BASE, signed);
  if (bySigned !== undefined) return bySigned;
  const named = NAMED.exec(text);
  const byName = named?.[1] === undefined ? undefined : known(Number(named[1]), named[0], named[1]);
  if (byName !== undefined) return byName;
  const worded = WORDED.exec(text);
  return worded?.[2] === undefined ? undefined : known(Number(worded[2]), worded[0], worded[2]);
}
