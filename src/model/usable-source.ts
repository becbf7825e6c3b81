import type { Report, ReportSource } from './report.ts';

/** A source that had something to say: a form this tool reads, or an .etl of which at least one event was decoded. */
function isUsable(source: ReportSource): boolean {
  if (source.format === 'unknown' || source.format === 'evtx') return false;
  return source.format !== 'etl' || source.records > source.undecoded;
}

/** False when nothing of the input is of any use (contract section 1, exit code 3). */
export function hasUsableSource(report: Pick<Report, 'bundle'>): boolean {
  return report.bundle.sources.some(isUsable);
}
