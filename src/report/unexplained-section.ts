import type { Report } from '../model/report.ts';
import { count, heading, type Page, paragraph } from './page.ts';

/** Messages named where the whole list is not asked for. */
const FEW = 10;

function named(messages: readonly string[], page: Page): string {
  const shown = page.verbose ? messages : messages.slice(0, FEW);
  const rest = messages.length - shown.length;
  return `${shown.join(', ')}${rest === 0 ? '' : ` and ${rest} more (--verbose)`}`;
}

/** The messages that failed without a cause that is known, with what to collect for them. */
export function unexplainedSection({ unexplained = [] }: Report, page: Page): readonly string[] {
  if (unexplained.length === 0) return [];
  const total = unexplained.reduce((sum, { messages }) => sum + messages.length, 0);
  return [
    ...heading(page, `Without a known cause (${count(total, 'message')})`),
    ...unexplained.flatMap(({ messages, text, collect }) => [
      ...paragraph(page, '  - ', `${named(messages, page)}: ${text}`),
      ...collect.flatMap(({ what, how }) => [
        ...paragraph(page, '    Collect: ', what),
        ...paragraph(page, '    ', how),
      ]),
    ]),
  ];
}
