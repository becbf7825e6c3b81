import type { CompanionComponent } from '../model/companion.ts';

/** One object that a cmdlet or a program printed: its properties by name. */
export interface PropertyBlock {
  readonly component: CompanionComponent;
  /** Line of the text it begins on, from 0. */
  readonly line: number;
  /** Index of its first character. */
  readonly index: number;
  readonly raw: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** What some lines of a text hold, and the number of the line behind them. */
export interface Section {
  readonly blocks: readonly PropertyBlock[];
  readonly end: number;
}
