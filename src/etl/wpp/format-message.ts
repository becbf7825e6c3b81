import type { EtlRecord } from '../etl-record.ts';
import { type ItemValue, isKnownItem, readItem } from './item-types.ts';
import { hexOf, PayloadReader } from './payload-reader.ts';
import { printValue } from './print-value.ts';
import type { TmfMessage } from './tmf-message.ts';
import { tracefmtTime } from './tracefmt-time.ts';

/**
 * Why a message is not quite what its writer meant: the payload ends too early, holds more, or has an argument of an unknown type, or,
 * by a learned format, of a value that no sample showed.
 */
export type Misfit = 'too-short' | 'left-over' | 'unknown-type' | 'unknown-value';

/** A trace message in words. */
export interface FormattedMessage {
  readonly message: string;
  readonly component: string;
  readonly subcomponent?: string;
  readonly level?: string;
  readonly flags?: string;
  readonly function?: string;
  readonly file?: string;
  readonly line?: number;
  /** Bytes of the payload that no argument took. */
  readonly left: number;
  /** Absent where the arguments fill the payload exactly, as those of the right build do. */
  readonly misfit?: Misfit;
}

/** A payload has less than 64 KiB; a broken TMF may print it any number of times. */
const MOST_CHARACTERS = 1 << 18;
const MOST_HEX_BYTES = 256;
/** Stands for an argument that could not be read, or of which it is not known how it prints. */
export const NOT_KNOWN = '<?>';

function shortHex(bytes: Uint8Array): string {
  const shown = hexOf(bytes.subarray(0, MOST_HEX_BYTES));
  return bytes.length > MOST_HEX_BYTES ? `${shown}…` : shown;
}

interface Arguments {
  readonly values: ReadonlyMap<number, ItemValue>;
  readonly left: number;
  readonly misfit?: Misfit;
  /** What no argument took, where it is in no value. */
  readonly rest: string;
}

function readArguments(message: TmfMessage, payload: Uint8Array, pointerSize: 4 | 8): Arguments {
  const reader = new PayloadReader(payload, pointerSize);
  const values = new Map<number, ItemValue>();
  for (const argument of message.arguments) {
    if (!isKnownItem(argument.type)) {
      const left = reader.left;
      values.set(argument.number, { kind: 'text', text: shortHex(reader.rest()) });
      return { values, left, misfit: reader.isShort ? 'too-short' : 'unknown-type', rest: '' };
    }
    const value = readItem(argument, reader);
    if (value === undefined) break;
    values.set(argument.number, value);
  }
  const { left, isShort } = reader;
  const rest = left === 0 ? '' : ` <${shortHex(payload.subarray(payload.length - left))}>`;
  if (isShort) return { values, left, misfit: 'too-short', rest };
  return { values, left, ...(left > 0 ? { misfit: 'left-over' } : {}), rest };
}

function whole(value: number | undefined): ItemValue {
  return { kind: 'whole', value: BigInt(value ?? 0), bits: 32, isSigned: false };
}

function text(value: string | undefined): ItemValue {
  return { kind: 'text', text: value ?? '' };
}

/** `%1` to `%9` (https://learn.microsoft.com/windows-hardware/drivers/devtest/trace-message-prefix); processor times are in no record. */
function prefixField(number: number, message: TmfMessage, record: EtlRecord): ItemValue {
  switch (number) {
    case 1:
      return text(message.component);
    case 2:
      return text(message.tag);
    case 3:
      return whole(record.tid);
    case 4:
      return text(tracefmtTime(record.at));
    case 7:
      return whole(record.sequence);
    case 8:
      return whole(record.pid);
    case 9:
      return whole(record.cpu);
    default:
      return whole(0);
  }
}

/** What `%!FUNC!` and the like stand for; empty where the TMF does not tell. */
function named(name: string, message: TmfMessage): string {
  switch (name) {
    case 'FUNC':
      return message.function ?? '';
    case 'LEVEL':
      return message.level ?? '';
    case 'FLAGS':
      return message.flags ?? '';
    case 'COMPNAME':
      return message.component;
    case 'SUBCOMP':
      return message.subcomponent ?? '';
    case 'FILE':
      return message.file ?? '';
    case 'LINE':
      return String(message.line ?? '');
    case 'SPACE':
      return ' ';
    default:
      return `%!${name}!`;
  }
}

const FIRST_ARGUMENT = 10;

function* words(message: TmfMessage, record: EtlRecord, values: Arguments['values']): Generator<string> {
  for (const piece of message.pieces) {
    if (typeof piece === 'string') yield piece;
    else if ('name' in piece) yield named(piece.name, message);
    else {
      const isField = piece.number < FIRST_ARGUMENT;
      const value = isField ? prefixField(piece.number, message, record) : values.get(piece.number);
      yield value === undefined ? NOT_KNOWN : printValue(value, piece.spec);
    }
  }
}

function joined(parts: Iterable<string>): string {
  let all = '';
  for (const part of parts) {
    all += part;
    if (all.length > MOST_CHARACTERS) return `${all.slice(0, MOST_CHARACTERS)}…`;
  }
  return all;
}

/**
 * The text of a trace message, as tracefmt prints it (times and accounts apart, which it prints as its own system has them). An argument
 * that is not there reads `<?>`; what no argument took stands behind the text in hexadecimal digits, `<0A0B>`. Never throws.
 */
export function formatMessage(message: TmfMessage, record: EtlRecord): FormattedMessage {
  const { values, left, misfit, rest } = readArguments(message, record.payload, record.pointerSize);
  const { component, subcomponent, level, flags, function: method, file, line } = message;
  return {
    message: joined(words(message, record, values)) + rest,
    component,
    ...(subcomponent === undefined ? {} : { subcomponent }),
    ...(level === undefined ? {} : { level }),
    ...(flags === undefined ? {} : { flags }),
    ...(method === undefined ? {} : { function: method }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    left,
    ...(misfit === undefined ? {} : { misfit }),
  };
}
