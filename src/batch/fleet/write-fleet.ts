import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleDigest } from '../../model/bundle-digest.ts';
import { EXIT, type FailOn, isAtLeast } from '../../model/exit-code.ts';
import type { Fleet } from '../../model/fleet.ts';
import { jsonParts } from '../../report/json.ts';
import type { JournalLine } from '../journal-line.ts';
import { writeWhole } from '../whole-file.ts';
import { FLEET_CSV_HEAD, fleetCsvRow } from './fleet-csv.ts';
import { fleetHtml } from './fleet-html.ts';
import { FleetTally } from './tally.ts';

/** The files of the summary, in the results folder. */
const FILES = ['fleet.json', 'fleet.csv', 'fleet.html'] as const;

/** As `exitCodeOf`, of the digest of a report. */
function digestExitCode({ exitCode, findings }: BundleDigest, failOn: FailOn): number {
  if (exitCode === EXIT.noInput) return exitCode;
  return findings.some(({ severity }) => isAtLeast(severity, failOn)) ? EXIT.found : exitCode;
}

/** Takes the summary away, where it would be that of other bundles. */
export function removeFleet(folder: string): void {
  for (const file of FILES) rmSync(join(folder, file), { force: true });
}

/**
 * Writes the summary of the bundles of some lines of the journal. `lines` is asked twice, so that a million of them need not stand in memory, and
 * gives them in order of names.
 */
export function writeFleet(folder: string, lines: () => Iterable<JournalLine>, failOn: FailOn): Fleet {
  const tally = new FleetTally();
  for (const { name, digest, report } of lines()) tally.add(name, digest, digestExitCode(digest, failOn), report?.path);
  const fleet = tally.result();
  writeWhole(folder, 'fleet.csv', csvParts(lines(), failOn));
  writeWhole(folder, 'fleet.html', fleetHtml(fleet));
  // Last: whoever finds it finds the others, too.
  writeWhole(folder, 'fleet.json', jsonParts(fleet));
  return fleet;
}

function* csvParts(lines: Iterable<JournalLine>, failOn: FailOn): Generator<string> {
  yield FLEET_CSV_HEAD;
  for (const { name, digest, report } of lines) {
    if (report !== undefined) yield fleetCsvRow(name, digest, digestExitCode(digest, failOn));
  }
}
