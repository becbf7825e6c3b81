import { existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { analyze } from '../analyze.ts';
import { BROKEN_NAME, isBrokenName } from '../model/broken-name.ts';
import { TraceError } from '../model/errors.ts';
import { type Issue, PARTIAL_CODES } from '../model/issue.ts';
import type { Report } from '../model/report.ts';
import { hasUsableSource } from '../model/usable-source.ts';
import { VERSION } from '../model/version.ts';
import { makeVisible } from '../model/visible.ts';
import { jsonParts } from '../report/json.ts';
import { toReport } from '../report/report-data.ts';
import {
  type BatchRedaction,
  failureWords,
  type NamedReport,
  ownName,
  type RedactedReport,
  redactedReport,
  sealed,
  type TokenOriginals,
} from './batch-redaction.ts';
import { contentHashOf, listContent, signatureOf } from './bundle-content.ts';
import { digestOf } from './digest.ts';
import { JOURNAL_VERSION, type JournalLine } from './journal-line.ts';
import type { BatchAnalysisOptions } from './options-key.ts';
import { writeWhole } from './whole-file.ts';

/** A bundle that is to be analysed, as plain data. */
export interface BundleJob {
  /** As results name it: in a redacted batch a token. */
  readonly name: string;
  /** Folder or archive. */
  readonly path: string;
  /** Where its report goes, relative to the results folder, with `/`. */
  readonly reportPath: string;
  /** Name of the folder that it lies in, which its files may give away; of a root that is a bundle its own. */
  readonly root: string;
}

/** What became of a bundle, as plain data. */
export interface JobResult {
  readonly line: JournalLine;
  /** What the tokens in its report stand for, where that is wanted. */
  readonly tokens?: TokenOriginals;
}

/** What all jobs of a batch have in common, as plain data. */
export interface JobSetting {
  /** The results folder. */
  readonly folder: string;
  readonly options: BatchAnalysisOptions;
  readonly optionsKey: string;
  readonly redaction?: BatchRedaction;
}

/** The report of a bundle of which nothing could be told, and why. */
export function failedReport(
  job: BundleJob,
  { redaction }: JobSetting,
  { code, text }: Pick<Issue, 'code' | 'text'>,
): Report {
  const name = redaction === undefined ? makeVisible(basename(job.path)) : ownName(job.name);
  const { schema, tool, ...rest } = toReport({
    name,
    sources: [],
    environment: {},
    lives: [],
    findings: [],
    rules: [],
    gaps: [],
    issues: [{ code, source: name, text }],
  });
  return { schema, tool, ...(redaction && { redacted: { by: 'ticket' } }), ...rest };
}

/** Why a bundle could not be read, in words. */
export function reasonOf({ path }: BundleJob, { redaction }: JobSetting, error: unknown): string {
  return isBrokenName(path) && !existsSync(path) ? BROKEN_NAME : failureWords(error, redaction);
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
    ...(lost && { reason: lost.source === report.bundle.name ? lost.text : `${lost.source}: ${lost.text}` }),
    digest: digestOf(report),
  };
}

/** The report of a bundle that changed while it was read. */
function changedReport(report: Report): Report {
  const text = 'The bundle changed while it was read; the report may be of no one moment.';
  return { ...report, issues: [...report.issues, { code: 'CHANGED', source: report.bundle.name, text }] };
}

/** A bundle that is still being collected: once more may do, for ever would not end. */
const TRIES = 2;

/** The report of a bundle as it may be told. */
async function toldReport(
  named: NamedReport,
  { name, root }: BundleJob,
  { redaction }: JobSetting,
): Promise<RedactedReport> {
  return redaction === undefined ? { report: named.report } : redactedReport(named, name, root, redaction);
}

/**
 * Analyses a bundle and writes its report. Throws a TraceError where the results folder cannot be written; whatever is wrong with the bundle stands in
 * its report.
 */
export async function runJob(job: BundleJob, setting: JobSetting): Promise<JobResult> {
  const { redaction, options } = setting;
  const look = (): string => sealed(signatureOf(listContent(job.path)), redaction);
  for (let tries = 1; ; tries++) {
    let signature = '';
    try {
      const entries = listContent(job.path);
      signature = sealed(signatureOf(entries), redaction);
      const content = sealed(contentHashOf(entries), redaction);
      let named: Omit<NamedReport, 'report'> = { persons: [] };
      const onPersons = (persons: readonly string[], machines: readonly string[]): void => {
        named = { persons, machines };
      };
      const report = await analyze([job.path], { ...options, workers: 1, onPersons });
      const isSame = look() === signature;
      if (!isSame && tries < TRIES) continue;
      const whole = isSame ? report : changedReport(report);
      const { report: told, tokens } = await toldReport({ ...named, report: whole }, job, setting);
      const line = finishJob(job, setting, told, { signature, content, ...(isSame && { isFinal: true }) });
      return { line, ...(tokens && { tokens }) };
    } catch (error) {
      if (error instanceof TraceError && error.code === 'OUTPUT_FAILED') throw error;
      const text = `The bundle could not be analysed: ${reasonOf(job, setting, error)}.`;
      const report = failedReport(job, setting, { code: 'ANALYSIS_FAILED', text });
      return { line: finishJob(job, setting, report, { signature, content: '' }) };
    }
  }
}
