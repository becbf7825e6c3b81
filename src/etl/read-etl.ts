import type { BundleFile } from '../input/bundle-file.ts';
import { earlier, later, type Ticks } from '../model/ticks.ts';
import { BufferRecord } from './buffer-record.ts';
import type { EtlFacts } from './etl-facts.ts';
import type { EtlKind, EtlRecord } from './etl-record.ts';
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

/** What a log holds, without its records. */
export interface EtlSurvey {
  readonly records: Readonly<Record<EtlKind, number>>;
  /** Of the events, those that bring the names of their fields (TraceLogging). */
  readonly selfDescribing: number;
  readonly first: Ticks | undefined;
  readonly last: Ticks | undefined;
}

/** Counts and times the records of a log; `facts` has the rest. */
export async function surveyEtl(file: BundleFile, facts: EtlFacts): Promise<EtlSurvey> {
  const records = { system: 0, perfinfo: 0, classic: 0, event: 0, wpp: 0, other: 0 };
  let selfDescribing = 0;
  let first: Ticks | undefined;
  let last: Ticks | undefined;
  for await (const buffers of openBuffers(file, facts)) {
    for (const buffer of buffers) {
      const { cursor, in: bytes, facts: shared } = buffer;
      const { view } = bytes;
      while (cursor.advance()) {
        const { at, form, size } = cursor;
        facts.records++;
        records[form.kind]++;
        if (form.kind === 'event' && new BufferRecord(bytes, at, form, shared, at, size).isSelfDescribing)
          selfDescribing++;
        if (form.timeAt === 0 || shared.clock === undefined) continue;
        const timeAt = at + form.timeAt;
        const moment = shared.clock.at(view.getUint32(timeAt, true), view.getInt32(timeAt + 4, true));
        first = earlier(first, moment);
        last = later(last, moment);
      }
      buffers.opener.close(buffer);
    }
  }
  return { records, selfDescribing, first, last };
}
