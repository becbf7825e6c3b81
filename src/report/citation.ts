import type { ReportRef } from '../model/report.ts';
import { type Page, paragraph } from './page.ts';
import { clip } from './wrap.ts';

/** Citations listed where the whole list is not asked for. */
const FEW = 3;

/** `Tracing/Lync.UccApilog:1234`. */
export function placeOf(ref: ReportRef): string {
  return `${ref.source}:${ref.line}`;
}

/** Citations with their text; without `--verbose` the first three, the rest as a count. */
export function citations(page: Page, lead: string, refs: readonly ReportRef[]): readonly string[] {
  const shown = page.verbose ? refs : refs.slice(0, FEW);
  const room = page.verbose ? Number.POSITIVE_INFINITY : page.width * 2;
  const lines = shown.flatMap((ref) => paragraph(page, lead, clip(`${placeOf(ref)}  ${ref.text}`, room)));
  const more = refs.length - shown.length;
  return more === 0 ? lines : [...lines, `${lead}and ${more} more (--verbose)`];
}
