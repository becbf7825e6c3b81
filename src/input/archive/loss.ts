import type { IssueCode } from '../../model/issue.ts';

/** What was lost of an archive or of a member, not yet tied to a source. */
export interface Loss {
  readonly code: IssueCode;
  readonly text: string;
}

export function damaged(text: string): Loss {
  return { code: 'ARCHIVE_DAMAGED', text };
}

export function capped(text: string): Loss {
  return { code: 'capped', text };
}

/** Losses of one archive with one code that are told one by one; the rest are counted. */
const TOLD = 20;

/** Losses as they are found, each told once, and many of a kind counted. */
export class Losses {
  readonly #told = new Map<string, Loss & { readonly source: string }>();
  readonly #counts = new Map<IssueCode, number>();

  add(source: string, loss: Loss): void {
    const key = `${loss.code}\0${source}\0${loss.text}`;
    if (this.#told.has(key)) return;
    const count = (this.#counts.get(loss.code) ?? 0) + 1;
    this.#counts.set(loss.code, count);
    if (count <= TOLD) this.#told.set(key, { source, ...loss });
  }

  /** `source`: the archive that the counted rest is told of. */
  all(source: string): readonly (Loss & { readonly source: string })[] {
    const more = [...this.#counts].filter(([, count]) => count > TOLD);
    return [
      ...this.#told.values(),
      ...more.map(([code, count]) => ({ code, source, text: `${count - TOLD} more of the same in this archive.` })),
    ];
  }
}
