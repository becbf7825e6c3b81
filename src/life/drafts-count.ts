import { isOwnedBy } from '../model/folder-owner.ts';
import type { Life } from '../model/life.ts';
import type { FolderItemsSeen, Observation } from '../model/observation.ts';

/** Back ends of Exchange Online. */
const ONLINE_BACK_END = /\.outlook\.(?:com|de|cn)$/i;

/** Whether servers of Exchange Online alone answered: no transport of the organisation can stand still there. */
function isOnline(observations: readonly Observation[]): boolean {
  const targets = observations.flatMap((one) =>
    one.kind === 'mailbox-signal' && one.signal === 'backend-target' ? [one.value] : [],
  );
  return targets.length > 0 && targets.every((target) => ONLINE_BACK_END.test(target));
}

/** Counts of Drafts that are of the user, as far as they say whose they are. */
function ownCounts(observations: readonly Observation[]): readonly FolderItemsSeen[] {
  const users = observations.flatMap((one) => (one.kind === 'user' ? [one.address] : []));
  return observations
    .filter((one): one is FolderItemsSeen => one.kind === 'folder-items')
    .filter(({ owner }) => owner === undefined || users.length === 0 || users.some((user) => isOwnedBy(owner, user)));
}

/**
 * Accepted messages of which Drafts still holds as many: that they left is only possible (contract section 3). Messages left there of
 * which it does not hold as many: nobody knows whether that was before or afterwards, so that they are there is only likely.
 */
export function withCountOfDrafts(lives: readonly Life[], observations: readonly Observation[]): readonly Life[] {
  const counts = ownCounts(observations);
  if (counts.length === 0) return lives;
  const most = counts.reduce((before, { items }) => Math.max(before, items), 0);
  const delivered = lives.filter(({ outcome }) => outcome === 'delivered').length;
  const stuck = lives.filter(({ hasDraft }) => hasDraft).length;
  const isStalled = delivered > 0 && most - stuck >= delivered && !isOnline(observations);
  const isShort = most < stuck;
  return lives.map((life): Life => {
    if (isStalled && life.outcome === 'delivered') return { ...life, certainty: 'possible' };
    const isDoubtful = isShort && life.outcome === 'stuck-in-drafts' && life.certainty === 'proven';
    return isDoubtful ? { ...life, certainty: 'likely' } : life;
  });
}
