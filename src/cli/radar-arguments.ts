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
import { text } from './option-forms.ts';

export interface RadarArguments extends BundleArguments<ListFormat> {
  /** Where a draft of a phrasebook is written. */
  readonly write?: string;
  /** A list of messages whose fate is known. */
  readonly known?: string;
}

/** The options as yargs hands them over. */
export interface RadarTexts extends BundleTexts<ListFormat> {
  readonly write: string | undefined;
  readonly known: string | undefined;
}

/** Adds what `radar` takes to its yargs builder. */
export function describeRadar(builder: Argv): Argv<RadarTexts> {
  return describeBundle(builder, LIST_FORMATS)
    .option('write', text('Write a draft phrasebook to a new file'))
    .option(
      'known',
      text('List of messages whose fate you know, one a line: "to bob@contoso.com at 09:15, stuck in Drafts"'),
    );
}

export function radarArguments({ write, known, ...texts }: RadarTexts): RadarArguments {
  if (texts.path.length === 0) throw new TraceError('USAGE', 'no path given: "oimscope radar <path..>"');
  if (write === '') throw new TraceError('USAGE', '--write: an empty name names no file; give the name of one');
  for (const name of ['keep-domain', 'redact-key', 'redact-map'] as const)
    if (texts[name] !== undefined) throw new TraceError('USAGE', `--${name}: radar makes no tokens; leave it out`);
  return {
    ...bundleArguments(texts),
    ...(write === undefined ? {} : { write }),
    ...(known === undefined ? {} : { known }),
  };
}
