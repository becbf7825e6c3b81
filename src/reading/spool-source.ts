import type { BundleFile } from '../input/bundle-file.ts';
import { readBytes } from '../input/text-source.ts';
import type { SpoolFileSeen } from '../model/observation.ts';
import { readSpoolFile, spoolOwner } from '../spooler/index.ts';
import type { Collector } from './collector.ts';

/** A spool file holds one conversation; pasted pictures make it large. No more than this is looked at. */
const MAX_SPOOL_BYTES = 8 << 20;

/** Reads a file of the History Spooler folder. */
export async function readSpoolSource(file: BundleFile, found: Collector): Promise<void> {
  const { bytes, isCut } = await readBytes(file, MAX_SPOOL_BYTES);
  if (bytes.length === 0) return found.unused(file, 'unknown', 'EMPTY', 'The file is empty.');
  const owner = spoolOwner(file.place);
  const { modifiedAt, hasLocalTime } = file;
  const seen: SpoolFileSeen = readSpoolFile({
    path: file.path,
    bytes,
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(hasLocalTime === undefined ? {} : { hasLocalTime }),
    ...(owner === undefined ? {} : { owner }),
  });
  if (isCut) found.issue(file, 'capped', 'A spool file of more than 8 MiB was cut.');
  if (seen.reading === 'unreadable') {
    if (!/\.hist$/i.test(file.path))
      return found.unused(file, 'unknown', 'NOT_RECOGNISED', 'In the spooler folder, but no conversation.');
    found.issue(file, 'SPOOL_UNREADABLE', 'The spool file is damaged: nothing in it could be read.');
  } else if (seen.reading === 'carved') {
    const text = 'The layout of the spool file was not understood; its strings were carved out instead.';
    found.issue(file, 'SPOOL_CARVED', text);
  }
  found.observations.push(seen);
  if (owner !== undefined) {
    found.observations.push({
      kind: 'user',
      source: file.path,
      offset: 0,
      evidence: seen.evidence,
      address: owner,
      origin: 'spooler-path',
    });
  }
  found.sources.push({
    path: file.path,
    format: 'spool',
    encoding: 'utf-8',
    bytes: bytes.length,
    records: 1,
    undecoded: 0,
    zone: { value: 'UTC', basis: seen.hasLocalTime === true ? 'assumed' : 'stated' },
    ...(seen.writtenAt === undefined ? {} : { from: seen.writtenAt, to: seen.writtenAt }),
  });
}
