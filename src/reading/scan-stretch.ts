import type { Format, Survey } from '../formats/index.ts';
import type { TextSource } from '../input/text-source.ts';
import type { ZoneOption } from '../model/analysis-options.ts';
import type { WantedLiterals } from '../model/wanted.ts';
import { type PackedRecords, RecordPacker } from './packed-records.ts';
import { type Noted, SourceNotes } from './source-notes.ts';

/** Characters of records that one scan holds; a stretch with more of them is read again, record by record. */
const MOST_HELD = 2 << 20;

/** What can be told of a stretch by itself. Plain data: it may come from a worker. */
export interface Scan {
  readonly survey: Survey;
  /** The records that hold something wanted; absent where there are too many of them to hold. */
  readonly records?: PackedRecords;
  readonly noted: Noted;
}

export interface ScanOptions {
  readonly wanted: WantedLiterals;
  readonly zones: readonly ZoneOption[];
}

/** Surveys a stretch and builds its wanted records. What may continue an unfinished message is left to the trace reader. */
export async function scanStretch(
  source: TextSource,
  format: Format,
  options: ScanOptions,
  onBytes?: (bytes: number) => void,
): Promise<Scan> {
  let records: RecordPacker | undefined = new RecordPacker();
  const notes = new SourceNotes();
  const survey = await format.read(source, {
    wanted: { wanted: options.wanted, followsAny: () => false, follows: () => false },
    zones: options.zones,
    onRecord(record) {
      records?.add(record);
      if ((records?.characters ?? 0) > MOST_HELD) records = undefined;
    },
    onIssue: (issue) => notes.add(issue),
    ...(onBytes === undefined ? {} : { onBytes }),
  });
  return { survey, noted: notes.noted, ...(records === undefined ? {} : { records: records.packed() }) };
}
