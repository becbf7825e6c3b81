import { describe, expect, it } from 'vitest';
import { answered, ask, BOB, create, fault, NO_ERROR, post, reply } from '../life/exchange.ts';
import { type Said, say } from '../life/scene.ts';
import { diagnosed } from './from-scene.ts';

/** What fires on it. */
function fired(...scene: readonly Said[]): readonly string[] {
  const { findings, rules } = diagnosed(scene);
  expect(rules.filter(({ status }) => status === 'failed')).toEqual([]);
  return findings.map((finding) => finding.rule).filter((rule) => rule !== 'build-below-onprem-min');
}

const BEARER = [
  'WWW-Authenticate: Bearer client_id="00000002-0000-0ff1-ce00-000000000000", authorization_uri="https://login.windows.net/common/oauth2/authorize"',
  'WWW-Authenticate: Negotiate',
];
/** What Exchange on own servers offers: tokens of servers. */
const SERVERS_ALONE =
  'WWW-Authenticate: Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000004-0000-0ff1-ce00-000000000000@contoso.com", token_types="app_asserted_user_v1 service_asserted_app_v1", error="invalid_token",Negotiate,NTLM';
const FOLDER =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetFolder xmlns="http://schemas.microsoft.com/exchange/services/2006/messages"/></s:Body></s:Envelope>';
const FOLDER_FOUND =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m:GetFolderResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><m:ResponseMessages><m:GetFolderResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode></m:GetFolderResponseMessage></m:ResponseMessages></m:GetFolderResponse></s:Body></s:Envelope>';
const found = (url: string, at: number) => say(at, `GET ${url} HTTP/1.1\nHost: ${new URL(url).host}\n\n`);

