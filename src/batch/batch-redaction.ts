import { createHmac } from 'node:crypto';
import { BROKEN_NAME } from '../model/broken-name.ts';
import { TraceError } from '../model/errors.ts';
import type { Report } from '../model/report.ts';
import { checkLeak, LeakError, Redaction, type RedactOptions, withoutData } from '../redact/index.ts';
import { jsonParts } from '../report/json.ts';

/** What takes the identities out of a batch: plain data, so that it can go to threads and other machines. */
export interface BatchRedaction extends RedactOptions {
  /** What each token stands for is wanted, too. */
  readonly isMapped?: true;
}

/** What each token of a bundle stands for. */
export type TokenOriginals = Readonly<Record<string, string>>;

/** Knows the key again and tells nothing of it: hexadecimal. */
export function fingerprintOf({ key }: RedactOptions): string {
  return createHmac('sha256', key).update('fingerprint').digest('hex').slice(0, 16);
}

/** A hash of names and content as results may hold it: without the key somebody could try which names it is of. */
export function sealed(hash: string, redaction: BatchRedaction | undefined): string {
  if (redaction === undefined || hash === '') return hash;
  return createHmac('sha256', redaction.key).update(hash).digest('hex').slice(0, hash.length);
}

/** The last part of a name that results give a bundle: `bundle-…` of `file-…/bundle-…`. */
export function ownName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Words that name nothing of what was read: those of the system and of the tool quote paths and data. */
function safeWords(error: unknown): string {
  if (error instanceof LeakError) return error.message;
  if (!(error instanceof Error)) return 'an internal error';
  if (error.message === BROKEN_NAME) return BROKEN_NAME;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.constructor.name;
  const isOfUser = error instanceof TraceError;
  return isOfUser
    ? `"oimscope analyze" refuses it (${code}), and says why`
    : `an error whose words may name somebody (${code})`;
}

/** Why something of a bundle failed, in words that a redacted batch may tell. */
export function failureWords(error: unknown, redaction: BatchRedaction | undefined): string {
  if (redaction !== undefined) return safeWords(error);
  return error instanceof Error ? error.message : String(error);
}

/** A report that was redacted and looked through, and what its tokens stand for where that is wanted. */
export interface RedactedReport {
  readonly report: Report;
  readonly tokens?: TokenOriginals;
}

/** A report, and who is named in its bundle, as `AnalysisOptions.onPersons` tells it. */
export interface NamedReport {
  readonly report: Report;
  readonly persons: readonly string[];
  readonly machines?: readonly string[];
}

/** Takes the identities out of the report of a bundle. Throws a LeakError where one is left. `root`: name of the folder that it lies in. */
export async function redactedReport(
  { report, persons, machines = [] }: NamedReport,
  name: string,
  root: string,
  options: BatchRedaction,
): Promise<RedactedReport> {
  const redaction = new Redaction(options);
  redaction.persons(persons, machines);
  const shown = redaction.report(report, { bundle: ownName(name), folders: [root] });
  await checkLeak(redaction, jsonParts(shown), async () => [...jsonParts(withoutData(shown))].join(''));
  return { report: shown, ...(options.isMapped && { tokens: redaction.map }) };
}
