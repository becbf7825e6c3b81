import { describe, expect, it } from 'vitest';
import { mailboxSignsIn } from '../../src/diagnosis/environment/mailbox-signals.ts';
import { inOrderOfTime } from '../../src/life/index.ts';
import { answered, ask, BOB, CAROL, create, mail, NO_ERROR, post, reply, saved } from '../life/exchange.ts';
import { observe, type Said, say } from '../life/scene.ts';
import { diagnosed, toldOf, wordsOf } from './from-scene.ts';

const FOLDER =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetFolder xmlns="http://schemas.microsoft.com/exchange/services/2006/messages"/></s:Body></s:Envelope>';
const SQUID = ['Server: squid/3.5', 'Via: 1.1 proxy (squid)', 'X-Squid-Error: ERR_CONNECT_FAIL 110'];
const ZSCALER = ['Via: 1.1 proxy.contoso.com (Zscaler)', 'Server: Zscaler/5.0'];

/** A head and a body as they stand in a trace. */
function answer(at: number, status: number, headers: readonly string[], body = ''): Said {
  return say(at, [`HTTP/1.1 ${status} X`, ...headers, '', body].join('\n'));
}

function withCredentials(call: Said): Said {
  return { ...call, text: call.text.replace('Host:', 'Authorization: Negotiate YIIHFAYGKwY\nHost:') };
}

const bob = withCredentials(ask(10, create(BOB)));

describe('an error of a proxy', () => {
  it.each<readonly [string, string, Said]>([
    ['503', 'throttled', answer(11, 503, SQUID, '<html><body>Unable to connect</body></html>')],
    ['504', 'ews-timeout', answer(11, 504, SQUID, '<html>gw</html>')],
    ['502', 'throttled', answer(11, 502, ZSCALER, '<html>Bad gateway</html>')],
  ])('%s is the cause, and not %s', (_, other, end) => {
    expect(toldOf('proxy', [bob, end])).toBe('fired error likely');
    expect(toldOf(other, [bob, end])).toMatch(/^(?:superseded proxy|quiet)$/);
  });

  it('explains a draft that could not be sent', () => {
    const draft = ask(5, create(BOB, 'SaveOnly', { distinguished: 'drafts' }));
    const kept = say(6, reply(200, answered('CreateItem', saved('AAA='))));
    const [send, end] = [say(10, post(create(BOB, 'SendAndSaveCopy'))), answer(11, 503, SQUID, '<html/>')];
    expect(toldOf('proxy', [draft, kept, send, end])).toBe('fired error likely');
  });

  it('is none where it passed on what Exchange said, be it without a body that was logged', () => {
    const looks = [1, 3, 5].flatMap((at) => [
      say(at, post(FOLDER)),
      answer(at + 1, 200, ['Content-Type: text/xml', 'Server: nginx']),
    ]);
    expect(toldOf('proxy', looks)).toBe('quiet');
    const echoed = ['Server: nginx', 'client-request-id: 0a0b0c0d-0000-0000-0000-000000000000'];
    expect(toldOf('proxy', [bob, answer(11, 503, echoed)])).toBe('quiet');
  });

  it('on every URL of autodiscover is no sign that nothing is deployed', () => {
    const hosts = ['contoso.com', 'autodiscover.contoso.com'];
    const asked = hosts.flatMap((host, index) => [
      say(1 + 2 * index, `GET /autodiscover/autodiscover.xml HTTP/1.1\nHost: ${host}\n\n`),
      answer(2 + 2 * index, 403, [...SQUID, 'Content-Type: text/html'], '<html>Denied</html>'),
    ]);
    expect(toldOf('proxy', asked)).toBe('fired error likely');
    expect(toldOf('ews-not-deployed', asked)).toBe('superseded proxy');
    const missing = asked.map((said, index) =>
      index % 2 === 0 ? said : answer(said.at, 404, ['Server: nginx', 'Content-Type: text/html'], '<html>404</html>'),
    );
    expect(toldOf('ews-not-deployed', missing)).toBe('fired error likely');
  });

  it('leaves the host that was asked a name alone, which is no proof of where the mailbox is', () => {
    const signs = (...scene: readonly Said[]) => mailboxSignsIn(inOrderOfTime(observe(scene)));
    const sure = (...scene: readonly Said[]) =>
      signs(...scene).flatMap(({ kind, isSure }) => (kind === 'ews-host' ? [isSure] : []));
    expect(sure(bob, answer(11, 407, ['Proxy-Authenticate: NTLM']))).toEqual([false]);
    expect(sure(bob, say(11, 'request failed with ERROR_WINHTTP_NAME_NOT_RESOLVED'))).toEqual([false]);
    expect(sure(bob, say(11, reply(401, '', undefined, ['WWW-Authenticate: NTLM'])))).toEqual([true]);
  });
});

