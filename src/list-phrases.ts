import { discover } from './input/discover.ts';
import type { AnalysisOptions } from './model/analysis-options.ts';
import type { Phrase } from './model/phrase.ts';
import { checkPhrases, type PhraseDoubt } from './phrases/index.ts';
import { bundledPhrasebooks, phrasesOf } from './reading/index.ts';

export type { PhraseDoubt } from './phrases/index.ts';

/** The phrases that an analysis of some paths would use. */
export interface PhraseList {
  /** Those that are asked first stand first. */
  readonly phrases: readonly Phrase[];
  /** Those in whose place one of the same id of a later phrasebook stands. */
  readonly replaced: readonly Phrase[];
  /** What may be wrong with phrases that are valid, each by itself. */
  readonly doubts: readonly PhraseDoubt[];
}

/** Lists the phrases in use for a bundle, or without one. Throws a TraceError that tells all that is wrong with a phrasebook. */
export async function listPhrases(
  paths: readonly string[],
  options: Pick<AnalysisOptions, 'phrasebooks' | 'standingPhrasebooks'>,
): Promise<PhraseList> {
  const files = paths.length === 0 ? [] : (await discover(paths, undefined, {})).files;
  const set = await phrasesOf(options, bundledPhrasebooks(files));
  return { phrases: set.phrases, replaced: set.replaced, doubts: checkPhrases(set) };
}
