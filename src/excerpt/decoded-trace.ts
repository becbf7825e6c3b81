import { EtlFacts, eventLine, readPrepared } from '../etl/index.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import { maskEvent } from '../masked-event.ts';
import { TraceError } from '../model/errors.ts';
import type { EtlFormats } from '../reading/etl-formats.ts';
import type { PrivateMask } from '../wire/private-mask.ts';
import { memoryFile } from './excerpt-file.ts';

/** More text than this is not held in memory. */
const MOST_BYTES = 1 << 29;

/**
 * The text of a raw trace, as `decode` writes it, in place of the trace: bytes of a raw trace cannot be cut, and hold what people wrote. Throws a
 * TraceError for one that is too large.
 */
export async function decodedTrace(
  file: BundleFile,
  formats: EtlFormats,
  mask: PrivateMask,
  signal: AbortSignal | undefined,
): Promise<BundleFile> {
  const { decoder } = formats.open();
  const content: Uint8Array[] = [];
  let bytes = 0;
  for await (const { records } of readPrepared(file, new EtlFacts(file.path), decoder)) {
    signal?.throwIfAborted();
    let text = '';
    for (const record of records) text += `${eventLine(maskEvent(decoder.decode(record), mask))}\n`;
    const part = Buffer.from(text, 'utf8');
    bytes += part.length;
    if (bytes > MOST_BYTES) {
      const remedy = `write its text with "oimscope decode", and give that in its place`;
      throw new TraceError('USAGE', `${file.path}: the text of this raw trace is longer than 512 MiB; ${remedy}`);
    }
    content.push(part);
  }
  return memoryFile(`${file.path}.txt`, content, file.modifiedAt, `${file.place}.txt`);
}
