import type { Head } from '../input/text-source.ts';
import { chooseZone } from '../input/zone.ts';
import type { FormatId } from '../model/source.ts';
import { customPrefix } from './custom-prefix.ts';
import type { Format } from './format.ts';
import type { LineForm } from './line-grammar.ts';
import { MixedLines } from './mixed-lines.ts';
import { ocsText } from './ocs-text.ts';
import { isOwnRecord } from './own-records.ts';
import { lineBoundary, readPrefixedLines } from './prefixed-lines.ts';
import { tracefmt } from './tracefmt.ts';
import { uccapilog } from './uccapilog.ts';

/** In the order in which a tie is decided. */
const FORMS: readonly LineForm[] = [ocsText, tracefmt, uccapilog];

/** Lines by which the form of a file is judged; more only where none of them begins a record. */
const JUDGED_LINES = 200;
/** More lines than a page of documentation quotes. */
const MANY_LINES = 20;
/** From this share of lines on a text is a trace. In pages of the Windows Driver Kit that quote one it is 0.08 to 0.30. */
const FAIR_SHARE = 1 / 3;
const LONGEST_PREFIX = 1024;
/** What stands in front of the records of a console or of a debugger's session. */
const PREAMBLE = /^(?:Logfile |Setting log file to: |(?:\d+: )?l?kd> |\(WmiTrace\))/;

interface HeadLines {
  /** The form with most records; undefined where the text is no trace. */
  readonly id: FormatId | undefined;
  /** Some records have a prefix of the user's own. */
  readonly hasCustom: boolean;
  /** Most records of that form have a clock known to be UTC. */
  readonly isUtc: boolean;
}

interface Count {
  records: number;
  utc: number;
}

class HeadCount {
  readonly #counts = new Map<LineForm, Count>(FORMS.map((form) => [form, { records: 0, utc: 0 }]));
  hasCustom = false;
  /** Lines that stand for an event without a prefix, as `Unknown( 10): …`. */
  #own = 0;
  #lines = 0;
  #beginsWithTrace = false;

  add(line: string): void {
    if (line.trim() === '') return;
    const isTrace = this.#count(line);
    if (this.#lines === 0) this.#beginsWithTrace = isTrace || PREAMBLE.test(line);
    this.#lines++;
  }

  get #prefixed(): number {
    return [...this.#counts.values()].reduce((sum, { records }) => sum + records, 0);
  }

  get isEmpty(): boolean {
    return this.#prefixed + this.#own === 0;
  }

  #count(line: string): boolean {
    const bytes = Buffer.from(line.slice(0, LONGEST_PREFIX), 'latin1');
    for (const form of FORMS) {
      const time = form.grammar.timeIndex(bytes, 0);
      if (time < 0 || form.grammar.prefix(line) === undefined) continue;
      this.#add(form, form.grammar.isUtc?.(bytes, time) === true);
      return true;
    }
    if (isOwnRecord(line)) {
      this.#own++;
      return true;
    }
    if (customPrefix.timeIndex(bytes, 0) < 0) return false;
    this.hasCustom = true;
    this.#add(tracefmt, false);
    return true;
  }

  #add(form: LineForm, isUtc: boolean): void {
    const count = this.#counts.get(form);
    if (count === undefined) return;
    count.records++;
    if (isUtc) count.utc++;
  }

  result(): HeadLines {
    const [most, { records, utc }] = [...this.#counts].reduce((best, one) =>
      one[1].records > best[1].records ? one : best,
    );
    const form = records > 0 ? most : tracefmt;
    const isSure = [...this.#counts].some(([one, count]) => one.isOftenQuoted !== true && count.records > 0);
    return {
      id: isSure || this.#isTrace() ? form.id : undefined,
      hasCustom: this.hasCustom,
      isUtc: utc > records / 2,
    };
  }

  #isTrace(): boolean {
    const records = this.#prefixed + this.#own;
    if (records === 0) return false;
    return this.#beginsWithTrace || records >= MANY_LINES || records >= this.#lines * FAIR_SHARE;
  }
}

const known = new WeakMap<Head, HeadLines>();

function countLines(head: Head): HeadLines {
  const lines = head.text.split('\n');
  const count = new HeadCount();
  for (const line of lines.slice(0, JUDGED_LINES)) count.add(line);
  if (count.isEmpty) for (const line of lines.slice(JUDGED_LINES)) count.add(line);
  return count.result();
}

/** Counted once a file, and asked for by each of the forms. */
function headLines(head: Head): HeadLines {
  const lines = known.get(head) ?? countLines(head);
  known.set(head, lines);
  return lines;
}

function formatOfLines({ id, title }: LineForm): Format {
  return {
    id,
    title,
    sniff: (head) => headLines(head).id === id,
    read(source, context) {
      const { hasCustom, isUtc } = headLines(source.head);
      const utc = chooseZone(source.file.path, 'UTC', context.zones);
      const local = chooseZone(source.file.path, undefined, context.zones);
      return readPrefixedLines(source, context, new MixedLines({ hasCustom, utc, local }), (isUtc ? utc : local).zone);
    },
    boundary: lineBoundary,
  };
}

/** Each claims the files in which its records are most; whichever reads a file reads the records of all. */
export const lineFormats: readonly Format[] = FORMS.map(formatOfLines);
