import { existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { analyze } from '../analyze.ts';
import { BROKEN_NAME, isBrokenName } from '../model/broken-name.ts';
import { TraceError } from '../model/errors.ts';
import { type Issue, PARTIAL_CODES } from '../model/issue.ts';
import type { Report } from '../model/report.ts';
import { hasUsableSource } from '../model/usable-source.ts';
import { VERSION } from '../model/version.ts';
import { jsonParts } from '../report/json.ts';
import { toReport } from '../report/report-data.ts';
import { contentHashOf, listContent, signatureOf } from './bundle-content.ts';
import { digestOf } from './digest.ts';
import { JOURNAL_VERSION, type JournalLine } from './journal-line.ts';
import type { BatchAnalysisOptions } from './options-key.ts';
import { writeWhole } from './whole-file.ts';

/** A bundle that is to be analysed, as plain data. */
export interface BundleJob {
  readonly name: string;
  /** Folder or archive. */
  readonly path: string;
  /** Where its report goes, relative to the results folder, with `/`. */
  readonly reportPath: string;
}

/** What all jobs of a batch have in common, as plain data. */
export interface JobSetting {
  /** The results folder. */
  readonly folder: string;
  readonly options: BatchAnalysisOptions;
  readonly optionsKey: string;
}

/** The report of a bundle of which nothing could be told. */
export function failedReport(name: string, issue: Issue): Report {
  return toReport({
    name,
    sources: [],
    environment: {},
    lives: [],
    findings: [],
    rules: [],
    gaps: [],
    issues: [issue],
  });
}

/** Why a bundle could not be read, in words. */
export function reasonOf({ path }: BundleJob, error: unknown): string {
  if (isBrokenName(path) && !existsSync(path)) return BROKEN_NAME;
  return error instanceof Error ? error.message : String(error);
}

/** The report of a bundle that could not be analysed at all. */
function unanalysedReport(name: string, reason: string): Report {
  const text = `The bundle could not be analysed: ${reason}.`;
  return failedReport(name, { code: 'ANALYSIS_FAILED', source: '', text });
}

/** Nothing of it was usable, and nothing of it was lost. */
function isNoBundle(report: Report): boolean {
  return !hasUsableSource(report) && !report.issues.some(({ code }) => PARTIAL_CODES.has(code));
}

/** Writes the report of a job and answers its line of the journal, before which the report must be forced to the disk. */
export function finishJob(
  job: BundleJob,
  setting: JobSetting,
  report: Report,
  seen: Pick<JournalLine, 'signature' | 'isFinal'> & { readonly content: string },
): JournalLine {
  const { content, ...how } = seen;
  const isBundle = !isNoBundle(report);
  const written = isBundle ? writeWhole(setting.folder, job.reportPath, jsonParts(report), false) : undefined;
  if (!isBundle) rmSync(join(setting.folder, job.reportPath), { force: true });
  const lost = report.issues.find(({ code }) => PARTIAL_CODES.has(code));
  return {
    journal: JOURNAL_VERSION,
    key: { content, tool: VERSION, options: setting.optionsKey },
    name: job.name,
    ...how,
    ...(written && { report: { path: job.reportPath, ...written } }),
    ...(lost && { reason: lost.source === '' ? lost.text : `${lost.source}: ${lost.text}` }),
    digest: digestOf(report),
  };
}

const CHANGED: Issue = {
  code: 'CHANGED',
  source: '',
  text: 'The bundle changed while it was read; the report may be of no one moment.',
};

/** A bundle that is still being collected: once more may do, for ever would not end. */
const TRIES = 2;

/**
 * Analyses a bundle and writes its report; answers its line of the journal. Throws a TraceError where the results folder cannot be written; whatever
 * is wrong with the bundle stands in its report.
 */
export async function runJob(job: BundleJob, setting: JobSetting): Promise<JournalLine> {
  const base = basename(job.path);
  for (let tries = 1; ; tries++) {
    let signature = '';
    try {
      const entries = listContent(job.path);
      signature = signatureOf(entries);
      const content = contentHashOf(entries);
      const report = await analyze([job.path], { ...setting.options, workers: 1 });
      const isSame = signatureOf(listContent(job.path)) === signature;
      if (isSame) return finishJob(job, setting, report, { signature, content, isFinal: true });
      if (tries < TRIES) continue;
      const issues: readonly Issue[] = [...report.issues, CHANGED];
      return finishJob(job, setting, { ...report, issues }, { signature, content });
    } catch (error) {
      if (error instanceof TraceError && error.code === 'OUTPUT_FAILED') throw error;
      return finishJob(job, setting, unanalysedReport(base, reasonOf(job, error)), { signature, content: '' });
    }
  }
}
