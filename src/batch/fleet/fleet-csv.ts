import type { BundleDigest } from '../../model/bundle-digest.ts';
import type { Outcome } from '../../model/life.ts';
import type { ReportEnvironment } from '../../model/report.ts';
import { makeVisible } from '../../model/visible.ts';
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

/** What a spreadsheet would take for a formula, also behind blanks. */
const FORMULA = /^[\s]*[=+\-@]/;

/** One cell of RFC 4180, harmless in a spreadsheet: `=1+1` becomes `'=1+1`. */
function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const shown = makeVisible(value);
  const safe = FORMULA.test(shown) ? `'${shown}` : shown;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function rowOf(cells: readonly (string | number)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** The names of the columns. */
export const FLEET_CSV_HEAD: string = rowOf([
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
  return rowOf([
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
