import type { BundleFile } from '../input/bundle-file.ts';
import { giveTurn } from '../input/turn.ts';
import { EtlFacts } from './etl-facts.ts';
import type { EtlRecord } from './etl-record.ts';
import type { EventDecoder } from './event-decoder.ts';
import { readEtl } from './read-etl.ts';
import { readEtlInTime } from './read-etl-in-time.ts';

/** Some records in order of time, whose formats are at hand. They are valid until the next ones are asked for. */
export interface PreparedRecords {
  readonly records: readonly EtlRecord[];
  /** Number of the first in the order of time, from 1: the line that `decode -f ndjson` gives it. */
  readonly first: number;
}

/**
 * The records of a log by time, for `decoder` to decode. `facts` is complete at the end. What a trace tells of itself may stand at its
 * end, so a file that can be read again is walked beforehand.
 */
export async function* readPrepared(
  file: BundleFile,
  facts: EtlFacts,
  decoder: EventDecoder,
): AsyncGenerator<PreparedRecords> {
  if (file.isReadOnce !== true) {
    for await (const records of readEtl(file, new EtlFacts(file.path)))
      for (const record of records) decoder.learn(record);
  }
  let first = 1;
  for await (const records of readEtlInTime(file, facts)) {
    await giveTurn();
    if (file.isReadOnce === true) for (const record of records) decoder.learn(record);
    await decoder.prepare(records);
    yield { records, first };
    first += records.length;
  }
  const { fault } = decoder.manifests;
  if (fault !== undefined) facts.add('capped', fault);
}
