import type { Dice } from '../dice.ts';
import type { Fate } from '../plan.ts';
import { releaseBefore } from './builds.ts';
import { type Begin, type Cause, ended, type Told } from './cause.ts';
import { registry } from './companions.ts';
import type { Asked, Scene } from './scene.ts';
import type { Form, Setup } from './setup.ts';
import { failToSignIn, signIn } from './sign-in.ts';

/** Causes on the way to Exchange and at its door. Field notes, section 3, RC-12 to RC-17, RC-32, RC-33 and RC-41. */

/** Every call ends alike: some that look things up, and one or two messages. */
function allEnd(scene: Scene, fate: () => Fate, more: Partial<Asked> = {}): number {
  const { dice } = scene;
  scene.look(20, fate(), more);
  scene.look(35, fate(), more);
  let end = 60;
  const messages = 1 + dice.below(2);
  for (let i = 0; i < messages; i++) {
    const mail = scene.mail();
    const at = 60 + 70 * i;
    if (scene.setup.hasSpooler) scene.spool(at - 0.5, mail);
    end = scene.send(at, mail, Array.from({ length: 1 + dice.below(3) }, fate), more);
  }
  return end + 200;
}

/** Only the message fails: what was asked before went well. */
function lastFails(scene: Scene, fates: readonly Fate[], more: Partial<Asked> = {}): number {
  const mail = scene.mail();
  scene.look(20, { kind: 'ok' });
  if (scene.dice.chance(50)) scene.send(40, scene.mail(['heidi@contoso.com']), [{ kind: 'ok' }]);
  if (scene.setup.hasSpooler) scene.spool(99.5, mail);
  return scene.send(100, mail, fates, more) + 200;
}

function begun(begin: Begin, wish: Partial<Setup> = {}): Scene {
  const scene = begin(wish);
  signIn(scene);
  return scene;
}

function proxy(begin: Begin, dice: Dice): Told {
  const scene = begun(begin, { handshake: 'none' });
  const refused = { headers: { 'Proxy-Authenticate': dice.pick(['Negotiate', 'NTLM', 'Basic realm="proxy"']) } };
  const isRefused = dice.chance(50);
  const fate = (): Fate =>
    isRefused ? { kind: 'status', status: 407 } : { kind: 'transport', code: dice.pick([12007, 12029, 12030]) };
  const end = dice.chance(60)
    ? allEnd(scene, fate, isRefused ? refused : {})
    : lastFails(scene, [fate()], isRefused ? refused : {});
  scene.noise(end, 0);
  return ended(scene, end, { must: ['proxy'] });
}

function certificate(begin: Begin, dice: Dice): Told {
  const scene = begun(begin, { handshake: 'none' });
  const code = dice.pick([12037, 12038, 12045, 12175]);
  const fate = (): Fate => ({ kind: 'transport', code });
  const end = dice.chance(60) ? allEnd(scene, fate) : lastFails(scene, [fate(), fate()]);
  scene.noise(end, 0);
  return ended(scene, end, { must: ['tls-cert'] });
}

const REFUSED: Fate = { kind: 'status', status: 401 };

function credentials(begin: Begin, dice: Dice): Told {
  const scene = begun(begin, { handshake: dice.pick(['negotiate', 'ntlm']) });
  const headers = { 'WWW-Authenticate': dice.pick(['Negotiate', 'NTLM', 'Basic realm="mail.contoso.com"']) };
  // A password that has expired is refused from then on.
  const end = dice.chance(60) ? allEnd(scene, () => REFUSED, { headers }) : lastFails(scene, [REFUSED], { headers });
  scene.noise(end, 0);
  return ended(scene, end, { must: ['auth-401'] });
}

const OFFER =
  'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.windows.net/common/oauth2/authorize"';

function modernAuthentication(begin: Begin, dice: Dice): Told {
  const scene = begun(begin, { mailbox: 'online', handshake: dice.pick(['negotiate', 'ntlm']) });
  const headers = { 'WWW-Authenticate': OFFER };
  const end = dice.chance(70) ? allEnd(scene, () => REFUSED, { headers }) : lastFails(scene, [REFUSED], { headers });
  if (dice.chance(40)) registry(scene, end);
  scene.noise(end, 0);
  return ended(scene, end, { must: ['mfa-adal'], superseded: ['auth-401'] });
}

const CATEGORIES = [
  'invalid_signature',
  'invalid_token',
  'token_expired',
  'invalid_resource',
  'invalid_tenant',
  'invalid_user',
  'invalid_client',
  'internal_error',
  'invalid_grant',
];