describe('HTTP 503 without a code', () => {
  const plain = [bob, answer(11, 503, ['Server: Microsoft-HTTPAPI/2.0'], '<h2>Service Unavailable</h2>')];

  it('may be an outage as well', () => {
    expect(toldOf('throttled', plain)).toBe('fired warning possible');
    expect(wordsOf('throttled', plain)).toContain('MSExchangeServicesAppPool');
  });

  it('is surely throttling with a code of it', () => {
    const busy = [bob, say(11, reply(200, answered('CreateItem', 'ErrorServerBusy')))];
    expect(toldOf('throttled', busy)).toBe('fired warning proven');
    expect(wordsOf('throttled', busy)).not.toContain('MSExchangeServicesAppPool');
  });
});

describe('a refusal of a call without credentials', () => {
  const refused = (at: number) => say(at, reply(401, '', undefined, ['WWW-Authenticate: Negotiate']));

  it('is possible at best where nothing else was asked', () => {
    expect(toldOf('auth-401', [ask(10, create(BOB)), refused(11)])).toBe('fired error possible');
  });

  it('is no failure where other calls are let in', () => {
    const later = [withCredentials(ask(200, create(CAROL))), say(201, reply(200, answered('CreateItem', NO_ERROR)))];
    const scene = [ask(10, create(BOB)), refused(11), ...later];
    expect(toldOf('auth-401', scene)).toBe('quiet');
    expect(wordsOf('auth-401', [bob, refused(11), ...later])).not.toContain('no offline message');
  });
});

describe('a form to sign in', () => {
  const back = 'url=https://mail.contoso.com/EWS/Exchange.asmx';
  it.each<readonly [string, Said]>([
    ['by a redirect', answer(11, 302, [`Location: https://mail.contoso.com/owa/auth/logon.aspx?${back}`])],
    [
      'on a page',
      answer(
        11,
        200,
        ['Server: Microsoft-IIS/8.5', 'Content-Type: text/html'],
        '<html><form action="/owa/auth/logon.aspx">Sign in</form></html>',
      ),
    ],
  ])('%s keeps the client out', (_, end) => {
    expect(toldOf('auth-401', [bob, end])).toBe('fired error possible');
    expect(wordsOf('auth-401', [bob, end])).toContain('no forms-based authentication');
  });

  it('is none where another page comes in its place', () => {
    const page = answer(11, 200, ['Server: Microsoft-IIS/8.5', 'Content-Type: text/html'], '<html>Welcome</html>');
    expect(toldOf('auth-401', [bob, page])).not.toContain('fired');
  });
});

it('a redirect to another host may be that of a portal', () => {
  const portal = answer(11, 302, ['Location: http://login.hotspot.example/portal?u=mail.contoso.com']);
  expect(toldOf('proxy', [bob, portal])).toBe('fired error possible');
  const within = answer(11, 302, ['Location: https://mail.contoso.com/EWS/Exchange.asmx']);
  expect(toldOf('proxy', [bob, within])).toBe('quiet');
});

describe('a mailbox that is not found', () => {
  const missing = (at: number) => say(at, reply(200, answered('CreateItem', 'ErrorNonExistentMailbox')));

  it('may be that of the sender', () => {
    expect(toldOf('bad-recipient', [bob, missing(11)])).toBe('fired error possible');
    expect(wordsOf('bad-recipient', [bob, missing(11)])).toContain('that of the sender');
  });

  it('is that of the recipient where another message goes through', () => {
    const sent = [ask(30, create(CAROL)), say(31, reply(200, answered('CreateItem', NO_ERROR)))];
    expect(toldOf('bad-recipient', [bob, missing(11), ...sent])).toBe('fired error likely');
  });

  it('after a redirect to Exchange Online is what the old server says', () => {
    const url = 'https://autodiscover.contoso.com/autodiscover/autodiscover.xml';
    const schema = 'http://schemas.microsoft.com/exchange/autodiscover';
    const body = `<?xml version="1.0"?><Autodiscover xmlns="${schema}/responseschema/2006"><Response><Account><Action>redirectAddr</Action><RedirectAddr>alice@contoso.mail.onmicrosoft.com</RedirectAddr></Account></Response></Autodiscover>`;
    const moved = [
      say(1, `GET ${url} HTTP/1.1\nHost: autodiscover.contoso.com\n\n`),
      say(2, `HTTP/1.1 200 OK\nContent-Type: text/xml\nX-FEServer: EXCH01\n\n${body}`),
    ];
    const scene = [...moved, bob, missing(11), ask(30, create(CAROL)), missing(31)];
    expect(toldOf('bad-recipient', scene)).toBe('superseded post-exo-migration');
    const finding = diagnosed(scene).findings.find(({ rule }) => rule === 'post-exo-migration');
    expect(finding?.messages).toEqual(['m1', 'm2']);
  });

  it('of several recipients is not said to be that of one', () => {
    const both = { ...BOB, to: ['bob@contoso.com', 'gone@contoso.com'] };
    const scene = [ask(10, create(both)), say(11, reply(200, answered('CreateItem', 'ErrorInvalidRecipients')))];
    expect(toldOf('bad-recipient', scene)).toBe('fired error proven');
    expect(wordsOf('bad-recipient', scene)).toContain('one of the recipients');
  });
});

