import type { BundleDigest } from '../../model/bundle-digest.ts';
import type { Outcome } from '../../model/life.ts';
import type { ReportEnvironment } from '../../model/report.ts';
import { csvRow } from '../../report/csv-text.ts';
import { OUTCOMES } from '../../report/outcome.ts';

const FACTS: readonly (keyof ReportEnvironment)[] = [
  'user',
  'clientVersion',
  'installType',
  'channel',
  'mailbox',
  'exchangeVersion',
  'ewsUrl',
  'enableOfflineIM',
  'enableIMAutoArchiving',
  'imAutoArchiving',
];
const NAMES = Object.keys(OUTCOMES) as readonly Outcome[];

/** The names of the columns. */
export const FLEET_CSV_HEAD: string = csvRow([
  'bundle',
  'exitCode',
  'messages',
  ...NAMES,
  'causes',
  ...FACTS,
  'gaps',
  'issues',
]);

/** One row a bundle; causes are separated by blanks. */
export function fleetCsvRow(
  name: string,
  { counts, outcomes, findings, environment }: BundleDigest,
  exitCode: number,
): string {
  return csvRow([
    name,
    exitCode,
    counts.messages,
    ...NAMES.map((outcome) => outcomes[outcome] ?? 0),
    findings.map(({ rule }) => rule).join(' '),
    ...FACTS.map((fact) => environment[fact] ?? ''),
    counts.gaps,
    counts.issues,
  ]);
}
