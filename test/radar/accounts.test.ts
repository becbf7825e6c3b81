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
    'Offline note on //zqhost/zqshare parked',
    'Offline note on //zqhost parked',
    'Offline note of ZQDOMAIN/zquser parked',
    'Offline note of Zqdomain/zquser parked',
    'Offline note of ZQDOMAIN/zquser/more parked',
    'Offline note of zqdomain/zquser parked',
    'Offline note on DESKTOP-ZQHOST parked',
    'Offline note on DESKTOP_ZQHOST, HOST-ZQHOST, ZQHOST-DESKTOP parked',
    'Offline note on zqhost-laptop parked',
    'Offline note, smtp: zqgwen parked',
    'Offline note usr zqgwen parked',
    'Offline note on laptop-zqhost parked',
    'Offline note on WIN-ZQHOST, PC-ZQHOST parked',
    'Offline note of userZqgwen parked',
    'Offline note of szZqgwenZqlee parked',
    'Offline note of zqgwen%2Ezqlee%40zq-corp.example parked',
    'Offline note of zqgwen%40zq-corp%2Eexample parked',
    'Offline note of zqgwen [at] zq-corp [dot] example parked',
    'Offline note of zqgwen(dot)zqlee (at) zq-corp (dot) example parked',
    'zqgwen [dot] zqlee [at] zqcorp [dot] example parked an offline note',
    'Offline note of zqgwen@[10.1.2.3] parked',
    'Offline note of zqgwen@[IPv6:fe80::1] parked',
    'Offline note of smtp:zqgwen parked',
    'Offline note of SMTP:zqgwen parked',
    'Offline note of tel:zqgwen parked',
    'Offline note of mailto:zqgwen parked',
    'Offline note, rcpt=zqgwen parked',
    'Offline note, usr=zqgwen parked',
    'Offline note, usr: zqgwen parked',
    'Offline note for JZqmaine queued',
    'Offline note for ZqgwenZqmaine queued',
    'Offline note of account ZqgwenZqmaine queued',
    'Offline note of user zqgwenZqmaine queued',
    'Offline note login: ZqLi queued',
    'Offline note for zqgwen  @ zqcorp.example parked',
    'Offline note of cn=zqgwen van der zqberg parked',
    'Offline note of cn=Zqgwen van der Zqberg parked',
    'Offline note sender: zqgwen zqmaine and all the zqothers of the zqdepartment that has no sign behind it in a line of more than a zqhundred signs',
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
  ['Offline note // queued', 'Offline note // queued'],
  ['Offline note //queued', 'Offline note //queued'],
  ['Offline note queued/sent, Queued/Sent, EWS/Outlook', 'Offline note queued/sent, Queued/Sent, EWS/Outlook'],
  ['Offline note in Drafts/Inbox and TCP/tls', 'Offline note in Drafts/Inbox and TCP/tls'],
  ['Offline note on desktop-client and WIN-SERVER', 'Offline note on desktop-client and WIN-SERVER'],
  [
    'Offline note as text/plain, application/xml, on-desktop',
    'Offline note as text/plain, application/xml, on-desktop',
  ],
  ['Offline note by HeronFerry, userAgent, szPath', 'Offline note by HeronFerry, userAgent, szPath'],
  ['Offline note for HeronFerry, user SendTask', 'Offline note for HeronFerry, user SendTask'],
  ['Offline note for CZqlane::Run, for ZqLane()', 'Offline note for CZqlane::Run, for ZqLane()'],
  ['Offline note of cn=bob der saved', 'Offline note of <> der saved'],
  ['Offline note strZqflag=1, szZqname::x', 'Offline note strZqflag=<>, szZqname::x'],
  ['Offline note of bob [at] contoso [dot] com parked', 'Offline note of <> parked'],
  ['Offline note of bob%2Emiller%40contoso.com parked', 'Offline note of <> parked'],
  ['Offline note smtp: lane, tel: lane', 'Offline note smtp: lane, tel: lane'],
  ['Offline note M-41010->sent', 'Offline note <>->sent'],
  ['Offline note M-41010-->sent', 'Offline note <>-->sent'],
  ['Offline note https://m.contoso.com/x->erased', 'Offline note <>->erased'],
  ['Offline note user=alice->erased', 'Offline note user=<>->erased'],
  ['Offline note CONTOSO\\alice->C:\\x\\y->erased', 'Offline note <>-><>->erased'],
  ['Offline note alice@contoso.com->bob@contoso.com', 'Offline note <>-><>'],
])('what stands around stays: %s', (line, kept) => {
  expect(keptOf(line)).toBe(kept);
});
