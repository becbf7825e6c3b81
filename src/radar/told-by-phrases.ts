import type { Observation } from '../model/observation.ts';
import type { PhraseKind } from '../model/phrase.ts';
import { withoutBrackets } from './known-ids.ts';
import { KnownLives } from './known-window.ts';

/** What is told of messages beside the shapes of lines. */
export interface Told {
  /** Ids of messages, in lower case. */
  readonly messageIds: ReadonlySet<string>;
  /** What phrases tell of known messages. */
  readonly kinds: ReadonlySet<PhraseKind>;
}

const NOBODY = new KnownLives([]);

/** What phrases tell. `suggested`: ids of messages that words of other lines call so. */
export function toldByPhrases(
  observations: readonly Observation[],
  suggested: readonly string[],
  known: KnownLives = NOBODY,
): Told {
  const messageIds = new Set(suggested.map((id) => id.toLowerCase()));
  const kinds = new Set<PhraseKind>();
  for (const one of observations) {
    if (one.kind !== 'phrase') continue;
    const ids = one.values.messageId === undefined ? [] : [withoutBrackets(one.values.messageId).toLowerCase()];
    for (const id of ids) messageIds.add(id);
    if (known.near({ at: one.at, addresses: [], ids }).length > 0) kinds.add(one.observes);
  }
  return { messageIds, kinds };
}
