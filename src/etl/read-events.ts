import type { BundleFile } from '../input/bundle-file.ts';
import { giveTurn } from '../input/turn.ts';
import { EtlFacts } from './etl-facts.ts';
import type { DecodedEvent, EventDecoder } from './event-decoder.ts';
import { readEtl } from './read-etl.ts';
import { readEtlInTime } from './read-etl-in-time.ts';

/** An event and its number in the order of time, from 1: the line that `decode -f ndjson` gives it. */
export interface NumberedEvent {
  readonly event: DecodedEvent;
  readonly number: number;
}

/**
 * The events of a log by time. `facts` and the tables of the decoder are complete at the end. What a trace tells of itself may
 * stand at its end, so a file that can be read again is walked beforehand.
 */
export async function* readEvents(
  file: BundleFile,
  facts: EtlFacts,
  decoder: EventDecoder,
): AsyncGenerator<readonly NumberedEvent[]> {
  if (file.isReadOnce !== true) {
    for await (const records of readEtl(file, new EtlFacts(file.path)))
      for (const record of records) decoder.learn(record);
  }
  let number = 0;
  for await (const records of readEtlInTime(file, facts)) {
    await giveTurn();
    if (file.isReadOnce === true) for (const record of records) decoder.learn(record);
    await decoder.prepare(records);
    yield records.map((record) => ({ event: decoder.decode(record), number: ++number }));
  }
}
