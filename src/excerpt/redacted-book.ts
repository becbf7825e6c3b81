import { codingOf, decode } from '../input/encoding.ts';
import type { Phrase } from '../model/phrase.ts';
import { type Phrasebook, readPhrasebook, readTemplate } from '../phrases/index.ts';
import { Identities } from './identities.ts';
import { leaksIn } from './leaks.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** Its own name, and the notes in it, may name anybody, and nothing is matched by them. */
const NAME = 'excerpt';
const NEUTRAL_ID = 'phrase';

type Parts = Phrasebook['phrases'][number]['parts'];

function bookOf(bytes: Uint8Array): Phrasebook {
  const coding = codingOf(bytes);
  return readPhrasebook(NAME, decode(bytes.subarray(coding.bom), coding).text);
}

/** Learns who is named in what the phrases of a book match by. */
export function addBookNames(bytes: Uint8Array, identities: Identities): void {
  for (const { parts } of bookOf(bytes).phrases) {
    for (const part of parts) if (part.kind === 'literal') identities.add(part.text);
  }
}

function template(parts: Parts, change: (text: string) => string): string {
  return parts
    .map((part) => {
      if (part.kind === 'literal') return change(part.text).replace(/[{}]/g, '$&$&');
      return part.kind === 'hole' ? `{${part.name}}` : '{*}';
    })
    .join('');
}

/** Whether it names somebody who is known, or looks so by itself: `alice@contoso.com`. */
function namesSomebody(id: string, pseudonyms: Pseudonyms): boolean {
  const own = new Identities();
  own.add(id);
  return pseudonyms.text(id) !== id || leaksIn(Buffer.from(id), own).length > 0;
}

/** Ids stay where they can, as a phrase of another book may take the place of one. */
function idsOf(phrases: Phrasebook['phrases'], pseudonyms: Pseudonyms): readonly string[] {
  const named = phrases.map(({ phrase: { id } }) => (namesSomebody(id, pseudonyms) ? undefined : id));
  const taken = new Set(named);
  return named.map((kept, i) => {
    if (kept !== undefined) return kept;
    const token = `${NEUTRAL_ID}-${pseudonyms.word(phrases[i]?.phrase.id ?? '')}`;
    let id = token;
    for (let count = 2; taken.has(id); count++) id = `${token}-${count}`;
    taken.add(id);
    return id;
  });
}

function redactedPhrase(phrase: Phrase, id: string, text: string, change: (text: string) => string): object {
  const { observes, status, component, function: called, since, until } = phrase;
  return {
    id,
    observes,
    text,
    status,
    ...(component === undefined ? {} : { component: change(component) }),
    ...(called === undefined ? {} : { function: change(called) }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** A phrasebook of what matching needs, with the tokens that its phrases meet in a redacted trace. */
export function redactedBook(bytes: Uint8Array, pseudonyms: Pseudonyms): Uint8Array {
  const read = bookOf(bytes).phrases;
  const ids = idsOf(read, pseudonyms);
  const change = (text: string): string => pseudonyms.text(text);
  const phrases = read.flatMap(({ phrase, parts }, i) => {
    const text = template(parts, change);
    // Tokens may be longer than a template may be.
    return readTemplate(text).problems.length > 0 ? [] : [redactedPhrase(phrase, ids[i] ?? '', text, change)];
  });
  return Buffer.from(`${JSON.stringify({ phrasebook: 1, name: NAME, phrases }, undefined, 2)}\n`);
}
