import type { BundleFile } from '../input/bundle-file.ts';
import { codingOf, decode } from '../input/encoding.ts';
import { lineEnds } from './line-ends.ts';
import { HEAD_BYTES, LONGEST } from './reopen-text.ts';

/** A line where it begins. */
export interface LineOfText {
  /** Bytes in front of it. */
  readonly offset: number;
  readonly text: string;
}

/** Takes the bytes of a text in pieces and keeps the lines that are wanted, by number from 1. */
class LinePass {
  readonly found: Map<number, LineOfText> = new Map();
  readonly #wanted: ReadonlySet<number>;
  readonly #last: number;
  readonly #coding: ReturnType<typeof codingOf>;
  #held: Buffer = Buffer.alloc(0);
  /** Offset of what is held. */
  #start = 0;
  #line = 1;

  constructor(wanted: ReadonlySet<number>, head: Buffer) {
    this.#wanted = wanted;
    this.#last = [...wanted].reduce((most, line) => Math.max(most, line), 0);
    this.#coding = codingOf(head);
    this.#start = this.#coding.bom;
  }

  get isDone(): boolean {
    return this.#line > this.#last;
  }

  add(chunk: Uint8Array, isLast: boolean): void {
    const { unit } = this.#coding;
    const ends = lineEnds(this.#coding);
    this.#held = Buffer.concat([this.#held, chunk]);
    const end = this.#held.length - (this.#held.length % unit);
    let from = 0;
    for (let feed = ends.next(this.#held, 0, end); feed >= 0 && !this.isDone; feed = ends.next(this.#held, from, end)) {
      this.#keep(from, feed);
      from = feed + unit;
      this.#line += 1;
    }
    if (isLast) this.#keep(from, end);
    else if (end - from > LONGEST) {
      // Nothing is cited of what stands that far behind the beginning of a line.
      this.#keep(from, from + LONGEST);
      from = end;
    }
    this.#held = Buffer.from(this.#held.subarray(from));
    this.#start += from;
  }

  #keep(from: number, to: number): void {
    if (!this.#wanted.has(this.#line) || this.found.has(this.#line)) return;
    const { text } = decode(this.#held.subarray(from, to), this.#coding);
    this.found.set(this.#line, { offset: this.#start + from, text });
  }
}

/** Reads lines of a text, in one pass, whatever ends them. `wanted`: their numbers, from 1. Errors of the system are thrown as they are. */
export async function readLines(
  file: BundleFile,
  wanted: ReadonlySet<number>,
  onBytes?: (bytes: number) => void,
): Promise<ReadonlyMap<number, LineOfText>> {
  let pass: LinePass | undefined;
  let head: Buffer = Buffer.alloc(0);
  let bytes = 0;
  const begin = (): LinePass => {
    const begun = new LinePass(wanted, head.subarray(0, HEAD_BYTES));
    begun.add(head.subarray(codingOf(head.subarray(0, HEAD_BYTES)).bom), false);
    return begun;
  };
  for await (const chunk of file.chunks()) {
    bytes += chunk.length;
    onBytes?.(bytes);
    if (pass !== undefined) pass.add(chunk, false);
    else {
      head = Buffer.concat([head, chunk]);
      if (head.length >= HEAD_BYTES) pass = begin();
    }
    if (pass?.isDone === true) return pass.found;
  }
  pass ??= begin();
  pass.add(new Uint8Array(), true);
  return pass.found;
}
