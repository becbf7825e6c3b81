import type { PartOf, SimRecord } from './call.ts';
import type { Dice } from './dice.ts';
import type { Layout } from './profile.ts';

/** Records of one message follow each other by so much: 0.2 ms. */
const STEP = 0.0002;

/** A place to cut a text at, with no blank on either side: formats do not all keep those. */
function cutPlace(text: string, from: number): number {
  for (let at = from; at < text.length - 1; at++) if (/^\S\S$/.test(text.slice(at - 1, at + 1))) return at;
  return text.length;
}

/** A text in pieces of some hundred characters. */
function inPieces(text: string, dice: Dice): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > 900) {
    const at = cutPlace(rest, 500 + dice.below(700));
    if (at >= rest.length) break;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...pieces, rest];
}

/** Where the client writes its trace: a thread writes one thing after the other. */
export class Trace {
  readonly records: SimRecord[] = [];
  readonly #dice: Dice;
  readonly #lastOf = new Map<string, number>();

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** Writes a record; the time it truly got. */
  write(record: SimRecord): number {
    const thread = `${record.pid} ${record.tid}`;
    const at = Math.max(record.at, (this.#lastOf.get(thread) ?? -1) + STEP);
    this.#lastOf.set(thread, at);
    this.records.push({ ...record, at });
    return at;
  }

  /** Writes an HTTP message in the records that its layout asks for. */
  writeHttp(
    where: Omit<SimRecord, 'text' | 'of'>,
    head: string,
    body: string,
    layout: Layout,
    of: PartOf | undefined,
  ): number {
    const whole = body === '' ? head : `${head}\n${body}`;
    const texts =
      layout === 'head-then-body' && body !== ''
        ? [head, body]
        : layout === 'in-pieces'
          ? inPieces(whole, this.#dice)
          : [whole];
    const times = texts.map((text, i) =>
      this.write({ ...where, at: where.at + i * STEP, text, ...(of === undefined ? {} : { of }) }),
    );
    return times[0] ?? where.at;
  }
}
