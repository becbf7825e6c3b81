/** The cells of one row: quoted ones may hold the delimiter, and quotes doubled. */
export function csvCells(row: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  for (let at = 0; at <= row.length; ) {
    let end = at;
    if (row[at] === '"') {
      end = row.indexOf('"', at + 1);
      while (end >= 0 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
      if (end < 0) end = row.length;
      cells.push(row.slice(at + 1, end).replaceAll('""', '"'));
    }
    const next = row.indexOf(delimiter, end);
    if (row[at] !== '"') cells.push(row.slice(at, next < 0 ? undefined : next));
    at = next < 0 ? row.length + 1 : next + 1;
  }
  return cells;
}

/** The delimiter of a header row; Export-Csv writes that of the culture when asked to. */
export function delimiterOf(header: string): string {
  return [',', ';', '\t'].find((mark) => header.includes(mark)) ?? ',';
}
