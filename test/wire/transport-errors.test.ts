import { describe, expect, it } from 'vitest';
import { findTransportError } from '../../src/wire/transport-errors.ts';

describe('a transport error is found', () => {
  it.each([
    ['WinHttpReceiveResponse failed: ERROR_WINHTTP_TIMEOUT', 12002],
    ['ERROR_INTERNET_TIMEOUT', 12002],
    ['ERROR_WINHTTP_NAME_NOT_RESOLVED (12007)', 12007],
    ['WSAETIMEDOUT', 10060],
    ['connect: WSAECONNREFUSED', 10061],
    ['hr=0x80072EE2', 12002],
    ['hr = 0x80072ee7, giving up', 12007],
    ['HRESULT 0X80072EFD', 12029],
    ['0x80072F8F', 12175],
    ['failed, -2147012894', 12002],
    ['HRESULT: -2147012867', 12029],
    ['WinHttp error 12002', 12002],
    ['error=12007', 12007],
    ['Error code: 12175', 12175],
    ['errorCode="12029"', 12029],
    ['dwError = 12030', 12030],
    ['GetLastError() returned 12152', 12152],
    ['m_lastError:12038', 12038],
    ['WinHttpSendRequest failed with 12029 after 21 s', 12029],
    ['request failed (12030)', 12030],
    ['WinHttpSendRequest returned 12157', 12157],
    ['error 12007 was returned', 12007],
    ['HRESULT 0x00000001, then error 12029', 12029],
    ['status code 12002', 12002],
  ])('in %s', (text, code) => expect(findTransportError(text)?.code).toBe(code));

  it('with its name and whether it is a time-out', () => {
    expect(findTransportError('error 12002')).toMatchObject({ name: 'ERROR_WINHTTP_TIMEOUT', isTimeout: true });
    expect(findTransportError('error 12007')).toMatchObject({
      name: 'ERROR_WINHTTP_NAME_NOT_RESOLVED',
      isTimeout: false,
    });
  });
});

describe('no transport error is found', () => {
  it.each([
    'processed 12002 contacts',
    'status: processed 12002 contacts',
    'failed to process 12002 records',
    'result: 12002 rows in 4 ms',
    'status 12029 contacts loaded',
    'Merged 4711 rows in 80 ms, 12002 rows left',
    'Timer 12002 re-armed, next timeout in 90 ms',
    'Candidate pair ab12 timed out on port 12002, trying the next one',
    'error connecting to proxy.contoso.com:12002',
    'the call failed after 12002 ms',
    'error 3 after 12002ms',
    'error in transport.cpp(12029)',
    'error at line 12007',
    'thread 12152 failed',
    'error 112002',
    'error 12002.5',
    'request 12029 of 20000',
    '0x80070002(ERROR_FILE_NOT_FOUND)',
    '0x00000000',
    'pid 12007',
    'code 12044 bytes',
    'version 12.0.12002.1',
  ])('in %s', (text) => expect(findTransportError(text)).toBeUndefined());
});
