import type { ToldError } from '../model/observation.ts';
import { findTransportError, HRESULT_BASE, transportErrorOf } from '../wire/transport-errors.ts';
import { type HoleValues, idOf, statusOf } from './values.ts';

/** WinHTTP and WinINet count from here, Winsock and its names from there (winhttp.h, winsock2.h). */
const NETWORK_RANGES: ReadonlyArray<readonly [from: number, to: number]> = [
  [10_004, 11_031],
  [12_001, 12_199],
];

/** HRESULTs of a status of HTTP: HTTP_E_STATUS_DENIED is 0x80190191. */
const HTTP_BASE = 0x80190000;
const UNSIGNED = 0x1_0000_0000;
const NUMBER = /-?(?:0x[0-9a-f]{1,8}|\d{1,10})(?![\w.])/i;

/** An error of the network by its Win32 number, be it in the table or not. */
function transportOf(code: number): ToldError | undefined {
  const known = transportErrorOf(code);
  if (known !== undefined) return { transport: known };
  const isOfNetwork = NETWORK_RANGES.some(([from, to]) => code >= from && code <= to);
  return isOfNetwork ? { transport: { code, name: `error ${code}`, isTimeout: false } } : undefined;
}

/** What a number says: an error of the network as it is or as an HRESULT, a status of HTTP, else itself. */
function errorOfNumber(written: string): ToldError | undefined {
  const value = Number(written.replace('-', '')) * (written.startsWith('-') ? -1 : 1);
  const code = value < 0 ? value + UNSIGNED : value;
  if (code === 0) return undefined;
  if (code >= HRESULT_BASE && code < HRESULT_BASE + 0x1_0000) {
    const found = transportOf(code - HRESULT_BASE);
    if (found !== undefined) return found;
  }
  const status = code >= HTTP_BASE && code < HTTP_BASE + 0x1_0000 ? code - HTTP_BASE : code;
  if (status >= 400 && status <= 599) return { status };
  const found = transportOf(code);
  if (found !== undefined) return found;
  const isHresult = code >= 0x8000_0000 || /^0x/i.test(written);
  return { responseCode: isHresult ? `0x${code.toString(16).toUpperCase().padStart(8, '0')}` : String(code) };
}

/** What an `{errorCode}` says: a name or a number, decimal, hexadecimal or signed; one that is in no table is kept as it is. */
function errorOfCode(text: string): ToldError | undefined {
  if (isSuccess(text)) return undefined;
  const named = /[A-Z]{3}_?[A-Z_]/.test(text) ? findTransportError(text) : undefined;
  if (named !== undefined) return { transport: { code: named.code, name: named.name, isTimeout: named.isTimeout } };
  const written = NUMBER.exec(text)?.[0];
  if (written !== undefined) return errorOfNumber(written);
  const word = responseCodeOf(text);
  return word === undefined ? undefined : { responseCode: word };
}

/** How clients and Windows say that nothing failed: by name, or by zero in any base. */
const SUCCESS = /^(?:no[-_]?error|success(?:ful(?:ly)?)?|succeeded|ok|s_ok|error_success|[+-]?(?:0x)?0{1,16})$/i;

/** Whether a code says that nothing failed. */
export function isSuccess(text: string | undefined): boolean {
  return SUCCESS.test(idOf(text) ?? '');
}

/** Exchange has names for codes: `200` or `503 Service Unavailable` in their place is a status of HTTP. */
const STATUS = /^[1-5]\d\d(?!\w)/;

/** A code of Exchange as it stands there, any success as `NoError`; what is no word is left out. */
export function responseCodeOf(text: string | undefined): string | undefined {
  if (isSuccess(text)) return 'NoError';
  const word = /^[\w-]{1,100}$/.exec(idOf(text) ?? '')?.[0];
  return word === undefined || STATUS.test(word) ? undefined : word;
}

/** The status of HTTP of a call, by the hole that is for it, or where a code of Exchange is for. */
export function toldStatus({ status, responseCode }: HoleValues): number | undefined {
  return statusOf(status) ?? (STATUS.test(responseCode?.trim() ?? '') ? statusOf(responseCode) : undefined);
}

/** Why something failed, by the holes of a phrase: what says more comes first. */
export function errorOf(values: HoleValues): ToldError | undefined {
  const byCode = values.errorCode === undefined ? undefined : errorOfCode(values.errorCode);
  if (byCode?.transport !== undefined) return byCode;
  const responseCode = responseCodeOf(values.responseCode) ?? byCode?.responseCode;
  const status = toldStatus(values) ?? byCode?.status;
  const isError = responseCode !== undefined && responseCode !== 'NoError';
  if (!isError && (status === undefined || status < 400)) return undefined;
  return { ...(status === undefined ? {} : { status }), ...(isError ? { responseCode } : {}) };
}
