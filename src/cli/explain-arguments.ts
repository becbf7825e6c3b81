import type { Argv } from 'yargs';
import type { ListFormat } from '../index.ts';
import { TraceError } from '../model/errors.ts';
import {
  type BundleArguments,
  type BundleTexts,
  bundleArguments,
  describeBundle,
  LIST_FORMATS,
} from './analyze-arguments.ts';

export interface ExplainArguments extends BundleArguments<ListFormat> {
  /** Absent where every rule is asked for. */
  readonly rule?: string;
}

/** The options as yargs hands them over. */
export interface ExplainTexts extends BundleTexts<ListFormat> {
  readonly rule: string | undefined;
  readonly all: boolean;
}

/** Adds what `explain` takes to its yargs builder. */
export function describeExplain(builder: Argv): Argv<ExplainTexts> {
  return describeBundle(builder, LIST_FORMATS)
    .positional('rule', { type: 'string', describe: 'Id of the root cause, as "oimscope rules" lists them' })
    .option('all', { type: 'boolean', default: false, describe: 'Every root cause; the paths follow at once' });
}

/** With `--all` the first word is a path, too. */
export function explainArguments({ rule, all, ...texts }: ExplainTexts): ExplainArguments {
  const path = all && rule !== undefined ? [rule, ...texts.path] : texts.path;
  if (!all && rule === undefined) {
    throw new TraceError('USAGE', 'no rule given: "oimscope explain <rule> <path..>"; "oimscope rules" lists them');
  }
  if (path.length === 0) {
    const words = all ? 'explain --all <path..>' : `explain ${rule ?? ''} <path..>`;
    throw new TraceError('USAGE', `no path given: "oimscope ${words}"`);
  }
  return { ...bundleArguments({ ...texts, path }), ...(all || rule === undefined ? {} : { rule }) };
}
