export interface TextLine {
  /** From 0. */
  readonly number: number;
  /** Index of its first character in the text. */
  readonly index: number;
  /** Without its line end. */
  readonly text: string;
}

export function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  let index = 0;
  for (const [number, line] of text.split('\n').entries()) {
    lines.push({ number, index, text: line.endsWith('\r') ? line.slice(0, -1) : line });
    index += line.length + 1;
  }
  return lines;
}

/** `PS C:\> Get-CsClientPolicy`, `[PS] C:\>fl`, `C:\>reg query …`. */
const PROMPT = /^\s*(?:\[?PS\]? |[A-Za-z]:\\)[^>]{0,300}>/;

export function isPrompt(text: string): boolean {
  return PROMPT.test(text);
}
