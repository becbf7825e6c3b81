import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { EtlKind, EtlRecord, ExtendedItem } from '../../../src/etl/etl-record.ts';

const FOLDER = 'fixtures/samples/etl';
const KINDS: Readonly<Record<string, EtlKind>> = {
  SYSTEM: 'system',
  PERFINFO: 'perfinfo',
  FULL: 'classic',
  EVENT: 'event',
  MESSAGE: 'wpp',
};

/** A line of `<sample>.events.jsonl`. */
interface ListedRecord {
  readonly buf: number;
  readonly off: number;
  readonly kind: string;
  readonly hook?: string;
  readonly opcode?: number;
  readonly id?: number;
  readonly ver?: number;
  readonly level?: number;
  readonly flags?: number;
  readonly guid?: string;
  readonly pid?: number;
  readonly tid?: number;
  readonly size: number;
  readonly hdr: number;
  readonly plen: number;
}

export function expectedText(name: string): string {
  const bytes = readFileSync(`${FOLDER}/expected/${name}`);
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

export function expectedLines<T>(name: string): readonly T[] {
  return expectedText(name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function extendedItems(header: Buffer): readonly ExtendedItem[] {
  const items: ExtendedItem[] = [];
  for (let at = 0x50; at + 8 <= header.length; ) {
    const size = header.readUInt16LE(at);
    const length = header.readUInt16LE(at + 6);
    items.push({ type: header.readUInt16LE(at + 2), data: header.subarray(at + 8, at + 8 + length) });
    at += Math.max(size, 8);
  }
  return items;
}

/** The records of a sample whose buffers are not compressed, cut out where its list says they stand. */
export function sampleRecords(name: string, list = `${name}.events.jsonl`): readonly EtlRecord[] {
  const file = readFileSync(`${FOLDER}/${name}`);
  const { buffers } = JSON.parse(expectedText(`${name}.summary.json`)) as {
    readonly buffers: readonly { readonly offset: number }[];
  };
  return expectedLines<ListedRecord>(list).map((listed) => {
    const bufferOffset = buffers[listed.buf]?.offset ?? 0;
    const bytes = file.subarray(bufferOffset + listed.off, bufferOffset + listed.off + listed.size);
    const kind = KINDS[listed.kind.replace(/\d+$/, '')] ?? 'other';
    return {
      kind,
      header: bytes[2] ?? 0,
      buffer: listed.buf,
      bufferOffset,
      offset: listed.off,
      size: listed.size,
      cpu: 0,
      id: listed.hook === undefined ? (listed.id ?? listed.opcode ?? 0) : Number.parseInt(listed.hook, 16),
      pointerSize: listed.kind.endsWith('32') ? 4 : 8,
      extended: kind === 'event' ? extendedItems(bytes.subarray(0, listed.hdr)) : [],
      payload: bytes.subarray(listed.hdr, listed.hdr + listed.plen),
      ...(listed.guid === undefined ? {} : { provider: listed.guid }),
      ...(listed.ver === undefined ? {} : { version: listed.ver }),
      ...(listed.level === undefined ? {} : { level: listed.level }),
      ...(listed.flags === undefined ? {} : { flags: listed.flags }),
      ...(listed.pid === undefined ? {} : { pid: listed.pid }),
      ...(listed.tid === undefined ? {} : { tid: listed.tid }),
    };
  });
}

/** A record made by hand. */
export function recordOf(part: Partial<EtlRecord>): EtlRecord {
  return {
    kind: 'event',
    header: 0x13,
    buffer: 0,
    bufferOffset: 0,
    offset: 0x48,
    size: 0,
    cpu: 0,
    id: 0,
    pointerSize: 8,
    extended: [],
    payload: new Uint8Array(),
    ...part,
  };
}
