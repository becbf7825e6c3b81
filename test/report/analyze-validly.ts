import { analyze as analyzeUnchecked } from '../../src/analyze.ts';
import type { AnalysisOptions } from '../../src/model/analysis-options.ts';
import type { Report } from '../../src/model/report.ts';
import { expectValidReport } from './valid-report.ts';

/** As `analyze`, and whatever it makes of whatever input must be valid by the published schema. Tests call this one. */
export async function analyze(paths: readonly string[], options: AnalysisOptions = {}): Promise<Report> {
  const report = await analyzeUnchecked(paths, options);
  expectValidReport(report);
  return report;
}
