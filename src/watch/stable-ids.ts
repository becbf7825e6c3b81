import type { ReportMessage } from '../model/report.ts';

/** How much it says that two messages share a key: an item or a request is of one message, a moment may be of two. */
const WEIGHTS = { item: 1000, request: 1000, spool: 300, evidence: 100, conversation: 30, sent: 10 } as const;

type KeyKind = keyof typeof WEIGHTS;

interface Known {
  readonly keys: ReadonlySet<string>;
  isGone: boolean;
}

function keysOf({ keys, recipients, sentAt, steps, attempts }: ReportMessage): ReadonlySet<string> {
  const to = recipients.join(',');
  const all: [KeyKind, string][] = [
    ...keys.itemIds.map((id): [KeyKind, string] => ['item', id]),
    ...keys.requestIds.map((id): [KeyKind, string] => ['request', id]),
  ];
  if (keys.spoolFile !== undefined) all.push(['spool', keys.spoolFile]);
  if (keys.conversationId !== undefined) all.push(['conversation', `${keys.conversationId} ${to}`]);
  if (sentAt !== undefined) all.push(['sent', `${sentAt} ${to}`]);
  for (const { evidence } of [...steps.slice(0, 1), ...attempts]) {
    const [first] = evidence;
    // By what is said, not where: a rotated file has another name.
    if (first !== undefined) all.push(['evidence', `${first.at} ${first.text}`]);
  }
  return new Set(all.map(([kind, text]) => `${kind} ${text}`));
}

function weightOf(key: string): number {
  const kind = key.slice(0, key.indexOf(' '));
  return Object.entries(WEIGHTS).find(([name]) => name === kind)?.[1] ?? 0;
}

/** Messages of one key beyond which it tells none of them apart. */
const MOST_OF_A_KEY = 8;

/**
 * Ids that messages keep while a watch runs. A report numbers them by time, so a message found late would move all behind it; here it
 * gets the next free number. A message that comes back, as while a log is rotated, has its old id; no id is used for another.
 */
export class StableIds {
  readonly #known = new Map<string, Known>();
  #last = 0;

  /** The stable id for each id of a report. */
  assign(messages: readonly ReportMessage[]): ReadonlyMap<string, string> {
    const owners = this.#owners();
    const pairs: { readonly message: number; readonly id: string; readonly score: number }[] = [];
    const keys = messages.map(keysOf);
    for (const [message, own] of keys.entries()) {
      const scores = new Map<string, number>();
      for (const key of own) {
        const ids = owners.get(key) ?? [];
        if (ids.length > MOST_OF_A_KEY) continue;
        for (const id of ids) scores.set(id, (scores.get(id) ?? 0) + weightOf(key));
      }
      for (const [id, score] of scores) pairs.push({ message, id, score: score + this.#presence(id) });
    }
    // What fits best goes first; of equals the one that stands first.
    pairs.sort((a, b) => b.score - a.score || a.message - b.message);
    const chosen = new Map<number, string>();
    const taken = new Set<string>();
    for (const { message, id } of pairs) {
      if (chosen.has(message) || taken.has(id)) continue;
      chosen.set(message, id);
      taken.add(id);
    }
    for (const known of this.#known.values()) known.isGone = true;
    const ids = new Map<string, string>();
    for (const [i, message] of messages.entries()) {
      const id = chosen.get(i) ?? `m${++this.#last}`;
      this.#known.set(id, { keys: keys[i] ?? new Set(), isGone: false });
      ids.set(message.id, id);
    }
    return ids;
  }

  #presence(id: string): number {
    return this.#known.get(id)?.isGone === false ? 1 : 0;
  }

  #owners(): ReadonlyMap<string, readonly string[]> {
    const owners = new Map<string, string[]>();
    for (const [id, { keys }] of this.#known) {
      for (const key of keys) {
        const ids = owners.get(key);
        if (ids === undefined) owners.set(key, [id]);
        else ids.push(id);
      }
    }
    return owners;
  }
}
