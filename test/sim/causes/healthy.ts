import { ALICE } from '../../make/cast.ts';
import { ewsLog } from '../../make/companions.ts';
import * as sip from '../../make/sip.ts';
import type { Dice } from '../dice.ts';
import type { Fate } from '../plan.ts';
import { type Begin, type Cause, ended, type Told } from './cause.ts';
import { configuration, folderStatistics, policies, registry } from './companions.ts';
import { readHistory } from './history-items.ts';
import type { Scene } from './scene.ts';
import { invite, signIn } from './sign-in.ts';

const OK: Fate = { kind: 'ok' };

/** What passes: a retry gets over it. */
function passing(dice: Dice): Fate {
  return dice.pick<Fate>([
    { kind: 'code', code: 'ErrorServerBusy' },
    { kind: 'fault', code: 'ErrorServerBusy', backOffMs: 5000 },
    { kind: 'code', code: 'ErrorMailboxFailover' },
    { kind: 'code', code: 'ErrorTimeoutExpired' },
    { kind: 'code', code: 'ErrorInternalServerTransientError' },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 504 },
    { kind: 'transport', code: 12002 },
    { kind: 'transport', code: 12007 },
    { kind: 'transport', code: 12029 },
    { kind: 'transport', code: 12030 },
    { kind: 'transport', code: 12175 },
  ]);
}

interface Delivered {
  readonly count: number;
  /** What is true of it, and no fault. */
  readonly may: readonly string[];
}

/** Messages that arrive, in one step or in two, at once or by a retry. */
function messages(scene: Scene, end: number): Delivered {
  const { dice } = scene;
  const count = dice.below(5);
  const may = new Set<string>();
  const passes = (): readonly Fate[] => {
    const fate = passing(dice);
    // That it was put off is true, and worth a remark.
    if (fate.kind === 'status' || (fate.kind !== 'transport' && 'code' in fate)) may.add('throttled');
    return [fate, OK];
  };
  let delivered = 0;
  for (let i = 0; i < count; i++) {
    const at = 60 + 60 * i;
    if (at > end - 60) break;
    delivered += 1;
    const mail = scene.mail(dice.chance(10) ? ['bob@fabrikam.com'] : undefined);
    const to = mail.to?.[0] ?? '';
    if (to.endsWith('@fabrikam.com')) may.add('federated-by-design');
    if (dice.chance(40)) invite(scene, at - 1.5, to, '480 Temporarily Unavailable', false);
    if (dice.chance(40)) {
      const { itemId } = scene.save(at, mail);
      const fates = dice.chance(20) ? passes() : [OK];
      let next = at + 3;
      for (const fate of fates) next = scene.sendDraft(next, itemId, fate) + 5;
    } else scene.send(at, mail, dice.chance(25) ? passes() : [OK]);
  }
  return { count: delivered, may: [...may] };
}

/** Other calls, which go well but for what is usual: a folder is made where it is missing. */
function otherCalls(scene: Scene, end: number): void {
  const { dice } = scene;
  scene.look(
    12,
    OK,
    dice.chance(30)
      ? {
          handshake: 'negotiate',
          refusalHeaders: {
            'WWW-Authenticate':
              'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", authorization_uri="https://login.windows.net/common/oauth2/authorize"',
          },
        }
      : {},
  );
  if (dice.chance(30)) {
    const talk = { ...scene.mail(['erin@contoso.com']), itemClass: 'IPM.Note.Microsoft.Conversation' };
    const parts = { disposition: 'SaveOnly', folder: { distinguished: 'conversationhistory' } } as const;
    scene.create(25, talk, { kind: 'code', code: 'ErrorFolderNotFound' }, parts);
    scene.create(30, talk, OK, parts);
  }
  if (dice.chance(30)) scene.look(38, { kind: 'status', status: dice.pick([403, 404, 500]) });
  if (dice.chance(30)) readHistory(scene, 42, scene.itemId(), false);
  scene.noise(end, 2 + dice.below(3));
}

