import { makeVisible } from '../model/visible.ts';
import { clip } from './wrap.ts';

/** Columns of a text in a line of prose, in a cell or a code span, and in a line of a code block. */
const PROSE_LIMIT = 1000;
const SPAN_LIMIT = 200;
const LINE_LIMIT = 300;

/**
 * Words that some Markdown takes for more than a word: emphasis, links, images, HTML, entities, tables, mathematics, mentions, references to issues, emoji,
 * addresses that become links by themselves, and the braces of Jira. A backslash does not keep GitHub from a mention, and stands in the text where Markdown is
 * not rendered: a code span does both.
 */
const MARKUP = /[\\`*_[\]<&|~$#@{}^]|^[('"]*!|:\/\/|www\.|\bGH-\d|:[\w+-]+:|--/i;
/** What begins a list, a quotation, a heading or a rule where it stands first in its line. */
const OPENING = /^(?:[-+>=:]|\d+[.)]$)/;
/** The folder of the spooler has a blank in its name. */
const WORD_END = /(?<!\\History) | (?!Spooler)/;
const SENTENCE_END = /[.,;:!?)]*$/;

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function spanOf(visible: string): string {
  const fence = '`'.repeat(longestRun(visible) + 1);
  const pad = /^`|`$|^ .* $/.test(visible) ? ' ' : '';
  return `${fence}${pad}${visible}${pad}${fence}`;
}

/** Any text as a code span; `(empty)` where there is nothing to show. */
export function codeSpan(text: string): string {
  const visible = clip(makeVisible(text), SPAN_LIMIT);
  return visible.trim() === '' ? '(empty)' : spanOf(visible);
}

/** The same in a cell of a table, where a pipe ends the cell even in code, unless a backslash stands in front: which two would not do. */
export function codeCell(text: string): string {
  return codeSpan(text.replaceAll('\\|', '\\\\u{7c}').replaceAll('|', '\\|'));
}

/** Ids, times and words of the report's own as they stand in a cell of a table; anything else as a code span. */
export function plainCell(text: string): string {
  return /^[a-z0-9][a-z0-9 :().-]*$/i.test(text) ? text : codeCell(text);
}

/** A word as it stands, or the part of it before the sentence goes on as a code span. */
function wordOf(word: string, isFirst: boolean): string {
  if (!MARKUP.test(word) && !(isFirst && OPENING.test(word))) return word;
  const end = SENTENCE_END.exec(word)?.[0] ?? '';
  const core = word.slice(0, word.length - end.length);
  return core === '' || MARKUP.test(end) ? spanOf(word) : `${spanOf(core)}${end}`;
}

/** Any text as one line of prose: words that could be markup are code spans. */
export function prose(text: string): string {
  const words = clip(makeVisible(text), PROSE_LIMIT)
    .split(WORD_END)
    .filter((word) => word !== '');
  return words.map((word, index) => wordOf(word, index === 0)).join(' ');
}

/** Any lines as a code block, indented as far as its list item wants. */
export function codeBlock(lines: readonly string[], indent = ''): readonly string[] {
  const visible = lines.map((line) => clip(makeVisible(line), LINE_LIMIT));
  const fence = '`'.repeat(visible.reduce((most, line) => Math.max(most, longestRun(line) + 1), 3));
  return [`${fence}text`, ...visible, fence].map((line) => `${indent}${line}`.trimEnd());
}

/** A web address as a link, where it is nothing but one. */
export function link(address: string): string {
  return /^https:\/\/[\w.-]+(?:\/[\w.~%/?#=&;:+,-]*)?$/.test(address) && address.length <= SPAN_LIMIT
    ? `<${address}>`
    : codeSpan(address);
}

/** A paragraph behind an empty line; nothing where it is empty. */
export function block(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}
