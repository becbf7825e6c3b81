import type { Argv } from 'yargs';
import type { OutputFormat } from '../index.ts';
import { OUTPUT_FORMATS, PHRASEBOOK_HELP } from './analyze-arguments.ts';
import { choice, text } from './option-forms.ts';

export interface PhrasesArguments {
  readonly paths: readonly string[];
  readonly format: OutputFormat;
  readonly phrasebooks: readonly string[];
  readonly isCheck: boolean;
}

/** The options as yargs hands them over. */
export interface PhrasesTexts {
  readonly path: readonly string[];
  readonly format: OutputFormat;
  readonly phrasebook: readonly string[] | undefined;
  readonly check: boolean;
}

const TABLE: OutputFormat = 'table';
const NO_PATHS: readonly string[] = [];

/** Adds what `phrases` takes to its yargs builder. */
export function describePhrases(builder: Argv): Argv<PhrasesTexts> {
  return builder
    .positional('path', {
      type: 'string',
      array: true,
      default: NO_PATHS,
      describe: 'Bundle whose phrasebook counts, too',
    })
    .option('phrasebook', { ...text(PHRASEBOOK_HELP), array: true })
    .option('check', {
      type: 'boolean',
      default: false,
      describe: 'Tell which phrases hide, contradict or repeat one another; exit with 1 if any',
    })
    .option('format', { alias: 'f', default: TABLE, ...choice(OUTPUT_FORMATS, 'Form of the list') });
}

export function phrasesArguments({ path, format, phrasebook, check }: PhrasesTexts): PhrasesArguments {
  return { paths: path, format, phrasebooks: phrasebook ?? [], isCheck: check };
}
