/**
 * zip, by the list of members at its end; by the headers in front of each member where the list is missing or broken.
 *
 * Own code, because what users send is often not whole. yauzl 3.4.0 refuses an archive with bytes behind its end record, ends
 * at the first damaged header of the list, knows no archive without one, and takes 5.4 s for 60,000 entries (this: 0.6 s).
 * fflate 0.8.3 finds the end of a member with a data descriptor by its signature, which the data may hold, and decompresses at a
 * fifth of the speed of node:zlib (src/input/archive/inflate.ts).
 */
import { crc32 } from 'node:zlib';
import type { ArchiveBudget } from './archive-budget.ts';
import { ByteReader } from './byte-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { type Entry, Listing, type Pass } from './entry.ts';
import { type Inflation, inflate } from './inflate.ts';
import { damaged, type Loss } from './loss.ts';
import { isFolderName } from './member-name.ts';
import { eachCentralHeader, findDirectory } from './zip-directory.ts';
import { FIXED, FLAG, hasSignature, localVariable, SIGNATURE, type ZipHeader } from './zip-records.ts';
import { eachLocalHeader } from './zip-salvage.ts';

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_BY_AES = 99;

/** APPNOTE 4.4.5. */
const METHODS: ReadonlyMap<number, string> = new Map([
  [1, 'Shrink'],
  [6, 'Implode'],
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [20, 'Zstandard'],
  [93, 'Zstandard'],
  [95, 'XZ'],
  [98, 'PPMd'],
]);

/** Upper half of the attributes where Unix wrote the entry. */
const UNIX_TYPE = { mask: 0xf000, folder: 0x4000, file: 0x8000, link: 0xa000 } as const;
const DOS_FOLDER = 0x10;

/** Open Packaging Conventions (ECMA-376 part 2: Office, nupkg, vsix), and jar. */
const PACKAGE_PARTS: ReadonlySet<string> = new Set(['[Content_Types].xml', 'META-INF/MANIFEST.MF']);
/** OpenDocument 1.2 part 3, section 3.3, and EPUB: the first entry, stored. */
const PACKAGE_TYPE = 'mimetype';

const SPANNED: Loss = {
  code: 'UNSUPPORTED_COMPRESSION',
  text: 'One volume of an archive of several. Join them (`zip -s 0 logs.zip --out whole.zip`, or unpack with 7-Zip) and give that.',
};

function kindOf({ name, attributes, isUnix }: ZipHeader): Entry['kind'] {
  const type = isUnix ? (attributes >>> 16) & UNIX_TYPE.mask : 0;
  if (type === UNIX_TYPE.link) return 'link';
  if (type === UNIX_TYPE.folder || isFolderName(name)) return 'folder';
  if (type !== 0 && type !== UNIX_TYPE.file) return 'device';
  return type === 0 && (attributes & DOS_FOLDER) !== 0 ? 'folder' : 'file';
}

function refusalOf({ flags, method }: ZipHeader): Loss | undefined {
  if ((flags & (FLAG.encrypted | FLAG.maskedHeaders)) !== 0 || method === ENCRYPTED_BY_AES) {
    return { code: 'ENCRYPTED', text: 'Encrypted. Unpack it with its password and give the folder.' };
  }
  if (method === STORED || method === DEFLATED) return undefined;
  const name = METHODS.get(method) ?? `method ${method}`;
  return {
    code: 'UNSUPPORTED_COMPRESSION',
    text: `Compressed with ${name}, which is not read here. Unpack it (Windows Explorer or 7-Zip) and give the folder.`,
  };
}

/** Where the bytes of a member begin; undefined where no header stands in front of them. */
async function dataPlace(source: ByteSource, at: number): Promise<number | undefined> {
  if (!Number.isSafeInteger(at) || at < 0) return undefined;
  const reader = new ByteReader(source, at, at + FIXED.local);
  const fixed = await reader.take(FIXED.local);
  await reader.close();
  if (fixed.length < FIXED.local || !hasSignature(fixed, SIGNATURE.local)) return undefined;
  return at + FIXED.local + localVariable(fixed);
}

/** What the end of a member tells about what the archive said of it. */
function check(header: ZipHeader, found: { size: number; crc: number }, isWhole: boolean): Loss | undefined {
  if (!isWhole)
    return damaged(`The archive states ${header.packed} compressed bytes, and they are not the whole member.`);
  if (found.size !== header.size) {
    return damaged(`The archive states ${header.size} bytes for it, and there are ${found.size}.`);
  }
  return found.crc === header.crc
    ? undefined
    : damaged('The checksum does not fit the bytes: some of them are not what was packed.');
}

