import type { EtlFacts, EventDecoder, TmfHits, TmfLibrary } from '../etl/index.ts';
import type { Gap, Issue } from '../model/issue.ts';

/** Programs and GUIDs that one gap names; `decode --summary` lists all. */
const MOST_NAMED = 5;

function list(words: readonly string[]): string {
  const more = words.length - MOST_NAMED;
  return words.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What would bring the text of messages to light. */
function adviceOf(decoder: EventDecoder): string {
  const { rows, pdbs } = decoder.undecoded.summary();
  const guids = rows.filter(({ kind }) => kind === 'wpp').flatMap(({ provider }) => provider ?? []);
  if (guids.length === 0) return '';
  const symbols = pdbs.map(({ path, guid, age }) => `${path} (${guid}, age ${age})`);
  const where = symbols.length === 0 ? '' : ` They are in the symbols ${list(symbols)}.`;
  return ` The formats of ${plural(guids.length, 'message GUID')} are missing: ${list(guids)}.${where} Give their TMF files with --tmf.`;
}

/** Why a raw trace may be silent about something. */
export function etlGaps(
  facts: EtlFacts,
  decoder: EventDecoder,
  hits: readonly TmfHits[],
  { records, undecoded }: { readonly records: number; readonly undecoded: number },
): readonly Omit<Gap, 'source'>[] {
  const gaps: Omit<Gap, 'source'>[] = [];
  if (undecoded > 0) {
    const text = `${undecoded} of ${records} events have no text but what stands in their arguments.${adviceOf(decoder)}`;
    gaps.push({ kind: 'undecoded', text });
  }
  const { log, buffersAfterLostBuffers, buffersAfterLostEvents } = facts;
  const [events, buffers] = [log?.eventsLost ?? 0, log?.buffersLost ?? 0];
  if (events + buffers + buffersAfterLostBuffers + buffersAfterLostEvents > 0) {
    const where = plural(buffersAfterLostBuffers + buffersAfterLostEvents, 'buffer');
    const text = `The trace lost ${plural(events, 'event')} and ${plural(buffers, 'buffer')} while it was written; ${where} of it tell of a loss.`;
    gaps.push({ kind: 'damaged', text });
  }
  const others = hits.filter(({ misfits, unknownNumbers }) => misfits + unknownNumbers > 0);
  if (others.length > 0) {
    const rates = others.map(
      ({ guid, formatted, misfits, unknownNumbers }) =>
        `${guid} ${formatted - misfits} of ${formatted + unknownNumbers}`,
    );
    const text = `The formats at hand do not fit all messages of their GUID, as is so with those of another build; those that fit: ${list(rates)}.`;
    gaps.push({ kind: 'undecoded', text });
  }
  return gaps;
}

/** What could not be used of the TMF files that a trace needed: one issue a file, and one for each limit that was hit. */
export function tmfIssues(source: string, tmf: TmfLibrary): readonly Issue[] {
  const broken = tmf.faults.filter(({ isLimit }) => isLimit !== true);
  const counts = new Map<string, number>();
  for (const { path } of broken) counts.set(path, (counts.get(path) ?? 0) + 1);
  const issues = tmf.faults.map(({ path, line, text, isLimit }): Issue | undefined => {
    if (isLimit === true) return { code: 'capped', source, text: `${path}: ${text}` };
    const count = counts.get(path);
    if (count === undefined) return undefined;
    counts.delete(path);
    const place = line === undefined ? path : `${path}, line ${line}`;
    const more = count === 1 ? '' : ` So it is with ${plural(count - 1, 'more line')} of it.`;
    return { code: 'TMF_BROKEN', source, text: `${place}: ${text}${more}` };
  });
  return issues.filter((issue) => issue !== undefined);
}
