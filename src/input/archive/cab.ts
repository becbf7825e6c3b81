/** Cabinets: stored and MSZIP. No well-kept library reads them; LZX and Quantum are left to Windows. */
import type { ArchiveBudget } from './archive-budget.ts';
import { FORM_BYTES } from './archive-form.ts';
import { ByteReader } from './byte-reader.ts';
import { type ByteSource, ForwardSource } from './byte-source.ts';
import { BLOCK_BYTES, type FolderState, folderBytes } from './cab-folder.ts';
import { type CabFile, type CabHeader, eachCabFile, readCabHeader } from './cab-header.ts';
import { type Entry, Listing, type Pass } from './entry.ts';
import { damaged, type Loss } from './loss.ts';

const COMPRESSIONS: ReadonlyMap<number, string> = new Map([
  [2, 'Quantum'],
  [3, 'LZX'],
]);

const STORED = 0;
const MSZIP = 1;
/** Numbers of folders from here on: the file goes on in the cabinet before, behind, or both. */
const CONTINUED = 0xfffd;

const ONE_OF_SEVERAL: Loss = {
  code: 'UNSUPPORTED_COMPRESSION',
  text: 'One cabinet of several. Unpack them together on Windows with `expand -F:* first.cab folder` and give the folder.',
};

/** Each of thousands of such files would be a way through the whole folder. */
const OVERLAP: Loss = damaged('It shares bytes with another file: the cabinet is damaged, or made to mislead.');

interface OpenFolder {
  readonly source: ForwardSource;
  readonly state: FolderState;
}

function refusalOf(file: CabFile, header: CabHeader): Loss | undefined {
  if (file.folder >= CONTINUED) return ONE_OF_SEVERAL;
  const folder = header.folders[file.folder];
  if (folder === undefined) return damaged('The cabinet has no such folder as its list says.');
  if (folder.compression === STORED || folder.compression === MSZIP) return undefined;
  const name = COMPRESSIONS.get(folder.compression) ?? `method ${folder.compression}`;
  return {
    code: 'UNSUPPORTED_COMPRESSION',
    text: `Compressed with ${name}, which is not read here. Unpack it on Windows with \`expand -F:* x.cab folder\` and give the folder.`,
  };
}

function openFolders(source: ByteSource, header: CabHeader, budget: ArchiveBudget): readonly OpenFolder[] {
  return header.folders.map((folder) => {
    const state: FolderState = { packed: 0, losses: new Map() };
    const open = () => folderBytes(source, folder, header.blockReserve, state, budget);
    return { state, source: new ForwardSource(open, budget, { packed: () => state.packed }) };
  });
}

async function* memberBytes({ source, state }: OpenFolder, file: CabFile, pass: Pass): AsyncGenerator<Uint8Array> {
  const end = file.at + file.size;
  const reader = new ByteReader(source, file.at, end);
  let packedBefore: number | undefined;
  try {
    for (let bytes = await reader.some(file.size); bytes !== undefined; bytes = await reader.some(file.size)) {
      packedBefore ??= state.packed;
      pass.packed = state.packed - packedBefore;
      yield bytes;
    }
    for (const [at, loss] of state.losses) if (at < end && at + BLOCK_BYTES > file.at) pass.lose(loss);
    if (reader.position < end) {
      pass.lose([...state.losses.values()].at(-1) ?? damaged(`Its folder ends before its ${file.size} bytes do.`));
    }
  } finally {
    await reader.close();
  }
}

/** Files whose bytes are at hand now and cost a way through their folder later, with these bytes. */
async function withStart(entry: Entry, budget: ArchiveBudget): Promise<Entry> {
  const isHeld = entry.size <= budget.limits.heldMemberBytes && budget.hold(entry.size);
  const losses: Loss[] = [];
  const parts: Buffer[] = [];
  let length = 0;
  for await (const bytes of entry.open({ packed: 0, lose: (loss) => losses.push(loss) })) {
    const part = Buffer.from(isHeld ? bytes : bytes.subarray(0, FORM_BYTES - length));
    parts.push(part);
    length += part.length;
    if (!isHeld && length >= FORM_BYTES) break;
  }
  return { ...entry, start: Buffer.concat(parts), isHeld: isHeld && length === entry.size && losses.length === 0 };
}

export async function listCab(source: ByteSource, budget: ArchiveBudget): Promise<Listing> {
  const listing = new Listing(budget);
  const header = await readCabHeader(source);
  if (header === undefined) {
    listing.lose(source.loss?.() ?? damaged('Cut inside the header of the cabinet.'));
    return listing;
  }
  if (header.isOneOfSeveral) listing.lose(ONE_OF_SEVERAL);
  const folders = openFolders(source, header, budget);
  const found: { file: CabFile; entry: Entry }[] = [];
  const isWhole = await eachCabFile(source, header, (file) => {
    const refusal = refusalOf(file, header);
    const folder = folders[file.folder];
    const entry: Entry = {
      name: file.name,
      kind: 'file',
      size: file.size,
      ...file.time,
      ...(refusal === undefined ? {} : { refusal }),
      open: (pass) => (folder === undefined ? nothing() : memberBytes(folder, file, pass)),
    };
    found.push({ file, entry });
    return found.length <= budget.limits.entries;
  });
  if (!isWhole) listing.lose(source.loss?.() ?? damaged('The list of files is cut or damaged.'));
  found.sort((a, b) => a.file.folder - b.file.folder || a.file.at - b.file.at);
  let last = { folder: -1, end: 0 };
  for (const { file, entry } of found) {
    const isInside = file.folder === last.folder && file.at < last.end;
    last = { folder: file.folder, end: file.at + file.size };
    const isPlain = entry.refusal === undefined && !isInside;
    if (!listing.add(isPlain ? await withStart(entry, budget) : isInside ? { ...entry, refusal: OVERLAP } : entry))
      break;
  }
  return listing;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
