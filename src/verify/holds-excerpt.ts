import { TOKEN_FORM } from '../model/token-form.ts';

/** What stands for a text that was masked, and at the end of one that was cut. */
const MASKED = '…';
/** Tokens that stand for one address, account or host; what joins them may have been escaped. */
const TOKENS = new RegExp(`\\b${TOKEN_FORM}(?:[@.\\\\]+${TOKEN_FORM})*(?:\\.example\\b|[@\\\\]+)?`, 'g');

/** Whether parts stand in a text, in their order. */
function holdsInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

/**
 * Whether a text holds an excerpt: what stands between the maskings, in their order. A masked text cannot be compared, and need not
 * be: it was never in the report.
 */
export function holdsExcerpt(text: string, excerpt: string): boolean {
  return holdsInOrder(text, excerpt.split(MASKED));
}

/**
 * Whether a text holds an excerpt that has tokens in place of identities: what stands between them. False where there is none. Capitals
 * do not count: a host is written in a redacted report as it was first.
 */
export function holdsBetweenTokens(text: string, excerpt: string): boolean {
  const parts = excerpt.replaceAll(TOKENS, MASKED).toLowerCase();
  return parts !== excerpt.toLowerCase() && holdsInOrder(text.toLowerCase(), parts.split(MASKED));
}

/** Whether an excerpt says enough to be found by: not only blanks and maskings. */
export function saysSomething(excerpt: string): boolean {
  return excerpt.replaceAll(MASKED, '').trim().length >= 3;
}
