import { describe, expect, test } from 'vitest';
import { PLACES } from './shown.ts';

const MACHINES: readonly (readonly [string, string])[] = [
  ['user signed in from DESKTOP-7QK2L1P', '7QK2L1P'],
  ['LAPTOP-9XY8Z7W joined', '9XY8Z7W'],
  ['WIN-AB12CD34EF5 joined', 'AB12CD34EF5'],
  ['on desktop-7qk2l1p again', '7qk2l1p'],
  ['Computer Name: WSNB-77', 'WSNB'],
  ['\\\\BERFS02 unreachable', 'BERFS02'],
  ['machine WS-BERLIN-0042 is down', 'BERLIN'],
  ['computer PC-HAMBURG7 joined', 'HAMBURG7'],
  ['server BERDC01 refused, later BERDC01 answered', 'BERDC01'],
  ['Connecting to server LYNCFE01:5061', 'LYNCFE01'],
  ['Connecting via BERPROXY:8080', 'BERPROXY'],
  ['resolved mail01 to 10.1.1.1', 'mail01'],
  ['Connection to ber-exch-03 refused', 'ber-exch-03'],
];

describe.each(PLACES)('in %s', (_where, shown) => {
  test.each(MACHINES)('of "%s" nothing of %s is left', (text, part) => {
    expect(shown(text)).not.toContain(part);
  });

  test.each([
    'computer is offline; server is busy; server Error in Application; host unreachable',
    'machine Learning; host Name; server Version 15; domain Controller; proxy READ-ONLY',
    'server KB3114996, host UTF-8, proxy NTLM, server HTTP-503, computer WIN10, server CU12',
    'via HTTPS:443 and via TLS:5061, to port 5061',
    'Host name could not be resolved; Computer Name: unknown',
    'connection to server failed; connection to port5061 refused; resolved 12029 to success',
    'desktop-manager, win-installers, LAPTOP-DRIVE',
    '"\\\\nHTTP/1.1 200 OK\\\\r\\\\nX-Header"',
    'server error-invalid-recipients, host send-as-denied',
  ])('all of "%s" stays', (text) => {
    expect(shown(text)).toBe(text);
  });
});
