import { EtlFacts } from '../../src/etl/etl-facts.ts';
import type { EtlRecord } from '../../src/etl/etl-record.ts';
import { readEtl } from '../../src/etl/read-etl.ts';
import { readEtlInTime } from '../../src/etl/read-etl-in-time.ts';
import type { BundleFile } from '../../src/input/bundle-file.ts';
import { bytesFile } from './bytes-file.ts';

/** Everything that a record says, as data: comparable, and its bytes copied. */
export type Told = Readonly<Record<string, unknown>>;

function told(record: EtlRecord): Told {
  return {
    kind: record.kind,
    header: record.header,
    buffer: record.buffer,
    bufferOffset: record.bufferOffset,
    offset: record.offset,
    size: record.size,
    cpu: record.cpu,
    pid: record.pid,
    tid: record.tid,
    clock: record.clock,
    at: record.at,
    provider: record.provider,
    id: record.id,
    version: record.version,
    channel: record.channel,
    level: record.level,
    opcode: record.opcode,
    task: record.task,
    keyword: record.keyword,
    flags: record.flags,
    sequence: record.sequence,
    componentId: record.componentId,
    pointerSize: record.pointerSize,
    extended: record.extended.map(({ type, data }) => ({ type, data: Buffer.from(data).toString('hex') })),
    payload: Buffer.from(record.payload).toString('hex'),
  };
}

export interface AllRead {
  readonly records: readonly Told[];
  readonly facts: EtlFacts;
  readonly codes: readonly string[];
}

async function collect(batches: AsyncIterable<readonly EtlRecord[]>, facts: EtlFacts): Promise<AllRead> {
  const records: Told[] = [];
  for await (const batch of batches) records.push(...batch.map(told));
  return { records, facts, codes: facts.issues.map(({ code }) => code) };
}

/** In file order. */
export function readAll(bytes: Uint8Array, chunk?: number): Promise<AllRead> {
  const facts = new EtlFacts('a.etl');
  return collect(readEtl(bytesFile(bytes, chunk === undefined ? {} : { chunk }), facts), facts);
}

export function readAllInTime(file: BundleFile, memory?: number): Promise<AllRead> {
  const facts = new EtlFacts('a.etl');
  return collect(readEtlInTime(file, facts, memory), facts);
}
