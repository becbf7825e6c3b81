/** gzip (RFC 1952): a header, deflate data, CRC and size; any number of those one behind the other are one file. */
import { crc32 } from 'node:zlib';
import type { ArchiveBudget } from './archive-budget.ts';
import { ByteReader } from './byte-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { Listing, type Pass } from './entry.ts';
import { type Inflation, inflate } from './inflate.ts';
import { capped, damaged } from './loss.ts';
import { nameText } from './member-name.ts';
import { timeOfUnix } from './member-time.ts';

const HEADER = 10;
const TRAILER = 8;
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16 } as const;
/** No name or comment is longer. */
const MAX_TEXT = 1 << 12;

interface GzHeader {
  readonly name: string;
  readonly unixTime: number;
}

/** 'end' where nothing but padding is left; undefined where no header stands. */
async function readHeader(reader: ByteReader): Promise<GzHeader | 'end' | undefined> {
  const fixed = await reader.take(HEADER);
  if (fixed.every((byte) => byte === 0)) return 'end';
  if (fixed.length < HEADER || fixed.readUIntBE(0, 3) !== 0x1f8b08) return undefined;
  const flags = fixed[3] ?? 0;
  if ((flags & FLAG.extra) !== 0) {
    const length = await reader.take(2);
    await reader.skip(length.length === 2 ? length.readUInt16LE() : 0);
  }
  const none = Buffer.alloc(0);
  const name = (flags & FLAG.name) === 0 ? none : await reader.textTo0(MAX_TEXT);
  const comment = (flags & FLAG.comment) === 0 ? none : await reader.textTo0(MAX_TEXT);
  if ((flags & FLAG.headerCrc) !== 0) await reader.skip(2);
  if (name === undefined || comment === undefined) return undefined;
  return { name: nameText(name), unixTime: fixed.readUInt32LE(4) };
}

/** One deflate stream with its CRC; answers whether another may stand behind it. */
async function* gunzipOne(source: ByteSource, reader: ByteReader, pass: Pass): AsyncGenerator<Uint8Array, boolean> {
  const run: Inflation = { isEnded: false, isBroken: false };
  let crc = 0;
  let size = 0;
  for await (const chunk of inflate(reader, run)) {
    crc = crc32(chunk, crc);
    size += chunk.length;
    pass.packed = reader.position;
    yield chunk;
  }
  if (run.isBroken) {
    pass.lose(damaged('The compressed data are damaged; what stands behind the damage is lost.'));
    return false;
  }
  const trailer = await reader.take(TRAILER);
  if (trailer.length < TRAILER) {
    pass.lose(source.loss?.() ?? damaged('Cut: the compressed data stop before their end.'));
    return false;
  }
  if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== size >>> 0) {
    pass.lose(damaged('The checksum does not fit the bytes: some of them are not what was packed.'));
  }
  return true;
}

async function* gunzip(source: ByteSource, mostStreams: number, pass: Pass): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source);
  try {
    for (let streams = 0; ; streams++) {
      const header = await readHeader(reader);
      if (header === 'end') return;
      if (header === undefined) return pass.lose(source.loss?.() ?? damaged('What follows here is no gzip data.'));
      if (streams === mostStreams) return pass.lose(capped(`More than ${mostStreams} gzip streams in one file.`));
      const goesOn = yield* gunzipOne(source, reader, pass);
      if (!goesOn) return;
    }
  } finally {
    await reader.close();
  }
}

/** The size that the last stream states, modulo 4 GiB: only a hint. */
async function sizeHint(source: ByteSource): Promise<number> {
  if (source.size === undefined || source.size < HEADER + TRAILER || !source.isSeekable) return 0;
  const reader = new ByteReader(source, source.size - 4);
  const last = await reader.take(4);
  await reader.close();
  const stated = last.length === 4 ? last.readUInt32LE() : 0;
  return stated > 1040 * source.size ? source.size : Math.max(stated, source.size);
}

/** One entry. `baseName`: of the file itself, for where the header has no name. */
export async function listGz(source: ByteSource, baseName: string, budget: ArchiveBudget): Promise<Listing> {
  const listing = new Listing(budget);
  const reader = new ByteReader(source);
  const header = await readHeader(reader);
  await reader.close();
  if (header === undefined || header === 'end') {
    listing.lose(damaged('Cut inside the header of the gzip data.'));
    return listing;
  }
  const modifiedAt = header.unixTime === 0 ? undefined : timeOfUnix(header.unixTime);
  listing.add({
    name: header.name === '' ? nameWithout(baseName) : header.name,
    kind: 'file',
    size: await sizeHint(source),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    open: (pass) => gunzip(source, budget.limits.entries, pass),
  });
  return listing;
}

/** `trace.log.gz` to `trace.log`, `logs.tgz` to `logs.tar`. */
function nameWithout(baseName: string): string {
  const bare = baseName.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar');
  return bare === '' || bare === '-' ? 'content' : bare;
}
