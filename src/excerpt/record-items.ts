import { payloadTexts } from '../formats/tracerpt-text.ts';
import type { FormatId } from '../model/source.ts';
import type { Stretch } from '../model/stretches.ts';

/** A text of a record. */
export interface RecordText extends Stretch {
  /** Texts of one number are read as one, blanks between them. */
  readonly group: number;
  /** Hexadecimal digits of bytes of which a reader takes what they hold. */
  readonly isPayload: boolean;
}

/** A text node of an event, behind its start tag. */
const NODE = /<([\w:.-]+)(?:\s(?:"[^"<]*"|'[^'<]*'|[^<>"'])*)?>([^<]+)(?=<|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)/g;
/** Elements of an event that hold no text of the program. */
const NO_TEXT =
  /^(?:EventID|Version|Level|Task|Opcode|Keywords?|Channel|Computer|Provider|EventRecordID|EventGuid|EventName|Time|Flags|CPU|ProcessID|ThreadID)$/;
/** Tags between which texts are read as one, or end to be. */
const PART =
  /<(\/?)(?:[\w.-]{1,40}:)?(System|DebugData|RenderingInfo|ExtendedTracingInfo|EventData|UserData|BinaryEventData|ProcessingErrorData)\b/g;
const IS_PAYLOAD =
  /^<(?:[\w.-]{1,40}:)?(?:BinaryEventData|EventPayload)\b|^<[^>]*\bName\s*=\s*["']win:ExtraPayload["']/;

/** The texts of an event, in their order. */
export function eventTexts(raw: string): readonly RecordText[] {
  const texts: RecordText[] = [];
  const parts = [...raw.matchAll(PART)];
  let [behind, group, isOneText, next] = [0, 0, false, 0];
  for (const { 0: whole, 1: name, 2: text, 3: data = '', index } of raw.matchAll(NODE)) {
    if (text?.trim() === '' || NO_TEXT.test(name?.split(':').at(-1) ?? '')) continue;
    const start = text === undefined ? index + '<![CDATA['.length : index + whole.length - text.length;
    const end = start + (text ?? data).length;
    for (let part = parts[next]; part !== undefined && part.index < start; part = parts[++next]) {
      // Within a text, as CDATA may have it, it is none.
      if (part.index < behind) continue;
      isOneText = part[1] === '' && /^(?:Event|User)Data$/.test(part[2] ?? '');
      group++;
    }
    if (!isOneText && name !== 'Data') group++;
    behind = end;
    texts.push({ start, end, group, isPayload: IS_PAYLOAD.test(whole) });
  }
  return texts;
}

const LINE_END = /\r?\n$/;
/** The time of a row of `tracerpt`, a FILETIME, and two counts of processor time; behind them stands the payload. */
const ROW_TIME = /[,;\t] *"?1[2-4]\d{16}"? *[,;\t](?: *(?:(?:"\d*|\d+)"? *)?[,;\t]){0,2} */;
const CELL = /"(?:[^"]|"")*"|[^,;\t"\r\n]*/gy;

/** Where the message of a row stands: its column, or of `tracerpt` all behind the time, as quotes in its cells are not doubled. */
export function rowSpan(raw: string, column: number | undefined): Stretch {
  const end = raw.replace(LINE_END, '').length;
  if (column === undefined) {
    const time = ROW_TIME.exec(raw);
    return { start: time === null ? 0 : Math.min(end, time.index + time[0].length), end };
  }
  CELL.lastIndex = 0;
  for (let index = 0; CELL.lastIndex <= end; index++) {
    const start = CELL.lastIndex;
    const cell = CELL.exec(raw)?.[0] ?? '';
    if (index === column) return { start, end: start + cell.length };
    CELL.lastIndex = start + cell.length + 1;
  }
  return { start: 0, end };
}

/** Cells without blanks and quotes around them: of a row that a spreadsheet wrote down again. */
function cellTexts(message: string): readonly Stretch[] {
  const texts: Stretch[] = [];
  for (const { 0: cell, index } of message.matchAll(/"(?:[^"]|"")*"|[^,;\t"]+/g)) {
    const start = index + (/^[\s"]*/.exec(cell)?.[0].length ?? 0);
    const end = index + cell.length - (/(?<![\s"])[\s"]*$/.exec(cell)?.[0].length ?? 0);
    if (start < end) texts.push({ start, end });
  }
  return texts;
}

/** The texts of the message of a row, without quotes around them; they are read as one. */
export function rowTexts(message: string, format: FormatId, isCopy: boolean): readonly Stretch[] {
  if (format === 'tracerpt-csv') return isCopy ? cellTexts(message) : payloadTexts(message);
  const isQuoted = message.length > 1 && message.startsWith('"') && message.endsWith('"');
  return [isQuoted ? { start: 1, end: message.length - 1 } : { start: 0, end: message.length }];
}
