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
type FleetFile = (typeof FILES)[number];

/** As `exitCodeOf`, of the digest of a report. */
function digestExitCode({ exitCode, findings }: BundleDigest, failOn: FailOn): number {
  if (exitCode === EXIT.noInput) return exitCode;
  return findings.some(({ severity }) => isAtLeast(severity, failOn)) ? EXIT.found : exitCode;
}

/** Takes the summary away, where it would be that of other bundles. */
export function removeFleet(folder: string): void {
  for (const file of FILES) rmSync(join(folder, file), { force: true });
}

/** Throws where something is left in a text that must not be. `rest`: the same text without what the names of bundles and people are in. */
type Check = (parts: Iterable<string>, rest: () => Promise<string>) => Promise<void>;

export interface FleetOptions {
  readonly failOn: FailOn;
  /** The reports have tokens in place of identities. */
  readonly redacted?: Fleet['redacted'];
  /** Looks at each file of the summary before any is written. */
  readonly check?: Check;
}

type Lines = () => Iterable<JournalLine>;

function fleetOf(lines: Lines, { failOn, redacted }: FleetOptions): Fleet {
  const tally = new FleetTally();
  for (const { name, digest, report } of lines()) tally.add(name, digest, digestExitCode(digest, failOn), report?.path);
  return tally.result(redacted);
}

function* csvParts(lines: Iterable<JournalLine>, failOn: FailOn): Generator<string> {
  yield FLEET_CSV_HEAD;
  for (const { name, digest, report } of lines) {
    if (report !== undefined) yield fleetCsvRow(name, digest, digestExitCode(digest, failOn));
  }
}

/** What each file of the summary holds. Last the one by which the others are known to be there. */
function filesOf(fleet: Fleet, lines: Lines, { failOn }: FleetOptions): readonly [FleetFile, () => Iterable<string>][] {
  return [
    ['fleet.csv', () => csvParts(lines(), failOn)],
    ['fleet.html', () => fleetHtml(fleet)],
    ['fleet.json', () => jsonParts(fleet)],
  ];
}

/** Lines without names of bundles, and without the facts that name somebody. */
function* withoutNames(lines: Iterable<JournalLine>): Generator<JournalLine> {
  for (const line of lines) {
    const { user: _user, ewsUrl: _url, ...environment } = line.digest.environment;
    yield {
      ...line,
      name: '0',
      ...(line.report && { report: { ...line.report, path: '0' } }),
      digest: { ...line.digest, environment },
    };
  }
}

/**
 * Writes the summary of the bundles of some lines of the journal. `lines` is asked several times, so that a million of them need not stand in memory,
 * and gives them in order of names.
 */
export async function writeFleet(folder: string, lines: Lines, options: FleetOptions): Promise<Fleet> {
  const fleet = fleetOf(lines, options);
  const files = filesOf(fleet, lines, options);
  const { check } = options;
  if (check !== undefined) {
    const bare: Lines = () => withoutNames(lines());
    const rest = async (): Promise<string> =>
      filesOf(fleetOf(bare, options), bare, options)
        .flatMap(([, parts]) => [...parts()])
        .join('');
    for (const [, parts] of files) await check(parts(), rest);
  }
  for (const [file, parts] of files) writeWhole(folder, file, parts());
  return fleet;
}
