import { ansiText } from '../input/encoding.ts';
import type { EtlRecord } from './etl-record.ts';
import type { DecodedFields, FieldValue, Retell } from './field-schema.ts';
import { fieldText, retold } from './field-text.ts';
import { type ManifestEvent, type ManifestProvider, parseManifest, type ValueMap } from './manifest.ts';
import { readFields } from './read-fields.ts';

/** EventSource writes its manifest as events of this number: 1, major, minor, 0x5B, u16 of all chunks, u16 of this one, text. */
const MANIFEST_ID = 0xfffe;
const CHUNK_HEADER = 8;
const [FORMAT, MAGIC] = [1, 0x5b];
/** Real ones have a few hundred KiB. */
const MOST_MANIFEST_BYTES = 16 << 20;
/** Providers in the middle of their manifest at a time. */
const MOST_OPEN = 64;
const LONGEST_MESSAGE = 1 << 20;

export interface ManifestDecoded extends DecodedFields {
  readonly provider: string;
  readonly name: string;
  /** The manifest's words with the fields in them, else the texts of the fields. */
  readonly message: string;
  /** The message with other values in it. */
  readonly messageWith: (retell: Retell) => string;
  readonly component?: string;
  readonly function?: string;
}

interface OpenManifest {
  readonly total: number;
  readonly chunks: Map<number, Buffer>;
  bytes: number;
}

interface KnownEvent {
  readonly provider: ManifestProvider;
  readonly event: ManifestEvent;
}

/** Manifests that the user gave and those that stand in the trace; the latter are known once their events have been added. */
export class ManifestBook {
  readonly #events = new Map<string, KnownEvent>();
  readonly #open = new Map<string, OpenManifest>();

  /** Adds all providers of a manifest; answers how many events it tells of. What came first stays. */
  add(xml: string): number {
    let count = 0;
    for (const provider of parseManifest(xml)) {
      for (const event of provider.events) {
        const key = keyOf(provider.guid, event.id, event.version);
        if (!this.#events.has(key)) this.#events.set(key, { provider, event });
        count++;
      }
    }
    return count;
  }

  /** Takes a record that holds a part of a manifest; false for any other. */
  addRecord({ kind, id, provider = '', payload }: EtlRecord): boolean {
    if (kind !== 'event' || id !== MANIFEST_ID || payload.length < CHUNK_HEADER) return false;
    if (payload[0] !== FORMAT || payload[3] !== MAGIC) return false;
    const header = Buffer.from(payload.buffer, payload.byteOffset, CHUNK_HEADER);
    const [total, number] = [header.readUInt16LE(4), header.readUInt16LE(6)];
    if (number >= total) return true;
    let open = this.#open.get(provider);
    if (open === undefined || open.total !== total) {
      const oldest = this.#open.size === MOST_OPEN ? this.#open.keys().next().value : undefined;
      if (oldest !== undefined) this.#open.delete(oldest);
      open = { total, chunks: new Map(), bytes: 0 };
      this.#open.set(provider, open);
    }
    // Each session that asks has the manifest written once more.
    if (!open.chunks.has(number)) open.bytes += payload.length;
    open.chunks.set(number, Buffer.from(payload.subarray(CHUNK_HEADER)));
    if (open.bytes > MOST_MANIFEST_BYTES) this.#open.delete(provider);
    if (open.chunks.size < total) return true;
    this.#open.delete(provider);
    const { chunks } = open;
    const parts = Array.from({ length: total }, (_, index) => chunks.get(index) ?? Buffer.alloc(0));
    this.add(ansiText(Buffer.concat(parts)));
    return true;
  }

  /** Undefined for an event that no manifest tells of. */
  decode({ kind, provider, id, version, payload, pointerSize }: EtlRecord): ManifestDecoded | undefined {
    if (kind !== 'event' || provider === undefined) return undefined;
    const known = this.#events.get(keyOf(provider, id, version ?? 0));
    if (known === undefined) return undefined;
    const { event } = known;
    const read = readFields(event.fields, payload, pointerSize);
    const words = event.message;
    const messageOf = (values: readonly FieldValue[]): string =>
      words === undefined ? fieldText(values, event.fields).message : formatted(words, event, values);
    return {
      ...read,
      ...fieldText(read.values, event.fields),
      provider: known.provider.name,
      name: event.name,
      message: messageOf(read.values),
      messageWith: (retell) => messageOf(retold(read.values, event.fields, retell)),
    };
  }
}

function keyOf(provider: string, id: number, version: number): string {
  return `${provider} ${id} ${version}`;
}

function mapped(value: FieldValue, map: ValueMap | undefined): string {
  if (map === undefined || (typeof value !== 'number' && typeof value !== 'string')) return plain(value);
  const number = Number(value);
  if (!Number.isSafeInteger(number)) return plain(value);
  if (!map.isBits) return map.words.get(number) ?? plain(value);
  const words = [...map.words].filter(([bit]) => bit > 0 && (BigInt(number) & BigInt(bit)) === BigInt(bit));
  return words.length === 0 ? plain(value) : words.map(([, word]) => word).join(' | ');
}

function plain(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: ' ',
  '%': '%',
  '.': '.',
  '!': '!',
};
/** `%1`, `%2!08x!`, `%n`, `%%` of the message compiler; a form behind the number changes nothing in Windows' own readers either. */
const INSERT = /%(?:(\d{1,3})(?:![^!]{0,32}!)?|([ntrb%.!]))/g;

/** The words of an event with its fields in them. */
function formatted(message: string, event: ManifestEvent, values: readonly FieldValue[]): string {
  const texts = values.map((value, index) => mapped(value, event.maps.get(event.fields[index]?.name ?? '')));
  let out = '';
  let done = 0;
  for (const { 0: whole, 1: number, 2: sign = '', index } of message.matchAll(INSERT)) {
    out += message.slice(done, index);
    // `%0` ends the message without a line end.
    if (number === '0') return out;
    out += number === undefined ? (ESCAPES[sign] ?? whole) : (texts[Number(number) - 1] ?? whole);
    done = index + whole.length;
    if (out.length > LONGEST_MESSAGE) return out;
  }
  return out + message.slice(done);
}