/** Files of conversations that could not be saved at once; they lie in the same folder. */
function ordinaryHistory(scene: Scene): void {
  const { dice } = scene;
  const count = dice.below(4);
  for (let i = 0; i < count; i++) {
    const isOthers = dice.chance(30);
    if (isOthers) scene.spool(dice.between(0, 50), scene.mail([ALICE]), 'Missed', 'bob@contoso.com');
    else scene.spool(dice.between(0, 50), scene.mail(['frank@contoso.com']), 'Conversation');
  }
}

/** What is collected beside the trace, and tells nothing bad. */
function beside(scene: Scene, end: number, delivered: number): void {
  const { dice, setup, client } = scene;
  const url = `https://${setup.server.host}/EWS/Exchange.asmx`;
  if (dice.chance(40)) registry(scene, end);
  if (dice.chance(30))
    configuration(scene, end, { ews: 'EWS Status OK', internal: url, ...(dice.chance(50) ? { external: url } : {}) });
  if (dice.chance(30)) {
    const policy = {
      Identity: 'Global',
      PolicyEntry: '{}',
      EnableIMAutoArchiving: 'True',
      EnableServerConversationHistory: 'False',
    };
    policies(scene, end, [
      ['Get-CsImConfiguration', { Identity: 'Global', EnableOfflineIm: 'True' }],
      ['Get-CsClientPolicy', policy],
    ]);
  }
  if (dice.chance(20) && delivered > 0) folderStatistics(scene, end, dice.below(delivered));
  if (dice.chance(20)) {
    const call = (at: number, user: string, version: string, status = 200, error = '') => ({
      at: scene.clock(at),
      id: dice.guid(),
      user,
      agent: `OC/${version} (Skype for Business)`,
      operation: 'CreateItem',
      status,
      error,
    });
    const log = ewsLog(setup.server, [
      call(5, 'bob@contoso.com', '16.0.4405.1000', 403, 'ErrorAccessDenied'),
      call(61, ALICE, client.version),
      call(90, 'bob@contoso.com', '16.0.6568.2036', 200, 'ErrorSendAsDenied'),
    ]);
    scene.beside('Exchange/Ews_2016061507-1.LOG', log, end);
  }
}

const REDIRECT =
  '<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response><Account><Action>redirectAddr</Action><RedirectAddr>alice@contoso.mail.onmicrosoft.com</RedirectAddr></Account></Response></Autodiscover>';

/** In a hybrid organisation own servers tell of Exchange Online; the first URL of autodiscover leads nowhere in many. */
function discover(scene: Scene): void {
  const { client, setup } = scene;
  const get = (host: string): string =>
    `GET https://${host}/autodiscover/autodiscover.xml HTTP/1.1\nUser-Agent: OC/${client.version} (Skype for Business)\nHost: ${host}\n`;
  const name = 'CAutodiscover::Request';
  scene.http(5, 0, name, get('contoso.com'), 'HTTP/1.1 404 Not Found\nContent-Type: text/html\nContent-Length: 0\n');
  if (setup.mailbox === 'on-premises') return;
  const head = `HTTP/1.1 200 OK\nContent-Type: text/xml; charset=utf-8\nContent-Length: ${REDIRECT.length}\n`;
  scene.http(7, 1, name, get('autodiscover.contoso.com'), `${head}\n${REDIRECT}`);
}

/** Nothing is wrong. */
function healthy(begin: Begin, dice: Dice): Told {
  const scene = begin({ clockAhead: Math.round(dice.between(-240, 240)) });
  const end = 200 + dice.below(400);
  signIn(scene, dice.chance(50) ? { option: true } : {});
  otherCalls(scene, end);
  const delivered = messages(scene, end);
  if (dice.chance(20)) discover(scene);
  // A message that is still on its way when the trace ends; that it is, is worth a remark.
  const isPending = dice.chance(10) && !scene.setup.hasSpooler;
  if (isPending) scene.send(end - 4, scene.mail(), [{ kind: 'silence' }]);
  if (dice.chance(20)) scene.sip(end - 1, 'sent', sip.unregister(scene.who));
  if (scene.setup.hasSpooler) ordinaryHistory(scene);
  beside(scene, end, delivered.count);
  return ended(scene, end, { must: [], may: [...delivered.may, ...(isPending ? ['client-exited'] : [])] });
}

export const HEALTHY: Cause = { id: 'healthy', kind: 'healthy', tell: healthy };
