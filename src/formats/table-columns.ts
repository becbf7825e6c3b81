/** Characters that a console of an East Asian language draws two columns wide. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

function byColumns(row: string): string {
  return row.replace(WIDE, '$&\0');
}

/** Format-Table counts wide characters twice on such a console and once on any other: whichever leaves gaps is right. */
function isByColumns(rows: readonly string[], columns: readonly number[]): boolean {
  const hasGaps = (text: string): boolean => columns.every((start) => (text[start - 1] ?? ' ') === ' ');
  return rows.every((row) => hasGaps(byColumns(row))) || !rows.every(hasGaps);
}

/** How to cut the rows of a table; the dashes under its header (`---- ----------`) tell where the columns begin. */
export function columnCutter(rule: string, rows: readonly string[]): (row: string) => readonly string[] {
  const columns = Array.from(rule.matchAll(/-+/g), (match) => match.index);
  const isWide = isByColumns(rows, columns);
  return (row) => {
    const text = isWide ? byColumns(row) : row;
    return columns.map((start, i) =>
      text
        .slice(start, columns[i + 1])
        .replaceAll('\0', '')
        .trim(),
    );
  };
}
