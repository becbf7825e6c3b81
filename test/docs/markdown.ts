export interface FencedBlock {
  readonly language: string;
  /** Without the blanks that the whole block is indented by. */
  readonly lines: readonly string[];
}

/** The blocks between ``` fences. */
export function fencedBlocks(page: string): readonly FencedBlock[] {
  return [...page.matchAll(/^( *)```(\w+)\n(.*?)\n?^ *```$/gms)].map(([, indent = '', language = '', text = '']) => ({
    language,
    lines: text.split('\n').map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)),
  }));
}

/** First cells of the rows of the table whose first column has this title, without code marks. */
export function tableCells(page: string, title: string): readonly string[] {
  const table = page.split('\n\n').find((part) => part.startsWith('|') && part.split('|')[1]?.trim() === title);
  const [, , ...rows] = table?.trimEnd().split('\n') ?? [];
  return rows.map((row) => (row.split('|')[1] ?? '').trim().replaceAll('`', ''));
}

/** Words of a command line, in double quotes or not. A backslash is only a backslash, as in the shells of Windows. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replaceAll('"', ''));
}
