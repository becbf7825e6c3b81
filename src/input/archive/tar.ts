/**
 * tar: ustar, the long names of GNU, the headers of pax (POSIX.1-2017, "pax interchange format"; GNU tar manual, "Basic Tar Format").
 *
 * A header of 512 bytes (name, size in octal, time, type), then the bytes padded to 512. `L` and `x` headers tell the name of
 * the member behind them. Sparse members are read as they are stored.
 */
import type { Ticks } from '../../model/ticks.ts';
import type { ArchiveBudget } from './archive-budget.ts';
import { FORM_BYTES } from './archive-form.ts';
import { ByteReader } from './byte-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { type Entry, Listing, type Pass } from './entry.ts';
import { damaged } from './loss.ts';
import { isFolderName, nameText } from './member-name.ts';
import { timeOfUnix } from './member-time.ts';
import { isTarHeader, TAR_BLOCK, tarNumber } from './tar-header.ts';

/** Names longer than this are not believed. */
const MAX_EXTENSION = 1 << 20;

/** What headers in front say of the member behind them. */
type Extension = Map<string, string>;

function field(block: Uint8Array, from: number, to: number): string {
  const bytes = block.subarray(from, to);
  const end = bytes.indexOf(0);
  return nameText(end === -1 ? bytes : bytes.subarray(0, end));
}

/** `30 mtime=1465376640.1234567\n`, one behind the other; the number is the length of its line. */
function readPax(data: Uint8Array, into: Extension): void {
  for (let at = 0; at < data.length; ) {
    const blank = data.indexOf(0x20, at);
    const length = blank === -1 ? Number.NaN : Number(Buffer.from(data.subarray(at, blank)).toString('latin1'));
    if (!Number.isInteger(length) || length <= blank - at + 1) return;
    const line = nameText(data.subarray(blank + 1, at + length - 1));
    const equals = line.indexOf('=');
    if (equals > 0) into.set(line.slice(0, equals), line.slice(equals + 1));
    at += length;
  }
}

function nameOf(block: Uint8Array, extension: Extension): string {
  const told = extension.get('path');
  if (told !== undefined) return told;
  const prefix = Buffer.from(block.subarray(257, 263)).toString('latin1') === 'ustar\0' ? field(block, 345, 500) : '';
  const name = field(block, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

function kindOf(type: string, name: string): Entry['kind'] {
  if (type === '5' || (isFolderName(name) && (type === '0' || type === '\0'))) return 'folder';
  if (type === '1' || type === '2') return 'link';
  return type === '3' || type === '4' || type === '6' ? 'device' : 'file';
}

function timeOf(block: Uint8Array, extension: Extension): Ticks | undefined {
  return timeOfUnix(Number(extension.get('mtime') ?? tarNumber(block.subarray(136, 148))));
}

class TarLister {
  readonly listing: Listing;
  readonly #source: ByteSource;
  readonly #budget: ArchiveBudget;
  readonly #reader: ByteReader;
  #next: Extension = new Map();
  readonly #global: Extension = new Map();

  constructor(source: ByteSource, budget: ArchiveBudget) {
    this.#source = source;
    this.#budget = budget;
    this.#reader = new ByteReader(source);
    this.listing = new Listing(budget);
  }

  async list(): Promise<void> {
    for (let isLost = false; ; ) {
      const block = await this.#reader.take(TAR_BLOCK);
      if (block.length < TAR_BLOCK) return this.#cut();
      if (isTarHeader(block)) {
        isLost = false;
        if (!(await this.#member(block))) break;
      } else if (block.every((byte) => byte === 0) && !isLost) {
        break;
      } else if (!isLost) {
        isLost = true;
        this.listing.lose(damaged(`The archive is damaged at byte ${this.#reader.position - TAR_BLOCK}.`));
      }
    }
    await this.#reader.close();
  }

  #cut(): void {
    const text = 'The archive ends before its end mark: it is cut, and what was in it may be missing.';
    this.listing.lose(this.#source.loss?.() ?? damaged(text));
  }

  /** False when no more is wanted. */
  async #member(block: Buffer): Promise<boolean> {
    const type = String.fromCharCode(block[156] ?? 0);
    const extension = new Map([...this.#global, ...this.#next]);
    const stated = Number(extension.get('size') ?? Number.NaN);
    const size = Number.isSafeInteger(stated) && stated >= 0 ? stated : tarNumber(block.subarray(124, 136));
    if (!Number.isSafeInteger(size)) {
      this.listing.lose(damaged(`The size of a member at byte ${this.#reader.position - TAR_BLOCK} is no number.`));
      return true;
    }
    if (type === 'x' || type === 'g' || type === 'L' || type === 'K') {
      await this.#extension(type, tarNumber(block.subarray(124, 136)));
      return true;
    }
    this.#next = new Map();
    const name = nameOf(block, extension);
    const kind = kindOf(type, name);
    // Links state the size of what they lead to and have no bytes.
    const length = kind === 'file' ? size : 0;
    const modifiedAt = timeOf(block, extension);
    const at = this.#reader.position;
    const start = kind === 'file' ? await this.#start(length) : undefined;
    const isWanted = this.listing.add({
      name,
      kind,
      size: length,
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
      ...start,
      open: (pass) => memberBytes(this.#source, at, length, pass),
    });
    if (!isWanted) return false;
    const rest = Math.ceil(length / TAR_BLOCK) * TAR_BLOCK - (this.#reader.position - at);
    await this.#reader.skip(rest);
    return true;
  }

  /** Bytes that are at hand now and cost a way through the whole archive later. */
  async #start(size: number): Promise<Pick<Entry, 'start' | 'isHeld'>> {
    if (this.#source.isSeekable) return {};
    const isHeld = size <= this.#budget.limits.heldMemberBytes && this.#budget.hold(size);
    const start = await this.#reader.take(isHeld ? size : Math.min(size, FORM_BYTES));
    return { start, isHeld: isHeld && start.length === size };
  }

  async #extension(type: string, size: number): Promise<void> {
    const padded = Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
    if (!(padded <= MAX_EXTENSION)) {
      this.listing.lose(damaged(`A header at byte ${this.#reader.position} is longer than any name.`));
      await this.#reader.skip(Number.isSafeInteger(padded) ? padded : 0);
      return;
    }
    const data = (await this.#reader.take(padded)).subarray(0, size);
    if (type === 'L') this.#next.set('path', field(data, 0, data.length));
    else if (type === 'x') readPax(data, this.#next);
    else if (type === 'g') readPax(data, this.#global);
  }
}

async function* memberBytes(source: ByteSource, at: number, size: number, pass: Pass): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source, at, at + size);
  let packedBefore: number | undefined;
  try {
    for (let bytes = await reader.some(size); bytes !== undefined; bytes = await reader.some(size)) {
      const packed = source.packed?.() ?? reader.position - at;
      packedBefore ??= source.packed === undefined ? 0 : packed;
      pass.packed = packed - packedBefore;
      yield bytes;
    }
    const missing = at + size - reader.position;
    if (missing > 0) {
      pass.lose(source.loss?.() ?? damaged(`Cut: the archive lacks the last ${missing} of its ${size} bytes.`));
    }
  } finally {
    await reader.close();
  }
}

export async function listTar(source: ByteSource, budget: ArchiveBudget): Promise<Listing> {
  const lister = new TarLister(source, budget);
  await lister.list();
  return lister.listing;
}
