import { reportOn } from '../analyze.ts';
import { type Discovery, discover } from '../input/discover.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { TraceError } from '../model/errors.ts';
import { PARTIAL_CODES } from '../model/issue.ts';
import type { Report } from '../model/report.ts';
import { ticksFromIso } from '../model/ticks.ts';
import { hasUsableSource } from '../model/usable-source.ts';
import type { Excerpt, NoExcerpt } from './excerpt.ts';
import { bundleOf, byFile, type ExcerptFile, type Piece } from './excerpt-file.ts';
import { minimise } from './minimise.ts';
import { type Prepared, prepare } from './prepared.ts';
import { type MadeOf, redactExcerpt } from './redacted.ts';
import { tellsTheSame, type WhatStays, whatStays } from './what-stays.ts';

/** How far the search is. */
export interface ExcerptProgress {
  readonly records: number;
  readonly analyses: number;
}

export interface ExcerptOptions {
  readonly analysis: AnalysisOptions;
  /** Rules whose findings are to stay; all findings without them. */
  readonly rules?: readonly string[];
  /** Key of the tokens that stand in place of identities; identities stay without one. */
  readonly key?: Uint8Array;
  /** The time for the search is over. */
  readonly isOver: () => boolean;
  readonly onProgress?: (progress: ExcerptProgress) => void;
}

/** A part of a bundle is small: threads would cost more than they save. */
function optionsOfParts(options: AnalysisOptions, report: Report, decoded: readonly string[]): AnalysisOptions {
  const { stated, zones = [], noSkew, since, until, signal, phrasebooks, standingPhrasebooks } = options;
  const now = report.collectedAt === undefined ? undefined : ticksFromIso(report.collectedAt);
  // Decoded text is in UTC, whatever the zone of other sources is.
  const utc =
    zones.length === 0 ? [] : decoded.map((path) => ({ glob: `*${path.split('/').at(-1)}.txt`, zone: 'UTC' }));
  return {
    zones: [...zones, ...utc],
    workers: 1,
    ...(stated === undefined ? {} : { stated }),
    ...(noSkew === undefined ? {} : { noSkew }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(signal === undefined ? {} : { signal }),
    ...(phrasebooks === undefined ? {} : { phrasebooks }),
    ...(standingPhrasebooks === undefined ? {} : { standingPhrasebooks }),
    ...(now === undefined ? {} : { now }),
  };
}

/** Looks for the smallest part of some pieces that tells the same: first without whole files, then without single records. */
class Search {
  readonly #stays: WhatStays;
  readonly #options: ExcerptOptions;
  readonly #parts: AnalysisOptions;
  #records = 0;
  analyses = 0;

  constructor(stays: WhatStays, options: ExcerptOptions, parts: AnalysisOptions) {
    this.#stays = stays;
    this.#options = options;
    this.#parts = parts;
  }

  async tellsTheSame(files: readonly ExcerptFile[], kept: readonly Piece[]): Promise<boolean> {
    this.#parts.signal?.throwIfAborted();
    this.analyses++;
    this.#options.onProgress?.({ records: this.#records, analyses: this.analyses });
    const report = await reportOn(bundleOf(files, kept), this.#parts);
    const isSame = tellsTheSame(report, this.#stays, this.#options.rules);
    if (isSame) this.#records = kept.length;
    return isSame;
  }

  async smallest(
    files: readonly ExcerptFile[],
    pieces: readonly Piece[],
  ): Promise<{ kept: readonly Piece[]; isMinimal: boolean }> {
    const { isOver } = this.#options;
    const whole = await minimise(
      [...byFile(pieces).values()],
      (groups) => this.tellsTheSame(files, groups.flat()),
      isOver,
    );
    const { kept, isMinimal } = await minimise(whole.kept.flat(), (some) => this.tellsTheSame(files, some), isOver);
    return { kept, isMinimal };
  }
}

/** All records of larger bundles are not held in memory. */
const MOST_BYTES = 1 << 28;

/** The pieces to begin with: those that told something, else all that a reader looks into, else all. */
async function beginning(
  discovery: Discovery,
  report: Report,
  options: AnalysisOptions,
  search: (prepared: Prepared) => Search,
): Promise<{ prepared: Prepared; pieces: readonly Piece[]; search: Search } | undefined> {
  const bytes = discovery.files.reduce((sum, file) => sum + file.bytes, 0);
  for (const isAll of bytes > MOST_BYTES ? [false] : [false, true]) {
    const prepared = await prepare(discovery, report, options, isAll);
    const { files, pieces } = prepared;
    const one = search(prepared);
    for (const some of isAll ? [pieces] : [pieces.filter(({ isTold }) => isTold), pieces]) {
      if (await one.tellsTheSame(files, some)) return { prepared, pieces: some, search: one };
    }
  }
  return undefined;
}

/** Rules that are asked for and did not fire are a slip of the user's. */
function checkRules(report: Report, rules: readonly string[] | undefined): void {
  const fired = report.findings.map(({ rule }) => rule);
  for (const rule of rules ?? []) {
    if (fired.includes(rule)) continue;
    const known = fired.length === 0 ? 'nothing was found' : `found were ${fired.join(', ')}`;
    throw new TraceError('USAGE', `--finding ${rule}: that is no finding of this bundle; ${known}`);
  }
}

/**
 * Makes the smallest bundle that still tells the same: the same findings with the same verdicts, and the same outcomes of their messages. No text of a
 * message is in it. Throws a TraceError for a path that does not exist, or a rule that did not fire.
 */
export async function makeExcerpt(paths: readonly string[], options: ExcerptOptions): Promise<Excerpt | NoExcerpt> {
  const { analysis, rules, key } = options;
  const discovery = await discover(paths, undefined, analysis);
  let named: Omit<MadeOf, 'pieces'> = { persons: [], machines: [] };
  const onPersons = (persons: readonly string[], machines: readonly string[]): void => {
    named = { persons, machines };
  };
  const report = await reportOn(discovery, { ...analysis, onPersons });
  if (!hasUsableSource(report)) return { kind: 'no-input', text: 'no usable input' };
  checkRules(report, rules);
  if (report.findings.length === 0 && report.messages.length === 0) {
    return {
      kind: 'nothing-to-keep',
      text: 'neither an offline message nor a finding: there is nothing that an excerpt could keep',
    };
  }
  const stays = whatStays(report, rules);
  const begun = await beginning(
    discovery,
    report,
    analysis,
    ({ decoded }) => new Search(stays, options, optionsOfParts(analysis, report, decoded)),
  );
  if (begun === undefined) {
    const text =
      'the records that can be taken out, without the texts of messages, tell something else; nothing was written';
    return { kind: 'differs', text };
  }
  const { prepared, search } = begun;
  const { kept, isMinimal } = await search.smallest(prepared.files, begun.pieces);
  const parts = optionsOfParts(analysis, report, prepared.decoded);
  const made: Excerpt = {
    kind: 'made',
    files: prepared.files,
    kept,
    report: await reportOn(bundleOf(prepared.files, kept), parts),
    analysis: parts,
    isMinimal,
    isRedacted: false,
    decoded: prepared.decoded,
    recordsBefore: report.bundle.sources.reduce((sum, { records }) => sum + records, 0),
    bytesBefore: report.bundle.sources.reduce((sum, { bytes }) => sum + bytes, 0),
    analyses: search.analyses,
    isPartial: report.issues.some(({ code }) => PARTIAL_CODES.has(code)),
  };
  return key === undefined ? made : redactExcerpt(made, key, rules, { pieces: prepared.pieces, ...named });
}
