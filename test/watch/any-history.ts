import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { BUNDLES } from '../make/bundle-folder.ts';

const DRAFTS = join(BUNDLES, 'drafts-bug/bundle');
const TRACE = join(DRAFTS, 'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt');
const SPOOLED = join(BUNDLES, 'left-in-spooler/bundle');
/** Each byte of the trace that a client writes counts, in the order of time. */
export const WRITTEN: Buffer = readFileSync(TRACE);
export const STRETCH_BYTES = 16_000;
const LOG = 'Tracing/trace-0.txt';
const OLD = 'Tracing/trace-1.txt';
const SPOOL = 'sip_alice@contoso.com/History Spooler';

/** What can happen to a folder between two looks at it. Shares are of what is there, or of what is left to write. */
export type Happening =
  | { readonly kind: 'append'; readonly bytes: number }
  | { readonly kind: 'rotate' }
  | { readonly kind: 'cut'; readonly share: number }
  | { readonly kind: 'cut-and-regrow'; readonly share: number; readonly from: number; readonly more: number }
  | { readonly kind: 'change-in-place'; readonly share: number }
  | { readonly kind: 'replace'; readonly share: number }
  | { readonly kind: 'delete' }
  | { readonly kind: 'delete-all' }
  | { readonly kind: 'damaged'; readonly isThere: boolean }
  | { readonly kind: 'spool'; readonly name: number }
  | { readonly kind: 'spool-gone'; readonly name: number }
  | { readonly kind: 'look' }
  | { readonly kind: 'restart' };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const name = fc.nat({ max: 2 });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('append' as const), bytes: fc.integer({ min: 1, max: 60_000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('append' as const), bytes: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rotate' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), share }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('cut-and-regrow' as const),
      share,
      from: share,
      more: fc.integer({ min: 0, max: 40_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change-in-place' as const), share }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('replace' as const), share }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete-all' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('damaged' as const), isThere: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('spool' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('spool-gone' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('look' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

export const anyHistory: fc.Arbitrary<readonly Happening[]> = fc.array(happening, { minLength: 4, maxLength: 14 });

/** The client's side of a folder: writes one trace on and on, and now and then something befalls it. */
export class Client {
  readonly #folder: string;
  readonly #written: Buffer;
  #place: number;

  /** `begin`: bytes that stand in the trace already. */
  constructor(folder: string, written: Buffer, begin: number) {
    this.#folder = folder;
    this.#written = written;
    this.#place = begin;
    mkdirSync(join(folder, 'Tracing'), { recursive: true });
    mkdirSync(join(folder, SPOOL), { recursive: true });
    writeFileSync(join(folder, LOG), written.subarray(0, begin));
  }

  do(one: Happening): void {
    const log = join(this.#folder, LOG);
    mkdirSync(dirname(log), { recursive: true });
    const bytes = existsSync(log) ? readFileSync(log) : Buffer.alloc(0);
    switch (one.kind) {
      case 'append':
        this.#append(log, one.bytes);
        break;
      case 'rotate':
        if (bytes.length > 0) renameSync(log, join(this.#folder, OLD));
        this.#append(log, 1000);
        break;
      case 'cut':
        if (bytes.length > 0) truncateSync(log, Math.floor(one.share * bytes.length));
        break;
      case 'cut-and-regrow': {
        const kept = Math.floor(one.share * bytes.length);
        if (bytes.length > 0) truncateSync(log, kept);
        const from = Math.floor(one.from * this.#written.length);
        appendFileSync(log, this.#written.subarray(from, from + bytes.length - kept + one.more));
        break;
      }
      case 'change-in-place': {
        const at = Math.floor(one.share * bytes.length);
        bytes.fill(0x20, at, Math.min(bytes.length, at + 2000));
        if (bytes.length > 0) writeFileSync(log, bytes);
        break;
      }
      case 'replace':
        writeFileSync(`${log}.new`, this.#written.subarray(0, Math.floor(one.share * this.#written.length)));
        renameSync(`${log}.new`, log);
        break;
      case 'delete':
        rmSync(log, { force: true });
        break;
      case 'delete-all':
        rmSync(this.#folder, { recursive: true, force: true });
        break;
      case 'damaged': {
        const archive = join(this.#folder, 'logs.zip');
        if (one.isThere) writeFileSync(archive, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(60, 7)]));
        else rmSync(archive, { force: true });
        break;
      }
      case 'spool':
        mkdirSync(join(this.#folder, SPOOL), { recursive: true });
        writeFileSync(join(this.#folder, SPOOL, `${one.name}.hist`), spoolBytes());
        break;
      case 'spool-gone':
        rmSync(join(this.#folder, SPOOL, `${one.name}.hist`), { force: true });
        break;
      default:
    }
  }

  #append(log: string, bytes: number): void {
    appendFileSync(log, this.#written.subarray(this.#place, this.#place + bytes));
    this.#place = Math.min(this.#written.length, this.#place + bytes);
  }
}

function spoolBytes(): Buffer {
  const file = join(SPOOLED, 'sip_alice@contoso.com/History Spooler');
  const [first] = spoolFiles(file);
  if (first === undefined) throw new Error('the story has no spool file');
  return readFileSync(first);
}

function spoolFiles(folder: string): readonly string[] {
  return readdirSync(folder).map((entry) => join(folder, entry));
}