describe('codes with sentences of their own', () => {
  it.each([
    ['ErrorSubmissionQuotaExceeded', 'quota', 'fired warning proven', 'MessageRateLimit', 'archive'],
    ['ErrorQuotaExceeded', 'quota', 'fired error proven', 'archive', 'MessageRateLimit'],
    ['ErrorMailboxMoveInProgress', 'store-down', 'fired error proven', 'Get-MoveRequest', 'All users'],
    ['ErrorMailboxFailover', 'store-down', 'fired error proven', 'another copy', 'All users'],
    ['ErrorMailboxStoreUnavailable', 'store-down', 'fired error proven', 'All users', 'another copy'],
  ])('%s', (code, rule, told, says, not) => {
    const scene = [bob, say(11, reply(200, answered('CreateItem', code)))];
    expect(toldOf(rule, scene)).toBe(told);
    expect(wordsOf(rule, scene)).toContain(says);
    expect(wordsOf(rule, scene)).not.toContain(not);
  });

  it('a failover before the deadline is no failure yet', () => {
    const scene = [withCredentials(ask(560, create(BOB)))];
    const end = say(561, reply(200, answered('CreateItem', 'ErrorMailboxFailover')));
    expect(toldOf('store-down', [...scene, end])).toBe('fired warning proven');
  });
});

describe('a message to another domain', () => {
  const alice = say(
    1,
    'REGISTER sip:contoso.com SIP/2.0\nFrom: <sip:alice@contoso.com>;tag=1;epid=2\nTo: <sip:alice@contoso.com>\nCall-ID: r1\nCSeq: 1 REGISTER\n\n',
  );
  const sent = (item: typeof BOB, ...more: readonly string[]) => [
    alice,
    say(10, post(create(item), undefined, more)),
    say(11, reply(200, answered('CreateItem', NO_ERROR))),
  ];
  const plain = mail('x@fabrikam.com', { itemClass: 'IPM.Note' });

  it('is federated where it has the class of plain mail', () => {
    expect(toldOf('federated-by-design', sent(plain))).toBe('fired info likely');
  });

  it('is not where it has the class of the organisation, or the domain is that of the sender’s mail', () => {
    expect(toldOf('federated-by-design', sent(mail('x@emea.contoso.com')))).toBe('quiet');
    const own = mail('bob@contoso.de', { itemClass: 'IPM.Note' });
    expect(toldOf('federated-by-design', sent(own, 'X-AnchorMailbox: alice@contoso.de'))).toBe('quiet');
  });

  it('and to the own one says which recipient is meant', () => {
    const both = sent({ ...plain, to: ['bob@contoso.com', 'x@fabrikam.com'] });
    expect(wordsOf('federated-by-design', both)).toContain('One of several recipients');
    const found = diagnosed(both).rules.find(({ id }) => id === 'federated-by-design')?.conditions;
    expect(found?.[1]?.found).toMatch(/^x@fabrikam\.com, and the sender is in contoso\.com/);
  });
});

describe('SIP 486 to an INVITE', () => {
  const told = (body: string) => {
    const head = ['From: <sip:alice@contoso.com>;tag=1', 'Call-ID: i1', 'CSeq: 1 INVITE'];
    const invite = ['INVITE sip:bob@contoso.com SIP/2.0', ...head, 'To: <sip:bob@contoso.com>', '', body];
    const busy = ['SIP/2.0 486 Busy Here', ...head, 'To: <sip:bob@contoso.com>;tag=2', 'User-Agent: OC/16', '', ''];
    const alice = [
      'REGISTER sip:contoso.com SIP/2.0',
      'From: <sip:alice@contoso.com>;tag=1',
      'Call-ID: r',
      'CSeq: 1 REGISTER',
      '',
      '',
    ];
    return toldOf(
      'dnd-presenting',
      [alice, invite, busy].map((lines, at) => say(at + 1, lines.join('\n'))),
    );
  };

  it('whose body is not in the log leaves open what it was to', () => {
    expect(told('')).toBe('cannot-tell');
    expect(told('v=0\nm=audio 50000 RTP/SAVP 0')).toBe('quiet');
    expect(told('v=0\nm=message 5060 sip null')).toBe('fired info likely');
  });
});
