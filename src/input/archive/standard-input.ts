import type { BundleFile } from '../bundle-file.ts';
import { archiveForm, FORM_BYTES } from './archive-form.ts';
import type { ByteSource } from './byte-source.ts';
import { HeldBytes } from './held-bytes.ts';
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
  const held = new HeldBytes();
  const readUpTo = async (count: number): Promise<void> => {
    while (held.length < count) {
      const next = await iterator.next();
      if (next.done === true) return;
      held.add(next.value);
    }
  };
  await readUpTo(FORM_BYTES);
  const file: BundleFile = {
    path: '-',
    place: '-',
    bytes: 0,
    isReadOnce: true,
    chunks: () => followedBy(held.start(held.length), iterator),
  };
  if (archiveForm(held.start(FORM_BYTES)) === undefined) return { file };
  await readUpTo(most);
  // Whether anything is left is known only by asking for it.
  const isCut = held.length >= most && (await iterator.next()).done !== true;
  const text = `An archive on standard input is read up to ${most >> 20} MiB; the rest was not. Give the file itself.`;
  return { file: { ...file, bytes: held.length }, archive: held.source(isCut ? capped(text) : undefined) };
}
