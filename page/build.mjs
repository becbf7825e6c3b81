// node page/build.mjs: bundles the script of the HTML report, and writes it with the style sheets to src/report/html/page-assets.ts.
// With --check it only compares: the committed module must be what the sources give.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const TARGET = new URL('../src/report/html/page-assets.ts', import.meta.url);

/** Without comments and indentation, which nobody reads in a report. */
function styleSheet(name) {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .replace(/\/\*.*?\*\//gs, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

const bundle = await rolldown({ input: fileURLToPath(new URL('main.ts', import.meta.url)), platform: 'browser' });
const { output } = await bundle.generate({ format: 'iife', minify: { compress: true, mangle: true, codegen: true } });
const script = output[0].code.trim();
if (script.includes('</') || script.includes('<!--')) throw new Error('the script would end its own element');

/** A statement of an exported text, a line of the text a line. */
function statement(name, comment, text) {
  const lines = text.match(/[^\n]{1,110}\n?|\n/g) ?? [];
  return `/** ${comment} */\nexport const ${name}: string = [\n${lines.map((line) => `  ${JSON.stringify(line)},`).join('\n')}\n].join('');\n`;
}

const module = [
  '// Made by page/build.mjs from page/; not to be edited.',
  '',
  statement('BASE_STYLE', 'page/base.css: the style of every page.', styleSheet('base.css')),
  statement(
    'REPORT_STYLE',
    'page/report.css and page/print.css: what a report has beside it.',
    `${styleSheet('report.css')}\n${styleSheet('print.css')}`,
  ),
  statement('REPORT_SCRIPT', 'page/main.ts with all it imports.', script),
].join('\n');
if (!process.argv.includes('--check')) writeFileSync(TARGET, module);
else if (readFileSync(TARGET, 'utf8') !== module) {
  throw new Error('src/report/html/page-assets.ts is not what page/ gives: run node page/build.mjs');
}
