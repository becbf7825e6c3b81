import {
  type DecodedEvent,
  EtlFacts,
  type EtlRecord,
  eventLine,
  isUndecoded,
  readPrepared,
  WantedPayloads,
} from '../etl/index.ts';
import type { ReadContext, Survey } from '../formats/index.ts';
import { countedFile } from '../input/counted-file.ts';
import { type TextSource, wholeFile } from '../input/text-source.ts';
import type { TraceRecord } from '../model/record.ts';
import { earlier, later, type Ticks } from '../model/ticks.ts';
import { holdsWanted, type Wanted } from '../model/wanted.ts';
import type { EtlFormats } from './etl-formats.ts';
import { etlGaps, tmfIssues } from './etl-gaps.ts';

function isFollowed({ pid, tid }: EtlRecord, wanted: Wanted): boolean {
  return wanted.followsAny() && wanted.follows(pid, tid);
}

function isWanted({ record, message }: DecodedEvent, wanted: Wanted): boolean {
  return holdsWanted(wanted.wanted, message) || isFollowed(record, wanted);
}

/** Where a record stands: in a compressed buffer, which has no places of its own in the file, where that begins. */
export function offsetOf({ bufferOffset, offset, isCompressed }: EtlRecord): number {
  return isCompressed === true ? bufferOffset : bufferOffset + offset;
}

/**
 * A raw trace has no lines. `line` is the number of the record by time, which is its line in `decode -f ndjson`, and `raw` is what
 * `decode` prints of it.
 */
function traceRecord(source: string, event: DecodedEvent, number: number): TraceRecord {
  const { record, message, component, function: method } = event;
  const { at, pid, tid } = record;
  return {
    source,
    line: number,
    offset: offsetOf(record),
    raw: eventLine(event),
    width: 'none',
    message: message.replace(/\r\n?/g, '\n'),
    ...(at === undefined ? {} : { at }),
    ...(pid === undefined ? {} : { pid }),
    ...(tid === undefined ? {} : { tid }),
    ...(component === undefined ? {} : { component }),
    ...(method === undefined ? {} : { function: method }),
  };
}

/** Reads a raw trace: its records by time. */
export async function readEtlSource(source: TextSource, context: ReadContext, known: EtlFormats): Promise<Survey> {
  const { file, bytes: size } = countedFile(wholeFile(source));
  const facts = new EtlFacts(file.path);
  const { decoder, tmf, hits } = known.open();
  let [records, undecoded, bytes] = [0, 0, 0];
  let from: Ticks | undefined;
  let to: Ticks | undefined;
  const payloads = new WantedPayloads(context.wanted.wanted);
  const isWithoutFormat = (record: EtlRecord): boolean => decoder.isWithoutFormat(record);
  try {
    for await (const { records: some, first } of readPrepared(file, facts, decoder)) {
      const marks = payloads.mark(some, isWithoutFormat);
      for (const [i, record] of some.entries()) {
        records++;
        bytes += record.size;
        from = earlier(from, record.at);
        to = later(to, record.at);
        if (marks[i] === 0 && !isFollowed(record, context.wanted)) {
          undecoded++;
          decoder.skip(record);
          continue;
        }
        const event = decoder.decode(record);
        if (isUndecoded(event)) undecoded++;
        if (event.message !== '' && event.how !== 'header' && isWanted(event, context.wanted))
          context.onRecord(traceRecord(file.path, event, first + i));
      }
      context.onBytes?.(Math.min(bytes, file.bytes));
    }
  } finally {
    payloads.close();
  }
  for (const issue of [...facts.issues, ...tmfIssues(file.path, tmf)]) context.onIssue(issue);
  return {
    records,
    undecoded,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    zone: { value: 'UTC', basis: 'stated' },
    bytes: Math.max(size(), source.head.bytes.length),
    encoding: 'utf-8',
    lineFeeds: 0,
    gaps: etlGaps(facts, decoder, hits().rows, { records, undecoded }),
  };
}
