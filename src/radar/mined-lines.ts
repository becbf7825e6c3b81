import { detached } from '../model/detached.ts';
import type { Mention } from '../model/radar-report.ts';
import type { Ticks } from '../model/ticks.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import type { LineKeys } from './known-window.ts';
import type { Piece } from './piece.ts';
import type { valuesOf } from './skeleton.ts';
import { UnnamedIds } from './unnamed-ids.ts';

export type Values = ReturnType<typeof valuesOf>;

/** Shorter ones are of messages where letters stand in them: `17` may be anything. */
const LEAST_ID = 5;

/** The earliest line of a skeleton. */
export interface FirstLine {
  readonly at: Ticks | undefined;
  readonly source: string;
  readonly offset: number;
  readonly ref: ReturnType<UnmatchedLine['cite']>;
  /** Values of the holes of the line that tell nothing of anybody. */
  readonly samples: readonly (string | undefined)[];
}

/** All lines of one skeleton. */
export interface MinedLines {
  readonly count: number;
  readonly mentions: ReadonlySet<Mention>;
  readonly first: FirstLine;
  /** `undefined` among them: some state none. */
  readonly components: ReadonlySet<string | undefined>;
  readonly functions: ReadonlySet<string | undefined>;
  /** A function that wrote some of them is named after an operation of EWS. */
  readonly isInOperation: boolean;
  /** Records of some of them have other lines. */
  readonly isOneOfSeveral: boolean;
  /** Lines near a known message, and those of each. */
  readonly near: number;
  readonly nearTo: ReadonlyMap<number, number>;
  /** Sum of the times from the earliest sending of the messages to these lines, and how many it is of: one for each line with a time and message near to it. */
  readonly nearTicks: number;
  readonly nearTimes: number;
  /** Of the holes that may hold the id of a message; undefined where words were masked behind the numbers of holes. */
  readonly ids: UnnamedIds | undefined;
}

/** The same, while lines are counted. */
export interface Counting {
  /** By which it is known in a log of lines. */
  readonly number: number;
  count: number;
  readonly mentions: Set<Mention>;
  first: FirstLine;
  readonly components: Set<string | undefined>;
  readonly functions: Set<string | undefined>;
  isInOperation: boolean;
  isOneOfSeveral: boolean;
  near: number;
  readonly nearTo: Map<number, number>;
  nearTicks: number;
  nearTimes: number;
  /** Holes that tell an id of a message. */
  readonly idHoles: readonly number[];
  readonly ids: UnnamedIds;
}

/** What there is of a skeleton in front of its first line. */
export function noneCounted(
  number: number,
  first: FirstLine,
  pieces: readonly Piece[],
  idHoles: readonly number[],
): Counting {
  return {
    number,
    count: 0,
    mentions: new Set(),
    first,
    components: new Set(),
    functions: new Set(),
    isInOperation: false,
    isOneOfSeveral: false,
    near: 0,
    nearTo: new Map(),
    nearTicks: 0,
    nearTimes: 0,
    idHoles,
    ids: new UnnamedIds(pieces),
  };
}

/** Two of them tell that lines differ, whichever they are. */
const MOST_KEPT = 2;
const OPERATION = /(?:Create|Send|Update|Move|Delete|Get)(?:Item|Folder|Attachment)/;

export function keepSome(kept: Set<string | undefined>, one: string | undefined): void {
  if (kept.size < MOST_KEPT && !kept.has(one)) kept.add(one === undefined ? undefined : detached(one));
}

/** Takes who wrote a line and how its record goes on, a copy of another or not: decoders may tell it otherwise. */
export function noteRecord(mined: Counting, { component, function: called, isOneOfSeveral }: UnmatchedLine): void {
  // Functions that are kept were looked at.
  if (!mined.isInOperation && called !== undefined && !mined.functions.has(called))
    mined.isInOperation = OPERATION.test(called);
  keepSome(mined.components, component);
  keepSome(mined.functions, called);
  if (isOneOfSeveral === true) mined.isOneOfSeveral = true;
}

type Place = Pick<FirstLine, 'at' | 'source' | 'offset'>;

/** Whether a line comes before another: by time, then by source and place. */
export function isBefore(line: Omit<Place, 'at'> & Partial<Place>, first: Place): boolean {
  const [a, b] = [line.at ?? Number.POSITIVE_INFINITY, first.at ?? Number.POSITIVE_INFINITY];
  if (a !== b) return a < b;
  if (line.source !== first.source) return line.source < first.source;
  return line.offset < first.offset;
}

/** Codes, and numbers too short to be of anybody. */
function sampleOf({ kind, value }: Values[number]): string | undefined {
  const isHarmless =
    kind === 'response-code' ||
    kind === 'operation' ||
    kind === 'disposition' ||
    (kind === 'hex' && /^0x(?:8|0+$)/i.test(value));
  return isHarmless || (kind === 'number' && /^\d{1,3}$/.test(value)) ? detached(value) : undefined;
}

/** The earliest line of a skeleton, out of one line. */
export function firstOf(line: UnmatchedLine, values: Values): FirstLine {
  const { at, source, offset } = line;
  return { at, source, offset, ref: line.cite(), samples: values.map(sampleOf) };
}

/** What of a line may tie it to a message, in lower case. `idHoles`: those in which an id of a message stands, however short. */
export function keysOf({ at }: UnmatchedLine, values: Values, idHoles: readonly number[]): LineKeys {
  const addresses: string[] = [];
  const ids: string[] = [];
  for (const [hole, { kind, value }] of values.entries()) {
    if (kind === 'address') addresses.push(value.toLowerCase());
    if (kind === 'address-with-name') addresses.push(value.slice(value.lastIndexOf('<') + 1, -1).toLowerCase());
    if (kind === 'id' || value.length >= LEAST_ID || idHoles.includes(hole)) ids.push(value.toLowerCase());
  }
  return { at, addresses, ids };
}
