import type { Observation } from '../model/observation.ts';
import { type HoleName, ID_HOLES } from '../model/phrase.ts';
import type { ReportMessage } from '../model/report.ts';

/** Shorter ones stand in too many other words. */
const LEAST_LENGTH = 6;
/** Characters of an id that are searched for: of ids of items the last ones differ. */
const MOST_SEARCHED = 32;
/** Ids that are searched for: 24 of them double the time of a reading. */
const MOST_IDS = 12;

const HOLES: readonly HoleName[] = [...ID_HOLES, 'spoolFile'];
/** What a phrase may take into a value, and a mask does not. */
const AROUND = /^[{<("']+|[})>"']+$/g;

/** An id as a mask has it. */
export function withoutBrackets(id: string): string {
  return id.replace(AROUND, '');
}

function present(ids: readonly (string | undefined)[]): readonly string[] {
  return ids.flatMap((id) => (id === undefined ? [] : [withoutBrackets(id)]));
}

function idsIn(observation: Observation): readonly string[] {
  switch (observation.kind) {
    case 'http-request':
      return present([
        ...observation.requestIds,
        ...observation.itemIds,
        ...observation.items.map(({ conversationId }) => conversationId),
      ]);
    case 'http-response':
      return present([...observation.requestIds, ...observation.answers.flatMap(({ itemIds }) => itemIds)]);
    case 'spool-file':
      return present([observation.source.split('/').at(-1)]);
    case 'phrase':
      return present(HOLES.map((name) => observation.values[name]));
    default:
      return [];
  }
}

/** Whether a trace can be searched for an id. */
export function isSearchable(id: string): boolean {
  return id.length >= LEAST_LENGTH && /^[\x20-\x7e]+$/.test(id);
}

/** Ids of messages that are searched for, and how many there are. */
export interface FollowedIds {
  /** As they are written. */
  readonly ids: readonly string[];
  readonly of: number;
}

/**
 * Chooses the ids that are searched for: those that phrases tell first, then those of calls and files, then those that stand where lines that nothing
 * understands tell an id of a message (`suggested`); of each by code units.
 */
export function followedIds(observations: readonly Observation[], suggested: readonly string[]): FollowedIds {
  const [told, seen] = [new Set<string>(), new Set<string>()];
  for (const one of observations) for (const id of idsIn(one)) (one.kind === 'phrase' ? told : seen).add(id);
  const all = new Map<string, string>();
  for (const id of [told, seen, suggested].flatMap((some) => [...some].sort()))
    if (isSearchable(id) && !all.has(id.toLowerCase())) all.set(id.toLowerCase(), id);
  return { ids: [...all.values()].slice(0, MOST_IDS), of: all.size };
}

/** Texts by which ids are found in a trace: as they are written, and in capitals. */
export function literalsOfIds(ids: readonly string[]): readonly string[] {
  const ends = ids.map((id) => id.slice(-MOST_SEARCHED));
  return [...new Set(ends.flatMap((id) => (/^[a-f\d{}-]+$/.test(id) ? [id, id.toUpperCase()] : [id])))].sort();
}

function placeOf({ source, offset }: { readonly source: string; readonly offset: number }): string {
  return `${offset} ${source}`;
}

/** The ids of each message of a report, in lower case, by its id there: its keys, and what the phrases tell that it cites. */
export function idsByMessage(
  messages: readonly ReportMessage[],
  observations: readonly Observation[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const told = new Map<string, readonly string[]>();
  for (const one of observations)
    if (one.kind === 'phrase')
      for (const ref of one.evidence) told.set(placeOf(ref), [...(told.get(placeOf(ref)) ?? []), ...idsIn(one)]);
  return new Map(
    messages.map(({ id, keys, steps, attempts }) => {
      const { requestIds, itemIds, conversationId, spoolFile } = keys;
      const cited = [...steps, ...attempts].flatMap(({ evidence }) => evidence);
      const ids = [
        ...present([...requestIds, ...itemIds, conversationId, spoolFile?.split('/').at(-1)]),
        ...cited.flatMap((ref) => told.get(placeOf(ref)) ?? []),
      ];
      return [id, new Set(ids.map((one) => one.toLowerCase()))] as const;
    }),
  );
}
