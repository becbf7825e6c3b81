import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { EtlRecord } from '../../src/etl/etl-record.ts';
import { ticksToIso } from '../../src/model/ticks.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/samples/etl');

export const ETL_SAMPLES: readonly string[] = readdirSync(FOLDER).filter((name) => name.endsWith('.etl'));

export function etlSample(name: string): Uint8Array {
  return readFileSync(join(FOLDER, name));
}

/** A line of `expected/<name>.events.jsonl`, as an independent reader wrote it; `kind` is that of the header, `EVENT64`. */
export interface ExpectedRecord {
  readonly buf: number;
  readonly off: number;
  readonly kind: string;
  readonly hook?: string;
  readonly optFlags?: number;
  readonly seq?: number;
  readonly component?: number;
  readonly ext?: readonly string[];
  readonly time?: string;
  readonly ts?: number;
  readonly [other: string]: unknown;
}

export function expectedRecords(name: string): readonly ExpectedRecord[] {
  const path = join(FOLDER, 'expected', `${name}.events.jsonl`);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : gunzipSync(readFileSync(`${path}.gz`)).toString();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ExpectedRecord);
}

export interface ExpectedSummary {
  readonly header: Readonly<Record<string, string | number>>;
  readonly bufferCount: number;
  readonly eventCount: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly extTypes: Readonly<Record<string, number>>;
  readonly firstTime: string;
  readonly lastTime: string;
}

export function expectedSummary(name: string): ExpectedSummary {
  return JSON.parse(readFileSync(join(FOLDER, 'expected', `${name}.summary.json`), 'utf8')) as ExpectedSummary;
}

/** With seven digits, as the expected files have times. */
export function sevenDigits(iso: string): string {
  const [whole = '', fraction = ''] = iso.slice(0, -1).split('.');
  return `${whole}.${fraction.padEnd(7, '0')}Z`;
}

const HEADER_NAMES: Readonly<Record<number, string>> = {
  1: 'SYSTEM32',
  2: 'SYSTEM64',
  3: 'COMPACT32',
  4: 'COMPACT64',
  10: 'FULL32',
  11: 'INSTANCE32',
  16: 'PERFINFO32',
  17: 'PERFINFO64',
  18: 'EVENT32',
  19: 'EVENT64',
  20: 'FULL64',
  21: 'INSTANCE64',
  144: 'MESSAGE',
};
const ITEM_NAMES: Readonly<Record<number, string>> = { 11: 'EVENT_SCHEMA_TL', 12: 'PROV_TRAITS' };

/** A record in the form of the expected files, its payload by its hash. */
export function asExpected(record: EtlRecord): Record<string, unknown> {
  const hook = record.kind === 'system' || record.kind === 'perfinfo';
  const isEvent = record.kind === 'event';
  const all = {
    buf: record.buffer,
    off: record.offset,
    kind: HEADER_NAMES[record.header] ?? String(record.header),
    ver: record.version,
    hook: hook ? record.id.toString(16).padStart(4, '0') : undefined,
    id: isEvent || record.kind === 'wpp' ? record.id : undefined,
    optFlags: record.kind === 'wpp' ? record.flags : undefined,
    flags: isEvent ? record.flags : undefined,
    seq: record.sequence,
    component: record.componentId,
    channel: record.channel,
    level: record.level,
    opcode: record.opcode,
    task: record.task,
    keyword: record.keyword?.toString(16).padStart(16, '0'),
    guid: record.provider,
    tid: record.tid,
    pid: record.pid,
    ts: record.clock === undefined ? undefined : Number(record.clock),
    time: record.at === undefined ? undefined : sevenDigits(ticksToIso(record.at)),
    ext: record.extended.length > 0 ? record.extended.map(({ type }) => ITEM_NAMES[type]) : undefined,
    size: record.size,
    plen: record.payload.length,
    psha: createHash('sha256').update(record.payload).digest('hex').slice(0, 16),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