function token(begin: Begin, dice: Dice): Told {
  const scene = begun(begin, { handshake: 'none' });
  const number = dice.below(9);
  const headers = {
    'WWW-Authenticate': OFFER,
    'x-ms-diagnostics': `200000${number};reason="The token was refused.";error_category="${CATEGORIES[number]}"`,
  };
  const end = allEnd(scene, () => REFUSED, {
    headers,
    authorization: 'Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.e30.c2ln',
  });
  scene.noise(end, 0);
  return ended(scene, end, { must: ['oauth-token'], superseded: ['auth-401'] });
}

function blocked(begin: Begin, dice: Dice): Told {
  const scene = begun(begin);
  const isStatus = dice.chance(50);
  const fate = (): Fate => (isStatus ? { kind: 'status', status: 403 } : { kind: 'code', code: 'ErrorAccessDenied' });
  const end = allEnd(scene, fate);
  scene.noise(end, 0);
  return ended(scene, end, { must: ['ews-blocked'] });
}

function signInFails(begin: Begin, dice: Dice): Told {
  const release = releaseBefore(dice, { current: '7369.2024' }, '6965.2058');
  const scene = begin({ ...release, hasSip: true, handshake: 'negotiate' });
  failToSignIn(scene, dice.pick(['401 Unauthorized', '403 Forbidden']));
  const end = 300;
  scene.look(20, REFUSED);
  scene.look(90, REFUSED);
  scene.noise(end, 0);
  registry(scene, end);
  return ended(scene, end, { must: ['exchange-auth-signin'] });
}

function wrongClock(begin: Begin, dice: Dice): Told {
  // Where the trace states its zone, any difference is one of clocks; else one of whole quarter hours may be one of zones.
  const isStated = dice.chance(40);
  const seconds = isStated ? dice.between(330, 9000) : dice.between(330, 560);
  const form = dice.pick<Form>(['cls-text', 'tracerpt-xml']);
  const clockAhead = dice.pick([-1, 1]) * Math.round(seconds);
  const scene = begun(begin, { clockAhead, hasDates: true, zoneHours: 0, ...(isStated ? { form } : {}) });
  scene.look(20, { kind: 'ok' });
  const end = scene.send(60, scene.mail(), [{ kind: 'ok' }]) + 200;
  scene.noise(end, 0);
  return ended(scene, end, { must: ['clock-skew'] });
}

/** Autodiscover tells of Exchange Online, and the client goes on to ask the old server. */
function moved(begin: Begin, dice: Dice): Told {
  const fix = { current: '7369.2054', 'first-release-deferred': '7369.2054', deferred: '6965.2105' };
  const scene = begun(begin, { ...releaseBefore(dice, fix, '6965.2058'), mailbox: 'on-premises' });
  const redirect =
    '<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"><Account><Action>redirectAddr</Action><RedirectAddr>alice@contoso.mail.onmicrosoft.com</RedirectAddr></Account></Response></Autodiscover>';
  scene.http(
    10,
    0,
    'CAutodiscover::Request',
    `POST https://autodiscover.contoso.com/autodiscover/autodiscover.xml HTTP/1.1\nUser-Agent: OC/${scene.client.version} (Skype for Business)\nHost: autodiscover.contoso.com\n`,
    `HTTP/1.1 200 OK\nContent-Type: text/xml; charset=utf-8\nContent-Length: ${redirect.length}\n\n${redirect}`,
  );
  const fate = dice.pick<Fate>([
    { kind: 'status', status: 500 },
    { kind: 'code', code: 'ErrorNonExistentMailbox' },
    { kind: 'transport', code: 12029 },
  ]);
  scene.look(20, fate);
  const end = scene.send(60, scene.mail(), [fate, fate]) + 200;
  scene.noise(end, 0);
  registry(scene, end);
  // What the old server says is true as well, though it is not the reason.
  const may = ['bad-recipient', 'false-offline-messages-only', 'proxy'];
  return ended(scene, end, { must: ['post-exo-migration'], may });
}

export const NO_WAY: readonly Cause[] = [
  { id: 'proxy', kind: 'cause', tell: proxy },
  { id: 'tls-cert', kind: 'cause', tell: certificate },
  { id: 'auth-401', kind: 'cause', tell: credentials },
  { id: 'mfa-adal', kind: 'cause', tell: modernAuthentication },
  { id: 'oauth-token', kind: 'cause', tell: token },
  { id: 'ews-blocked', kind: 'cause', tell: blocked },
  { id: 'exchange-auth-signin', kind: 'cause', tell: signInFails },
  { id: 'clock-skew', kind: 'cause', tell: wrongClock },
  { id: 'post-exo-migration', kind: 'cause', tell: moved },
];
