import { EtlFacts, eventLine, readPrepared } from '../etl/index.ts';
import { isEtl } from '../etl/is-etl.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { SpoolFileSeen } from '../model/observation.ts';
import type { Ticks } from '../model/ticks.ts';
import { isSpoolPath } from '../spooler/index.ts';
import { Collector } from './collector.ts';
import type { EtlFormats } from './etl-formats.ts';
import { offsetOf } from './etl-source.ts';
import { readSpoolSource } from './spool-source.ts';
import { isTmfPath } from './tmf-files.ts';

/** A record of a raw trace as a citation has it. */
export interface EtlPassage {
  /** From 1, by time. */
  readonly number: number;
  readonly offset: number;
  /** What `decode` prints of it, and its message alone. */
  readonly texts: readonly string[];
}

/** The formats of trace messages that a bundle and the options have. */
export async function formatsFor(files: readonly BundleFile[], options: AnalysisOptions): Promise<EtlFormats> {
  const { etlFormats } = await import('./etl-formats.ts');
  return etlFormats(
    options,
    files.filter(({ path }) => isTmfPath(path)),
  );
}

/** Whether these are the first bytes of a raw trace. */
export function isRawTrace(head: Uint8Array): boolean {
  return isEtl(head);
}

/** Some records of a raw trace, by their numbers; those that it has not are left out. */
export async function* reopenEtl(
  file: BundleFile,
  numbers: ReadonlySet<number>,
  formats: EtlFormats,
): AsyncGenerator<EtlPassage> {
  const { decoder } = formats.open();
  let left = numbers.size;
  for await (const { records, first } of readPrepared(file, new EtlFacts(file.path), decoder)) {
    for (const [i, record] of records.entries()) {
      if (!numbers.has(first + i)) {
        decoder.skip(record);
        continue;
      }
      const event = decoder.decode(record);
      const texts = [eventLine(event), event.message.replace(/\r\n?/g, '\n')];
      yield { number: first + i, offset: offsetOf(record), texts };
      left--;
    }
    if (left === 0) return;
  }
}

/** What a spool file says of itself, as far as it is cited. */
export interface SpoolPassage {
  /** Citations of it. */
  readonly texts: readonly string[];
  /** Addresses of those it is for, lower case. */
  readonly participants: readonly string[];
  /** When it was written: by what stands in it, and as an analysis has it. None where only the time of the file tells it, which a copy may not have. */
  readonly times: readonly Ticks[];
}

/** What is cited of a spool file; undefined for a file that is none. */
export async function reopenSpool(file: BundleFile): Promise<SpoolPassage | undefined> {
  if (!isSpoolPath(file.place)) return undefined;
  const { modifiedAt: _, ...timeless } = file;
  const read = async (one: BundleFile): Promise<Collector> => {
    const found = new Collector();
    await readSpoolSource(one, found);
    return found;
  };
  const seen = ({ observations }: Collector): readonly SpoolFileSeen[] =>
    observations.filter((one): one is SpoolFileSeen => one.kind === 'spool-file');
  const found = await read(file);
  const inner = seen(await read({ ...timeless, chunks: (stretch) => file.chunks(stretch) })).flatMap(
    ({ writtenAt }) => writtenAt ?? [],
  );
  return {
    texts: found.observations.flatMap(({ evidence }) => evidence).map(({ text }) => text),
    participants: seen(found).flatMap(({ participants }) => participants),
    times: inner.length === 0 ? [] : [...inner, ...seen(found).flatMap(({ writtenAt }) => writtenAt ?? [])],
  };
}
