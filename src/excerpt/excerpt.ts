import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { Report } from '../model/report.ts';
import type { ExcerptFile, Piece } from './excerpt-file.ts';

/** The smallest bundle found that tells the same. */
export interface Excerpt {
  readonly kind: 'made';
  readonly files: readonly ExcerptFile[];
  readonly kept: readonly Piece[];
  /** What it tells, and what must be given to analyse it, beside the times of its files. */
  readonly report: Report;
  readonly analysis: AnalysisOptions;
  readonly isMinimal: boolean;
  readonly isRedacted: boolean;
  /** Raw traces in whose place their text stands. */
  readonly decoded: readonly string[];
  /** Of the whole bundle. */
  readonly recordsBefore: number;
  readonly bytesBefore: number;
  readonly analyses: number;
  /** Some of the input could not be read. */
  readonly isPartial: boolean;
}

/** Why there is no excerpt. */
export interface NoExcerpt {
  readonly kind: 'no-input' | 'nothing-to-keep' | 'differs' | 'redaction-differs' | 'leak';
  readonly text: string;
}
