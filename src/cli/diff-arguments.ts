import type { Argv } from 'yargs';
import { TraceError } from '../model/errors.ts';
import type { FailOn } from '../model/exit-code.ts';
import { choice, FAIL_ON } from './option-forms.ts';
import type { Display } from './output.ts';
import { type ComparisonTexts, describeComparison, displayOf } from './verify-arguments.ts';

/** Forms of what differs. */
export type DiffFormat = 'table' | 'json' | 'markdown';

export interface DiffArguments {
  readonly before: string;
  readonly after: string;
  readonly format: DiffFormat;
  readonly failOn: FailOn;
  readonly display: Display;
}

/** The options as yargs hands them over. */
export interface DiffTexts extends ComparisonTexts {
  readonly format: DiffFormat;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly 'fail-on': FailOn;
}

const DIFF_FORMATS: readonly DiffFormat[] = ['table', 'json', 'markdown'];
const TABLE: DiffFormat = 'table';
const NONE: FailOn = 'none';

/** Adds what `diff` takes to its yargs builder. */
export function describeDiff(builder: Argv): Argv<DiffTexts> {
  const described = builder
    .positional('before', { type: 'string', describe: 'Report (JSON), or results folder of "batch"' })
    .positional('after', { type: 'string', describe: 'The same of later, or of another client' })
    .option('format', { alias: 'f', default: TABLE, ...choice(DIFF_FORMATS, 'Form of the output') });
  return describeComparison(described, 'Every message; of results folders every difference').option('fail-on', {
    default: NONE,
    ...choice(FAIL_ON, 'Exit with 1 on a finding this grave or graver that was not there, or was less grave'),
  });
}

export function diffArguments(texts: DiffTexts): DiffArguments {
  const { before, after, format } = texts;
  if (before === undefined || after === undefined) {
    throw new TraceError('USAGE', 'two reports are wanted, or two results folders: "oimscope diff <before> <after>"');
  }
  if (before === '-' || after === '-') throw new TraceError('USAGE', 'diff reads no standard input; name two files');
  return { before, after, format, failOn: texts['fail-on'], display: displayOf(texts) };
}
