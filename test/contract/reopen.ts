import { codingOf } from '../../src/input/encoding.ts';
import type { ReportRef } from '../../src/model/report.ts';
import { decoded } from './rewritten.ts';

function isRef(value: object): value is ReportRef {
  return 'source' in value && 'line' in value && 'offset' in value && 'text' in value;
}

/** All citations in a report, or in a part of it. */
export function refsIn(value: unknown): readonly ReportRef[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isRef(value)) return [value];
  return Object.values(value).flatMap(refsIn);
}

/** What a file holds from an offset to the end of the line, and its line number; undefined where neither a line nor an event begins. */
function lineAt(bytes: Buffer, offset: number): { readonly number: number; readonly text: string } | undefined {
  const coding = codingOf(bytes);
  const before = decoded(bytes.subarray(coding.bom, offset), coding.encoding);
  const isEvent = decoded(bytes.subarray(offset, offset + 16), coding.encoding).startsWith('<Event');
  if (before !== '' && !before.endsWith('\n') && !isEvent) return undefined;
  const rest = bytes.subarray(offset, offset + (4 << 20));
  const [text = ''] = decoded(rest, coding.encoding).split(/\r?\n/, 1);
  return { number: before.split('\n').length, text };
}

/** Texts that an event holds as hexadecimal digits. */
function payloadsFrom(bytes: Buffer, offset: number): string {
  const [event = ''] = bytes.toString('latin1', offset).split('</Event>', 1);
  const digits = /<(?:BinaryEventData|EventPayload)>([0-9A-F\s]*)</.exec(event)?.[1] ?? '';
  const payload = Buffer.from(digits, 'hex');
  return `${payload.toString('latin1')}\n${payload.toString('utf16le')}\n${payload.subarray(1).toString('utf16le')}`;
}

/** Texts in the trace message that begins at an offset of a raw trace; none where no message begins there. */
function messageAt(bytes: Buffer, offset: number): string {
  if (bytes[offset + 3] !== 0x90) return '';
  const record = bytes.subarray(offset, offset + bytes.readUInt16LE(offset));
  return [record.toString('latin1'), record.toString('utf16le'), record.subarray(1).toString('utf16le')].join('\n');
}

/** What stands between the maskings of a citation, in its order, is in the line; runs of blanks count as one. */
function holds(line: string, text: string): boolean {
  const plain = line.replace(/\s+/g, ' ');
  let from = 0;
  return text.split('…').every((part) => {
    const index = plain.indexOf(part.replace(/\s+/g, ' ').trim(), from);
    from = index;
    return index >= 0;
  });
}

/** What is wrong with a citation of these bytes; undefined where the source, opened again, bears it out. */
export function faultOf(ref: ReportRef, bytes: Buffer): string | undefined {
  const words = JSON.stringify(ref);
  if (ref.text.length > 200) return `too long: ${words}`;
  if (ref.source.endsWith('.hist'))
    return ref.line === 1 && ref.offset === 0 ? undefined : `not at the start: ${words}`;
  // The name of a client trace is evidence, too.
  if (ref.text === ref.source.split('/').at(-1)) return undefined;
  if (ref.source.endsWith('.etl')) {
    const text = ref.text.replace(/^\[\d+\][0-9A-F]+\.[0-9A-F]+::\S+ \[[^\]]*\]/, '');
    return holds(messageAt(bytes, ref.offset), text) ? undefined : `not in the message: ${words}`;
  }
  const line = lineAt(bytes, ref.offset);
  if (line?.number !== ref.line) return `on line ${line?.number}: ${words}`;
  const isThere = holds(line.text, ref.text) || holds(payloadsFrom(bytes, ref.offset), ref.text);
  return isThere ? undefined : `${words} is not in ${line.text}`;
}
