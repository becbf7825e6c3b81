import { DOCUMENT, IS_DOCUMENT } from '../model/identity/file-endings.ts';
import type { FileName } from '../model/identity/file-names.ts';
import { fold, isEdge } from '../model/identity/fold.ts';
import { nameKey } from './known-names.ts';
import { namesSomething } from './known-words.ts';

/** The name of a document that stands in a text, without its ending. */
interface FileHit {
  readonly start: number;
  readonly end: number;
}

/** Names of files and folders; of documents they are found wherever they stand, with their endings, as blanks in them end no name that is known. */
export class KnownFiles {
  readonly #stems = new Set<string>();
  /** Names with their endings, and how long these are. */
  readonly #endings = new Map<string, number>();
  /** How long names with an ending are in one form of writing or another, the longest first. */
  readonly #lengths = new Map<string, number[]>();

  /** A name all of whose words tools write is none. */
  add({ stem, ending }: FileName): void {
    if (!namesSomething(stem)) return;
    this.#stems.add(nameKey(stem));
    const [last] = IS_DOCUMENT.exec(ending) ?? [];
    const key = nameKey(stem + ending);
    if (last === undefined || this.#endings.has(key)) return;
    this.#endings.set(key, ending.length);
    const lengths = new Set(this.#lengths.get(fold(last)));
    for (const name of [stem, stem.normalize('NFC'), stem.normalize('NFD')]) lengths.add(name.length + ending.length);
    this.#lengths.set(
      fold(last),
      [...lengths].sort((a, b) => b - a),
    );
  }

  has(stem: string): boolean {
    return this.#stems.has(nameKey(stem));
  }

  *hitsIn(text: string): Generator<FileHit> {
    if (this.#endings.size === 0 || !text.includes('.')) return;
    for (const { 0: ending, index } of text.matchAll(DOCUMENT)) {
      const behind = index + ending.length;
      for (const length of this.#lengths.get(fold(ending)) ?? []) {
        const start = behind - length;
        if (start < 0 || !isEdge(text, start)) continue;
        const endingLength = this.#endings.get(nameKey(text.slice(start, behind)));
        if (endingLength === undefined) continue;
        yield { start, end: behind - endingLength };
        break;
      }
    }
  }
}
