import type { EtlRecord } from './etl-record.ts';
import type { DecodedFields, FieldValue, Retell } from './field-schema.ts';
import { fieldText, retold } from './field-text.ts';
import { type ManifestEvent, type ManifestProvider, parseManifest, type ValueMap } from './manifest.ts';
import { isManifestPart, ManifestParts } from './manifest-parts.ts';
import { readFields } from './read-fields.ts';

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

interface KnownEvent {
  readonly provider: ManifestProvider;
  readonly event: ManifestEvent;
}

/** What is kept of the manifests that stand in a trace. */
export interface ManifestLimits {
  readonly events: number;
  /** Of those that tell of an event, as text. */
  readonly bytes: number;
  /** Of all that are not whole yet. */
  readonly openBytes: number;
}

/** A real manifest has a few hundred KiB at most and tells of some hundred events. */
const LIMITS: ManifestLimits = { events: 200_000, bytes: 32 << 20, openBytes: 16 << 20 };

/** Manifests that the user gave and those that stand in the trace; the latter are known once their events have been added. */
export class ManifestBook {
  readonly #events = new Map<string, KnownEvent>();
  readonly #limits: ManifestLimits;
  readonly #parts: ManifestParts;
  /** Of the trace. */
  #eventCount = 0;
  #bytes = 0;
  #isFull = false;

  constructor(limits: Partial<ManifestLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
    this.#parts = new ManifestParts(this.#limits.openBytes);
  }

  /** Adds all providers of a manifest that the user gave; answers how many events it tells of. What came first stays. */
  add(xml: string): number {
    const told = eventsOf(xml);
    for (const [key, known] of told) if (!this.#events.has(key)) this.#events.set(key, known);
    return told.length;
  }

  /** Takes a record that holds a part of a manifest; false for any other. */
  addRecord(record: EtlRecord): boolean {
    if (!isManifestPart(record)) return false;
    const xml = this.#parts.add(record);
    if (xml !== undefined) this.#addOfTrace(xml);
    return true;
  }

  /** Why an event of the trace may not be known though its manifest stands in it. */
  get fault(): string | undefined {
    if (!this.#isFull && !this.#parts.isShort) return undefined;
    const { events, bytes, openBytes } = this.#limits;
    const limits = `${events} events, ${bytes} bytes, ${openBytes} bytes of unfinished ones`;
    return `it holds more manifests than are kept (${limits}): some are not used`;
  }

  /** One that was written once more, as each session that asks has it, takes no room. */
  #addOfTrace(xml: string): void {
    const added = eventsOf(xml).filter(([key]) => !this.#events.has(key));
    if (added.length === 0) return;
    if (this.#bytes + xml.length > this.#limits.bytes || this.#eventCount + added.length > this.#limits.events) {
      this.#isFull = true;
      return;
    }
    this.#bytes += xml.length;
    this.#eventCount += added.length;
    for (const [key, known] of added) if (!this.#events.has(key)) this.#events.set(key, known);
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

function eventsOf(xml: string): (readonly [key: string, event: KnownEvent])[] {
  return parseManifest(xml).flatMap((provider) =>
    provider.events.map((event) => [keyOf(provider.guid, event.id, event.version), { provider, event }] as const),
  );
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
