import { type Discovery, discover } from '../input/discover.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { byCodeUnits } from '../model/order.ts';
import type { StoredReport } from '../model/stored-report.ts';
import type { Verification } from '../model/verification.ts';
import { VERSION } from '../model/version.ts';
import { type EtlFormats, formatsFor } from '../reading/index.ts';
import { checkSource, type Look } from './check-source.ts';
import { type Citation, citationsOf } from './citations.ts';
import { findMoved } from './find-moved.ts';
import { matchSources } from './match-sources.ts';
import { otherFiles } from './other-files.ts';
import { Verdicts } from './verdicts.ts';

/** The citation is the name of the file itself, which tells the version of a client. */
function isOfName({ source, ref }: Citation): boolean {
  return ref?.line === 1 && ref.offset === 0 && ref.text === source.split('/').at(-1);
}

function bySource(citations: readonly Citation[]): ReadonlyMap<string, readonly Citation[]> {
  const groups = new Map<string, Citation[]>();
  for (const citation of citations) {
    const group = groups.get(citation.source) ?? [];
    groups.set(citation.source, group);
    group.push(citation);
  }
  return groups;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** Addresses of a report with tokens cannot be compared. */
function lookFor(key: Citation, isRedacted: boolean): Look<Citation> {
  const { line, ref, recipients } = key;
  return { key, line, ...(ref === undefined ? {} : { ref }), ...(isRedacted ? {} : { recipients }) };
}

/** Looks at each place that is cited, one pass a file. */
async function checkAll(
  discovery: Discovery,
  verdicts: Verdicts,
  options: AnalysisOptions,
  openFormats: () => Promise<EtlFormats>,
): Promise<void> {
  const cited = new Map([...verdicts.bySource].map(([path, citations]) => [verdicts.fileOf(path), citations]));
  // In the order of the bundle: an archive is read from its start to its end.
  for (const file of discovery.files) {
    const citations = cited.get(file);
    if (citations === undefined) continue;
    options.signal?.throwIfAborted();
    const name = file.path.split('/').at(-1);
    const [names, others] = [citations.filter(isOfName), citations.filter((one) => !isOfName(one))];
    for (const one of names) if (one.ref?.text === name) verdicts.set(one, { state: 'holds' });
    if (file.unusable !== undefined) {
      for (const one of others) verdicts.set(one, { state: 'unreadable' });
      continue;
    }
    // What can be read once is left to the new reading.
    if (file.isReadOnce === true) continue;
    const looks = others.map((key) => lookFor(key, verdicts.isRedacted));
    try {
      for (const { key, holds, holdsBetweenTokens, isFinal } of await checkSource(file, looks, options, openFormats)) {
        verdicts.reached(key);
        if (holds) verdicts.set(key, { state: 'holds' });
        else if (holdsBetweenTokens && verdicts.isRedacted) verdicts.set(key, { state: 'redacted' });
        else if (isFinal) verdicts.set(key, { state: 'changed' });
      }
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!isSystemError(error)) throw error;
      for (const one of others) verdicts.set(one, { state: 'unreadable' });
    }
  }
}

/**
 * Whether files of the report are there and nothing of them is: what is cited stands neither where it was nor, mostly, elsewhere. That some lines
 * (`HTTP/1.1 200 OK`) stand in any trace says nothing, nor does the name of a file.
 */
function isOtherBundle(verdicts: Verdicts): boolean {
  const telling = [...verdicts.bySource.values()].flat().filter((one) => one.ref !== undefined && !isOfName(one));
  const states = telling.map((one) => verdicts.stateOf(one));
  const isAnyKept = states.some((state) => state === 'holds' || state === 'redacted' || state === 'unreadable');
  const moved = states.filter((state) => state === 'moved').length;
  // Behind the end of a file that was cut nothing else stands.
  const isAnyOther = telling.some((one) => verdicts.stateOf(one) === 'changed' && verdicts.isReached(one));
  return !isAnyKept && isAnyOther && moved * 2 < states.length;
}

/**
 * Opens every place that a report cites again, in a bundle given as for `analyze`, and tells which still hold. Throws a TraceError for a
 * path that does not exist.
 */
export async function verifyReport(
  report: StoredReport,
  paths: readonly string[],
  options: AnalysisOptions = {},
): Promise<Verification> {
  const discovery = await discover(paths, options.stdin, options);
  const citations = citationsOf(report);
  const groups = bySource(citations);
  const { files, guessed } = matchSources(report, new Set(groups.keys()), discovery.files);
  const isRedacted = report.redacted !== undefined;
  const verdicts = new Verdicts(groups, files, isRedacted);
  let formats: Promise<EtlFormats> | undefined;
  const openFormats = (): Promise<EtlFormats> => {
    formats ??= formatsFor(discovery.files, options);
    return formats;
  };
  await checkAll(discovery, verdicts, options, openFormats);
  // With tokens in its path a file is known by its size alone.
  for (const path of isRedacted ? [] : guessed)
    if (!(groups.get(path) ?? []).some((one) => verdicts.holds(one))) verdicts.release(path);
  if (discovery.files.length > 0 && verdicts.open().length > 0)
    await findMoved(discovery, verdicts, options, openFormats);
  const found = new Map([...groups.keys()].map((path) => [path, verdicts.fileOf(path)]));
  const others = otherFiles(report, found, discovery.files);
  return {
    schema: 'oimscope.verification/1',
    tool: { name: 'oimscope', version: VERSION },
    report: { bundle: report.bundle.name, version: report.tool.version, isRedacted },
    bundle: discovery.name,
    citations: citations.length,
    counts: verdicts.counts(),
    sources: verdicts.sources().toSorted((a, b) => byCodeUnits(a.path, b.path)),
    lost: verdicts.lost(),
    others,
    ...(isOtherBundle(verdicts) ? { isOtherBundle: true } : {}),
  };
}
