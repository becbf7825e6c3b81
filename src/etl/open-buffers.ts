import type { BundleFile, Stretch } from '../input/bundle-file.ts';
import { BufferOpener, type OpenBuffer } from './buffer-opener.ts';
import { BufferSplitter, type FoundBuffer } from './buffer-splitter.ts';
import type { EtlFacts } from './etl-facts.ts';

/** Modes after which the count of buffers in the header is not that of the file: circular, new file, real time, kept in memory. */
const OTHER_COUNT = 0x02 | 0x08 | 0x100 | 0x400;

/** Part of a log that begins with a buffer. */
export interface LogStretch extends Stretch {
  readonly firstBuffer: number;
}

/** The buffers of a log that end in one chunk of it, in file order: all of them are to be walked before the next chunk. */
export interface OpenBuffers extends Iterable<OpenBuffer> {
  readonly opener: BufferOpener;
}

/** The buffers of a file, or of one stretch of it whose log header `facts` already has, chunk by chunk. */
export async function* openBuffers(
  file: BundleFile,
  facts: EtlFacts,
  stretch?: LogStretch,
): AsyncGenerator<OpenBuffers> {
  const opener = new BufferOpener(facts);
  const told = facts.add.bind(facts);
  const splitter = new BufferSplitter(told, stretch?.start, stretch?.firstBuffer, opener.stride);
  const open = (found: Iterable<FoundBuffer>): OpenBuffers => ({
    opener,
    *[Symbol.iterator]() {
      for (const buffer of found) {
        const opened = opener.open(buffer);
        splitter.stride = opener.stride;
        yield opened;
      }
    },
  });
  for await (const chunk of file.chunks(stretch)) yield open(splitter.push(chunk));
  yield open(splitter.finish());
  if (stretch === undefined) judgeCount(facts);
}

/** A file cut between two buffers shows that by their count alone. It is 0 while the trace is still running. */
function judgeCount(facts: EtlFacts): void {
  const { log, buffers } = facts;
  if (log === undefined || facts.issues.length > 0 || (log.logFileMode & OTHER_COUNT) !== 0) return;
  if (buffers < log.buffersWritten)
    facts.add('ETL_TRUNCATED', `it has ${buffers} of the ${log.buffersWritten} buffers that its header counts`);
}
