import type { Issue } from '../../model/issue.ts';
import type { BundleFile } from '../bundle-file.ts';
import type { ArchiveBudget } from './archive-budget.ts';
import type { Entry, Pass } from './entry.ts';
import { capped, type Loss, Losses } from './loss.ts';

/** How much came out of one archive, against what there is of it. */
export interface ArchiveMeter {
  /** Bytes of the archive itself. */
  packed: number;
  /** Bytes of its members, each counted once however often it is read. */
  output: number;
}

const ADVICE = 'Unpack it and give the folder if it is none.';

/** A member of an archive as a file of the bundle. Reading it never throws for what the archive holds. */
export class Member implements BundleFile {
  readonly path: string;
  readonly place: string;
  readonly bytes: number;
  readonly modifiedAt?: NonNullable<BundleFile['modifiedAt']>;
  readonly hasLocalTime?: boolean;
  readonly unusable?: Loss;
  readonly entry: Entry;
  readonly #archive: ArchiveMeter;
  readonly #budget: ArchiveBudget;
  readonly #losses = new Losses();
  readonly #passes = new Set<AsyncGenerator<Uint8Array>>();
  #loss: Loss | undefined;
  /** The furthest that any reading came. */
  #furthest = 0;
  /** Where a limit ends every reading. */
  #cappedAt = Number.POSITIVE_INFINITY;
  #isWhole = false;
  #packed = 0;

  constructor(entry: Entry, at: { path: string; place: string }, archive: ArchiveMeter, budget: ArchiveBudget) {
    this.entry = entry;
    this.path = at.path;
    this.place = at.place;
    this.bytes = entry.size;
    if (entry.modifiedAt !== undefined) this.modifiedAt = entry.modifiedAt;
    if (entry.hasLocalTime !== undefined) this.hasLocalTime = entry.hasLocalTime;
    if (entry.refusal !== undefined) this.unusable = entry.refusal;
    this.#archive = archive;
    this.#budget = budget;
  }

  chunks(): AsyncIterable<Uint8Array> {
    const pass = this.#read({ packed: 0, lose: (loss) => this.lose(loss) });
    this.#passes.add(pass);
    return pass;
  }

  /** Compressed bytes that all readings together took. */
  get packed(): number {
    return this.#packed;
  }

  /** What was lost of it last. */
  loss(): Loss | undefined {
    return this.#loss;
  }

  lose(loss: Loss): void {
    this.#loss = loss;
    this.#losses.add(this.path, loss);
  }

  /** What was lost of it so far. */
  issues(): readonly Issue[] {
    return this.#losses.all(this.path);
  }

  async finish(): Promise<readonly Issue[]> {
    await this.close();
    if (!this.#isWhole && this.#loss === undefined && this.unusable === undefined) await this.#drain();
    return this.issues();
  }

  /** Lets go of readings that stopped half-way. */
  async close(): Promise<void> {
    const passes = [...this.#passes];
    this.#passes.clear();
    for (const pass of passes) await pass.return(undefined);
  }

  /** What nobody read to its end may still be a bomb, or damaged. */
  async #drain(): Promise<void> {
    const { drainBytes, bombRatio } = this.#budget.limits;
    const pass: Pass = { packed: 0, lose: (loss) => this.lose(loss) };
    let output = 0;
    for await (const chunk of this.#read(pass)) {
      output += chunk.length;
      if (output < drainBytes) continue;
      if (output > bombRatio * pass.packed) {
        this.lose(capped(`Compressed more than ${bombRatio}:1, as a bomb is; only its start was looked at. ${ADVICE}`));
      }
      return;
    }
  }

  async *#read(pass: Pass): AsyncGenerator<Uint8Array> {
    if (this.#furthest === 0 && this.#isArchiveOver()) return this.lose(capped(this.#archiveText()));
    let output = 0;
    let packed = 0;
    for await (const chunk of this.entry.open(pass)) {
      const before = output;
      this.#packed += pass.packed - packed;
      packed = pass.packed;
      output += chunk.length;
      const loss = this.#budget.spend(chunk.length) ?? this.#limitAt(output, pass.packed);
      if (loss !== undefined) this.lose(loss);
      if (loss !== undefined || output > this.#cappedAt) {
        this.#cappedAt = Math.min(this.#cappedAt, before);
        return;
      }
      yield chunk;
    }
    this.#isWhole = true;
  }

  #limitAt(output: number, packed: number): Loss | undefined {
    if (output <= this.#furthest) return undefined;
    this.#archive.output += output - this.#furthest;
    this.#furthest = output;
    const { memberBytes, memberBombBytes, bombRatio } = this.#budget.limits;
    if (output > memberBytes) return capped(`More than ${memberBytes / 2 ** 30} GiB; the rest was not read. ${ADVICE}`);
    if (output > memberBombBytes && output > bombRatio * packed) {
      return capped(`Compressed more than ${bombRatio}:1, as a bomb is; read up to ${mib(output)} MiB. ${ADVICE}`);
    }
    return this.#isArchiveOver() ? capped(this.#archiveText()) : undefined;
  }

  /** Whether all members together are a bomb. */
  #isArchiveOver(): boolean {
    const { archiveBombBytes, bombRatio } = this.#budget.limits;
    const { output, packed } = this.#archive;
    return output > archiveBombBytes && output > bombRatio * packed;
  }

  #archiveText(): string {
    const { bombRatio } = this.#budget.limits;
    return `The archive holds more than ${bombRatio} times its size, as a bomb does; this was not read on. ${ADVICE}`;
  }
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
