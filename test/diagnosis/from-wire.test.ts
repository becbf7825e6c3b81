import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import { inOrderOfTime } from '../../src/life/index.ts';
import type { SourceSummary } from '../../src/model/source.ts';
import { answered, ask, BOB, create, fault, NO_ERROR, post, reply } from '../life/exchange.ts';
import { DAWN, observe, type Said, say, tell } from '../life/scene.ts';
import { later } from '../make/clock.ts';

const TRACE: SourceSummary = {
  path: 'Tracing/Lync.txt',
  format: 'ocs-text',
  encoding: 'utf-8',
  bytes: 1,
  records: 1,
  undecoded: 0,
  from: DAWN,
  zone: { value: 'UTC', basis: 'stated' },
};

/** What fires on a scene that ends after ten minutes. */
function fired(...scene: readonly Said[]): readonly string[] {
  const horizon = later(DAWN, 600);
  const { findings, rules } = diagnose({
    lives: tell(scene, 600),
    observations: inOrderOfTime(observe(scene)),
    sources: [TRACE],
    gaps: [],
    stated: {},
    horizon,
    collectedAt: horizon,
  });
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
