import type { BundleFile } from '../input/bundle-file.ts';
import type { EtlFacts } from './etl-facts.ts';
import type { EtlRecord } from './etl-record.ts';
import { openBuffers } from './open-buffers.ts';

/**
 * The records of a log in file order, those of one buffer at a time. They are valid until the next ones are asked for. Never
 * throws for what is in the file: `facts` is told of it, and is complete at the end.
 */
export async function* readEtl(file: BundleFile, facts: EtlFacts): AsyncGenerator<readonly EtlRecord[]> {
  for await (const buffers of openBuffers(file, facts)) {
    for (const buffer of buffers) {
      const records = buffers.opener.records(buffer);
      if (records.length > 0) yield records;
    }
  }
}
