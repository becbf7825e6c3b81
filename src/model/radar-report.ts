import type { Outcome } from './life.ts';
import type { PhraseKind } from './phrase.ts';
import type { IsoTime, Report } from './report.ts';

/** What a line speaks of, or why it is looked at. */
export type Mention = 'offline-im' | 'drafts' | 'spooler' | 'ews' | 'message-id' | 'known-message';

/** A phrase as a phrasebook takes it; without `observes` where the words do not tell what it would observe. */
export interface SuggestedPhrase {
  readonly id: string;
  readonly observes?: PhraseKind;
  readonly text: string;
  readonly component?: string;
  readonly function?: string;
}

/** How a shape goes with the messages whose fate is known. */
export interface KnownShare {
  /** Of `of` messages so many have such a line. Where only messages of one outcome have it, `of` are those. */
  readonly messages: number;
  readonly of: number;
  readonly outcome?: Outcome;
  /** Lines near a known message, and all others. */
  readonly near: number;
  readonly elsewhere: number;
  /** Share of the messages times share of the lines, 0 to 1: 1 in all of them and nowhere else. */
  readonly score: number;
}

/** Lines of one shape. */
export interface RadarShape {
  /** `s1`, `s2`, … in the order of the list. */
  readonly id: string;
  readonly count: number;
  readonly mentions: readonly Mention[];
  /** The earliest of them. `text` has a name of what stood there in the place of whatever may tell who or where: `<address>`. */
  readonly first: {
    readonly source: string;
    readonly line: number;
    readonly offset: number;
    readonly at?: IsoTime;
    readonly text: string;
  };
  readonly component?: string;
  readonly function?: string;
  /** Absent where too little of the text is the same in all lines. */
  readonly phrase?: SuggestedPhrase;
  /** What the guess of `observes` rests on. */
  readonly basis?: 'words' | 'known-outcome';
  readonly known?: KnownShare;
}

/** One line of the list of known messages; who it was for is not repeated. */
export interface KnownMessage {
  /** Its line in the list, from 1. */
  readonly line: number;
  readonly sentAt: IsoTime;
  readonly outcome?: Outcome;
  /** The message of the report that it is, and its outcome there: another one tells that the list, or a phrase, is wrong. */
  readonly message?: string;
  readonly reported?: Outcome;
}

/** What `radar` finds: plain JSON data, the same bytes for the same input. */
export interface RadarReport {
  readonly schema: 'oimscope.radar/1';
  readonly tool: Report['tool'];
  readonly bundle: Report['bundle'];
  readonly lines: {
    /** That speak of the matter, and that no observation was made of. */
    readonly unmatched: number;
    /** Of these, in no shape: there were more different ones than are held. */
    readonly left: number;
  };
  readonly shapes: readonly RadarShape[];
  /** In the order of the list; absent without one. */
  readonly known?: readonly KnownMessage[];
  readonly gaps: Report['gaps'];
  readonly issues: Report['issues'];
}
