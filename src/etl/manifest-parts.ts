import { ansiText } from '../input/encoding.ts';
import type { EtlRecord } from './etl-record.ts';

/** EventSource writes its manifest as events of this number: 1, major, minor, 0x5B, u16 of all chunks, u16 of this one, text. */
const MANIFEST_ID = 0xfffe;
const CHUNK_HEADER = 8;
const [FORMAT, MAGIC] = [1, 0x5b];
/** Providers in the middle of their manifest at a time. */
const MOST_OPEN = 64;
/** What a chunk takes beside its text: a real one has 60 KiB, a hostile one none. */
const CHUNK_COST = 128;

interface OpenManifest {
  readonly total: number;
  readonly chunks: Map<number, Buffer>;
}

export function isManifestPart({ kind, id, payload }: EtlRecord): boolean {
  if (kind !== 'event' || id !== MANIFEST_ID || payload.length < CHUNK_HEADER) return false;
  return payload[0] === FORMAT && payload[3] === MAGIC;
}

/** Puts manifests together from their parts. */
export class ManifestParts {
  readonly #open = new Map<string, OpenManifest>();
  readonly #most: number;
  #held = 0;
  #isShort = false;

  /** `most`: bytes of all manifests that are not whole yet. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Parts were dropped, as there were too many. */
  get isShort(): boolean {
    return this.#isShort;
  }

  /** Takes a part of a manifest; answers the whole where it was the last one missing. */
  add({ provider = '', payload }: EtlRecord): string | undefined {
    const header = Buffer.from(payload.buffer, payload.byteOffset, CHUNK_HEADER);
    const [total, number] = [header.readUInt16LE(4), header.readUInt16LE(6)];
    if (number >= total) return undefined;
    let open = this.#open.get(provider);
    if (open?.total !== total) {
      this.#drop(provider);
      if (this.#open.size === MOST_OPEN) this.#dropOldest();
      open = { total, chunks: new Map() };
      this.#open.set(provider, open);
    }
    // Each session that asks has the manifest written once more.
    this.#held += costOf(payload.length - CHUNK_HEADER) - costOf(open.chunks.get(number)?.length);
    open.chunks.set(number, Buffer.from(payload.subarray(CHUNK_HEADER)));
    if (open.chunks.size === total) {
      this.#drop(provider);
      const { chunks } = open;
      const parts = Array.from({ length: total }, (_, index) => chunks.get(index) ?? Buffer.alloc(0));
      return ansiText(Buffer.concat(parts));
    }
    while (this.#held > this.#most) this.#dropOldest();
    return undefined;
  }

  #dropOldest(): void {
    this.#isShort = true;
    this.#drop(this.#open.keys().next().value ?? '');
  }

  #drop(provider: string): void {
    for (const { length } of this.#open.get(provider)?.chunks.values() ?? []) this.#held -= costOf(length);
    this.#open.delete(provider);
  }
}

/** Of a chunk with so many bytes, or of none. */
function costOf(length: number | undefined): number {
  return length === undefined ? 0 : length + CHUNK_COST;
}
