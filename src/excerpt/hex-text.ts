import { decodedTexts } from '../model/identity/views.ts';
import { type Edit, edited } from './behind-escapes.ts';

/** Hexadecimal digits of a payload: fewer are a number or an id. */
const HEX = /(?<![\dA-Fa-f-])(?:[\dA-Fa-f]{2}){24,}(?![\dA-Fa-f-])/g;
/** Runs of text among bytes, UTF-16LE ones first: in them every second byte is a NUL. */
const RUNS = /(?:[\t\r\n\x20-\x7e\xa0-\xff]\x00){4,}|[\t\r\n\x20-\x7e\x80-\xff]{6,}/g;

/** Replaces the runs of text among bytes, each byte a character of Latin-1, by what `change` answers for them. */
export function withRuns(bytes: string, change: (text: string) => string): string {
  return bytes.replace(RUNS, (run) => {
    if (run[1] !== '\0') {
      const text = Buffer.from(run, 'latin1').toString('utf8');
      const isUtf8 = Buffer.from(text, 'utf8').toString('latin1') === run;
      return isUtf8 ? Buffer.from(change(text), 'utf8').toString('latin1') : change(run);
    }
    return Buffer.from(change(run.replaceAll('\0', '')), 'utf16le').toString('latin1');
  });
}

/** The same among bytes that a text has as hexadecimal digits: the payload of an event that nobody could decode. */
export function hexEdits(text: string, change: (text: string) => string): readonly Edit[] {
  return [...text.matchAll(HEX)].flatMap(({ 0: digits, index }) => {
    const bytes = Buffer.from(digits, 'hex').toString('latin1');
    const changed = withRuns(bytes, change);
    if (changed === bytes) return [];
    const hex = Buffer.from(changed, 'latin1').toString('hex');
    const token = /[a-f]/.test(digits) ? hex : hex.toUpperCase();
    return [{ start: index, end: index + digits.length, token }];
  });
}

/** A text after these edits. */
export function withHexRuns(text: string, change: (text: string) => string): string {
  return edited(text, hexEdits(text, change));
}

/** All that a text shows: itself, what its escapes stand for, and the same of the runs of text that stand in either as hexadecimal digits. */
export function* shownIn(text: string): Generator<string> {
  for (const shown of [text, ...decodedTexts(text)]) {
    yield shown;
    const runs: string[] = [];
    hexEdits(shown, (run) => {
      runs.push(run);
      return run;
    });
    for (const run of runs) yield* shownIn(run);
  }
}
