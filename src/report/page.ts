import { makeVisible } from '../model/visible.ts';
import { type Paint, paintFor } from './paint.ts';
import type { RenderOptions } from './render.ts';
import { wrap } from './wrap.ts';

/** Below this the columns of a table hold nothing a person can read. */
const LEAST_WIDTH = 40;

/** What every section of the table output writes on. */
export interface Page {
  readonly width: number;
  readonly unicode: boolean;
  readonly verbose: boolean;
  readonly paint: Paint;
}

export function openPage(options: RenderOptions): Page {
  return {
    width: Math.max(LEAST_WIDTH, Math.floor(options.width)),
    unicode: options.unicode,
    verbose: options.verbose,
    paint: paintFor(options.color),
  };
}

/** Lines of any data, made visible; the first begins with `lead`, the others are indented as far. */
export function paragraph(page: Page, lead: string, text: string): readonly string[] {
  const indent = ' '.repeat(lead.length);
  return text
    .split('\n')
    .flatMap((part) => wrap(makeVisible(part), page.width - lead.length))
    .map((line, index) => `${index === 0 ? lead : indent}${line}`.trimEnd());
}

export function heading(page: Page, text: string): readonly string[] {
  return ['', ...wrap(text, page.width).map((line) => page.paint('heading', line))];
}

/** `1 message`, `2 messages`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Numbers of each key, in the order of the first of each. */
export function tally(keys: readonly string[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const key of keys) totals.set(key, (totals.get(key) ?? 0) + 1);
  return totals;
}
