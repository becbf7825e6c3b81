import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** What GitHub makes of Markdown, by a parser that is not ours: CommonMark with tables and addresses that become links by themselves. */
export function htmlOf(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

/** Its tags in order, but for code: a word that could be markup is code. */
export function tagsOf(markdown: string): readonly string[] {
  return [...htmlOf(markdown).matchAll(/<(\/?[a-z][a-z0-9]*)[^>]*>/gi)]
    .map(([, name = '']) => name.toLowerCase())
    .filter((name) => name !== 'code' && name !== '/code');
}

/** Its text outside of code, where mentions and references count. */
export function textOutsideCode(markdown: string): string {
  return htmlOf(markdown)
    .replace(/<code[^>]*>.*?<\/code>/gs, '')
    .replace(/<[^>]*>/g, '');
}
