/** Source: https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2 */
const WINSOCK: ReadonlyMap<number, string> = new Map([
  [10050, 'the network is down'],
  [10051, 'the network cannot be reached'],
  [10053, 'the connection was ended on the PC'],
  [10054, 'the other side reset the connection'],
  [10060, 'the other side did not answer in time'],
  [10061, 'nobody listens at the port: the connection was refused'],
  [10065, 'the host cannot be reached'],
  [11001, 'no host of this name'],
  [11002, 'the name server did not answer; it may later'],
  [11004, 'the name is known, and has no address'],
]);

/** Source: https://learn.microsoft.com/en-us/windows/win32/winhttp/error-messages */
const WINHTTP: ReadonlyMap<number, string> = new Map([
  [12002, 'the request got no answer in time'],
  [12005, 'the address is not valid'],
  [12007, 'the name of the server could not be resolved'],
  [12009, 'an option of the call is not valid'],
  [12012, 'the HTTP service of Windows is shutting down'],
  [12015, 'signing in to the server failed'],
  [12017, 'the call was cancelled, mostly by the client itself'],
  [12029, 'the connection to the server could not be made'],
  [12030, 'the connection broke off, or the server speaks no such protocol'],
  [12037, 'the certificate of the server is not yet valid, or no longer'],
  [12038, 'the certificate of the server has another name'],
  [12044, 'the server wants a certificate of the client'],
  [12045, 'the certificate of the server is of an authority that the PC does not trust'],
  [12057, 'it could not be checked whether the certificate of the server is revoked'],
  [12152, 'the answer of the server could not be read'],
  [12157, 'the TLS channel failed'],
  [12167, 'the proxy script (PAC file) could not be loaded'],
  [12169, 'the certificate of the server is not valid'],
  [12170, 'the certificate of the server is revoked'],
  [12175, 'the certificate of the server, or TLS, failed one or more checks'],
  [12178, 'the service that finds the proxy failed'],
  [12179, 'the certificate of the server is for another use'],
  [12180, 'no proxy script (PAC file) was found'],
]);

/** Source: https://learn.microsoft.com/en-us/windows/win32/wininet/wininet-errors */
const WININET: ReadonlyMap<number, string> = new Map([
  [12031, 'the connection was reset'],
  [12163, 'the PC is not connected to the network'],
  [12164, 'the server cannot be reached'],
  [12165, 'the proxy cannot be reached'],
]);

/** The meaning of a Win32 number of the network, and where it is published; an HRESULT is 0x80070000 and this number. */
export interface TransportMeaning {
  readonly words: string;
  readonly source: string;
}

const TABLES: readonly (readonly [ReadonlyMap<number, string>, string])[] = [
  [WINSOCK, 'https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2'],
  [WINHTTP, 'https://learn.microsoft.com/en-us/windows/win32/winhttp/error-messages'],
  [WININET, 'https://learn.microsoft.com/en-us/windows/win32/wininet/wininet-errors'],
];

/** Every number that the reading of traces knows; a test holds the two together. */
export const TRANSPORT_ERRORS: ReadonlyMap<number, TransportMeaning> = new Map(
  TABLES.flatMap(([table, source]) => [...table].map(([code, words]) => [code, { words, source }] as const)),
);
