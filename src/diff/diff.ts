import { basename, resolve } from 'node:path';
import type { ReportsDiff, ResultsDiff } from '../model/difference.ts';
import { TraceError } from '../model/errors.ts';
import type { StoredReport } from '../model/stored-report.ts';
import { VERSION } from '../model/version.ts';
import { readReport } from '../stored/read-report.ts';
import { isFolder, listReports } from '../stored/results-folder.ts';
import { compareReports } from './compare-reports.ts';
import { ResultsComparison } from './compare-results.ts';

const HEAD = { schema: 'oimscope.diff/1', tool: { name: 'oimscope', version: VERSION } } as const;

/** What differs between two reports. */
export function diffReports(before: StoredReport, after: StoredReport): ReportsDiff {
  const told = ({ bundle, tool }: StoredReport) => ({ bundle: bundle.name, version: tool.version });
  return { ...HEAD, kind: 'reports', before: told(before), after: told(after), ...compareReports(before, after) };
}

async function diffResults(before: string, after: string, signal?: AbortSignal): Promise<ResultsDiff> {
  const [was, is] = [await listReports(before), await listReports(after)];
  const comparison = new ResultsComparison(was, is);
  const told = (path: string, { size }: ReadonlyMap<string, string>) => ({
    folder: basename(resolve(path)),
    bundles: size,
  });
  return {
    ...HEAD,
    kind: 'results',
    before: told(before, was),
    after: told(after, is),
    bundles: comparison.bundles(signal),
    summary: () => comparison.summary(),
  };
}

/**
 * What differs between two reports, or two results folders of `batch`, given by their paths. Throws a TraceError for what is neither,
 * or for one of each.
 */
export async function diff(before: string, after: string, signal?: AbortSignal): Promise<ReportsDiff | ResultsDiff> {
  const [first, second] = [await isFolder(before), await isFolder(after)];
  if (first && second) return diffResults(before, after, signal);
  if (!first && !second) return diffReports(await readReport(before), await readReport(after));
  throw new TraceError('USAGE', 'two reports, or two results folders, can be compared; these are one of each');
}
