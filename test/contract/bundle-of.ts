import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AnalysisOptions } from '../../src/model/analysis-options.ts';
import type { Report } from '../../src/model/report.ts';
import { analyze } from '../report/analyze-validly.ts';
import { expectValidReport } from '../report/valid-report.ts';

/** Writes files into a folder of their own, lets `use` look at it, and removes it. */
export async function inFolder<Result>(
  files: Readonly<Record<string, Uint8Array | string>>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'oimscope-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The report of a bundle of some files; it is valid by the schema. */
export async function reportOf(
  files: Readonly<Record<string, Uint8Array | string>>,
  options: AnalysisOptions = {},
): Promise<Report> {
  const report = await inFolder(files, (folder) => analyze([folder], options));
  expectValidReport(report);
  return report;
}

/** Codes of the issues with their sources, in the order of the report. */
export function issueCodes(report: Report): readonly string[] {
  return report.issues.map((issue) => `${issue.code} ${issue.source}`);
}
