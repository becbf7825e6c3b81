import { closeSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { TraceError } from '../model/errors.ts';
import { type AnyLine, isOfLaterForm, type JournalLine, parseLine } from './journal-line.ts';

export const JOURNAL_NAME = 'journal.ndjson';

/** Where the last line of a bundle stands in a journal. */
export interface Place {
  readonly offset: number;
  readonly bytes: number;
}

/** A journal that is read: lines by name, each read again where it is wanted, so that a million of them need no memory. */
export class JournalReader {
  readonly #handle: number;
  readonly #places = new Map<string, Place>();
  /** Parts of a batch that were begun on the folder: `2/3`. */
  readonly shards: Set<string> = new Set();
  /** Fingerprints of the keys that the tokens in the results were made with; none where they are not redacted. */
  readonly keys: Set<string> = new Set();
  /** Bytes up to the end of the last whole line: what stands behind was torn off by a crash. */
  readonly wholeBytes: number;

  /** Throws a TraceError for a journal of a later form; errors of the system are thrown as they are. */
  constructor(folder: string) {
    const path = join(folder, JOURNAL_NAME);
    this.#handle = openSync(path, 'r');
    this.wholeBytes = this.#readAll(path);
  }

  /** Names of the bundles, in no order. */
  get names(): Iterable<string> {
    return this.#places.keys();
  }

  get count(): number {
    return this.#places.size;
  }

  /** The last line of a bundle. */
  line(name: string): JournalLine | undefined {
    const place = this.#places.get(name);
    if (place === undefined) return undefined;
    const buffer = Buffer.allocUnsafe(place.bytes);
    readSync(this.#handle, buffer, 0, place.bytes, place.offset);
    const line = parseLine(buffer.toString('utf-8'));
    return line !== undefined && 'digest' in line ? line : undefined;
  }

  /** The last lines of some bundles, in that order. */
  *lines(names: Iterable<string>): Generator<JournalLine> {
    for (const name of names) {
      const line = this.line(name);
      if (line !== undefined) yield line;
    }
  }

  close(): void {
    closeSync(this.#handle);
  }

  #readAll(path: string): number {
    const size = fstatSync(this.#handle).size;
    const buffer = Buffer.allocUnsafe(1 << 20);
    let held: Buffer = Buffer.alloc(0);
    let start = 0;
    for (let at = 0; at < size; ) {
      const read = readSync(this.#handle, buffer, 0, buffer.length, at);
      if (read === 0) break;
      at += read;
      held = Buffer.concat([held, buffer.subarray(0, read)]);
      let from = 0;
      for (let end = held.indexOf(10); end >= 0; end = held.indexOf(10, from)) {
        this.#add(path, held.toString('utf-8', from, end), { offset: start + from, bytes: end - from });
        from = end + 1;
      }
      held = Buffer.from(held.subarray(from));
      start += from;
    }
    return start;
  }

  #add(path: string, text: string, place: Place): void {
    if (isOfLaterForm(text)) {
      throw new TraceError(
        'USAGE',
        `${path}: written by a later version of oimscope; update this one, or name another folder`,
      );
    }
    const line = parseLine(text);
    if (line === undefined) return;
    if ('shard' in line) this.shards.add(line.shard);
    else if ('redacted' in line) this.keys.add(line.redacted.key);
    else if ('isGone' in line) this.#places.delete(line.name);
    else this.#places.set(line.name, place);
  }
}

/** Appends lines that are on disk when the promise settles; those that wait while the disk is busy go together. */
export class JournalWriter {
  readonly #handle: FileHandle;
  #waiting: string[] = [];
  #writing: Promise<void> | undefined;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** `wholeBytes`: what stands behind them is a torn line, and cut off. */
  static async open(folder: string, wholeBytes: number): Promise<JournalWriter> {
    const path = join(folder, JOURNAL_NAME);
    const cut = openSync(path, 'a');
    try {
      if (fstatSync(cut).size > wholeBytes) ftruncateSync(cut, wholeBytes);
    } finally {
      closeSync(cut);
    }
    return new JournalWriter(await open(path, 'a'));
  }

  add(line: AnyLine): Promise<void> {
    return this.addAll([line]);
  }

  async addAll(lines: readonly AnyLine[]): Promise<void> {
    for (const line of lines) this.#waiting.push(`${JSON.stringify(line)}\n`);
    while (this.#writing !== undefined && this.#waiting.length > 0) await this.#writing;
    if (this.#waiting.length === 0) return this.#writing;
    const text = this.#waiting.join('');
    this.#waiting = [];
    this.#writing = this.#write(text).finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#handle.close();
  }

  async #write(text: string): Promise<void> {
    await this.#handle.appendFile(text);
    await this.#handle.datasync();
  }
}