/** `isStated`: size and checksum are known. */
async function* memberBytes(
  source: ByteSource,
  header: ZipHeader,
  isStated: boolean,
  pass: Pass,
): AsyncGenerator<Uint8Array> {
  const from = await dataPlace(source, header.at);
  if (from === undefined) {
    return pass.lose(source.loss?.() ?? damaged('The archive has no such member where its list says.'));
  }
  const end = from + header.packed;
  const reader = new ByteReader(source, from, end);
  const run: Inflation = { isEnded: false, isBroken: false };
  const found = { size: 0, crc: 0 };
  try {
    for await (const chunk of header.method === STORED
      ? stored(reader)
      : inflate(reader, run, header.size || undefined)) {
      found.size += chunk.length;
      found.crc = crc32(chunk, found.crc);
      pass.packed = reader.position - from;
      yield chunk;
    }
    if (run.isBroken) {
      return pass.lose(damaged('The compressed data are damaged; what stands behind the damage is lost.'));
    }
    if (reader.position < end && !run.isEnded) {
      const text = `Cut: the archive lacks the last ${end - reader.position} of its ${header.packed} compressed bytes.`;
      return pass.lose(source.loss?.() ?? damaged(text));
    }
    const loss = isStated ? check(header, found, reader.position === end) : undefined;
    if (loss !== undefined) pass.lose(loss);
  } finally {
    await reader.close();
  }
}

async function* stored(reader: ByteReader): AsyncGenerator<Uint8Array> {
  const most = Number.MAX_SAFE_INTEGER;
  for (let bytes = await reader.some(most); bytes !== undefined; bytes = await reader.some(most)) yield bytes;
}

function isPackagePart({ name, method }: ZipHeader, isFirst: boolean): boolean {
  return PACKAGE_PARTS.has(name) || (isFirst && name === PACKAGE_TYPE && method === STORED);
}

function entryOf(source: ByteSource, header: ZipHeader, isStated: boolean): Entry {
  const refusal = refusalOf(header);
  return {
    name: header.name,
    kind: kindOf(header),
    size: Number.isSafeInteger(header.size) ? header.size : 0,
    ...header.time,
    ...(refusal === undefined ? {} : { refusal }),
    open: (pass) => memberBytes(source, header, isStated, pass),
  };
}

/** Members that share bytes are made to seem more than they are, or the list is damaged. */
function overlap(headers: readonly ZipHeader[]): boolean {
  let end = 0;
  return headers
    .toSorted((a, b) => a.at - b.at)
    .some((header) => {
      const isInside = header.at < end;
      end = Math.max(end, header.at + FIXED.local + header.packed);
      return isInside;
    });
}

async function salvage(source: ByteSource, budget: ArchiveBudget, why: string): Promise<Listing> {
  const listing = new Listing(budget);
  const { memberBombBytes, bombRatio } = budget.limits;
  let before = 0;
  const isTooMuch = (output: number, packed: number): boolean => {
    const spent = budget.spend(Math.max(0, output - before));
    before = output;
    return spent !== undefined || (output > memberBombBytes && output > bombRatio * packed);
  };
  await eachLocalHeader(source, isTooMuch, (header) => {
    before = 0;
    listing.isPackage ||= isPackagePart(header, listing.entries.length === 0);
    return listing.add(entryOf(source, header, (header.flags & FLAG.hasDescriptor) === 0));
  });
  listing.lose(source.loss?.() ?? damaged(`${why} What stands in front of the members was read instead.`));
  return listing;
}

export async function listZip(source: ByteSource, budget: ArchiveBudget): Promise<Listing> {
  const directory = await findDirectory(source);
  const listing = new Listing(budget);
  if (directory === undefined) {
    const start = new ByteReader(source, 0, 4);
    const isSpanned = hasSignature(await start.take(4), SIGNATURE.descriptor);
    await start.close();
    if (!isSpanned) return salvage(source, budget, 'The archive has no list of its members: it is cut or damaged.');
  }
  if (directory === undefined || directory.isSpanned) {
    listing.lose(SPANNED);
    return listing;
  }
  const headers: ZipHeader[] = [];
  const isWhole = await eachCentralHeader(source, directory, (header) => {
    if (kindOf(header) === 'file') headers.push(header);
    listing.isPackage ||= isPackagePart(header, listing.entries.length === 0);
    return listing.add(entryOf(source, header, true));
  });
  if (!isWhole) return salvage(source, budget, 'The list of members is damaged.');
  if (overlap(headers)) listing.lose(damaged('Members of the archive overlap: it is damaged, or made to mislead.'));
  return listing;
}
