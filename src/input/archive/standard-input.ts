import type { BundleFile } from '../bundle-file.ts';
import { archiveForm, FORM_BYTES } from './archive-form.ts';
import { type ByteSource, heldSource } from './byte-source.ts';
import { capped } from './loss.ts';

export interface StandardInput {
  readonly file: BundleFile;
  /** The bytes, where they are those of an archive. */
  readonly archive?: ByteSource;
}

async function* followedBy(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Looks at the start of standard input, and takes in an archive as a whole: up to `most` bytes. */
export async function openStandardInput(stdin: AsyncIterable<Uint8Array>, most: number): Promise<StandardInput> {
  const iterator = stdin[Symbol.asyncIterator]();
  const parts: Buffer[] = [];
  let length = 0;
  const readUpTo = async (count: number): Promise<void> => {
    while (length < count) {
      const next = await iterator.next();
      if (next.done === true) return;
      parts.push(Buffer.from(next.value));
      length += next.value.length;
    }
  };
  await readUpTo(FORM_BYTES);
  const start = Buffer.concat(parts);
  const file: BundleFile = { path: '-', place: '-', bytes: 0, chunks: () => followedBy(start, iterator) };
  if (archiveForm(start) === undefined) return { file };
  await readUpTo(most + 1);
  const isCut = length > most;
  const text = `An archive on standard input is read up to ${most >> 20} MiB; the rest was not. Give the file itself.`;
  const bytes = Buffer.concat(parts, Math.min(length, most));
  return { file: { ...file, bytes: bytes.length }, archive: heldSource(bytes, isCut ? capped(text) : undefined) };
}
