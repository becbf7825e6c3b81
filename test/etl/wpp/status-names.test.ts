import { describe, expect, test } from 'vitest';
import {
  hresultName,
  ndisOidName,
  ndisStatusName,
  ntStatusName,
  win32Name,
} from '../../../src/etl/wpp/status-names.ts';

// Values as Microsoft's pages and MS-ERREF have them, not as the tables do.
describe('names of codes', () => {
  test.each([
    [0, 'ERROR_SUCCESS'],
    [2, 'ERROR_FILE_NOT_FOUND'],
    [5, 'ERROR_ACCESS_DENIED'],
    [32, 'ERROR_SHARING_VIOLATION'],
    [87, 'ERROR_INVALID_PARAMETER'],
    [112, 'ERROR_DISK_FULL'],
    [258, 'WAIT_TIMEOUT'],
    [997, 'ERROR_IO_PENDING'],
    [1326, 'ERROR_LOGON_FAILURE'],
    [1722, 'RPC_S_SERVER_UNAVAILABLE'],
    [9003, 'DNS_ERROR_RCODE_NAME_ERROR'],
    [10004, 'WSAEINTR'],
    [10054, 'WSAECONNRESET'],
    [10060, 'WSAETIMEDOUT'],
    [10061, 'WSAECONNREFUSED'],
    [11001, 'WSAHOST_NOT_FOUND'],
    [11031, 'WSA_QOS_RESERVED_PETYPE'],
    [12002, 'ERROR_WINHTTP_TIMEOUT'],
    [12007, 'ERROR_WINHTTP_NAME_NOT_RESOLVED'],
    [12029, 'ERROR_WINHTTP_CANNOT_CONNECT'],
    [12030, 'ERROR_WINHTTP_CONNECTION_ERROR'],
    [12031, 'ERROR_INTERNET_CONNECTION_RESET'],
    [12044, 'ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED'],
    [12152, 'ERROR_WINHTTP_INVALID_SERVER_RESPONSE'],
    [12163, 'ERROR_INTERNET_DISCONNECTED'],
    [12175, 'ERROR_WINHTTP_SECURE_FAILURE'],
    [12180, 'ERROR_WINHTTP_AUTODETECTION_FAILED'],
  ])('Win32 %i is %s', (code, name) => {
    expect(win32Name(code)).toBe(name);
  });

  test.each([
    [0x00000000, 'STATUS_SUCCESS'],
    [0x00000102, 'STATUS_TIMEOUT'],
    [0x00000103, 'STATUS_PENDING'],
    [0x80000005, 'STATUS_BUFFER_OVERFLOW'],
    [0x8000000f, 'STATUS_DEVICE_POWERED_OFF'],
    [0xc0000001, 'STATUS_UNSUCCESSFUL'],
    [0xc0000005, 'STATUS_ACCESS_VIOLATION'],
    [0xc0000022, 'STATUS_ACCESS_DENIED'],
    [0xc0000034, 'STATUS_OBJECT_NAME_NOT_FOUND'],
    [0xc000006d, 'STATUS_LOGON_FAILURE'],
    [0xc00000b5, 'STATUS_IO_TIMEOUT'],
    [0xc0000120, 'STATUS_CANCELLED'],
    [0xc000020d, 'STATUS_CONNECTION_RESET'],
    [0xc0000236, 'STATUS_CONNECTION_REFUSED'],
  ])('NTSTATUS %i is %s', (code, name) => {
    expect(ntStatusName(code)).toBe(name);
  });

  test.each([
    [0x00000000, 'S_OK'],
    [0x00000001, 'S_FALSE'],
    [0x80004001, 'E_NOTIMPL'],
    [0x80004002, 'E_NOINTERFACE'],
    [0x80004005, 'E_FAIL'],
    [0x8000ffff, 'E_UNEXPECTED'],
    [0x80010108, 'RPC_E_DISCONNECTED'],
    [0x80040154, 'REGDB_E_CLASSNOTREG'],
    [0x80070005, 'ERROR_ACCESS_DENIED'],
    [0x80070057, 'ERROR_INVALID_PARAMETER'],
    [0x80072ee2, 'ERROR_WINHTTP_TIMEOUT'],
    [0x80072efd, 'ERROR_WINHTTP_CANNOT_CONNECT'],
    [0x80090308, 'SEC_E_INVALID_TOKEN'],
    [0x8009030c, 'SEC_E_LOGON_DENIED'],
    [0x80090311, 'SEC_E_NO_AUTHENTICATING_AUTHORITY'],
    [0x80090322, 'SEC_E_WRONG_PRINCIPAL'],
    [0x80092012, 'CRYPT_E_NO_REVOCATION_CHECK'],
    [0x800b0101, 'CERT_E_EXPIRED'],
    [0x800b0109, 'CERT_E_UNTRUSTEDROOT'],
    [0x800b010f, 'CERT_E_CN_NO_MATCH'],
    [0x800c0005, 'INET_E_RESOURCE_NOT_FOUND'],
    [0x80190190, 'HTTP_E_STATUS_BAD_REQUEST'],
    [0x80190191, 'HTTP_E_STATUS_DENIED'],
    [0x80190193, 'HTTP_E_STATUS_FORBIDDEN'],
    [0x80190197, 'HTTP_E_STATUS_PROXY_AUTH_REQ'],
    [0x801901f4, 'HTTP_E_STATUS_SERVER_ERROR'],
    [0x801901f7, 'HTTP_E_STATUS_SERVICE_UNAVAIL'],
    [0x801901f8, 'HTTP_E_STATUS_GATEWAY_TIMEOUT'],
  ])('HRESULT %i is %s', (code, name) => {
    expect(hresultName(code)).toBe(name);
    // As a signed number, which JavaScript's bit operations give, too.
    expect(hresultName(code | 0)).toBe(name);
  });

  test('NDIS has its own', () => {
    expect(ndisStatusName(0xc0010004)).toBe('NDIS_STATUS_BAD_VERSION');
    expect(ndisStatusName(0x00000103)).toBe('NDIS_STATUS_PENDING');
    expect(ndisOidName(0x00010114)).toBe('OID_GEN_MEDIA_CONNECT_STATUS');
  });

  test('a code without a name has none', () => {
    expect([win32Name(12035), ntStatusName(0xcafe), hresultName(0x80190fff), ndisOidName(1)]).toEqual(
      Array.from({ length: 4 }),
    );
  });

  test('every name reads like one', () => {
    const tables = [win32Name, ntStatusName, hresultName, ndisStatusName, ndisOidName];
    const codes = [0, 0xc0000000, 0x80190000, 0x80090000, 0x80070000, 0xc0010000, 0x10000].flatMap((base) =>
      Array.from({ length: 0x4000 }, (_, i) => base + i),
    );
    for (const nameOf of tables) {
      for (const code of codes) expect(nameOf(code) ?? 'A').toMatch(/^[A-Z][A-Za-z0-9_]*$/);
    }
  });
});
