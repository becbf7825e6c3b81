// XML of `tracerpt Lync-….etl -of XML` (https://learn.microsoft.com/windows-server/administration/windows-commands/tracerpt_1):
//   <Events>
//   <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">
//   	<System> … <TimeCreated SystemTime="2017-10-23T00:14:51.799606500+0159" /> … </System>
//   	<DebugData> … <Component>…</Component> … <Message>text, escaped</Message></DebugData>
// No XML declaration, CR LF, non-ASCII text as references. Read event by event: a missing </Events> is no fault.
// Cutting by indexOf and parsing only the events that hold a literal reads 20 times faster than parsing every event.
import type { TextSource, Window } from '../input/windows.ts';
import { chooseZone } from '../input/zone.ts';
import type { TraceRecord } from '../model/record.ts';
import type { SourceZone } from '../model/source.ts';
import type { Ticks } from '../model/ticks.ts';
import { childOf, type EventNode, leafTexts, parseElement, textOf } from './event-xml.ts';
import type { Format, ReadContext, Survey } from './format.ts';
import { Hits } from './hits.ts';
import { payloadTexts } from './payload-text.ts';
import { Span } from './span.ts';
import { offsetMinutes, offsetText, systemTime } from './system-time.ts';

const EVENT_START = /<Event[\s>]/g;
const EVENT_END = '</Event>';
const TIME_ATTRIBUTE = /\bSystemTime\s*=\s*["']([^"']*)["']/g;
/** Marks of an event that tracerpt could not decode. */
const UNDECODED = '<ProcessingErrorData|<BinaryEventData|No Format Information found';
/** Process or thread that does not apply: 0xFFFFFFFF. */
const NO_ID = 4_294_967_295;

function idOf(text: string | undefined): number | undefined {
  const id = text === undefined ? Number.NaN : Number(text);
  return Number.isInteger(id) && id >= 0 && id < NO_ID ? id : undefined;
}

function hexOf(event: EventNode): string {
  const binary = childOf(event, 'BinaryEventData');
  return textOf(binary ?? childOf(childOf(event, 'ProcessingErrorData'), 'EventPayload'));
}

/** All text of an event as one message; several items are joined by a space. */
function messageOf(event: EventNode): string {
  const debug = childOf(event, 'DebugData');
  if (debug !== undefined) return textOf(childOf(debug, 'Message'));
  const payload = hexOf(event);
  if (payload !== '') return payloadTexts(payload).join(' ');
  const data = childOf(event, 'EventData') ?? childOf(event, 'UserData') ?? childOf(event, 'Data');
  const items = leafTexts(data).join(' ');
  const rendered = textOf(childOf(childOf(event, 'RenderingInfo'), 'Message'));
  // A rendered message holds the data and the words around them.
  return rendered.length >= items.length ? rendered : items;
}

interface EventIdentity {
  readonly pid?: number;
  readonly tid?: number;
  readonly component?: string;
  readonly function?: string;
}

function identityOf(event: EventNode): EventIdentity {
  const system = childOf(event, 'System');
  const execution = childOf(system, 'Execution');
  const pid = idOf(execution?.attributes['ProcessID']);
  const tid = idOf(execution?.attributes['ThreadID']);
  const debug = childOf(event, 'DebugData');
  const provider = childOf(system, 'Provider')?.attributes;
  const component =
    textOf(childOf(debug, 'Component')).trim() || (provider?.['Name'] ?? provider?.['Guid'] ?? '').trim();
  const method = textOf(childOf(debug, 'Function')).trim();
  return {
    ...(pid === undefined ? {} : { pid }),
    ...(tid === undefined ? {} : { tid }),
    ...(component === '' ? {} : { component }),
    ...(method === '' ? {} : { function: method }),
  };
}

