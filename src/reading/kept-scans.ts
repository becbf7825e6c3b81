import { createHash } from 'node:crypto';
import type { Format } from '../formats/index.ts';
import type { BundleFile, Stretch } from '../input/bundle-file.ts';
import type { Head } from '../input/text-source.ts';
import type { Scan } from './scan-stretch.ts';

/** Bytes in front of the end of a stretch that are compared before its scan is used again. */
const ANCHOR_BYTES = 256;
/** Anchors that are compared: a file that was cut and has grown again differs in all of them behind the cut. */
const ANCHORS = 8;
/** Bytes that stand behind a boundary before it is relied on: the record there is more than its first characters. */
const BEHIND_BOUNDARY = 1 << 12;

/** The scans of a file up to the last boundary that was found, and by what it is known again. */
export interface KeptScans {
  readonly inode: string;
  readonly version: string;
  readonly bytes: number;
  readonly format: Format['id'];
  readonly headPrint: string;
  readonly cuts: readonly Stretch[];
  readonly scans: readonly Scan[];
  readonly anchors: readonly string[];
}

/** A file cut into stretches, the first of which were scanned before. */
export interface CutFile {
  readonly head: Head;
  readonly cuts: readonly Stretch[];
  /** Scans of the first of them. */
  readonly scans: readonly Scan[];
  /** Bytes at the end of each stretch but the last, as they were before it was scanned. */
  readonly anchors: readonly string[];
}

function printOf(head: Head): string {
  return createHash('sha1').update(head.bytes).digest('base64');
}

async function anchorAt(file: BundleFile, { start, end }: Stretch): Promise<string> {
  let text = '';
  const from = Math.max(start, end - ANCHOR_BYTES);
  for await (const chunk of file.chunks({ start: from, end, step: ANCHOR_BYTES })) {
    text += Buffer.from(chunk).toString('latin1');
  }
  return text;
}

/** Bytes at the ends of stretches; the last stretch of a file still grows, and has none. */
export async function anchorsOf(file: BundleFile, cuts: readonly Stretch[]): Promise<readonly string[]> {
  const anchors: string[] = [];
  for (const cut of cuts.slice(0, -1)) anchors.push(await anchorAt(file, cut));
  return anchors;
}

/** Whether the last of some stretches end as they did. */
async function standsAt(file: BundleFile, cuts: readonly Stretch[], anchors: readonly string[]): Promise<boolean> {
  for (let i = Math.max(0, anchors.length - ANCHORS); i < anchors.length; i++) {
    const cut = cuts[i];
    if (cut === undefined || (await anchorAt(file, cut)) !== anchors[i]) return false;
  }
  return true;
}

/** Whether a file only grew behind what was scanned of it. */
export async function stillStand(kept: KeptScans, file: BundleFile, head: Head, format: Format): Promise<boolean> {
  if (kept.inode !== file.inode || kept.format !== format.id || file.bytes < kept.bytes) return false;
  // Written to and no longer than before: somebody changed it in place.
  if (file.bytes === kept.bytes && file.version !== kept.version) return false;
  if (kept.headPrint !== printOf(head)) return false;
  return standsAt(file, kept.cuts, kept.anchors);
}

/** The stretches of a file that end at a boundary which may be relied on. */
export function closedStretches({ bytes }: BundleFile, cuts: readonly Stretch[]): readonly Stretch[] {
  const isClosed = ({ start, end }: Stretch): boolean => end + Math.min(BEHIND_BOUNDARY, (end - start) / 4) <= bytes;
  const open = cuts.findIndex((cut, i) => i === cuts.length - 1 || !isClosed(cut));
  return cuts.slice(0, Math.max(0, open));
}

/** What of the scans of a file may be used again; undefined where it changed while it was read. */
export async function keepable(
  file: BundleFile,
  format: Format,
  { head, cuts, anchors }: CutFile,
  scans: readonly Scan[],
): Promise<KeptScans | undefined> {
  const { inode, version, bytes } = file;
  if (inode === undefined || version === undefined) return undefined;
  const closed = closedStretches(file, cuts);
  const count = closed.length;
  if (count === 0) return undefined;
  const kept = { cuts: closed, scans: scans.slice(0, count), anchors: anchors.slice(0, count) };
  if (!(await standsAt(file, kept.cuts, kept.anchors))) return undefined;
  return { inode, version, bytes, format: format.id, headPrint: printOf(head), ...kept };
}
