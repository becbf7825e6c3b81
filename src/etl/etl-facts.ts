import type { Issue, IssueCode } from '../model/issue.ts';
import type { LogHeader } from './log-header.ts';

/** Places told one by one; a file of nothing but damage would bring a million. */
const MOST_TOLD = 20;

type EtlIssueCode = Extract<IssueCode, 'ETL_BROKEN' | 'ETL_TRUNCATED' | 'ETL_UNSORTED' | 'capped'>;

/** What reading a log found out beside its records: complete when the reading has ended. */
export class EtlFacts {
  readonly #source: string;
  readonly #issues: Issue[] = [];
  #untold = 0;
  /** Known from the first records on; undefined where the first buffer is no log's. */
  log: LogHeader | undefined;
  buffers = 0;
  records = 0;
  /** Buffers that say that events, or a buffer in front of them, were lost; the header counts the rest (`eventsLost`, `buffersLost`). */
  buffersAfterLostEvents = 0;
  buffersAfterLostBuffers = 0;
  compressedBuffers = 0;

  constructor(source: string) {
    this.#source = source;
  }

  add(code: EtlIssueCode, text: string): void {
    if (this.#issues.length < MOST_TOLD) this.#issues.push({ code, source: this.#source, text });
    else this.#untold++;
  }

  get issues(): readonly Issue[] {
    if (this.#untold === 0) return this.#issues;
    const text = `${this.#untold} more damaged places are not listed`;
    return [...this.#issues, { code: 'ETL_BROKEN', source: this.#source, text }];
  }
}
