import type { BundleFile } from '../input/bundle-file.ts';
import type { Discovery } from '../input/discover.ts';
import type { FormatId } from '../model/source.ts';
import type { Ticks } from '../model/ticks.ts';

/** How the text of a file is stored. `1`: windows-1252. */
export type Storage = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'bytes';

/** What is kept or left out as one: a record of a trace, a line of a companion, a spool file, an empty folder of the spooler. */
export interface Piece {
  /** Index of its file in the bundle. */
  readonly file: number;
  readonly bytes: Uint8Array;
  /** Its text, where it is one. */
  readonly text?: string;
  readonly storage: Storage;
  /** An observation was made of it, or it is the first or last of its file. */
  readonly isTold: boolean;
}

/** A file of which an excerpt is made. */
export interface ExcerptFile {
  /** Where it will stand in the excerpt, with `/`. */
  readonly path: string;
  readonly format: FormatId | 'folder';
  readonly modifiedAt?: Ticks;
  /** What stands in front of the first record, whatever records are kept: byte order mark, header, root of XML. */
  readonly head: readonly Piece[];
  readonly tail: readonly Piece[];
  /** Records in the whole file, and its bytes. */
  readonly records: number;
  readonly bytes: number;
}

function bytesOf(pieces: readonly Piece[]): Uint8Array {
  return Buffer.concat(pieces.map(({ bytes }) => bytes));
}

/** The bytes of a file of which some pieces are kept. */
export function contentOf(file: ExcerptFile, kept: readonly Piece[]): Uint8Array {
  return bytesOf([...file.head, ...kept, ...file.tail]);
}

/** The pieces kept of each file, by its index. */
export function byFile(kept: readonly Piece[]): ReadonlyMap<number, readonly Piece[]> {
  const files = new Map<number, Piece[]>();
  for (const piece of kept) {
    const pieces = files.get(piece.file);
    if (pieces === undefined) files.set(piece.file, [piece]);
    else pieces.push(piece);
  }
  return files;
}

/** A file whose bytes lie in memory. */
export function memoryFile(
  path: string,
  content: readonly Uint8Array[],
  modifiedAt: Ticks | undefined,
  place: string = `/excerpt/${path}`,
): BundleFile {
  return {
    path,
    place,
    bytes: content.reduce((sum, { length }) => sum + length, 0),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    async *chunks() {
      yield* content;
    },
  };
}

/** The bundle that the kept pieces are. */
export function bundleOf(files: readonly ExcerptFile[], kept: readonly Piece[]): Discovery {
  const found: BundleFile[] = [];
  const folders: { path: string; place: string }[] = [];
  for (const [index, pieces] of byFile(kept)) {
    const file = files[index];
    if (file === undefined) continue;
    if (file.format === 'folder') folders.push({ path: file.path, place: `/excerpt/${file.path}` });
    else {
      const content = [...file.head, ...pieces, ...file.tail].map(({ bytes }) => bytes);
      found.push(memoryFile(file.path, content, file.modifiedAt));
      const at = file.path.lastIndexOf('/');
      if (at > 0) folders.push({ path: file.path.slice(0, at), place: `/excerpt/${file.path.slice(0, at)}` });
    }
  }
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { name: 'excerpt', files: found, folders, issues: [] };
}
