/** What stands for a text that was masked, and at the end of one that was cut. */
const MASKED = '…';

/**
 * Whether a text holds an excerpt: what stands between the maskings, in their order. A masked text cannot be compared, and need not
 * be: it was never in the report.
 */
export function holdsExcerpt(text: string, excerpt: string): boolean {
  let from = 0;
  for (const part of excerpt.split(MASKED)) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

/** Whether an excerpt says enough to be found by: not only blanks and maskings. */
export function saysSomething(excerpt: string): boolean {
  return excerpt.replaceAll(MASKED, '').trim().length >= 3;
}
