import type { SuggestedPhrase } from '../model/radar-report.ts';

/** What tells phrases apart, whatever their ids. */
export function matchedBy({ text, component, function: called }: Omit<SuggestedPhrase, 'id'>): string {
  return JSON.stringify([text, component, called]);
}
