import { ByteReader } from './byte-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { centralHeader, centralVariable, FIXED, hasSignature, SIGNATURE, type ZipHeader } from './zip-records.ts';

/** Where the list of members stands at the end of an archive. */
interface Directory {
  readonly start: number;
  readonly entries: number;
  readonly isSpanned: boolean;
}

/** End record, its comment of at most 64 KiB, and the records of zip64 in front of it. */
const TAIL = 0xffff + FIXED.end + FIXED.end64 + FIXED.locator64;

/** The last bytes of a source and where they begin. */
async function tailOf(source: ByteSource): Promise<{ bytes: Buffer; at: number }> {
  if (source.size !== undefined) {
    const at = Math.max(0, source.size - TAIL);
    const reader = new ByteReader(source, at);
    const bytes = await reader.take(TAIL);
    await reader.close();
    return { bytes, at };
  }
  const reader = new ByteReader(source);
  let last = Buffer.alloc(0);
  for (let bytes = await reader.take(1 << 20); bytes.length > 0; bytes = await reader.take(1 << 20)) {
    last = Buffer.concat([last, bytes]).subarray(-TAIL);
  }
  await reader.close();
  return { bytes: Buffer.from(last), at: reader.position - last.length };
}

async function isCentralAt(source: ByteSource, at: number): Promise<boolean> {
  if (!Number.isSafeInteger(at)) return false;
  const reader = new ByteReader(source, at, at + 4);
  const isThere = hasSignature(await reader.take(4), SIGNATURE.central);
  await reader.close();
  return isThere;
}

async function directoryAt(
  source: ByteSource,
  tail: Buffer,
  tailAt: number,
  at: number,
): Promise<Directory | undefined> {
  const end = tail.subarray(at);
  let entries = end.readUInt16LE(10);
  let size = end.readUInt32LE(12);
  let start = end.readUInt32LE(16);
  let isSpanned = end.readUInt16LE(4) !== 0 && end.readUInt16LE(4) !== 0xffff;
  const locator = tail.subarray(Math.max(0, at - FIXED.locator64), at);
  if (locator.length === FIXED.locator64 && hasSignature(locator, SIGNATURE.locator64)) {
    isSpanned ||= locator.readUInt32LE(16) > 1;
    const place = Number(locator.readBigUInt64LE(8));
    const reader = new ByteReader(source, place, place + FIXED.end64);
    const end64 = await reader.take(FIXED.end64);
    await reader.close();
    if (end64.length === FIXED.end64 && hasSignature(end64, SIGNATURE.end64)) {
      entries = Number(end64.readBigUInt64LE(32));
      size = Number(end64.readBigUInt64LE(40));
      start = Number(end64.readBigUInt64LE(48));
    }
  }
  if (isSpanned) return { start: 0, entries, isSpanned };
  // The end record of an archive without members is all there is of it.
  if (entries === 0 && size === 0 && tailAt + at <= FIXED.end64 + FIXED.locator64) {
    return { start: tailAt + at, entries, isSpanned };
  }
  // What is stored in a cut archive may end with a list of its own, whose places are none of this one.
  return (await isCentralAt(source, start)) ? { start, entries, isSpanned } : undefined;
}

/** The list of members by the last end record that leads to one; bytes behind it do no harm. */
export async function findDirectory(source: ByteSource): Promise<Directory | undefined> {
  const { bytes, at: tailAt } = await tailOf(source);
  for (
    let at = bytes.lastIndexOf('PK\x05\x06');
    at !== -1;
    at = at === 0 ? -1 : bytes.lastIndexOf('PK\x05\x06', at - 1)
  ) {
    if (at + FIXED.end > bytes.length) continue;
    const found = await directoryAt(source, bytes, tailAt, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Hands the headers to `take` until it answers false. Answers whether the list was whole. */
export async function eachCentralHeader(
  source: ByteSource,
  { start, entries }: Directory,
  take: (header: ZipHeader) => boolean,
): Promise<boolean> {
  const reader = new ByteReader(source, start);
  try {
    // Without zip64 the count is one of 16 bits; the list itself goes on as long as there are headers.
    for (let count = 0; ; count++) {
      const fixed = await reader.take(FIXED.central);
      if (fixed.length < FIXED.central || !hasSignature(fixed, SIGNATURE.central)) {
        return count % 0x10000 === entries % 0x10000;
      }
      const length = centralVariable(fixed);
      const variable = await reader.take(length);
      if (variable.length < length) return false;
      if (!take(centralHeader(fixed, variable))) return true;
    }
  } finally {
    await reader.close();
  }
}
