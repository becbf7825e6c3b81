import { describe, expect, test } from 'vitest';
import { rules } from '../../src/diagnosis/rules/index.ts';
import { wordsAndCommands } from '../../src/report/commands.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { codeBlock, codeCell, codeSpan, link, prose } from '../../src/report/markdown-text.ts';
import type { RenderOptions } from '../../src/report/render.ts';
import { freePlaces, wholeReport, withText } from './free-text.ts';
import { expectHarmless, MARKUP } from './markup-texts.ts';
import { htmlOf, tagsOf } from './rendered-html.ts';
import { emptyReport, fullReport, sampleMessage, uselessReport } from './sample-reports.ts';

const options: RenderOptions = { width: 100, color: false, verbose: true, unicode: false };
const short: RenderOptions = { ...options, verbose: false };

describe('any text', () => {
  test.each(MARKUP)('is no markup as a span, as prose, in a cell and in a block: %j', (text) => {
    expect(tagsOf(codeSpan(text))).toEqual(['p', '/p']);
    expect(tagsOf(`- ${prose(text)}`)).toEqual(tagsOf('- x'));
    const table = `| a | b |\n| --- | --- |\n| ${codeCell(text)} | last |`;
    expect(tagsOf(table)).toEqual(tagsOf('| a | b |\n| --- | --- |\n| x | x |'));
    expect(htmlOf(table)).toContain('<td>last</td>');
    expect(tagsOf(codeBlock([text, text]).join('\n'))).toEqual(['pre', '/pre']);
    for (const written of [codeSpan(text), `- ${prose(text)}`, codeBlock([text]).join('\n')]) expectHarmless(written);
  });

  test('has its pipes in a cell', () => {
    expect(codeCell('a|b||c@contoso.com')).toBe('`a\\|b\\|\\|c@contoso.com`');
    expect(htmlOf(`| a |\n| --- |\n| ${codeCell('a|b@contoso.com')} |`)).toContain('<code>a|b@contoso.com</code>');
    expect(htmlOf(`| a |\n| --- |\n| ${codeCell('a\\|b')} |`)).toContain('<code>a\\\\u{7c}b</code>');
  });

  test('of a log as long as it likes is cut', () => {
    expect(prose('x '.repeat(10_000)).length).toBeLessThanOrEqual(1000);
    expect(codeSpan('x'.repeat(10_000)).length).toBeLessThanOrEqual(210);
  });

  test('that is plain stays as it is', () => {
    for (const text of ['Update Office to 16.0.6965.2053 or later (2016-06-14).', 'File > Account > Update Now']) {
      expect(prose(text)).toBe(text);
    }
    expect(prose('copy C:\\Lync\\sip_<user>\\History Spooler first.')).toBe(
      'copy `C:\\Lync\\sip_<user>\\History Spooler` first.',
    );
  });

  test('is a link only where it is a plain web address', () => {
    expect(link('https://learn.microsoft.com/a?b=c#d')).toBe('<https://learn.microsoft.com/a?b=c#d>');
    for (const text of ['javascript:alert(1)', 'https://x.example/ y', 'https://x.example/>[', 'http://x.example']) {
      expect(link(text)).not.toContain('](');
      expectHarmless(link(text));
    }
  });
});

describe('a report as Markdown', () => {
  const places = freePlaces(wholeReport);
  const plain = tagsOf(renderMarkdown(withText(wholeReport, places, 'text'), options));

  test.each(MARKUP)('has the structure that plain text gives, with %j everywhere', (text) => {
    const markdown = renderMarkdown(withText(wholeReport, places, text), options);
    expect(tagsOf(markdown)).toEqual(plain);
    expectHarmless(markdown);
  });

  test('has the commands of a fix in code blocks', () => {
    const [finding] = fullReport.findings;
    const fix = ['Turn it on: Set-CsClientPolicy -Identity <policy> -EnableIMAutoArchiving $true', 'Sign out.'];
    const report = { ...fullReport, findings: finding === undefined ? [] : [{ ...finding, fix }] };
    expect(renderMarkdown(report, options)).toContain(
      '1. Turn it on:\n\n   ```text\n   Set-CsClientPolicy -Identity <policy> -EnableIMAutoArchiving $true\n   ```\n\n2. Sign out.\n',
    );
  });

  test('shows fifty messages, those that failed first, and counts the rest', () => {
    const messages = Array.from({ length: 80 }, (_, index) =>
      sampleMessage(`m${index + 1}`, index < 70 ? 'delivered' : 'rejected'),
    );
    const markdown = renderMarkdown({ ...fullReport, messages }, short);
    expect(markdown.match(/^\| m\d+ /gm)).toHaveLength(50);
    expect(markdown).toContain('\n| m80 |');
    expect(markdown).toContain('and 30 more: 30 delivered.');
    expect(renderMarkdown({ ...fullReport, messages }, options).match(/^\| m\d+ /gm)).toHaveLength(80);
  });

  test('fits a ticket, however much there is', () => {
    const long = 'word '.repeat(10_000);
    const report = withText(wholeReport, freePlaces(wholeReport), long);
    expect(renderMarkdown(report, short).length).toBeLessThan(32_767);
  });

  test('of nothing says so', () => {
    expect(renderMarkdown(emptyReport, options)).toContain('no file was found');
    expect(renderMarkdown(uselessReport, options)).toContain('`ETL_TRUNCATED`');
  });
});

describe('the steps of every rule', () => {
  const steps = rules.flatMap(({ fix }) => fix);
  const commands = steps.flatMap((step) => wordsAndCommands(step).filter(({ isCommand }) => isCommand));

  test('have as command what can be given to a shell', () => {
    expect(commands.length).toBeGreaterThan(40);
    for (const { text } of commands) expect(text).not.toMatch(/[.]$|, (?:then|and|or) /);
    expect(commands.map(({ text }) => text)).toContain('w32tm /resync');
  });

  test('show every command as it is to be typed, wherever in the step it stands', () => {
    const findings = fullReport.findings.slice(0, 1).map((one) => ({ ...one, fix: steps }));
    const shown = renderMarkdown({ ...fullReport, findings }, options);
    const lines = new Set(shown.split('\n').map((line) => line.trim()));
    for (const { text } of commands)
      expect(/^%/.test(text) ? shown.includes(`\`${text}\``) : lines.has(text), text).toBe(true);
  });
});
