import type { BundleFile, Stretch } from './bundle-file.ts';

/** A file, and how many bytes were seen of it: of standard input nothing else tells its size. */
export interface CountedFile {
  readonly file: BundleFile;
  /** The size of the file, or, where that is not known beforehand, the bytes of the longest reading of it so far. */
  bytes(): number;
}

export function countedFile(file: BundleFile): CountedFile {
  let most = file.bytes;
  async function* chunks(stretch?: Stretch): AsyncIterable<Uint8Array> {
    let seen = 0;
    for await (const chunk of file.chunks(stretch)) {
      seen += chunk.length;
      most = Math.max(most, seen);
      yield chunk;
    }
  }
  return { file: { ...file, chunks }, bytes: () => most };
}