const EXECUTION = /<Execution\b[^>]*?\bProcessID\s*=\s*["'](\d+)["'][^>]*?\bThreadID\s*=\s*["'](\d+)["']/;
const HEX_DATA = /<(BinaryEventData|EventPayload)>([0-9A-Fa-f\s]*)</;

class EventReader {
  readonly #source: TextSource;
  readonly #context: ReadContext;
  readonly #timeOf: (text: string) => Ticks | undefined;
  readonly #hits: Hits;
  readonly #literals: readonly RegExp[];
  readonly span = new Span();

  constructor(source: TextSource, context: ReadContext, timeOf: (text: string) => Ticks | undefined) {
    this.#source = source;
    this.#context = context;
    this.#timeOf = timeOf;
    this.#hits = new Hits([...context.wanted.literals, UNDECODED]);
    this.#literals = context.wanted.literals.map((source) => new RegExp(source));
  }

  /** Reads all whole events of a window; answers how many units were used. */
  read(window: Window): number {
    const { units } = window;
    const { lines } = window;
    this.#hits.begin(units);
    let used = 0;
    EVENT_START.lastIndex = 0;
    for (let start = EVENT_START.exec(units)?.index; start !== undefined; ) {
      const close = units.indexOf(EVENT_END, start);
      EVENT_START.lastIndex = start + 6;
      const next = EVENT_START.exec(units)?.index;
      if (close < 0 && next === undefined) return this.#endOfWindow(window, start, lines);
      if (close < 0 || (next !== undefined && next < close)) {
        this.#issue('XML_BROKEN', lines.lineAt(start), 'An <Event> without its end tag was left out.');
        used = next ?? units.length;
      } else {
        const end = close + EVENT_END.length;
        this.#hits.skipTo(start);
        this.#event(window, start, end, this.#hits.next < end, lines);
        used = end;
      }
      start = next;
    }
    // A start tag may be cut at the end of the window: `<Eve`.
    return window.isLast ? units.length : Math.max(used, units.length - 8);
  }

  #endOfWindow(window: Window, start: number, lines: Window['lines']): number {
    if (window.isLast) {
      this.#issue(
        'XML_TRUNCATED',
        lines.lineAt(start),
        'The file ends in the middle of an <Event>; that event was left out.',
      );
      return window.units.length;
    }
    if (!window.isFull) return start;
    this.#issue('capped', lines.lineAt(start), 'An <Event> longer than 8 MiB was left out.');
    return window.units.length;
  }

  #event(window: Window, start: number, end: number, isHit: boolean, lines: Window['lines']): void {
    const { units } = window;
    TIME_ATTRIBUTE.lastIndex = start;
    const time = TIME_ATTRIBUTE.exec(units);
    const at = time !== null && time.index < end ? this.#timeOf(time[1] ?? '') : undefined;
    this.span.add(at);
    const isWanted = isHit ? this.#isWantedHit(units.slice(start, end)) : this.#isFollowed(units, start, end);
    if (!isWanted) return;
    const { text: raw, width } = this.#source.decode(units.slice(start, end));
    const line = lines.lineAt(start);
    try {
      const event = parseElement(raw);
      if (event === undefined) return;
      const record: TraceRecord = {
        source: this.#source.file.path,
        line,
        offset: window.offset + start * this.#source.head.coding.unit,
        raw,
        width,
        message: messageOf(event).replace(/\r\n?/g, '\n'),
        ...(at === undefined ? {} : { at }),
        ...identityOf(event),
      };
      this.#context.onRecord(record);
    } catch (error) {
      // The parser refuses some hostile names and markup; the event is lost, the reading goes on.
      const reason = error instanceof Error ? error.message : String(error);
      this.#issue('XML_BROKEN', line, `An <Event> could not be parsed (${reason.slice(0, 100)}).`);
    }
  }

  /** Counts what is undecoded, and tells whether the event is worth parsing. */
  #isWantedHit(xml: string): boolean {
    const hasError = xml.includes('<ProcessingErrorData');
    const payload = HEX_DATA.exec(xml);
    if (payload === null) {
      if (hasError || xml.includes(NO_FORMAT)) this.span.undecoded++;
      return !hasError && this.#hasLiteral(xml);
    }
    const texts = payloadTexts(payload[2] ?? '');
    if (hasError || texts.length === 0) this.span.undecoded++;
    return texts.length > 0 && (this.#hasLiteral(texts.join(' ')) || this.#isFollowed(xml, 0, xml.length));
  }

  #hasLiteral(text: string): boolean {
    return this.#literals.some((literal) => literal.test(text));
  }

  #isFollowed(units: string, start: number, end: number): boolean {
    if (!this.#context.wanted.followsAny()) return false;
    const ids = EXECUTION.exec(units.slice(start, end));
    return this.#context.wanted.follows(idOf(ids?.[1]), idOf(ids?.[2]));
  }

  #issue(code: 'XML_BROKEN' | 'XML_TRUNCATED' | 'capped', line: number, text: string): void {
    this.#context.onIssue({ code, source: this.#source.file.path, line, text });
  }
}

const NO_FORMAT = 'No Format Information found';

function statedZone(head: string): string | undefined {
  for (const match of head.matchAll(new RegExp(TIME_ATTRIBUTE))) {
    const minutes = offsetMinutes(match[1] ?? '');
    if (minutes !== undefined) return offsetText(minutes);
  }
  return undefined;
}

async function read(source: TextSource, context: ReadContext): Promise<Survey> {
  const chosen = chooseZone(source.file.path, statedZone(source.head.text), context.zones);
  const wall = chosen.zone.basis === 'stated' ? undefined : chosen.toUtc;
  const reader = new EventReader(source, context, (text) => systemTime(text, wall));
  const totals = await source.eachWindow((window) => reader.read(window), context.onBytes);
  const zone: SourceZone = chosen.zone;
  return { ...reader.span.result(), ...totals, zone };
}

export const tracerptXml: Format = {
  id: 'tracerpt-xml',
  title: 'XML of tracerpt (tracerpt trace.etl -of XML)',
  sniff: (head) =>
    /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<Events?[\s>]/.test(head.text) &&
    /<Event(?:s\s*\/?>|s?\s+xmlns="|>)/.test(head.text),
  read,
};
