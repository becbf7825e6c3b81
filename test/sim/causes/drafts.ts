import type { Dice } from '../dice.ts';
import type { Fate } from '../plan.ts';
import { buggyRelease, fixedButTooOldRelease, fixedRelease, isBelow, type Release } from './builds.ts';
import { type Begin, type Cause, ended, type Told } from './cause.ts';
import { folderStatistics, registry } from './companions.ts';
import { readHistory } from './history-items.ts';
import type { Scene } from './scene.ts';
import type { Setup } from './setup.ts';
import { signIn } from './sign-in.ts';

/** The Drafts bug, and what looks like it. Field notes, sections 5 and 6, RC-04, RC-22, RC-25, RC-26 and RC-29. */

const OK: Fate = { kind: 'ok' };
const MINIMUM = '6920.1000';

function session(begin: Begin, release: Release, wish: Partial<Setup> = {}): Scene {
  const scene = begin({ mailbox: 'on-premises', ...release, ...wish });
  signIn(scene);
  return scene;
}

/** The causes that the release alone brings along, on own servers. */
function byRelease({ build }: Release): readonly string[] {
  return isBelow(build, MINIMUM) ? ['build-below-onprem-min'] : [];
}

/** Saved in Drafts, again and again, and never sent. */
function fillDrafts(scene: Scene): number {
  const { dice } = scene;
  const messages = 1 + dice.below(2);
  let end = 0;
  for (let i = 0; i < messages; i++) {
    const mail = scene.mail();
    const copies = 1 + dice.below(4);
    const at = 60 + 150 * i;
    if (scene.setup.hasSpooler) scene.spool(at - 0.4, mail);
    if (dice.chance(15)) {
      // Exchange takes it once, then gives no reason, or no answer at all, and the client creates the message again.
      const fate = dice.pick<Fate>([{ kind: 'code', code: 'ErrorInternalServerTransientError' }, { kind: 'silence' }]);
      const first = scene.save(at, mail);
      end = scene.send(first.end + 10, mail, [fate, fate], {
        disposition: 'SendAndSaveCopy',
        folder: { distinguished: 'drafts' },
      });
      continue;
    }
    for (let copy = 0; copy < copies; copy++) end = scene.save(at + 25 * copy, mail).end;
  }
  end = Math.max(end, 60 + 150 * (messages - 1) + 125) + 20 + dice.below(200);
  scene.noise(end, 2);
  return end;
}

function bug(begin: Begin, dice: Dice): Told {
  const release = buggyRelease(dice);
  const scene = session(begin, release);
  const end = fillDrafts(scene);
  if (dice.chance(30)) registry(scene, end);
  if (dice.chance(30)) folderStatistics(scene, end, 20 + dice.below(200));
  return ended(scene, end, { must: ['drafts-bug-2016-06', ...byRelease(release)], may: ['ews-timeout'] });
}

/** Drafts fill although the build has the fix: it is too old for own servers nevertheless. */
function fixedButTooOld(begin: Begin, dice: Dice): Told {
  const scene = session(begin, fixedButTooOldRelease(dice));
  const end = fillDrafts(scene);
  return ended(scene, end, {
    must: ['build-below-onprem-min'],
    superseded: ['drafts-bug-2016-06'],
    may: ['ews-timeout'],
  });
}

function releaseFor(dice: Dice, isFixed: boolean): Release {
  return isFixed ? fixedRelease(dice) : buggyRelease(dice);
}

/** On a build with the bug it is the one that would be suspected. */
function suspect(isFixed: boolean): readonly string[] {
  return isFixed ? [] : ['drafts-bug-2016-06'];
}

function denied(begin: Begin, dice: Dice, isFixed: boolean): Told {
  const release = releaseFor(dice, isFixed);
  const scene = session(begin, release);
  const mail = scene.mail();
  const fate: Fate = { kind: 'code', code: 'ErrorSendAsDenied' };
  if (scene.setup.hasSpooler) scene.spool(59.5, mail);
  const times = 1 + dice.below(3);
  if (dice.chance(50))
    scene.send(
      60,
      mail,
      Array.from({ length: times }, () => fate),
      { disposition: 'SendAndSaveCopy' },
    );
  else scene.sendDraft(62, scene.save(60, mail).itemId, fate);
  scene.noise(320, 2);
  const truth = { must: ['send-as-denied', ...byRelease(release)], superseded: suspect(isFixed) };
  return ended(scene, 320, truth);
}

