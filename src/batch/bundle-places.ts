import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { archiveForm, FORM_BYTES } from '../input/archive/archive-form.ts';
import { labelsOf } from '../input/labels.ts';
import { TraceError } from '../model/errors.ts';
import { byCodeUnits } from '../model/order.ts';
import { makeVisible } from '../model/visible.ts';
import type { BundleJob } from './bundle-job.ts';

/** Part `index` (from 1) of `count` parts of all bundles. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Bytes of a file name that every file system takes, with `.json` behind it. */
const NAME_BYTES = 240;

/** `bundle`: a root that is one itself. */
interface Root {
  /** By which bundles of several roots are told apart: the same in every part of a batch. */
  readonly label: string;
  /** The same as results show it. */
  readonly shown: string;
  readonly full: string;
  readonly kind: 'bundle' | 'folder';
}

function isArchive(path: string): boolean {
  try {
    const handle = openSync(path, 'r');
    try {
      const head = Buffer.alloc(FORM_BYTES);
      return archiveForm(head.subarray(0, readSync(handle, head))) !== undefined;
    } finally {
      closeSync(handle);
    }
  } catch {
    // What cannot be read may be one; the analysis says what is wrong with it.
    return true;
  }
}

/** What a collected PC has at its top: `Tracing`, `History Spooler`, `sip_alice@contoso.com`. */
function isOfOneBundle(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === 'tracing' || lower === 'history spooler' || lower.startsWith('sip_');
}

function rootOf(path: string, label: string, shown: string): Root {
  const full = realpathSync(path);
  if (!statSync(full).isDirectory()) {
    if (isArchive(full)) return { label, shown, full, kind: 'bundle' };
    throw new TraceError(
      'USAGE',
      `${path}: neither a folder of bundles nor an archive; "oimscope analyze" reads single files`,
    );
  }
  try {
    const isBundle = readdirSync(full, { withFileTypes: true }).some(
      (one) => one.isDirectory() && isOfOneBundle(one.name),
    );
    return { label, shown, full, kind: isBundle ? 'bundle' : 'folder' };
  } catch {
    // A root that is closed to us counts as a bundle of which nothing can be read.
    return { label, shown, full, kind: 'bundle' };
  }
}

/** What lies among the bundles and is none, though it looks like one. */
export interface PassedOver {
  /** Its path, or the token of its name. */
  readonly path: string;
  readonly why: string;
}

const ARCHIVE_NAME = /\.(?:zip|cab|tar|tgz|gz)$/i;

/** Names of the direct children that may be bundles: folders and archives. Links are not followed. */
function childrenOf(full: string, passedOver: PassedOver[], naming: Naming): readonly string[] {
  const names: string[] = [];
  for (const one of readdirSync(full, { withFileTypes: true })) {
    const place = join(full, one.name);
    const passOver = (why: string): void => {
      const shown = naming(one.name, 'bundle');
      passedOver.push({ path: shown === one.name ? place : shown, why });
    };
    if (one.isDirectory() || (one.isFile() && isArchive(place))) names.push(one.name);
    else if (one.isSymbolicLink()) passOver('a link, which is not followed');
    else if (ARCHIVE_NAME.test(one.name)) passOver('no archive by what it holds');
  }
  return names.toSorted(byCodeUnits);
}

function fileNameOf(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${Buffer.from(name)
    .toString('utf-8', 0, NAME_BYTES - 16)
    .replace(/\uFFFD+$/, '')}~${hash}`;
}

/** Whether a full path is another one, or leads into it. */
export function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

function isInShard(name: string, { index, count }: Shard): boolean {
  return createHash('sha256').update(name).digest().readUInt32BE(0) % count === index - 1;
}

/** Where a path that may not be there yet will lead to. */
export function placeOf(path: string): string {
  const full = resolve(path);
  try {
    return realpathSync(full);
  } catch {
    const above = dirname(full);
    return above === full ? full : join(placeOf(above), basename(full));
  }
}

export interface Listed {
  /** Sorted by name. */
  readonly jobs: readonly BundleJob[];
  readonly passedOver: readonly PassedOver[];
}

/** How results call a bundle, or a root (`file`), of a name: as it is, or by a token. */
export type Naming = (name: string, kind: 'bundle' | 'file') => string;

export interface ListOptions {
  readonly shard?: Shard;
  readonly naming?: Naming;
}

/**
 * The bundles of some roots (contract section 7), whatever the order of the roots; of them those of a shard. `output`, the results folder, is
 * none, though it may stand in a root. Throws a TraceError for a root that is neither a folder nor an archive, and for a results folder
 * within a bundle.
 */
export function listBundles(roots: readonly string[], output: string, options: ListOptions = {}): Listed {
  const { shard = { index: 1, count: 1 }, naming = (name) => name } = options;
  const out = placeOf(output);
  // A root before what is in it: that is then a bundle of the root, and not listed again.
  const sorted = [...new Set(roots.map(placeOf))].toSorted(byCodeUnits);
  const names = sorted.map((root) => makeVisible(basename(root)));
  const labels = labelsOf(names);
  const shownRoots = labelsOf(names.map((name) => naming(name, 'file')));
  const known = new Set<string>();
  const jobs: BundleJob[] = [];
  const passedOver: PassedOver[] = [];
  const add = (root: Root, label: string, shown: string, path: string): void => {
    if (path === out) return;
    if (isWithin(out, path)) {
      throw new TraceError(
        'USAGE',
        `-o ${output}: that folder is in the bundle ${path}; choose one outside of the bundles`,
      );
    }
    const isOneRoot = roots.length === 1;
    // By the names themselves: tokens are others for each key.
    if (!isInShard(isOneRoot ? label : `${root.label}/${label}`, shard)) return;
    const folder = isOneRoot ? '' : `${root.shown}/`;
    const reportPath = `reports/${folder}${fileNameOf(shown)}.json`;
    jobs.push({ name: `${folder}${shown}`, path, reportPath, root: basename(root.full) });
  };
  for (const [index, path] of sorted.entries()) {
    const root = rootOf(path, labels[index] ?? path, shownRoots[index] ?? path);
    if (root.full === out)
      throw new TraceError('USAGE', `-o ${output}: that is a folder of bundles; choose another one`);
    if (known.has(root.full)) continue;
    const found = root.kind === 'bundle' ? [basename(root.full)] : childrenOf(root.full, passedOver, naming);
    const own = found.map(makeVisible);
    const [plain, shown] = [labelsOf(own), labelsOf(own.map((name) => naming(name, 'bundle')))];
    for (const [at, name] of found.entries()) {
      const full = root.kind === 'bundle' ? root.full : join(root.full, name);
      add(root, plain[at] ?? name, shown[at] ?? name, full);
      known.add(full);
    }
  }
  return { jobs: jobs.toSorted((a, b) => byCodeUnits(a.name, b.name)), passedOver };
}
