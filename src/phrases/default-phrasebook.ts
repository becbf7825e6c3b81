import book from './default-phrases.json' with { type: 'json' };
import { type Phrasebook, readPhrasebook } from './read-phrasebook.ts';

let known: Phrasebook | undefined;

/** The phrases that are shipped. */
export function defaultPhrasebook(): Phrasebook {
  known ??= readPhrasebook('default', JSON.stringify(book));
  return known;
}
