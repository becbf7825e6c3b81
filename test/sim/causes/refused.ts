import type { Dice } from '../dice.ts';
import type { Fate } from '../plan.ts';
import { releaseBefore } from './builds.ts';
import { type Begin, type Cause, ended, type Told } from './cause.ts';
import { registry } from './companions.ts';
import type { Scene } from './scene.ts';
import type { Setup } from './setup.ts';
import { invite, signIn } from './sign-in.ts';

/** Causes that Exchange names when it refuses a message. Field notes, section 3.10, RC-18 to RC-21, RC-23, RC-24, RC-30, RC-38. */

/** A session of a client whose other calls go well. */
function session(begin: Begin, wish: Partial<Setup> = {}): Scene {
  const scene = begin(wish);
  signIn(scene);
  scene.look(20, { kind: 'ok' });
  if (scene.dice.chance(50)) scene.send(30, scene.mail(['heidi@contoso.com']), [{ kind: 'ok' }]);
  return scene;
}

/** One message that meets these fates, and the end of the trace after its two minutes. */
function meets(scene: Scene, fates: readonly Fate[], to?: readonly string[]): number {
  const mail = to === undefined ? scene.mail() : scene.mail(to);
  if (scene.dice.chance(50)) invite(scene, 98, mail.to?.[0] ?? '', '480 Temporarily Unavailable', false);
  if (scene.setup.hasSpooler) scene.spool(99.6, mail);
  const end = Math.max(scene.send(100, mail, fates), 225) + 30 + scene.dice.below(200);
  scene.noise(end, 2);
  return end;
}

function repeated(dice: Dice, fate: () => Fate): readonly Fate[] {
  return Array.from({ length: 1 + dice.below(4) }, fate);
}

/** Of one of these codes, as a code or, now and then, as a SOAP fault. */
function refusal(id: string, codes: readonly [string, ...string[]]): Cause {
  return {
    id,
    kind: 'cause',
    tell: (begin, dice) => {
      const scene = session(begin);
      const code = dice.pick(codes);
      const isFault = dice.chance(15);
      const fate = (): Fate => (isFault ? { kind: 'fault', code } : { kind: 'code', code });
      const end = meets(scene, dice.chance(30) ? repeated(dice, fate) : [fate()]);
      return ended(scene, end, { must: [id], may: id === 'bad-recipient' ? ['false-offline-messages-only'] : [] });
    },
  };
}

function busy(dice: Dice): Fate {
  return dice.weighted<Fate>([
    [3, { kind: 'code', code: 'ErrorServerBusy' }],
    [3, { kind: 'fault', code: 'ErrorServerBusy', backOffMs: 1000 * (30 + dice.below(300)) }],
    [
      2,
      {
        kind: 'code',
        code: dice.pick([
          'ErrorExceededConnectionCount',
          'ErrorExceededSubscriptionCount',
          'ErrorExceededFindCountLimit',
        ]),
      },
    ],
    [2, { kind: 'code', code: 'ErrorInternalServerError', inner: 'ErrorServerBusy' }],
    [2, { kind: 'status', status: dice.pick([503, 429]) }],
  ]);
}

function throttled(begin: Begin, dice: Dice): Told {
  const scene = session(begin);
  const fate = busy(dice);
  const end = meets(
    scene,
    repeated(dice, () => fate),
  );
  return ended(scene, end, { must: ['throttled'] });
}

function slow(begin: Begin, dice: Dice): Told {
  const scene = session(begin);
  const fate = dice.pick<Fate>([
    { kind: 'silence' },
    { kind: 'transport', code: 12002 },
    { kind: 'status', status: 504 },
    { kind: 'code', code: 'ErrorTimeoutExpired' },
  ]);
  return ended(scene, meets(scene, [fate]), { must: ['ews-timeout'] });
}

function brokenFolder(begin: Begin, dice: Dice): Told {
  const scene = begin();
  signIn(scene);
  const tries = 2 + dice.below(4);
  for (let i = 0; i < tries; i++) {
    const talk = { ...scene.mail(['erin@contoso.com']), itemClass: 'IPM.Note.Microsoft.Conversation' };
    const at = 40 + 30 * i;
    if (scene.setup.hasSpooler) scene.spool(at - 0.5, talk, 'Conversation');
    const fate: Fate = { kind: 'code', code: 'ErrorFolderNotFound' };
    scene.create(at, talk, fate, { disposition: 'SaveOnly', folder: { distinguished: 'conversationhistory' } });
  }
  const end = 300;
  scene.noise(end, 0);
  return ended(scene, end, { must: ['folder-broken'] });
}

/** The client offers a message to somebody who cannot receive one: that is why it was refused. */
function falselyOffered(begin: Begin, dice: Dice): Told {
  const fix = { current: '7167.2040', 'first-release-deferred': '7369.2038', deferred: '7369.2118' };
  const scene = session(begin, { ...releaseBefore(dice, fix), mailbox: 'online' });
  const code = dice.pick(['ErrorNonExistentMailbox', 'ErrorInvalidRecipients']);
  const end = meets(scene, [{ kind: 'code', code }]);
  registry(scene, end);
  return ended(scene, end, { must: ['false-offline-messages-only', 'bad-recipient'] });
}

export const REFUSED: readonly Cause[] = [
  { id: 'throttled', kind: 'cause', tell: throttled },
  { id: 'ews-timeout', kind: 'cause', tell: slow },
  refusal('quota', ['ErrorQuotaExceeded', 'ErrorSubmissionQuotaExceeded']),
  refusal('too-big', ['ErrorMessageSizeExceeded', 'ErrorDataSizeLimitExceeded', 'ErrorRequestStreamTooBig']),
  refusal('bad-recipient', ['ErrorInvalidRecipients', 'ErrorMissingRecipients', 'ErrorNonExistentMailbox']),
  refusal('store-down', [
    'ErrorMailboxStoreUnavailable',
    'ErrorConnectionFailed',
    'ErrorMailboxFailover',
    'ErrorMailboxMoveInProgress',
    'ErrorADUnavailable',
  ]),
  { id: 'false-offline-messages-only', kind: 'cause', tell: falselyOffered },
  { id: 'folder-broken', kind: 'cause', tell: brokenFolder },
];
