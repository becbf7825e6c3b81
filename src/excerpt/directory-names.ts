import { fold } from '../model/identity/fold.ts';
import { VOCABULARY } from '../model/identity/vocabulary.ts';

/** `CN=Li`, `ou=AG`: a name of two letters at most behind its key. */
const SHORT = /(?<![\p{L}\p{N}\p{M}])((?:CN|OU|O)=)(\p{Script=Latin}{1,2})(?![\p{L}\p{N}\p{M}])/giu;

/** Names in a directory that are too short to be known elsewhere: each with the key in front of it. */
export class DirectoryNames {
  readonly #known = new Set<string>();

  add(lead: string, name: string): void {
    if (!VOCABULARY.has(fold(name))) this.#known.add(fold(lead + name));
  }

  /** Where such a name stands in a text, without its key. */
  *hitsIn(text: string): Generator<{ readonly start: number; readonly end: number }> {
    if (this.#known.size === 0 || !text.includes('=')) return;
    for (const { 0: whole, 1: lead = '', index } of text.matchAll(SHORT)) {
      if (this.#known.has(fold(whole))) yield { start: index + lead.length, end: index + whole.length };
    }
  }
}
