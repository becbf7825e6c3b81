import { parseArguments } from '../../src/cli/args.ts';
import type { Excerpt } from '../../src/excerpt/excerpt.ts';
import { type ExcerptOptions, makeExcerpt } from '../../src/excerpt/make-excerpt.ts';
import type { AnalysisOptions } from '../../src/model/analysis-options.ts';

/** The options of a command line, as `analyze` takes them. */
export async function analysisOf(path: string, options: readonly string[]): Promise<AnalysisOptions> {
  const command = await parseArguments(['analyze', path, ...options]);
  if (command.kind !== 'analyze') throw new Error('not a command to analyse');
  return command.args.analysis;
}

/** An excerpt for which there is all the time it takes. */
export async function excerptOf(path: string, options: Partial<ExcerptOptions>): Promise<Excerpt> {
  const made = await makeExcerpt([path], { analysis: {}, isOver: () => false, ...options });
  if (made.kind !== 'made') throw new Error(made.text);
  return made;
}
