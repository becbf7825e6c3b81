import type { Encoding } from '../model/source.ts';
import type { BundleFile } from './bundle-file.ts';
import { type Coding, codingOf, decode, Utf8Check } from './encoding.ts';
import type { Fingerprint } from './fingerprint-groups.ts';
import type { Window } from './window.ts';
import { type FilePosition, WindowBuffer } from './window-buffer.ts';

/** Bytes of a file that formats may judge it by. */
const HEAD_SIZE: number = 1 << 16;
/** Bytes handed to a reader at once: they stay in the processor's cache from one look to the next. */
const WINDOW_BYTES = 1 << 20;
/** Bytes read at once, unless the window is smaller. */
const READ_STEP = 1 << 18;

export interface Head {
  readonly bytes: Uint8Array;
  /** The first 64 KiB as text without a byte order mark. */
  readonly text: string;
  readonly coding: Coding;
}

/** A part of a file on disk that begins with a record and ends where another begins, or with the file. */
export interface TextStretch {
  readonly from: FilePosition;
  /** Byte offset behind it. */
  readonly end: number;
  /** Units of text handed to a reader at once; as many as for a whole file unless told. */
  readonly room?: number;
  /** Asked after each window: nothing more needs to be read. */
  readonly isDone?: () => boolean;
}

/** What is known of a text after all of it was read. */
export interface Totals {
  readonly bytes: number;
  readonly encoding: Encoding;
  /** Line feeds in it. */
  readonly lineFeeds: number;
}

/** A file opened for reading as text. */
export interface TextSource {
  readonly file: BundleFile;
  readonly head: Head;
  /**
   * Hands the file to `read` window by window. `read` answers how many units it used; the rest comes again at the start
   * of the next window. Progress is told in bytes after each chunk.
   */
  eachWindow(
    fingerprints: readonly Fingerprint[],
    read: (window: Window) => number,
    onBytes?: (bytes: number) => void,
  ): Promise<Totals>;
  /** The bytes themselves, from the first behind a byte order mark on, for what is no text after all. */
  chunks(): AsyncIterable<Uint8Array>;
  /** Lets go of a file of which nothing more is read. */
  close(): Promise<void>;
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** What formats may judge a file by, from its first bytes. */
function headOf(bytes: Uint8Array): Head {
  const coding = codingOf(bytes);
  return { bytes, coding, text: decode(bytes.subarray(coding.bom), coding).text };
}

function encodingOf(coding: Coding, utf8: Utf8Check): Encoding {
  return coding.encoding === 'utf-8' && !utf8.isValid ? 'windows-1252' : coding.encoding;
}

/** Reads the head of a file and makes the rest readable as text, each byte read once. Errors of the system are thrown as they are. */
export async function openText(file: BundleFile): Promise<TextSource> {
  const iterator = file.chunks()[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let firstBytes = 0;
  while (firstBytes < HEAD_SIZE) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(Buffer.from(next.value));
    firstBytes += next.value.length;
  }
  const start = concat(first);
  const head = headOf(start.subarray(0, HEAD_SIZE));
  const { coding } = head;

  async function* allChunks(): AsyncGenerator<Uint8Array> {
    try {
      yield start.subarray(coding.bom);
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      // A reading that is broken off leaves no file open.
      await iterator.return?.();
    }
  }

  return {
    file,
    head,
    chunks: allChunks,
    async close() {
      await iterator.return?.();
    },
    async eachWindow(fingerprints, read, onBytes) {
      // Of a size that is not known, as that of a compressed file, anything may follow a full head.
      const size = file.bytes === 0 && start.length >= HEAD_SIZE ? WINDOW_BYTES : Math.max(file.bytes, start.length);
      const room = Math.min(WINDOW_BYTES, size + 2);
      const buffer = new WindowBuffer(coding, fingerprints, room, { offset: coding.bom, line: 1 }, read);
      let bytes: number = coding.bom;
      const utf8 = new Utf8Check();
      for await (const chunk of allChunks()) {
        bytes += chunk.length;
        if (coding.encoding === 'utf-8') utf8.add(chunk);
        buffer.add(chunk);
        onBytes?.(bytes);
      }
      buffer.end();
      buffer.close();
      return { bytes, encoding: encodingOf(coding, utf8), lineFeeds: buffer.line - 1 };
    },
  };
}

/** The head of a file that can be read again. */
export async function readHead(file: BundleFile): Promise<Head> {
  const source = await openText(file);
  await source.close();
  return source.head;
}

/** A part of a file whose head is known, readable as text. */
export function openStretch(file: BundleFile, head: Head, stretch: TextStretch): TextSource {
  const { coding } = head;
  const { from, end, isDone } = stretch;
  return {
    file,
    head,
    chunks: () => file.chunks({ start: from.offset, end }),
    async close() {
      // Nothing is open between two readings.
    },
    async eachWindow(fingerprints, read, onBytes) {
      const room = Math.min(stretch.room ?? WINDOW_BYTES, end - from.offset + 2);
      const buffer = new WindowBuffer(coding, fingerprints, room, from, read);
      const utf8 = new Utf8Check();
      let bytes = 0;
      for await (const chunk of file.chunks({ start: from.offset, end, step: Math.min(room, READ_STEP) })) {
        bytes += chunk.length;
        if (coding.encoding === 'utf-8') utf8.add(chunk);
        buffer.add(chunk);
        onBytes?.(bytes);
        if (isDone?.() === true) break;
      }
      if (isDone?.() !== true) buffer.end();
      buffer.close();
      return { bytes, encoding: encodingOf(coding, utf8), lineFeeds: buffer.line - from.line };
    },
  };
}

/** The file of a source; where it can be read once only, with what its opening has read already in front. */
export function wholeFile({ file, chunks }: TextSource): BundleFile {
  return file.isReadOnce === true ? { ...file, chunks } : file;
}

/** All bytes of a file, up to `limit`. */
export async function readBytes(
  file: Pick<BundleFile, 'chunks'>,
  limit: number,
): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const held: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of file.chunks()) {
    held.push(Buffer.from(chunk));
    total += chunk.length;
    if (total > limit) return { bytes: concat(held).subarray(0, limit), isCut: true };
  }
  return { bytes: concat(held), isCut: false };
}
