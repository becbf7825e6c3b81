import type { Dice } from '../dice.ts';
import { releaseBefore } from './builds.ts';
import { type Begin, type Cause, ended, type Told } from './cause.ts';
import { configuration, registry } from './companions.ts';
import type { Scene } from './scene.ts';
import { signIn } from './sign-in.ts';

/** Causes in the client's own link to Exchange and to Outlook. Field notes, section 3, RC-09 to RC-11, RC-27, RC-28, RC-36, RC-37. */

/** Messages that wait in the spooler, as no call of Exchange is made for them. */
function waiting(scene: Scene): void {
  const count = 1 + scene.dice.below(3);
  for (let i = 0; i < count; i++) scene.spool(40 + 60 * i, scene.mail());
}

function autodiscover(scene: Scene, at: number, host: string, index: number): void {
  const { client, dice } = scene;
  const name = 'CAutodiscover::Request';
  scene.http(
    at,
    index,
    name,
    `GET https://${host}/autodiscover/autodiscover.xml HTTP/1.1\nUser-Agent: OC/${client.version} (Skype for Business)\nHost: ${host}\n`,
    dice.chance(60)
      ? `WinHttpSendRequest failed, error ${dice.pick([12007, 12007, 12029])}`
      : 'HTTP/1.1 404 Not Found\nContent-Type: text/html\nContent-Length: 0\n',
  );
}

function notDeployed(begin: Begin, dice: Dice): Told {
  const scene = begin({ hasSip: true, hasSpooler: true });
  const end = 500;
  signIn(scene);
  scene.noise(end, 0);
  waiting(scene);
  const by = dice.pick(['configuration', 'autodiscover', 'both']);
  if (by !== 'autodiscover') configuration(scene, end, { ews: 'EWS not deployed' });
  if (by !== 'configuration') {
    autodiscover(scene, 10, 'contoso.com', 0);
    autodiscover(scene, 14, 'autodiscover.contoso.com', 1);
  }
  return ended(scene, end, { must: ['ews-not-deployed'] });
}

function trust(begin: Begin, dice: Dice): Told {
  const host = dice.pick(['mail.fabrikam.com', 'ex01.corp.fabrikam.com']);
  const scene = begin({
    hasSip: true,
    hasSpooler: true,
    mailbox: 'on-premises',
    build: '7070.2022',
    channel: 'current',
  });
  const end = 500;
  signIn(scene);
  scene.noise(end, 0);
  waiting(scene);
  const url = `https://${host}/EWS/Exchange.asmx`;
  configuration(scene, end, { ews: 'EWS not fully initialized', internal: url, external: dice.chance(50) ? url : '' });
  return ended(scene, end, { must: ['trust-mismatch'] });
}

function splitDns(begin: Begin, dice: Dice): Told {
  const scene = begin({
    hasSip: true,
    hasSpooler: true,
    mailbox: 'on-premises',
    build: '7070.2022',
    channel: 'current',
  });
  const end = 500;
  const isInside = dice.chance(50);
  const url = 'https://mail.contoso.com/EWS/Exchange.asmx';
  signIn(scene);
  scene.noise(end, 0);
  waiting(scene);
  configuration(scene, end, {
    ews: 'EWS not deployed',
    isInside,
    ...(isInside ? { external: url } : { internal: url }),
  });
  return ended(scene, end, { must: ['split-dns'], superseded: ['ews-not-deployed'] });
}

/** A client whose calls go well, but for what stands in the Configuration Information. */
function working(scene: Scene): number {
  const end = 400;
  signIn(scene);
  scene.noise(end, 2);
  scene.send(60, scene.mail(), [{ kind: 'ok' }]);
  return end;
}

const URL = 'https://mail.contoso.com/EWS/Exchange.asmx';

function mapi(begin: Begin, dice: Dice): Told {
  const fix = { current: '7167.2040', 'first-release-deferred': '6965.2078', deferred: '6965.2092' };
  const isMsi = dice.chance(15);
  const scene = begin(isMsi ? { build: '4266.1001' } : { ...releaseBefore(dice, fix), mailbox: 'online' });
  const end = isMsi ? 400 : working(scene);
  if (isMsi) {
    signIn(scene);
    scene.noise(end, 3);
  }
  configuration(scene, end, { ews: 'EWS Status OK', mapi: 'MAPI unavailable', internal: URL });
  if (!isMsi) registry(scene, end);
  return ended(scene, end, { must: ['mapi-unavailable'], may: ['msi-client'] });
}

function deletedItems(begin: Begin, dice: Dice): Told {
  const scene = begin();
  const end = working(scene);
  const size = dice.pick(['1048576 (0x100000) bytes', '0x100000 bytes', '1048576 bytes']);
  const words = dice.pick([
    'Reading the hierarchy of Deleted Items exceeds',
    'GetFolder deleteditems: the answer exceeds',
  ]);
  scene.say(100, 'OcExchange', 'CEwsFolders::OnRead', `${words} ${size}`);
  if (dice.chance(50)) {
    const banner = "The Exchange server won't let us connect. We're working on fixing the connection.";
    scene.say(101, 'UI', 'CBanner::Show', banner);
  }
  return ended(scene, end, { must: ['deleteditems-1mb'] });
}

function mismatch(begin: Begin, dice: Dice): Told {
  const scene = begin();
  const end = working(scene);
  const tail = dice.pick(['used in Skype for Business', 'used in Lync', 'that you use']);
  const words = `There was a problem connecting to Microsoft Office Outlook. The email address used in your default Outlook profile is different from the sign-in address ${tail}.`;
  scene.say(90, 'UI', 'CBanner::Show', words);
  return ended(scene, end, { must: ['outlook-mismatch'] });
}

function otherAccount(begin: Begin, dice: Dice): Told {
  const scene = begin({ hasSip: true, hasSpooler: true });
  const end = 500;
  signIn(scene);
  scene.noise(end, 0);
  waiting(scene);
  configuration(scene, end, {
    ews: dice.pick(['EWS not deployed', 'EWS not fully initialized']),
    mapi: 'MAPI Status OK',
  });
  registry(scene, end, {
    'HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Lync': {
      EnableTracing: 1,
      ServerSipUri: 'shared@contoso.com',
    },
  });
  return ended(scene, end, { must: ['multi-account'], may: ['ews-not-deployed'] });
}

export const NOT_FOUND: readonly Cause[] = [
  { id: 'ews-not-deployed', kind: 'cause', tell: notDeployed },
  { id: 'trust-mismatch', kind: 'cause', tell: trust },
  { id: 'split-dns', kind: 'cause', tell: splitDns },
  { id: 'deleteditems-1mb', kind: 'cause', tell: deletedItems },
  { id: 'mapi-unavailable', kind: 'cause', tell: mapi },
  { id: 'outlook-mismatch', kind: 'cause', tell: mismatch },
  { id: 'multi-account', kind: 'cause', tell: otherAccount },
];
