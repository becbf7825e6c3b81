// Payload of a WPP event in a CSV of tracerpt, the names of its properties being those of the WPP provider
// (https://learn.microsoft.com/windows/win32/etw/tdhgetwppproperty):
//   GuidName, FunctionName, FormattedString, ComponentName, SubComponentName, TraceGuid, GuidTypeName, SystemTime,
//   SequenceNum, FlagsName, LevelName, RawSystemTime, ProviderGuid
// FormattedString has no quotes, and holds commas and line ends. TraceGuid tells where it ends.
import type { Stretch } from '../model/stretches.ts';
import type { RowText } from './row-reader.ts';

const GUID = /^"?\{[0-9a-f-]{36}\}"?$/i;
const GUID_LENGTH = 38;
/** Properties behind TraceGuid on its line; ProviderGuid is cut off where it is empty, and flags may hold commas. */
const [FEWEST_BEHIND, MOST_BEHIND] = [6, 10];
/** A message may be full of GUIDs: those looked at, from the end on. */
const MOST_GUIDS = 32;

/** Cells from `start` to the end of the line, one more than there may be at most. */
function cellsBehind(text: string, start: number): readonly string[] {
  const cells: string[] = [];
  let from = start;
  for (let at = start; cells.length <= MOST_BEHIND; at++) {
    const next = text[at];
    if (next !== undefined && next !== ',' && next !== '\n') continue;
    cells.push(text.slice(from, at).trim());
    if (next !== ',') break;
    from = at + 1;
  }
  return cells;
}

/** Whether a GUID in front of these cells is TraceGuid: SequenceNum is a number, ProviderGuid a GUID or empty. */
function areBehindTraceGuid(cells: readonly string[]): boolean {
  const filled = cells.slice(0, Math.max(FEWEST_BEHIND, cells.findLastIndex((cell) => cell !== '') + 1));
  if (filled.length < FEWEST_BEHIND || filled.length > MOST_BEHIND || !/^\d*$/.test(filled[2] ?? '')) return false;
  return filled.length === FEWEST_BEHIND || GUID.test(filled.at(-1) ?? '');
}

/** Index of TraceGuid, -1 for none. */
function traceGuidIn(payload: string): number {
  let at = payload.length;
  for (let seen = 0; seen < MOST_GUIDS && at > 0; seen++) {
    at = payload.lastIndexOf('{', at - 1);
    if (at < 0) return -1;
    const end = at + GUID_LENGTH;
    const comma = payload.indexOf(',', end);
    if (comma < 0 || !GUID.test(payload.slice(at, comma).trim())) continue;
    if (areBehindTraceGuid(cellsBehind(payload, comma + 1))) return payload[at - 1] === '"' ? at - 1 : at;
  }
  return -1;
}

function plain(cell: string): string | undefined {
  const text = cell
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim();
  return text === '' ? undefined : text;
}

/** Where the properties stand that are of use. */
interface Places {
  readonly function: Stretch;
  readonly message: Stretch;
  readonly component: Stretch;
}

/** Without the blank in front of a message, and the quotes around it. */
function bareMessage(payload: string, from: number, end: number): Stretch {
  const start = payload[from] === ' ' && from < end ? from + 1 : from;
  const last = start + payload.slice(start, end).trimEnd().length;
  const isQuoted = end - start > 1 && payload[start] === '"' && payload[last - 1] === '"';
  return isQuoted ? { start: start + 1, end: Math.max(start + 1, last - 1) } : { start, end };
}

function placesIn(payload: string): Places | undefined {
  const guid = traceGuidIn(payload);
  if (guid < 0) return undefined;
  const behindSub = payload.lastIndexOf(',', guid);
  const behindComponent = payload.lastIndexOf(',', behindSub - 1);
  const behindMessage = payload.lastIndexOf(',', behindComponent - 1);
  const behindGuidName = payload.indexOf(',');
  const behindFunction = payload.indexOf(',', behindGuidName + 1);
  if (behindFunction < 0 || behindMessage <= behindFunction) return undefined;
  return {
    function: { start: behindGuidName + 1, end: behindFunction },
    message: bareMessage(payload, behindFunction + 1, behindMessage),
    component: { start: behindMessage + 1, end: behindComponent },
  };
}

/** Where the message of a payload stands if it has the properties of WPP. */
export function wppMessage(payload: string): Stretch | undefined {
  return placesIn(payload)?.message;
}

/** What a payload says if it has the properties of WPP. */
export function wppText(payload: string): RowText | undefined {
  const places = placesIn(payload);
  if (places === undefined) return undefined;
  const textAt = ({ start, end }: Stretch): string => payload.slice(start, end);
  const component = plain(textAt(places.component));
  const method = plain(textAt(places.function));
  return {
    message: textAt(places.message),
    ...(component === undefined ? {} : { component }),
    ...(method === undefined ? {} : { function: method }),
  };
}
