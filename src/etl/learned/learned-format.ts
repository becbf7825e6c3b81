import { cyrb53 } from '../../model/content-hash.ts';
import type { EtlRecord } from '../etl-record.ts';
import { NOT_KNOWN } from '../wpp/format-message.ts';
import { type FormatSpec, readSpec } from '../wpp/format-text.ts';
import { readItem } from '../wpp/item-types.ts';
import { PayloadReader } from '../wpp/payload-reader.ts';
import { printValue } from '../wpp/print-value.ts';

/** One way in which an argument may be read and printed: `ItemLong` and `08x`. */
export interface ArgumentChoice {
  readonly type: string;
  readonly spec: string;
}

export interface LearnedArgument {
  /** Ways that printed all samples right. They are of one size; where they print a value differently, it is not known. */
  readonly choices: readonly ArgumentChoice[];
  /** Hash of its bytes, where they were the same in all samples: of any others it is not known how they print. */
  readonly always?: string;
}

/** A way in which a message may be made: its words and its arguments, in the order of both. */
export type LearnedShape = readonly (string | LearnedArgument)[];

/** What was learned of one message of a program: all shapes that made the texts of all samples. */
export interface LearnedFormat {
  /** Message GUID, lower case. */
  readonly guid: string;
  readonly number: number;
  /** Distinct samples that it was learned from. */
  readonly support: number;
  readonly component?: string;
  readonly function?: string;
  /** Empty where no shape was found: then there are only the words that all texts begin and end with. */
  readonly shapes: readonly LearnedShape[];
  readonly begins?: string;
  readonly ends?: string;
}

const specs = new Map<string, FormatSpec>();

function specOf(text: string): FormatSpec {
  const known = specs.get(text) ?? readSpec(text);
  specs.set(text, known);
  return known;
}

/** In no text that a program prints: other bytes were taken for a text. */
const NO_TEXT = /[\0-\b\x0e-\x1f]/;

/** An argument at the reader's place as a choice prints it; undefined where the payload ends first, or it is no text. */
export function printChoice({ type, spec }: ArgumentChoice, reader: PayloadReader): string | undefined {
  const value = readItem({ number: 0, type }, reader);
  if (value === undefined || reader.isShort) return undefined;
  const text = printValue(value, specOf(spec));
  return value.kind === 'text' && NO_TEXT.test(text) ? undefined : text;
}

export function bytesHash(bytes: Uint8Array): string {
  return cyrb53(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex'));
}

/** Bytes of an argument, and what it prints; undefined where the payload ends first. */
function printArgument(
  { choices, always }: LearnedArgument,
  payload: Uint8Array,
  at: number,
  pointerSize: 4 | 8,
): { readonly text: string; readonly size: number } | undefined {
  let text: string | undefined;
  let size = 0;
  for (const choice of choices) {
    const reader = new PayloadReader(payload.subarray(at), pointerSize);
    const printed = printChoice(choice, reader);
    const used = payload.length - at - reader.left;
    // A pointer of another program may be of another size than the number it was taken for as well.
    if (printed === undefined || (text !== undefined && used !== size)) return undefined;
    size = used;
    if (text !== undefined && printed !== text) text = NOT_KNOWN;
    else text ??= printed;
  }
  if (text === undefined) return undefined;
  const isOther = always !== undefined && bytesHash(payload.subarray(at, at + size)) !== always;
  return { text: isOther ? NOT_KNOWN : text, size };
}

/** The text of a payload by one shape; undefined where its arguments are not what the payload is made of. */
function printShape(shape: LearnedShape, payload: Uint8Array, pointerSize: 4 | 8): string | undefined {
  let text = '';
  let at = 0;
  for (const piece of shape) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    const printed = printArgument(piece, payload, at, pointerSize);
    if (printed === undefined) return undefined;
    text += printed.text;
    at += printed.size;
  }
  return at === payload.length ? text : undefined;
}

/** What several texts agree on, with `<?>` for the rest. */
function agreed(texts: readonly string[]): string | undefined {
  const [first, ...others] = texts;
  if (first === undefined || others.every((one) => one === first)) return first;
  const shortest = Math.min(...texts.map(({ length }) => length));
  let start = 0;
  while (start < shortest && others.every((one) => one[start] === first[start])) start++;
  let end = 0;
  while (end < shortest - start && others.every((one) => one.at(-1 - end) === first.at(-1 - end))) end++;
  return first.slice(0, start) + NOT_KNOWN + first.slice(first.length - end);
}

/** The text of a message, as far as it is known; undefined where nothing learned fits it. */
export function printLearned(format: LearnedFormat, { payload, pointerSize }: EtlRecord): string | undefined {
  if (format.shapes.length === 0) return `${format.begins ?? ''}${NOT_KNOWN}${format.ends ?? ''}`;
  const texts = format.shapes.flatMap((shape) => printShape(shape, payload, pointerSize) ?? []);
  return agreed(texts);
}
