import type { Outcome } from '../model/life.ts';
import type { Paint } from './paint.ts';

interface OutcomeWords {
  /** After a number of messages that did not arrive, or after `1 is`. */
  readonly phrase: string;
  readonly arrival: 'arrived' | 'failed' | 'open';
}

export const OUTCOMES: Readonly<Record<Outcome, OutcomeWords>> = {
  'stuck-in-drafts': { phrase: 'stuck in Drafts', arrival: 'failed' },
  rejected: { phrase: 'rejected', arrival: 'failed' },
  unreachable: { phrase: 'never reached Exchange', arrival: 'failed' },
  'timed-out': { phrase: 'timed out', arrival: 'failed' },
  'left-in-spooler': { phrase: 'left in the spooler', arrival: 'failed' },
  delivered: { phrase: 'delivered', arrival: 'arrived' },
  pending: { phrase: 'pending', arrival: 'open' },
  unknown: { phrase: 'unknown', arrival: 'open' },
};

/** Green for what arrived, red for what failed, yellow for what is open. */
export function paintOutcome(paint: Paint, outcome: string, text: string): string {
  const words = Object.entries(OUTCOMES).find(([name]) => outcome.startsWith(name))?.[1];
  if (words === undefined) return text;
  const tone = { arrived: 'good', failed: 'error', open: 'warning' } as const;
  return paint(tone[words.arrival], text);
}
