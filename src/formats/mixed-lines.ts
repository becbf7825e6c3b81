import type { ChosenZone } from '../input/zone.ts';
import { greatest, least, type Ticks } from '../model/ticks.ts';
import { customPrefix } from './custom-prefix.ts';
import type { Body, LineGrammar, Prefix } from './line-grammar.ts';
import { ocsText } from './ocs-text.ts';
import { tracefmt } from './tracefmt.ts';
import { uccapilog } from './uccapilog.ts';
import { WallClock } from './wall-clock.ts';

/** Their prefixes begin with a `T`, a bracket and a digit: no line begins two. */
const PLAIN: readonly LineGrammar[] = [ocsText.grammar, tracefmt.grammar, uccapilog.grammar];

export interface MixedOptions {
  /** Lines with a prefix of the user's own begin records, too. */
  readonly hasCustom: boolean;
  /** Of records whose clock is known to be UTC, and of all others. */
  readonly utc: ChosenZone;
  readonly local: ChosenZone;
}

/** What a record says of itself. Most members always there: to copy those that are takes longer than to read them. */
export interface Identity {
  readonly message: string;
  readonly at?: Ticks | undefined;
  readonly pid?: number | undefined;
  readonly tid?: number | undefined;
  readonly component?: string | undefined;
  readonly function?: string | undefined;
}

/** The grammar of files that may mix all forms of lines: each record is read by that whose prefix it has. */
export class MixedLines {
  readonly #grammars: readonly LineGrammar[];
  readonly #utc: WallClock;
  readonly #local: WallClock;
  /** The kernel's survey knows all prefixes but one of the user's own. */
  readonly canSurvey: boolean;
  readonly #zones: readonly ChosenZone[];

  constructor({ hasCustom, utc, local }: MixedOptions) {
    this.#grammars = hasCustom ? [...PLAIN, customPrefix] : PLAIN;
    this.#utc = new WallClock(utc.toUtc);
    this.#local = new WallClock(local.toUtc);
    this.canSurvey = !hasCustom;
    this.#zones = [utc, local];
  }

  /** Whether the time of a record may depend on the one in front, as the clock may repeat an hour between these times. */
  mayRepeat(times: readonly Ticks[]): boolean {
    const [from, to] = [least(times), greatest(times)];
    if (from === undefined || to === undefined) return false;
    return this.#zones.some((zone) => zone.mayRepeat?.(from, to) === true);
  }

  isStart(bytes: Uint8Array, start: number): boolean {
    for (const grammar of this.#grammars) if (grammar.timeIndex(bytes, start) >= 0) return true;
    return false;
  }

  /** Time in the prefix of the record at `start`, behind one of the moment `before`; undefined where it cannot be read. */
  timeAt(bytes: Uint8Array, start: number, before?: Ticks): Ticks | undefined {
    for (const grammar of this.#grammars) {
      const time = grammar.timeIndex(bytes, start);
      if (time < 0) continue;
      return (grammar.isUtc?.(bytes, time) === true ? this.#utc : this.#local).at(bytes, time, before);
    }
    return undefined;
  }

  prefix(raw: string): Prefix | undefined {
    return this.#read(raw)?.prefix;
  }

  identity(raw: string): Identity {
    const read = this.#read(raw);
    if (read === undefined) return { message: raw };
    const { grammar, prefix } = read;
    const rest = raw.slice(prefix.length);
    const text = prefix.isQuoted === true ? rest.replace(/"[,;]?\r?$/, '').replaceAll('""', '"') : rest;
    const body: Body | undefined = grammar.body?.(text);
    return {
      message: body?.message ?? text,
      at: body?.at,
      pid: prefix.pid,
      tid: prefix.tid,
      component: body?.component ?? prefix.component,
      function: prefix.function,
    };
  }

  #read(raw: string): { readonly grammar: LineGrammar; readonly prefix: Prefix } | undefined {
    for (const grammar of this.#grammars) {
      const prefix = grammar.prefix(raw);
      if (prefix !== undefined) return { grammar, prefix };
    }
    return undefined;
  }
}