describe('from the text of a trace', () => {
  it('a message that goes through is no cause of anything', () => {
    const legs = [ask(10, create(BOB)), say(11, reply(401, '', undefined, ['WWW-Authenticate: NTLM']))];
    expect(fired(...legs, ask(12, create(BOB)), say(13, reply(200, answered('CreateItem', NO_ERROR))))).toEqual([]);
  });

  it('a connection that failed and was got over is none either', () => {
    const lost = [ask(10, create(BOB)), say(11, 'request failed with ERROR_WINHTTP_CANNOT_CONNECT')];
    expect(fired(...lost, ask(20, create(BOB)), say(21, reply(200, answered('CreateItem', NO_ERROR))))).toEqual([]);
  });

  it.each<readonly [string, Said]>([
    ['proxy', say(11, reply(407, '', undefined, ['Proxy-Authenticate: NTLM']))],
    ['proxy', say(11, 'request failed with ERROR_WINHTTP_CANNOT_CONNECT')],
    ['tls-cert', say(11, 'request failed with ERROR_WINHTTP_SECURE_CERT_CN_INVALID')],
    ['auth-401', say(11, reply(401, '', undefined, ['WWW-Authenticate: NTLM']))],
    ['mfa-adal', say(11, reply(401, '', undefined, BEARER))],
    ['auth-401', say(11, reply(401, '', undefined, [SERVERS_ALONE]))],
    ['ews-blocked', say(11, reply(403))],
    ['too-big', say(11, reply(200, answered('CreateItem', 'ErrorMessageSizeExceeded')))],
    ['store-down', say(11, reply(500, fault('ErrorMailboxStoreUnavailable')))],
    ['throttled', say(11, reply(503))],
  ])('%s', (rule, end) => {
    const call = ask(10, create(BOB));
    const text = call.text.replace('Host:', 'Authorization: Negotiate TlRMTVNT\nHost:');
    expect(fired({ ...call, text }, end)).toEqual([rule]);
  });

  describe('an answer in the place of Exchange', () => {
    const PAGE = '<!DOCTYPE html><html><body>Access to this site is denied</body></html>';
    const page = (status: number, ...headers: readonly string[]) =>
      say(11, [`HTTP/1.1 ${status} X`, 'Content-Type: text/html', ...headers, '', PAGE].join('\n'));
    const told = (end: Said) => {
      const status = new Map(diagnosed([ask(10, create(BOB)), end]).rules.map((rule) => [rule.id, rule.status]));
      return ['proxy', 'ews-blocked', 'folder-broken'].map((rule) => status.get(rule));
    };

    it.each<readonly [string, Said]>([
      ['by its Via header', page(403, 'Via: 1.1 proxy01.contoso.com')],
      ['by its Server header', page(403, 'Server: squid/3.5.12')],
      ['by a header of its own', page(403, 'X-Squid-Error: ERR_ACCESS_DENIED 0')],
      ['where it lets nothing through but says 200', page(200, 'Via: 1.1 proxy01.contoso.com')],
    ])('is that of a proxy: %s', (_, end) => {
      expect(told(end)).toEqual(['fired', 'cannot-tell', 'cannot-tell']);
    });

    it.each<readonly [string, Said]>([
      ['refuses', page(403)],
      ['says that all is well', page(200)],
    ])('that nobody signs and that %s leaves open whose it is', (_, end) => {
      expect(told(end)).toEqual(['cannot-tell', 'cannot-tell', 'cannot-tell']);
    });

    it.each(['X-FEServer: EXCH01', 'X-DiagInfo: EXCH01', 'request-id: 0a0b0c0d', 'Server: Microsoft-IIS/8.5'])(
      'is none where it says %s, though a proxy passed it on',
      (header) => {
        expect(told(page(403, 'Via: 1.1 proxy01.contoso.com', header))).toEqual(['quiet', 'fired', 'quiet']);
      },
    );

    it('does not stand in the way of what Exchange says elsewhere', () => {
      const first = [say(1, post(FOLDER)), say(2, reply(200, FOLDER_FOUND))];
      const status = new Map(
        diagnosed([...first, ask(10, create(BOB)), page(403, 'Via: 1.1 proxy01')]).rules.map((rule) => [
          rule.id,
          rule.status,
        ]),
      );
      expect([status.get('proxy'), status.get('ews-blocked')]).toEqual(['fired', 'quiet']);
    });
  });

  it('oauth-token', () => {
    const call = ask(10, create(BOB));
    const text = call.text.replace('Host:', 'Authorization: Bearer eyJ0\nHost:');
    const why = 'x-ms-diagnostics: 2000002;reason="The token has expired.";error_category="token_expired"';
    expect(fired({ ...call, text }, say(11, reply(401, '', undefined, [...BEARER, why])))).toEqual(['oauth-token']);
  });

  it('ews-not-deployed', () => {
    expect(
      fired(
        found('https://contoso.com/autodiscover/autodiscover.xml', 1),
        say(2, 'HTTP/1.1 404 Not Found\nContent-Length: 0\n\n'),
        found('https://autodiscover.contoso.com/autodiscover/autodiscover.xml', 3),
        say(4, 'request failed with ERROR_WINHTTP_NAME_NOT_RESOLVED'),
      ),
    ).toEqual(['ews-not-deployed']);
  });

  it('one URL of autodiscover that leads nowhere is no cause of anything', () => {
    expect(
      fired(
        found('https://contoso.com/autodiscover/autodiscover.xml', 1),
        say(2, 'HTTP/1.1 404 Not Found\nContent-Length: 0\n\n'),
      ),
    ).toEqual([]);
  });

  it.each(['in one record', 'in two'])('post-exo-migration, by an answer in plain XML %s', (layout) => {
    const schema = 'http://schemas.microsoft.com/exchange/autodiscover';
    const body = `<?xml version="1.0"?>\n<Autodiscover xmlns="${schema}/responseschema/2006"><Response><Account><Action>redirectAddr</Action><RedirectAddr>alice@contoso.mail.onmicrosoft.com</RedirectAddr></Account></Response></Autodiscover>`;
    const head = 'HTTP/1.1 200 OK\nContent-Type: text/xml\n\n';
    const texts = layout === 'in two' ? [head, body] : [head + body];
    const answers = texts.map((text, i) => say(2 + i / 10, text));
    const url = 'https://autodiscover.contoso.com/autodiscover/autodiscover.xml';
    expect(fired(found(url, 1), ...answers, say(10, post(FOLDER)), say(11, reply(500)))).toEqual([
      'post-exo-migration',
    ]);
  });

  it('folder-broken', () => {
    const history = create({ ...BOB, itemClass: 'IPM.Note.Microsoft.Conversation' }, 'SaveOnly', {
      distinguished: 'conversationhistory',
    });
    const answer = say(11, reply(200, answered('CreateItem', 'ErrorFolderNotFound')));
    expect(fired(say(10, post(history)), answer)).toEqual(['folder-broken']);
  });

  it('post-exo-migration', () => {
    const head =
      'HTTP/1.1 451 Redirect\nLocation: https://outlook.office365.com/EWS/Exchange.asmx\nContent-Length: 0\n\n';
    expect(fired(say(1, post(FOLDER)), say(2, head), say(10, post(FOLDER)), say(11, reply(500)))).toEqual([
      'post-exo-migration',
    ]);
  });

  it('dnd-presenting', () => {
    const call =
      'From: <sip:alice@contoso.com>;tag=1\nTo: <sip:bob@contoso.com>\nCall-ID: c1\nCSeq: 1 INVITE\nUser-Agent: UCCAPI/16.0.6965.5308 OC/16.0.6965.2117 (Skype for Business)';
    expect(
      fired(
        say(1, `INVITE sip:bob@contoso.com SIP/2.0\n${call}\nms-text-format: text/plain; charset=UTF-8\n`),
        say(2, `SIP/2.0 486 Busy Here\n${call}\n`),
      ),
    ).toEqual(['dnd-presenting']);
  });

  it('server-side-history, server-off and archiving-policy-off', () => {
    const off = (name: string, value: boolean) => `<property name="${name}">${value}</property>`;
    const text =
      off('EnableOfflineIM', false) +
      off('EnableIMAutoArchiving', false) +
      off('EnableServerConversationHistory', true);
    expect(fired(say(1, `SIP/2.0 200 OK\n\n${text}`)).toSorted()).toEqual([
      'archiving-policy-off',
      'server-off',
      'server-side-history',
    ]);
  });
});
