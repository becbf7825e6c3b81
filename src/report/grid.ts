import Table from 'cli-table3';
import { makeVisible } from '../model/visible.ts';
import type { Page } from './page.ts';
import { columnsOf, isPlainAscii, type TextUnit, unitsOf } from './text-width.ts';
import { clip, wrap } from './wrap.ts';

export interface Column {
  readonly title: string;
  /** Columns it must have inside its padding. */
  readonly least: number;
  /** How a line of its cells looks, given the whole cell's text. */
  readonly tone?: (cell: string, line: string) => string;
}

const ASCII_BORDERS = {
  top: '-',
  'top-mid': '+',
  'top-left': '+',
  'top-right': '+',
  bottom: '-',
  'bottom-mid': '+',
  'bottom-left': '+',
  'bottom-right': '+',
  left: '|',
  'left-mid': '+',
  mid: '-',
  'mid-mid': '+',
  right: '|',
  'right-mid': '+',
  middle: '|',
};
const PADDING = 2;
/** Columns of text a cell holds: cli-table3 takes a time cubic in them, 45 s for one row of 10,000. */
const CELL_LIMIT = 1000;
/** Rows handed to cli-table3: it takes a time quadratic in them, 13 s for 10,000. */
const ROWS_AT_ONCE = 200;
/** Private-use characters stand in for what cli-table3 may measure otherwise; visible text never holds one. */
const STAND_IN_START = 0xf0000;
const STAND_IN_LIMIT = 0xfff0;
const STAND_IN = /[\u{f0000}-\u{ffff0}]\u{100000}*/gu;
const FILLER = '\u{100000}';

/** Swaps characters of doubtful width for stand-ins of the width we give them, and back. */
class StandIns {
  readonly #known = new Map<string, string>();
  readonly #texts: string[] = [];

  hide(line: string): string {
    if (isPlainAscii(line)) return line;
    return unitsOf(line)
      .map((unit) => (isPlainAscii(unit.text) ? unit.text : (this.#known.get(unit.text) ?? this.#add(unit))))
      .join('');
  }

  show(text: string): string {
    return text.replace(STAND_IN, (run) => this.#texts[(run.codePointAt(0) ?? 0) - STAND_IN_START] ?? '?');
  }

  #add(unit: TextUnit): string {
    if (this.#texts.length === STAND_IN_LIMIT) return '?'.padEnd(unit.columns);
    const standIn = String.fromCodePoint(STAND_IN_START + this.#texts.length) + FILLER.repeat(unit.columns - 1);
    this.#texts.push(unit.text);
    this.#known.set(unit.text, standIn);
    return standIn;
  }
}

/** Shares the page among columns: each its least, then what is left to those that lack least, so that few lines break. */
function shareWidth(columns: readonly Column[], rows: readonly (readonly string[])[], room: number): readonly number[] {
  const wanted = columns.map((column, index) =>
    rows.reduce((most, row) => Math.max(most, columnsOf(row[index] ?? '')), columnsOf(column.title)),
  );
  const widths = columns.map((column, index) => Math.min(column.least, wanted[index] ?? 0));
  const lacking = widths.map((width, index) => ({ index, lack: (wanted[index] ?? 0) - width }));
  let left = room - widths.reduce((sum, width) => sum + width, 0);
  for (const { index, lack } of lacking.toSorted((a, b) => a.lack - b.lack)) {
    const given = Math.min(lack, left);
    widths[index] = (widths[index] ?? 0) + given;
    left -= given;
  }
  return widths;
}

/** Columns the borders and paddings of so many columns take. */
function frameWidth(columns: number): number {
  return columns * (PADDING + 1) + 1;
}

/** True when the page is wide enough for the least of every column. */
export function fitsGrid(page: Page, columns: readonly Column[]): boolean {
  return columns.reduce((sum, column) => sum + column.least, frameWidth(columns.length)) <= page.width;
}

/** A bordered table no wider than the page. Cells are any data; the caller has asked `fitsGrid`. */
export function grid(page: Page, columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const visible = rows.map((row) => row.map((cell) => clip(makeVisible(cell), CELL_LIMIT)));
  const widths = shareWidth(columns, visible, page.width - frameWidth(columns.length));
  const standIns = new StandIns();
  const lay = (text: string, index: number): readonly string[] =>
    wrap(text, widths[index] ?? 2).map((line) => standIns.hide(line));
  const head = columns.map((column, index) => lay(column.title, index).map((line) => page.paint('heading', line)));
  const headHeight = Math.max(1, ...head.map((lines) => lines.length));
  const draw = (part: readonly (readonly string[])[]): readonly string[] => {
    const table = new Table({
      head: head.map((lines) => lines.join('\n')),
      colWidths: widths.map((width) => width + PADDING),
      style: { head: [], border: [], 'padding-left': 1, 'padding-right': 1 },
      ...(page.unicode ? {} : { chars: ASCII_BORDERS }),
    });
    for (const row of part) {
      table.push(
        row.map((cell, index) => {
          const tone = columns[index]?.tone;
          const lines = lay(cell, index);
          return (tone === undefined ? lines : lines.map((line) => tone(cell, line))).join('\n');
        }),
      );
    }
    return table.toString().split('\n');
  };
  const parts: (readonly string[])[] = [];
  for (let from = 0; from === 0 || from < visible.length; from += ROWS_AT_ONCE) {
    const lines = draw(visible.slice(from, from + ROWS_AT_ONCE));
    // Of a later part without its top and its titles: the line between those and the rows is that between two rows.
    parts.push(lines.slice(from === 0 ? 0 : 1 + headHeight, from + ROWS_AT_ONCE < visible.length ? -1 : undefined));
  }
  return parts.flat().map((line) => standIns.show(line));
}
