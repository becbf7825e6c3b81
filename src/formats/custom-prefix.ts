// Output of tracefmt with a prefix of the user's own (set TRACE_FORMAT_PREFIX=%2!s!: %!FUNC!: %8!04x!.%3!04x!: %4!s!:), or
// with the columns of -csv in front of the usual one:
//   tracedrv_c258: TracedrvDispatchDeviceControl: 0af4.0c64: 07/25/2003-13:55:39.998:  IOCTL = 1
// https://learn.microsoft.com/windows-hardware/drivers/devtest/example-7--customizing-the-trace-message-prefix
// Any order: process and thread and a time must stand within the first columns.
import { hex, type LineGrammar, type Prefix } from './line-grammar.ts';
import { selfDescribingBody } from './self-describing.ts';
import { tracefmtGrammar } from './tracefmt.ts';

const COLUMNS = 120;
/** The columns of -csv hold names and GUIDs. */
const CSV_COLUMNS = 400;

const TIME = /(?<![\w/])(?:\d{1,2}\/\d{1,2}\/\d{4}|\d{4}\/\d{1,2}\/\d{1,2})-\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?/;
const THREAD = /(?<![\w.])([0-9A-Fa-f]{4,8})\.([0-9A-Fa-f]{4,8})(?![\w.])/;
const USUAL = /[,;\t"]\[\d{1,4}\][0-9A-Fa-f]{4,8}\.[0-9A-Fa-f]{4,8}::(?=\d)/;
const NAME = /\[([A-Za-z][^\]\n]{0,200})\]/;
/** A line that begins so is one of a page, of XML or of a report that quotes a trace. */
const QUOTED = /^[\s"'{}<>#|*-]/;
/** `tracedrv_c258`: name and extension of a source file, and the line. */
const FILE_LINE = /^\w+_[a-z]+\d+$/i;
const WORDS = /[A-Za-z_~?][\w:~<>]*/g;

interface Found {
  /** Index of the time. */
  readonly time: number;
  readonly prefix: Prefix;
}

/** The function is stated where it stands behind file and line, or names its class. */
function functionIn(words: readonly string[]): string | undefined {
  const fileLine = words.findIndex((word) => FILE_LINE.test(word));
  const next = fileLine < 0 ? undefined : words[fileLine + 1];
  return words.find((word) => /\w::~?\w/.test(word)) ?? next;
}

function findUsual(line: string): Found | undefined {
  const match = USUAL.exec(line);
  if (match === null) return undefined;
  const start = match.index + 1;
  const prefix = tracefmtGrammar.prefix(line.slice(start));
  const isQuoted = line[match.index] === '"';
  return (
    prefix && { time: match.index + match[0].length, prefix: { ...prefix, length: start + prefix.length, isQuoted } }
  );
}

function findOwn(line: string): Found | undefined {
  if (QUOTED.test(line)) return undefined;
  const time = TIME.exec(line.slice(0, COLUMNS + 30));
  const thread = time === null ? null : THREAD.exec(line.slice(0, COLUMNS + 20));
  if (time === null || thread === null || time.index > COLUMNS || thread.index > COLUMNS) return undefined;
  const parts = [time, thread].toSorted((a, b) => a.index - b.index);
  const [first, last] = parts.map((part) => ({ start: part.index, end: part.index + part[0].length }));
  if (first === undefined || last === undefined || first.end > last.start) return undefined;
  const behind =
    /^(?:[:|,;\t ]*\[[^\]\n]{0,200}\])?[:|,;]?[ \t]*/.exec(line.slice(last.end, last.end + 250))?.[0] ?? '';
  const length = last.end + behind.length;
  const rest = `${line.slice(0, first.start)} ${line.slice(first.end, last.start)} ${behind}`;
  const words =
    rest
      .replace(NAME, ' ')
      .match(WORDS)
      ?.map((word) => word.replace(/:+$/, '')) ?? [];
  const [component, name] = [NAME.exec(rest)?.[1], functionIn(words)];
  return {
    time: time.index,
    prefix: {
      length,
      pid: hex(thread[1]) ?? 0,
      tid: hex(thread[2]) ?? 0,
      ...(component === undefined ? {} : { component }),
      ...(name === undefined ? {} : { function: name }),
    },
  };
}

function find(raw: string): Found | undefined {
  // Behind the end of a window stand zeros, and then what was there before.
  const [line = ''] = raw.slice(0, CSV_COLUMNS).split(/[\n\0]/, 1);
  return findUsual(line) ?? findOwn(line);
}

/** Looked for only in files whose head holds such lines: each line costs a search. */
export const customPrefix: LineGrammar = {
  timeIndex(bytes, start) {
    const line = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(CSV_COLUMNS, bytes.length - start));
    const found = find(line.toString('latin1'));
    return found === undefined ? -1 : start + found.time;
  },
  prefix: (raw) => find(raw)?.prefix,
  body: selfDescribingBody,
};
