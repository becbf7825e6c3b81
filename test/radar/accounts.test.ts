import { describe, expect, test } from 'vitest';
import { maskLine } from '../../src/radar/mask-line.ts';

/** What is kept of a line. */
function keptOf(line: string): string {
  return maskLine(line)
    .pieces.map((piece) => (typeof piece === 'string' ? piece : '<>'))
    .join('');
}

describe('what tells an account, a machine or a secret is masked', () => {
  test.each([
    'Offline note at meet.contoso.com/zqvogel/AB12CD parked',
    'Offline note in ~/zqvogel/x.hist parked',
    'Offline note in ~zqvogel/x.hist parked',
    'Offline note of sip_zqvogel_contoso_com parked',
    'Offline note of cn=zqerin zqvogel parked',
    'Offline note of /o=Contoso/cn=zqerin zqvogel parked',
    'Offline note by proxy zqproxy:8080 parked',
    'Offline note of sip:zquser;gruu;opaque=zqop parked',
    'Offline note of sip:zquser@contoso.com;gruu;opaque=zqop:x parked',
    'Offline note of zquser @ zqhost.example parked',
    'zquser @ zqhost.example parked an offline note',
    'Offline note, samAccountName=zquser parked',
    'Offline note, sAMAccountName: zquser parked',
    'Offline note, account=zquser parked',
    'Offline note, account zquser parked',
    'Offline note, upn=zquser parked',
    'Offline note, upn: zquser parked',
    'Offline note, by: zquser parked',
    'Offline note, participant=zquser parked',
    'Offline note, password=zqpass zqword',
    'Offline note, Password: zqpass zqword',
    'Offline note, cookie: zqa=zqb; zqc=zqd',
    'Offline note, Authorization: NTLM zqTlRMTVNTUAAB zq==',
  ])('%s', (line) => {
    expect(keptOf(line)).not.toMatch(/zq/i);
  });
});

test.each([
  ['Offline note of CN=Bob Miller parked', 'Offline note of <> parked'],
  ['Offline note of cn=bob miller saved by lane 3', 'Offline note of <> saved by lane <>'],
  ['Offline note sip: lane is up', 'Offline note sip: lane is up'],
  ['Offline note took 3.5/4.5 s', 'Offline note took <>/<> s'],
  ['Offline note sip_lane up', 'Offline note sip_lane up'],
  ['Transport.cpp/Run offline note', 'Transport.cpp/Run offline note'],
  ['Offline note M-41010->sent', 'Offline note <>->sent'],
  ['Offline note M-41010-->sent', 'Offline note <>-->sent'],
  ['Offline note https://m.contoso.com/x->erased', 'Offline note <>->erased'],
  ['Offline note user=alice->erased', 'Offline note user=<>->erased'],
  ['Offline note CONTOSO\\alice->C:\\x\\y->erased', 'Offline note <>-><>->erased'],
  ['Offline note alice@contoso.com->bob@contoso.com', 'Offline note <>-><>'],
])('what stands around stays: %s', (line, kept) => {
  expect(keptOf(line)).toBe(kept);
});
