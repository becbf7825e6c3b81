import type { ReportGap } from '../model/report.ts';
import type { Shape } from './build-shapes.ts';
import type { Resolved } from './resolve-known.ts';

/** Lines of the list that are told; of more it is told how many there are. */
const MOST_TOLD = 10;

/** Known messages that no line of the trace is near to, and that are no message of the report: by their lines in the list. */
export function unmetKnown(known: readonly Resolved[], shapes: readonly Shape[]): readonly number[] {
  const near = new Set(shapes.flatMap(({ nearTo }) => [...nearTo.keys()]));
  return known.flatMap(({ told }, number) => (near.has(number) || told.message !== undefined ? [] : [told.line]));
}

export function unmetGaps(lines: readonly number[]): readonly ReportGap[] {
  if (lines.length === 0) return [];
  const more = lines.length > MOST_TOLD ? ` and ${lines.length - MOST_TOLD} more` : '';
  const told = `Line${lines.length === 1 ? '' : 's'} ${lines.slice(0, MOST_TOLD).join(', ')}${more}`;
  const text = `${told} of the list of known messages met no line of the trace: as times or recipients may be wrong, no line is taken by the list for what tells that a message was sent.`;
  return [{ kind: 'source-missing', text }];
}
