import type { Dice } from '../dice.ts';
import { belowOnPremisesMinimum, msiRelease, oldRelease } from './builds.ts';
import { type Begin, type Cause, ended, type Told } from './cause.ts';
import { configuration, policies, registry } from './companions.ts';
import type { Scene } from './scene.ts';
import { type Session, signIn } from './sign-in.ts';

/** Causes by which no offline message is ever made. Field notes, sections 1 and 5, RC-01 to RC-03, RC-05 to RC-08, RC-39 and RC-40. */

/** A session in which nothing is sent to anybody who is offline. */
function quietSession(scene: Scene, session: Session = {}): number {
  const end = 300 + scene.dice.below(600);
  signIn(scene, session);
  scene.noise(end, 2 + scene.dice.below(3));
  return end;
}

/** The version shows in the calls of the client, in its SIP log, or in the name of the trace alone. */
function shownVersion(
  begin: Begin,
  dice: Dice,
  build: string,
  parts: Parameters<Begin>[0] = {},
): { readonly scene: Scene; readonly end: number } {
  const by = dice.below(4);
  const { channel: _, ...rest } = { channel: undefined, ...parts };
  const scene = begin({ ...rest, build, hasSip: by === 1 || by === 2, form: by === 2 ? 'ocs-text' : 'tracerpt-xml' });
  const end = 400;
  signIn(scene);
  scene.noise(end, by === 1 || by === 3 ? 0 : 3);
  return { scene, end };
}

function msi(begin: Begin, dice: Dice): Told {
  const { scene, end } = shownVersion(begin, dice, msiRelease(dice));
  return ended(scene, end, { must: ['msi-client'] });
}

function old(begin: Begin, dice: Dice): Told {
  const { scene, end } = shownVersion(begin, dice, oldRelease(dice));
  return ended(scene, end, { must: ['build-old'] });
}

function belowMinimum(begin: Begin, dice: Dice): Told {
  const scene = begin({ ...belowOnPremisesMinimum(dice), mailbox: 'on-premises' });
  const end = quietSession(scene);
  if (dice.chance(30)) registry(scene, end);
  return ended(scene, end, { must: ['build-below-onprem-min'] });
}

function serverOff(begin: Begin, dice: Dice): Told {
  const isInBand = dice.chance(40);
  const scene = begin(isInBand ? { hasSip: true } : {});
  const property = dice.pick(['EnableOfflineIM', 'enableOfflineIm']);
  const end = quietSession(scene, isInBand ? { properties: { [property]: dice.pick(['false', 'False', '0']) } } : {});
  if (!isInBand) {
    const identity = dice.pick(['Global', 'Site:Redmond']);
    policies(scene, end, [['Get-CsImConfiguration', { Identity: identity, EnableOfflineIm: 'False' }]]);
  }
  return ended(scene, end, { must: ['server-off'] });
}

function preCu3(begin: Begin, dice: Dice): Told {
  const scene = begin({ hasSip: true });
  const end = quietSession(scene, {
    server: `RTC/${dice.pick(['5.0', '4.0', '6.0.9319.0', '6.0.9319.102', '6.0.9319.235'])}`,
  });
  return ended(scene, end, { must: ['server-pre-cu3'] });
}

function policyOff(begin: Begin, dice: Dice): Told {
  const by = dice.pick(['in-band', 'cmdlet', 'registry']);
  const scene = begin({ hasSip: by === 'in-band' });
  const end = quietSession(
    scene,
    by === 'in-band'
      ? { properties: { [dice.pick(['EnableIMAutoArchiving', 'enableimautoarchiving'])]: 'false' } }
      : {},
  );
  if (by === 'cmdlet') {
    policies(scene, end, [
      ['Get-CsClientPolicy', { Identity: 'Global', PolicyEntry: '{}', EnableIMAutoArchiving: 'False' }],
    ]);
  }
  if (by === 'registry') {
    const key = dice.pick(['HKEY_LOCAL_MACHINE', 'HKEY_CURRENT_USER']);
    registry(scene, end, {
      [`${key}\\SOFTWARE\\Policies\\Microsoft\\Office\\16.0\\Lync`]: { EnableIMAutoArchiving: 0 },
    });
  }
  return ended(scene, end, { must: ['archiving-policy-off'] });
}

function userOff(begin: Begin, dice: Dice): Told {
  const scene = begin({ hasSip: true });
  const properties: Readonly<Record<string, string>> = dice.chance(50)
    ? { EnableIMAutoArchiving: 'true' }
    : { DisableSavingIM: 'false' };
  const end = quietSession(scene, { properties, option: false });
  return ended(scene, end, { must: ['archiving-user-off'] });
}

function serverKeepsHistory(begin: Begin, dice: Dice): Told {
  const isInBand = dice.chance(50);
  const scene = begin(isInBand ? { hasSip: true } : {});
  const properties = { EnableIMAutoArchiving: 'true', EnableServerConversationHistory: 'true' };
  const end = quietSession(scene, isInBand ? { properties } : {});
  if (!isInBand) {
    const list = { Identity: 'Global', EnableIMAutoArchiving: 'True', EnableServerConversationHistory: 'True' };
    policies(scene, end, [['Get-CsClientPolicy', list]]);
  }
  return ended(scene, end, { must: ['server-side-history'] });
}

function doubles(begin: Begin, dice: Dice): Told {
  // The third fields that all files of the updates KB3127939 and KB3127980 have.
  const { scene, end } = shownVersion(begin, dice, dice.pick(['4456.1003', '4471.1000']));
  return ended(scene, end, { must: ['duplicate-ims'], may: ['msi-client'] });
}

/** A client from before offline messages whose version stands in the Configuration Information alone. */
function oldByConfiguration(begin: Begin, dice: Dice): Told {
  const build = oldRelease(dice);
  const scene = begin({ build, hasSip: false, form: 'ocs-text' });
  const end = 300;
  scene.noise(end, 0);
  configuration(
    scene,
    end,
    { ews: 'EWS Status OK', internal: 'https://mail.contoso.com/EWS/Exchange.asmx' },
    { 'Skype for Business Version': `16.0.${build}` },
  );
  return ended(scene, end, { must: ['build-old'] });
}

export const NEVER_OFFERED: readonly Cause[] = [
  { id: 'msi-client', kind: 'cause', tell: msi },
  {
    id: 'build-old',
    kind: 'cause',
    tell: (begin, dice) => (dice.chance(25) ? oldByConfiguration(begin, dice) : old(begin, dice)),
  },
  { id: 'build-below-onprem-min', kind: 'cause', tell: belowMinimum },
  { id: 'server-off', kind: 'cause', tell: serverOff },
  { id: 'server-pre-cu3', kind: 'cause', tell: preCu3 },
  { id: 'archiving-policy-off', kind: 'cause', tell: policyOff },
  { id: 'archiving-user-off', kind: 'cause', tell: userOff },
  { id: 'server-side-history', kind: 'cause', tell: serverKeepsHistory },
  { id: 'duplicate-ims', kind: 'cause', tell: doubles },
];
