import type { Dice } from '../dice.ts';
import { releaseBefore } from './builds.ts';
import { type Begin, type Cause, ended, type Told } from './cause.ts';
import { registry } from './companions.ts';
import { invite, signIn } from './sign-in.ts';

/** What is no fault, or looks like one. Field notes, section 6, RC-31, RC-34, RC-35 and RC-42. */

function looksLost(begin: Begin, dice: Dice): Told {
  const fix = { current: '7571.2072', 'first-release-deferred': '7766.2060', deferred: '7766.2060' };
  const scene = begin({ ...releaseBefore(dice, fix, '6965.2058') });
  signIn(scene);
  // The mail lacks the first words of the conversation.
  const { html: _, ...bare } = scene.mail();
  scene.send(60, bare, [{ kind: 'ok' }]);
  const end = 300;
  scene.noise(end, 2);
  registry(scene, end);
  return ended(scene, end, { must: ['missed-mail-defects'] });
}

function federated(begin: Begin, dice: Dice): Told {
  const scene = begin({ hasSip: true });
  signIn(scene);
  const to = `${dice.pick(['bob', 'carol'])}@${dice.pick(['fabrikam.com', 'northwind.example'])}`;
  const { itemClass: _, ...plain } = scene.mail([to]);
  // Between organisations it has no class of its own: field notes, section 1.5.
  scene.send(60, dice.chance(50) ? plain : { ...plain, itemClass: 'IPM.Note' }, [{ kind: 'ok' }]);
  scene.noise(300, 2);
  return ended(scene, 300, { must: ['federated-by-design'] });
}

function disturbed(begin: Begin, dice: Dice): Told {
  const scene = begin({ hasSip: true });
  signIn(scene);
  invite(scene, 60, 'bob@contoso.com', dice.pick(['486 Busy Here', '480 Temporarily Unavailable']), true);
  if (dice.chance(40)) scene.send(120, scene.mail(['carol@contoso.com']), [{ kind: 'ok' }]);
  scene.noise(300, 2);
  return ended(scene, 300, { must: ['dnd-presenting'] });
}

/** The client is closed before it has asked Exchange, or before an answer came. */
function interrupted(begin: Begin, dice: Dice): Told {
  const scene = begin({ hasSpooler: true, clockAhead: 0, zoneHours: 0 });
  signIn(scene);
  scene.look(20, { kind: 'ok' });
  const end = 200;
  const mail = scene.mail();
  const sentAt = end - 5 - dice.below(90);
  scene.spool(sentAt, mail);
  if (dice.chance(40)) scene.send(sentAt + 0.5, mail, [{ kind: 'silence' }]);
  scene.noise(end, 1);
  return ended(scene, end, { must: ['client-exited'] });
}

export const BY_DESIGN: readonly Cause[] = [
  { id: 'missed-mail-defects', kind: 'cause', tell: looksLost },
  { id: 'federated-by-design', kind: 'cause', tell: federated },
  { id: 'dnd-presenting', kind: 'cause', tell: disturbed },
  { id: 'client-exited', kind: 'cause', tell: interrupted },
];