function stale(begin: Begin, dice: Dice, isFixed: boolean): Told {
  const release = releaseFor(dice, isFixed);
  const scene = session(begin, release);
  const code = dice.pick([
    'ErrorStaleObject',
    'ErrorChangeKeyRequired',
    'ErrorChangeKeyRequiredForWriteOperations',
    'ErrorInvalidChangeKey',
    'ErrorIrresolvableConflict',
    'ErrorItemNotFound',
  ]);
  const mail = scene.mail();
  if (scene.setup.hasSpooler) scene.spool(59.5, mail);
  const { itemId } = scene.save(60, mail);
  scene.sendDraft(64, itemId, { kind: 'code', code });
  if (dice.chance(30)) scene.sendDraft(84, itemId, { kind: 'code', code });
  scene.noise(320, 2);
  const truth = { must: ['stale-changekey', ...byRelease(release)], superseded: suspect(isFixed) };
  return ended(scene, 320, truth);
}

function stalled(begin: Begin, dice: Dice, isFixed: boolean): Told {
  const release = releaseFor(dice, isFixed);
  const scene = session(begin, release);
  const count = 1 + dice.below(3);
  for (let i = 0; i < count; i++) {
    const mail = scene.mail();
    if (dice.chance(50)) scene.send(60 + 30 * i, mail, [OK]);
    else scene.sendDraft(63 + 30 * i, scene.save(60 + 30 * i, mail).itemId, OK);
  }
  const end = 320;
  scene.noise(end, 2);
  folderStatistics(scene, end + 60, count + dice.below(5));
  // Below the fix nobody can tell a stalled transport from the bug by these: Exchange accepted the messages, and no more is known.
  const must = isFixed ? ['transport-stalled'] : byRelease(release);
  return ended(scene, end, { must });
}

/** A draft whose sending Exchange refuses, and says why. */
function explained(begin: Begin, dice: Dice, isFixed: boolean): Told {
  const release = releaseFor(dice, isFixed);
  const scene = session(begin, release);
  const [code, rule] = dice.pick<readonly [string, string]>([
    ['ErrorSubmissionQuotaExceeded', 'quota'],
    ['ErrorMissingRecipients', 'bad-recipient'],
    ['ErrorMessageSizeExceeded', 'too-big'],
  ]);
  const { itemId } = scene.save(60, scene.mail());
  scene.sendDraft(64, itemId, { kind: 'code', code });
  scene.noise(320, 2);
  return ended(scene, 320, { must: [rule, ...byRelease(release)], may: ['false-offline-messages-only'] });
}

/** Items of conversation history that Exchange names as drafts. */
function history(begin: Begin, dice: Dice, isFixed: boolean): Told {
  const release: Release = isFixed
    ? { build: dice.pick(['7070.2022', '7167.2060']), channel: 'current' }
    : buggyRelease(dice);
  const scene = session(begin, release);
  const talk = { ...scene.mail(['erin@contoso.com']), itemClass: 'IPM.Note.Microsoft.Conversation' };
  const itemId = scene.itemId();
  scene.create(40, talk, OK, { disposition: 'SaveOnly', folder: { distinguished: 'conversationhistory' }, itemId });
  readHistory(scene, 60, itemId, true);
  scene.noise(320, 2);
  if (dice.chance(50)) registry(scene, 320);
  return ended(scene, 320, { must: ['history-shown-as-draft', ...byRelease(release)] });
}

type TellEither = (begin: Begin, dice: Dice, isFixed: boolean) => Told;

function cause(id: string, tell: TellEither): Cause {
  return { id, kind: 'cause', tell: (begin, dice) => tell(begin, dice, true) };
}

/** The same with the fix and without it, counted as a look-alike. */
function lookAlike(id: string, tell: TellEither): readonly Cause[] {
  return [true, false].map((isFixed) => ({
    id: `${id}, ${isFixed ? 'fixed build' : 'build with the bug'}`,
    kind: 'look-alike',
    tell: (begin, dice) => tell(begin, dice, isFixed),
  }));
}

export const DRAFTS: readonly Cause[] = [
  { id: 'drafts-bug-2016-06', kind: 'cause', tell: bug },
  cause('send-as-denied', denied),
  cause('stale-changekey', stale),
  cause('transport-stalled', stalled),
  cause('history-shown-as-draft', history),
];

export const LOOK_ALIKES: readonly Cause[] = [
  { id: '6741 with the fix', kind: 'look-alike', tell: fixedButTooOld },
  ...lookAlike('send-as-denied', denied),
  ...lookAlike('stale-changekey', stale),
  ...lookAlike('transport-stalled', stalled),
  ...lookAlike('history-shown-as-draft', history),
  ...lookAlike('a draft that was refused', explained),
];
