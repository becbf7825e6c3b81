import { columnsOf, isPlainAscii, unitsOf } from './text-width.ts';

/** Where a word too long for its line may be parted: after the joints of addresses, paths, URLs and kebab-case ids. */
const JOINTS = /(?<=[-/\\@._:;,&=?])/u;

function cutToFit(word: string, width: number): readonly string[] {
  if (isPlainAscii(word)) return word.match(new RegExp(`.{1,${width}}`, 'gs')) ?? [];
  const pieces: string[] = [];
  let piece = '';
  let columns = 0;
  for (const unit of unitsOf(word)) {
    if (columns + unit.columns > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      columns = 0;
    }
    piece += unit.text;
    columns += unit.columns;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

function piecesOf(word: string, width: number): readonly string[] {
  if (columnsOf(word) <= width) return [word];
  return word.split(JOINTS).flatMap((piece) => (columnsOf(piece) <= width ? [piece] : cutToFit(piece, width)));
}

/** Lines of at most `width` columns, at least 2; broken at blanks, else at joints, else anywhere. Never empty. */
export function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(2, width);
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  /** Blanks between the line and the next word; those at a break are dropped. */
  let blanks = 0;
  for (const word of text.split(' ')) {
    for (const piece of piecesOf(word, room)) {
      const wanted = columnsOf(piece);
      if (columns > 0 && wanted > 0 && columns + blanks + wanted > room) {
        lines.push(line);
        line = '';
        columns = 0;
      }
      if (columns === 0) blanks = 0;
      if (wanted === 0) continue;
      line += ' '.repeat(blanks) + piece;
      columns += blanks + wanted;
      blanks = 0;
    }
    blanks++;
  }
  return columns === 0 && lines.length > 0 ? lines : [...lines, line];
}

/** At most `width` columns of a text; a cut shows as `...`. */
export function clip(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  const room = Math.max(0, width - 3);
  let kept = '';
  let columns = 0;
  for (const unit of unitsOf(text)) {
    columns += unit.columns;
    if (columns > room) break;
    kept += unit.text;
  }
  return `${kept}${'...'.slice(0, width)}`;
}
