import type { TextSource } from '../input/text-source.ts';
import type { Window } from '../input/window.ts';
import { chooseZone } from '../input/zone.ts';
import type { CompanionComponent } from '../model/companion.ts';
import { bytesOf } from '../model/record.ts';
import type { ReadContext, Survey } from './format.ts';

/** A stretch of a text that is a record, with what it says as lines of `Name : Value`. */
export interface TextPart {
  readonly component: CompanionComponent;
  /** Line of the text it begins on, from 0. */
  readonly line: number;
  /** Index of its first character. */
  readonly index: number;
  readonly raw: string;
  readonly message: string;
}

/** A value on one line, so that none looks like a property of its own. */
export function propertyLine(name: string, value: string): string {
  return `${name} : ${value.replace(/[\r\n]+/g, ' ')}`;
}

/** Reads a form of small files, which make sense only as a whole: no more than 8 MiB of one is looked at. `what`: its name in the issue. */
export async function readWholeText(
  source: TextSource,
  context: ReadContext,
  what: string,
  partsOf: (text: string) => readonly TextPart[],
): Promise<Survey> {
  const { path } = source.file;
  let records = 0;
  let isCapped = false;

  const readParts = (window: Window): void => {
    const { text, width } = window.decode(0, window.end);
    const firstLine = window.lineAt(0);
    let index = 0;
    let offset = window.offsetAt(0);
    for (const part of partsOf(text)) {
      offset += bytesOf(text.slice(index, part.index), width);
      index = part.index;
      const { raw, message, component } = part;
      context.onRecord({ source: path, line: firstLine + part.line, offset, raw, width, message, component });
      records++;
    }
  };

  const step = (window: Window): number => {
    if (!window.isLast && !window.isFull) return 0;
    if (!isCapped) readParts(window);
    if (!window.isLast && !isCapped) {
      context.onIssue({ code: 'capped', source: path, text: `Of ${what} only the first 8 MiB were read.` });
      isCapped = true;
    }
    return window.end;
  };
  const totals = await source.eachWindow([], step, context.onBytes);
  const { zone } = chooseZone(path, undefined, context.zones);
  return { records, undecoded: 0, zone, ...totals };
}
