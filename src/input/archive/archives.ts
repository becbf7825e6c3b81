import type { ZoneOption } from '../../model/analysis-options.ts';
import type { Issue } from '../../model/issue.ts';
import type { BundleFile } from '../bundle-file.ts';
import { labelsOf } from '../labels.ts';
import { ArchiveBudget } from './archive-budget.ts';
import { type ArchiveForm, archiveForm, FORM_BYTES } from './archive-form.ts';
import { type ByteSource, diskSource } from './byte-source.ts';
import { listCab } from './cab.ts';
import type { Entry } from './entry.ts';
import { listGz } from './gz.ts';
import { LocalTimes } from './local-times.ts';
import { capped, type Loss, Losses } from './loss.ts';
import { type ArchiveMeter, Member } from './member.ts';
import { memberLabel } from './member-name.ts';
import { memberSource } from './member-source.ts';
import { listTar } from './tar.ts';
import { listZip } from './zip.ts';

/** What an archive holds. */
interface OpenedArchive {
  readonly entries: readonly Entry[];
  readonly losses: readonly Loss[];
  readonly isPackage?: boolean;
}

const NO_LOGS: Loss = {
  code: 'NOT_RECOGNISED',
  text: 'A document or a program in a zip file, and no archive of logs.',
};

async function startOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const bytes of chunks) {
    parts.push(Buffer.from(bytes.subarray(0, FORM_BYTES)));
    length += bytes.length;
    if (length >= FORM_BYTES) break;
  }
  return Buffer.concat(parts);
}

function baseName(path: string): string {
  return path.split('/').at(-1) ?? path;
}

/** A gzip file of a tar archive is one archive, not one in another. */
async function openGz(
  file: BundleFile,
  source: ByteSource,
  meter: ArchiveMeter,
  budget: ArchiveBudget,
): Promise<OpenedArchive> {
  const { entries, losses } = await listGz(source, baseName(file.path), budget);
  const [entry] = entries;
  if (entry === undefined) return { entries, losses };
  const content = new Member(entry, file, meter, budget);
  if (archiveForm(await startOf(content.chunks())) !== 'tar') {
    await content.close();
    return { entries, losses };
  }
  const tar = await listTar(await memberSource(content, budget), budget);
  await content.close();
  return { entries: tar.entries, losses: [...losses, ...content.issues(), ...tar.losses] };
}

/** Lists an archive. Never throws for what it holds; errors of the system are thrown as they are. */
function openArchive(
  file: BundleFile,
  source: ByteSource,
  form: ArchiveForm,
  meter: ArchiveMeter,
  budget: ArchiveBudget,
): Promise<OpenedArchive> {
  switch (form) {
    case 'zip':
      return listZip(source, budget);
    case 'cab':
      return listCab(source, budget);
    case 'tar':
      return listTar(source, budget);
    case 'gz':
      return openGz(file, source, meter, budget);
  }
}

/** A file that is looked at no further. */
function refused({ path, place, bytes, modifiedAt, hasLocalTime, chunks }: BundleFile, unusable: Loss): BundleFile {
  return {
    path,
    place,
    bytes,
    unusable,
    chunks,
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(hasLocalTime === undefined ? {} : { hasLocalTime }),
  };
}

interface ArchivesOptions {
  readonly budget?: ArchiveBudget;
  /** What tells the zone of members whose archive keeps local times only. */
  readonly zones?: readonly ZoneOption[];
}

/** The files of a bundle, each archive among them replaced by its members. */
export class Archives {
  readonly files: BundleFile[] = [];
  readonly folders: { readonly path: string; readonly place: string }[] = [];
  readonly issues: Issue[] = [];
  readonly #budget: ArchiveBudget;
  readonly #times: LocalTimes;
  readonly #onFile: (file: BundleFile) => void;

  /** `onFile`: called before each file is looked at; what it throws ends the listing. */
  constructor(onFile: (file: BundleFile) => void, { budget = new ArchiveBudget(), zones = [] }: ArchivesOptions = {}) {
    this.#onFile = onFile;
    this.#budget = budget;
    this.#times = new LocalTimes(zones);
  }

  /** Adds a file, or what is in it. `given`: its bytes, where it is an archive that does not stand on disk. */
  async add(file: BundleFile, given?: ByteSource): Promise<void> {
    this.#onFile(file);
    // What standard input holds of the memory is not there for others.
    if (given !== undefined) this.#budget.hold(file.bytes, Number.POSITIVE_INFINITY);
    try {
      const source = given ?? diskSource(file);
      const form = archiveForm(await startOf(source.read(0, FORM_BYTES)));
      if (form !== undefined) return await this.#open(file, source, form, 1);
    } catch (error) {
      // The reading of the file meets the same error, and tells it.
      if (!(error instanceof Error && 'syscall' in error)) throw error;
    }
    this.files.push(file);
  }

  async #open(file: BundleFile, source: ByteSource, form: ArchiveForm, depth: number): Promise<void> {
    const meter: ArchiveMeter = { packed: source.size ?? Number.POSITIVE_INFINITY, output: 0 };
    const { entries, losses, isPackage = false } = await openArchive(file, source, form, meter, this.#budget);
    if (isPackage) {
      this.files.push(refused(file, NO_LOGS));
      return;
    }
    const files = entries.filter(({ kind }) => kind === 'file');
    const [first] = files;
    const common = files.every(({ refusal }) => refusal !== undefined && refusal.code === first?.refusal?.code);
    const notes = new Losses();
    const told = [...losses];
    if (common) {
      const reason = first?.refusal ?? told.shift() ?? { code: 'EMPTY', text: 'The archive holds no file.' };
      this.files.push(refused(file, reason));
    }
    for (const loss of told) notes.add(file.path, loss);
    const labels = labelsOf(entries.map(({ name }) => memberLabel(name)));
    for (const [i, entry] of entries.entries()) {
      const label = labels[i] ?? entry.name;
      const at = { path: `${file.path}/${label}`, place: `${file.place}/${label}` };
      if (entry.kind === 'folder') this.folders.push(at);
      else if (entry.kind === 'link')
        notes.add(at.path, { code: 'LINK_NOT_FOLLOWED', text: 'A link is not followed.' });
      else if (entry.kind === 'device')
        notes.add(at.path, { code: 'NOT_A_FILE', text: 'Neither a file nor a folder; not opened.' });
      else if (!common)
        await this.#addMember(new Member(this.#times.settle(entry, at.path), at, meter, this.#budget), depth);
    }
    this.issues.push(...notes.all(file.path));
  }

  async #addMember(member: Member, depth: number): Promise<void> {
    this.#onFile(member);
    const form =
      member.unusable === undefined ? archiveForm(member.entry.start ?? (await startOf(member.chunks()))) : undefined;
    await member.close();
    if (form === undefined) {
      this.files.push(member);
    } else if (depth < this.#budget.limits.depth) {
      await this.#open(member, await memberSource(member, this.#budget), form, depth + 1);
      await member.close();
      this.issues.push(...member.issues());
    } else {
      const text = 'An archive in an archive in an archive is not opened. Unpack the outermost and give the folder.';
      this.files.push(refused(member, capped(text)));
    }
  }
}
