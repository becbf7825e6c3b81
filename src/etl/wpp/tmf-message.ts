import type { FormatPiece } from './format-text.ts';

/** One argument of a message, in the order in which their bytes stand in the payload. */
export interface TmfArgument {
  /** From 10 on; `%10!s!` in the text of the message names it. */
  readonly number: number;
  /** `ItemLong`, `ItemString`, …; any other word is a type that nothing is known of. */
  readonly type: string;
  /** Names of values: of a list, a set (by bit), or an enumeration that the file defines. */
  readonly names?: ReadonlyMap<number, string>;
}

/** How one message of a program is formatted. */
export interface TmfMessage {
  /** GUID of the messages of one source file, lower case. */
  readonly guid: string;
  readonly number: number;
  /** The friendly name of the GUID: `[%1!s!]` of the prefix. */
  readonly component: string;
  readonly subcomponent?: string;
  /** Source file and line as one word: `WppStrEmitter_cpp27`. */
  readonly tag: string;
  readonly file?: string;
  readonly line?: number;
  readonly level?: string;
  readonly flags?: string;
  readonly function?: string;
  readonly pieces: readonly FormatPiece[];
  readonly arguments: readonly TmfArgument[];
}

/** A line of a TMF that could not be used. */
export interface TmfFault {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}
