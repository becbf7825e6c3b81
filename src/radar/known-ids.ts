import type { Observation } from '../model/observation.ts';
import type { HoleName } from '../model/phrase.ts';

/** Shorter ones stand in too many other words. */
const LEAST_LENGTH = 6;
/** Characters of an id that are searched for: of ids of items the last ones differ. */
const MOST_SEARCHED = 32;
/** Ids that are searched for: 24 of them double the time of a reading. Any other is known where a line is looked at for its words. */
const MOST_IDS = 12;

const HOLES: readonly HoleName[] = ['messageId', 'conversationId', 'itemId', 'requestId', 'spoolFile'];

function idsIn(observation: Observation): readonly (string | undefined)[] {
  switch (observation.kind) {
    case 'http-request':
      return [
        ...observation.requestIds,
        ...observation.itemIds,
        ...observation.items.map(({ conversationId }) => conversationId),
      ];
    case 'http-response':
      return [...observation.requestIds, ...observation.answers.flatMap(({ itemIds }) => itemIds)];
    case 'spool-file':
      return [observation.source.split('/').at(-1)];
    case 'phrase':
      return HOLES.map((name) => observation.values[name]);
    default:
      return [];
  }
}

/** Ids of messages in what was observed, as they are written; those that phrases tell first, then by code units. */
export function idsOfMessages(observations: readonly Observation[]): readonly string[] {
  const [told, seen] = [new Set<string>(), new Set<string>()];
  for (const one of observations)
    for (const id of idsIn(one)) if (id !== undefined) (one.kind === 'phrase' ? told : seen).add(id);
  return [...new Set([...[...told].sort(), ...[...seen].sort()])].filter(
    (id) => id.length >= LEAST_LENGTH && /^[\x20-\x7e]+$/.test(id),
  );
}

/** Texts by which the first of some ids are found in a trace: as they are written, and in capitals. */
export function literalsOfIds(ids: readonly string[]): readonly string[] {
  const ends = ids.slice(0, MOST_IDS).map((id) => id.slice(-MOST_SEARCHED));
  return [...new Set(ends.flatMap((id) => (/^[a-f\d{}-]+$/.test(id) ? [id, id.toUpperCase()] : [id])))].sort();
}
