import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import type { SpoolFileSeen } from '../../model/observation.ts';
import { TICKS_PER_SECOND, type Ticks } from '../../model/ticks.ts';
import { JITTER_TICKS } from '../timeline.ts';
import type { Gathering } from './gathering.ts';

/** A client tries no longer than this after the user sent. */
const TRIED_TICKS = DEADLINE_SECONDS * TICKS_PER_SECOND;
/** Among so many something else could be meant. */
const MOST_RIVALS = 64;

/** Items in order of time, to be looked up by it; what has no time is left out. */
class ByTime<Item> {
  readonly #items: readonly { readonly item: Item; readonly at: number }[];

  constructor(items: readonly Item[], timeOf: (item: Item) => Ticks | undefined) {
    const timed = items.flatMap((item) => {
      const at = timeOf(item);
      return at === undefined ? [] : [{ item, at }];
    });
    this.#items = timed.sort((a, b) => a.at - b.at);
  }

  /** Those of a span; undefined where they are too many to tell. */
  between(least: number, greatest: number): readonly Item[] | undefined {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#items[middle]?.at ?? 0) < least) low = middle + 1;
      else high = middle;
    }
    const found: Item[] = [];
    for (let place = low; place < this.#items.length; place++) {
      const one = this.#items[place];
      if (one === undefined || one.at > greatest) break;
      if (found.length === MOST_RIVALS) return undefined;
      found.push(one.item);
    }
    return found;
  }
}

/** When the first call of a message was asked, or answered where that is all there is. */
function firstSeen({ attempts, firstRequestAt }: Gathering): Ticks | undefined {
  return firstRequestAt ?? attempts[0]?.endedAt;
}

/**
 * A call of no known message may be another try of one whose ItemId is not known, until that is answered for good. Not so a refusal after
 * which nothing is tried again, where no file of that message stands: it would.
 */
function mayBeTried(message: Gathering, nameless: Gathering, at: Ticks): boolean {
  if (message.itemIds.length > 0 || message.isAnsweredForGood(at)) return false;
  const { spoolWrittenAt } = message;
  if (spoolWrittenAt !== undefined && spoolWrittenAt > at + JITTER_TICKS) return false;
  return message.spool !== undefined || !nameless.isAnsweredForGood(undefined);
}

/**
 * Joins messages that the trace does not name to spool files that nothing else is known of, by elimination: the user sent nothing else
 * within the time in which the client tries, no other call is without a message there, and no message of the trace may be meant.
 */
export function joinNameless(
  nameless: readonly Gathering[],
  files: readonly SpoolFileSeen[],
  others: readonly SpoolFileSeen[],
  messages: readonly Gathering[],
  join: (file: SpoolFileSeen, message: Gathering) => void,
): void {
  if (nameless.length === 0 || files.length === 0) return;
  const filesByTime = new ByTime([...files, ...others], (file) =>
    file.hasLocalTime === true ? undefined : file.writtenAt,
  );
  const namelessByTime = new ByTime(nameless, firstSeen);
  const messagesByTime = new ByTime(messages, ({ firstRequestAt }) => firstRequestAt);
  const own = new Set(files);
  for (const message of nameless) {
    const at = firstSeen(message);
    if (at === undefined) continue;
    const near = filesByTime.between(at - TRIED_TICKS, at + JITTER_TICKS) ?? [];
    // History is saved, too, but never sent or deleted: what names an item is of an offline message.
    const [file, ...rest] = message.itemIds.length > 0 ? near.filter((one) => own.has(one)) : near;
    if (file?.writtenAt === undefined || rest.length > 0 || !own.has(file)) continue;
    const rivals = namelessByTime.between(file.writtenAt - JITTER_TICKS, file.writtenAt + TRIED_TICKS);
    // The first CreateItem that the trace shows of a message need not be its first; but what is saved already is not created again.
    const last = message.itemIds.length > 0 ? at : at + TRIED_TICKS;
    const tried = messagesByTime.between(at - TRIED_TICKS, last);
    if (rivals?.length !== 1 || tried === undefined || tried.some((one) => mayBeTried(one, message, at))) continue;
    join(file, message);
  }
}
