import { detached } from '../model/detached.ts';
import { BoundedMap } from './bounded-map.ts';
import { domainWords, nameWords } from './name-words.ts';

/** Words that addresses and names show to be of somebody. */
const MOST_WORDS = 20_000;
/** Values whose words are known to be there: most stand in many lines. */
const MOST_NOTED = 5000;

/** `bob@contoso.com`, also as `bob%40contoso%2Ecom`, `bob=40contoso.com`, `bob(at)contoso(dot)com` and `bob @ contoso.com`. */
const AT = /@|[%=]40|[([{<]\s*at\s*[)\]}>]/gi;
const DOT = /[%=]2E|\s*[([{<]\s*dot\s*[)\]}>]\s*/gi;

function wordsOfAddress(address: string): readonly string[] {
  const plain = address.replace(AT, '@').replace(DOT, '.');
  const at = plain.lastIndexOf('@');
  return [...nameWords(at < 0 ? plain : plain.slice(0, at)), ...domainWords(plain)];
}

/** The words of the addresses and names of lines: wherever else they stand, they are masked. */
export class NameLog {
  readonly #words = new BoundedMap<true>(MOST_WORDS);
  /** By what they are: the words of one value differ with it. */
  readonly #addresses = new Set<string>();
  readonly #names = new Set<string>();

  /** In small letters, but for those that are names with a capital alone. */
  words(): ReadonlySet<string> {
    return new Set(this.#words.entries().map(([word]) => word));
  }

  noteAddress(address: string): void {
    this.#note(this.#addresses, address, wordsOfAddress);
  }

  noteName(name: string): void {
    this.#note(this.#names, name, nameWords);
  }

  #note(noted: Set<string>, value: string, wordsOf: (value: string) => readonly string[]): void {
    if (noted.has(value)) return;
    if (noted.size >= MOST_NOTED) noted.clear();
    noted.add(detached(value));
    for (const word of wordsOf(value)) this.#words.at(word, () => true);
  }
}
