import { decodedTexts, decodedViews } from '../model/identity/views.ts';
import { percentEncoded } from './marks.ts';

/** What is written in place of a stretch of a text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly token: string;
}

/** Some edits in their order; of those that overlap the first one, and of two that begin together the longer. */
function apart(edits: readonly Edit[]): readonly Edit[] {
  let at = 0;
  return edits
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < at) return false;
      at = end;
      return true;
    });
}

/** A text after some edits. */
export function edited(text: string, edits: readonly Edit[]): string {
  let [out, at] = ['', 0];
  for (const { start, end, token } of apart(edits)) {
    out += text.slice(at, start) + token;
    at = end;
  }
  return out + text.slice(at);
}

/** What stands between two items of a record where they are read as one text. */
const BETWEEN = ' ';

/** An edit without blanks at its ends: they may stand between two items. */
function withoutBlanks(text: string, { start, end, token }: Edit): readonly Edit[] {
  const found = text.slice(start, end);
  const [from, to] = [start + found.length - found.trimStart().length, start + found.trimEnd().length];
  return from < to ? [{ start: from, end: to, token: token.trim() }] : [];
}

/** The same of items: of an edit that goes over several the first has the token, and the others nothing. */
function editedItems(items: readonly string[], edits: readonly Edit[]): readonly string[] {
  const [only] = items;
  if (edits.length === 0) return items;
  if (only !== undefined && items.length === 1) return [edited(only, edits)];
  const text = items.join(BETWEEN);
  const all = apart(edits.flatMap((edit) => withoutBlanks(text, edit)));
  let [from, next] = [0, 0];
  return items.map((item) => {
    const to = from + item.length;
    const own: Edit[] = [];
    for (let edit = all[next]; edit !== undefined && edit.start < to; edit = all[next]) {
      const { start, end, token } = edit;
      if (end > from) {
        const begins = start >= from;
        own.push({ start: begins ? start - from : 0, end: Math.min(end, to) - from, token: begins ? token : '' });
      }
      if (end > to) break;
      next++;
    }
    from = to + BETWEEN.length;
    return edited(item, own);
  });
}

/**
 * Items of a record after the edits that are found in the text they are joined to and in what its escapes stand for, the deepest layer first; layer 0 is the text
 * itself. What stood percent-encoded stands so again. `put`: what is written in place of a token.
 */
export function itemsBehindEscapes(
  items: readonly string[],
  find: (shown: string, layer: number) => readonly Edit[],
  put: (token: string) => string = (token) => token,
): readonly string[] {
  let out = items;
  let text = items.join(BETWEEN);
  for (let layer = decodedTexts(text).length; layer > 0; layer--) {
    const found = find(decodedTexts(text)[layer - 1] ?? '', layer);
    const view = found.length === 0 ? undefined : decodedViews(text)[layer - 1];
    if (view === undefined) continue;
    const before = text;
    const edits = found.map(({ start, end, token }) => {
      const [from, to] = [view.start(start), view.end(end - 1)];
      const isPercent = before.slice(from, to).includes('%');
      return { start: from, end: to, token: put(isPercent ? percentEncoded(token) : token) };
    });
    out = editedItems(out, edits);
    text = out.join(BETWEEN);
  }
  return editedItems(
    out,
    find(text, 0).map((edit) => ({ ...edit, token: put(edit.token) })),
  );
}

/** The same of one text. */
export function behindEscapes(
  text: string,
  find: (shown: string, layer: number) => readonly Edit[],
  put?: (token: string) => string,
): string {
  return itemsBehindEscapes([text], find, put).join('');
}
