import type { Severity } from '../model/finding.ts';

type Tone = Severity | 'heading' | 'dim' | 'good';

/** Puts a tone on one line of text that is already cut to its width. */
export type Paint = (tone: Tone, text: string) => string;

const RESET = '\u001b[0m';
const CODES: Readonly<Record<Tone, string>> = {
  error: '\u001b[31m',
  warning: '\u001b[33m',
  info: '\u001b[36m',
  heading: '\u001b[1m',
  dim: '\u001b[2m',
  good: '\u001b[32m',
};

const plain: Paint = (_tone, text) => text;
const colored: Paint = (tone, text) => (text === '' ? text : `${CODES[tone]}${text}${RESET}`);

export function paintFor(color: boolean): Paint {
  return color ? colored : plain;
}
