import type { Report } from '../model/report.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';

function* placesIn(told: unknown): Generator<string> {
  if (typeof told !== 'object' || told === null) return;
  if ('source' in told && 'line' in told) yield `${told.line} ${told.source}`;
  for (const one of Object.values(told)) yield* placesIn(one);
}

/** Whether a report cites a line, as what became of a message, why, or what is known of the client. */
export function citedBy({ messages, findings, environment }: Report): (line: UnmatchedLine) => boolean {
  const places = new Set(placesIn([messages, findings, environment]));
  return (line) => places.has(`${line.cite().line} ${line.source}`);
}
