import type { Issue, IssueCode } from '../model/issue.ts';

/** Issues of one code in one file that are told one by one; the rest are counted. */
const TOLD_ISSUES = 20;

/** Issues of a file or of a part of it: the first of each code, and how many there are. Plain data, for workers. */
export interface Noted {
  readonly told: readonly Issue[];
  readonly counts: readonly (readonly [IssueCode, number])[];
}

/** The issues of one file: a damaged one may have as many as it has lines. */
export class SourceNotes {
  readonly #told: Issue[];
  readonly #counts: Map<IssueCode, number>;

  /** `before`: those of the parts in front. */
  constructor(before: Noted = { told: [], counts: [] }) {
    this.#told = [...before.told];
    this.#counts = new Map(before.counts);
  }

  add(issue: Issue): void {
    const count = (this.#counts.get(issue.code) ?? 0) + 1;
    this.#counts.set(issue.code, count);
    if (count <= TOLD_ISSUES) this.#told.push(issue);
  }

  get noted(): Noted {
    return { told: this.#told, counts: [...this.#counts] };
  }

  /** Those of the next part of the file, whose lines were counted from 1, `before` being the line feeds in front of it. */
  addPart({ told, counts }: Noted, before: number): void {
    for (const issue of told) this.add(issue.line === undefined ? issue : { ...issue, line: issue.line + before });
    for (const [code, count] of counts) {
      const more = Math.max(0, count - TOLD_ISSUES);
      this.#counts.set(code, (this.#counts.get(code) ?? 0) + more);
    }
  }

  all(): readonly Issue[] {
    const more = [...this.#counts].filter(([, count]) => count > TOLD_ISSUES);
    return [
      ...this.#told,
      ...more.flatMap(([code, count]) => {
        const last = this.#told.findLast((issue) => issue.code === code);
        return last === undefined
          ? []
          : [{ ...last, text: `${count - TOLD_ISSUES} more of the same behind this line.` }];
      }),
    ];
  }
}
