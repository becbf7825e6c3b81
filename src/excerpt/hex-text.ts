/** Hexadecimal digits of a payload: fewer are a number or an id. */
const HEX = /(?<![\dA-Fa-f-])(?:[\dA-Fa-f]{2}){24,}(?![\dA-Fa-f-])/g;
/** Runs of text among bytes, UTF-16LE ones first: in them every second byte is a NUL. */
const RUNS = /(?:[\t\r\n\x20-\x7e]\x00){4,}|[\t\r\n\x20-\x7e\x80-\xff]{6,}/g;

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
export function withHexRuns(text: string, change: (text: string) => string): string {
  return text.replace(HEX, (digits) => {
    const bytes = Buffer.from(digits, 'hex').toString('latin1');
    const changed = withRuns(bytes, change);
    if (changed === bytes) return digits;
    const hex = Buffer.from(changed, 'latin1').toString('hex');
    return /[a-f]/.test(digits) ? hex : hex.toUpperCase();
  });
}
