import { expect } from 'vitest';
import { HOSTILE_TEXTS } from './hostile-report.ts';
import { htmlOf, textOutsideCode } from './rendered-html.ts';

/** Texts that are markup for one reader of Markdown or another. */
export const MARKUP: readonly string[] = [
  '# heading',
  '- item',
  '1. item',
  '> quote',
  '| a | b |',
  'a | b',
  '\\| b',
  '---',
  '***bold*** _em_ ~~gone~~',
  '[text](javascript:alert(1)) ![picture](https://x.example/p.png)',
  '<b>bold</b> <!-- gone --> <https://x.example> &amp; &#64;all',
  'https://x.example/ www.x.example x@x.example mailto:x@x.example',
  '@everyone hello @team/all, (@someone)',
  '#1 GH-12 contoso/repo#3 :tada:',
  '` `` ``` ```` ~~~',
  'a ` @all ` b `` @all `` c',
  '``` \n@all',
  '\\',
  '$x$ $`x`$ {color:red}x{color} [^1] [x]: https://x.example',
  '    indented',
  ...HOSTILE_TEXTS.filter((text) => text !== ''),
];

/** Nothing in it links, notifies or refers, whatever reads it. */
export function expectHarmless(markdown: string): void {
  const html = htmlOf(markdown);
  expect(html.match(/<(?:a|img|script|b|em|del|sup|input)\b[^>]*>/gi) ?? []).toEqual([]);
  expect(textOutsideCode(markdown)).not.toMatch(/@|#\d|GH-\d|:tada:|:\/\/|www\./);
}
