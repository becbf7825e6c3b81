import type { FailOn } from '../model/exit-code.ts';
import type { When } from './output.ts';

export const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'info', 'none'];
export const WHEN: readonly When[] = ['auto', 'always', 'never'];

interface TextOption {
  readonly type: 'string';
  readonly requiresArg: true;
  readonly describe: string;
}

interface ChoiceOption<Choice> {
  readonly choices: readonly Choice[];
  readonly requiresArg: true;
  readonly describe: string;
}

/** An option of yargs that holds any text. */
export function text(describe: string): TextOption {
  return { type: 'string', requiresArg: true, describe };
}

/** An option of yargs that holds one of some words. */
export function choice<Choice>(choices: readonly Choice[], describe: string): ChoiceOption<Choice> {
  return { choices, requiresArg: true, describe };
}
