import type { Report } from '../model/report.ts';
import { count, heading, type Page, paragraph } from './page.ts';

/** Shown where the whole list is not asked for. */
const FEW = 3;

/** What to collect for the open questions, what settles most of them first. */
export function collectSection({ collect = [] }: Report, page: Page): readonly string[] {
  if (collect.length === 0) return [];
  const shown = page.verbose ? collect : collect.slice(0, FEW);
  const rest = collect.length - shown.length;
  return [
    ...heading(page, 'To know more, collect'),
    ...shown.flatMap(({ what, how, settles }, index) => [
      ...paragraph(page, `${String(index + 1).padStart(3)}. `, what),
      ...paragraph(page, '     ', how),
      ...paragraph(
        page,
        '     ',
        page.verbose ? `settles ${settles.join(', ')}` : `settles ${count(settles.length, 'open question')}`,
      ),
    ]),
    ...(rest === 0 ? [] : [`     and ${rest} more (--verbose)`]),
  ];
}
