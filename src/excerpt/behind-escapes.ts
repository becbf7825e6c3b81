import { decodedTexts, decodedViews } from '../model/identity/views.ts';
import { percentEncoded } from './marks.ts';

/** What is written in place of a stretch of a text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly token: string;
}

/** A text after some edits; of those that overlap the first one, and of two that begin together the longer. */
export function edited(text: string, edits: readonly Edit[]): string {
  let [out, at] = ['', 0];
  for (const { start, end, token } of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    out += text.slice(at, start) + token;
    at = end;
  }
  return out + text.slice(at);
}

/**
 * A text after the edits that are found in it and in what its escapes stand for, the deepest layer first; layer 0 is the text itself. What
 * stood percent-encoded stands so again. `put`: what is written in place of a token.
 */
export function behindEscapes(
  text: string,
  find: (shown: string, layer: number) => readonly Edit[],
  put: (token: string) => string = (token) => token,
): string {
  let out = text;
  for (let layer = decodedTexts(out).length; layer > 0; layer--) {
    const found = find(decodedTexts(out)[layer - 1] ?? '', layer);
    const view = found.length === 0 ? undefined : decodedViews(out)[layer - 1];
    if (view === undefined) continue;
    const before = out;
    const edits = found.map(({ start, end, token }) => {
      const [from, to] = [view.start(start), view.end(end - 1)];
      const isPercent = before.slice(from, to).includes('%');
      return { start: from, end: to, token: put(isPercent ? percentEncoded(token) : token) };
    });
    out = edited(out, edits);
  }
  return edited(
    out,
    find(out, 0).map((edit) => ({ ...edit, token: put(edit.token) })),
  );
}
