import { Identities } from '../../src/excerpt/identities.ts';
import { leaksIn } from '../../src/excerpt/leaks.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';
import { Redaction } from '../../src/redact/index.ts';

/** What a cited line, or one of an excerpt, becomes. `known`: what is cited, or read, beside it. */
export type Shown = (text: string, known?: string) => string;

const inReport: Shown = (text, known = '') => {
  const evidence = [text, known].map((line, i) => ({ source: 'Tracing/x.txt', line: i + 1, offset: i, text: line }));
  return new Redaction({ key: 'a key for tests' }).part({ evidence }).evidence[0]?.text ?? '';
};

const inExcerpt: Shown = (text, known = '') => {
  const identities = new Identities();
  for (const line of [text, known]) identities.add(line);
  return new Pseudonyms(Buffer.from('key'), identities).text(text);
};

/** Both, for `describe.each`: what is masked in one is masked in the other. */
export const PLACES: readonly (readonly [string, Shown])[] = [
  ['a report', inReport],
  ['an excerpt', inExcerpt],
];

/** Whether the searches for leaks find nothing in a line that was redacted. */
export async function isFreeOfLeaks(text: string): Promise<boolean> {
  const evidence = [{ source: 'Tracing/x.txt', line: 1, offset: 0, text }];
  const redaction = new Redaction({ key: 'a key for tests' });
  const shown = redaction.part({ evidence });
  const identities = new Identities();
  identities.add(text);
  const excerpt = new Pseudonyms(Buffer.from('key'), identities).text(text);
  const leak = await redaction.leakIn([JSON.stringify(shown)]);
  return leak === undefined && leaksIn(Buffer.from(excerpt), identities).length === 0;
}
