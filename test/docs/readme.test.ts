import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { parseArguments } from '../../src/cli/args.ts';
import { renderOptions } from '../../src/cli/output.ts';
import { EXIT } from '../../src/model/exit-code.ts';
import { render } from '../../src/report/index.ts';
import { OUTCOMES } from '../../src/report/outcome.ts';
import { analyze } from '../report/analyze-validly.ts';
import { fencedBlocks, tableCells, wordsOf } from './markdown.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = join(ROOT, 'README.md');
const readme = readFileSync(README, 'utf-8');
const blocks = fencedBlocks(readme);

const PROGRAM = 'node bin/oimscope.js ';
const SESSION = /(```console\n\$ (.*)\n)(?:(?!```).*\n)*```/g;

/** The words behind the program's name, for a command of npm or of the program itself. */
function argumentsOf(command: string): readonly string[] {
  const line = command === 'npm start' ? packageJson.scripts.start : command;
  if (!line.startsWith(PROGRAM)) throw new Error(`README.md runs something else: ${command}`);
  return wordsOf(line.slice(PROGRAM.length));
}

/** The report of a command, as the program writes it into a pipe; the long one where that is asked for. */
async function outputOf(command: string, isLong = false): Promise<string> {
  const parsed = await parseArguments(argumentsOf(command));
  if (parsed.kind !== 'analyze') throw new Error(`README.md shows the output of another command: ${command}`);
  const { paths, analysis, format, display } = parsed.args;
  const report = await analyze(
    paths.map((path) => join(ROOT, path)),
    analysis,
  );
  const options = renderOptions(display, { isTerminal: false, platform: 'linux', env: {} });
  return render(format, report, isLong ? { ...options, verbose: true } : options);
}

test('what stands below a command is what the command prints', async () => {
  const sessions = [...readme.matchAll(SESSION)].map(([, , command = '']) => command);
  expect(sessions).toContain('npm start');
  const outputs = new Map<string, string>();
  for (const command of sessions) outputs.set(command, await outputOf(command));
  const renewed = readme.replace(SESSION, (_, lead, command) => `${lead}${outputs.get(command) ?? ''}\`\`\``);
  // With `npx vitest run test/docs -u` the README is written anew.
  await expect(renewed).toMatchFileSnapshot(README);
});

test('lines quoted from the long report are in it', async () => {
  const text = await outputOf('npm start', true);
  const quoted = blocks.filter((block) => block.language === 'text');
  expect(quoted).not.toEqual([]);
  for (const block of quoted) expect(text).toContain(`${block.lines.join('\n')}\n`);
});

describe('every command line', () => {
  const lines = blocks
    .filter(({ language }) => language !== 'text')
    .flatMap((block) => block.lines)
    .map((line) => line.replace(/^\$ /, ''));

  test.each(lines.filter((line) => line.startsWith(PROGRAM)))('%s is understood', async (line) => {
    expect((await parseArguments(argumentsOf(line))).kind).toMatch(
      /^(?:analyze|batch|merge|worker|explain|radar|phrases|decode|rules|formats|excerpt|verify|diff)$/,
    );
  });

  test.each([...readme.matchAll(/`node bin\/oimscope\.js ([^`]*)`/g)].map(([, words = '']) => words))(
    'in running text, %s, is understood',
    async (words) => {
      expect((await parseArguments(wordsOf(words))).kind).toMatch(
        /^(?:analyze|batch|merge|worker|explain|radar|phrases|decode|rules|formats|excerpt|verify|diff)$/,
      );
    },
  );

  test('of npm names a script', () => {
    const scripts = lines.flatMap((line) => /^npm (?:run )?(\S+)/.exec(line)?.[1] ?? []);
    expect(scripts).toContain('start');
    for (const script of scripts) expect([...Object.keys(packageJson.scripts), 'ci']).toContain(script);
  });
});

describe('the tables', () => {
  test('has each outcome once', () => {
    expect(tableCells(readme, 'outcome').toSorted()).toEqual(Object.keys(OUTCOMES).toSorted());
  });

  test('has each exit code once', () => {
    expect(tableCells(readme, 'exit code').map(Number)).toEqual(Object.values(EXIT));
  });

  test('names options that the program takes', async () => {
    const help = await parseArguments(['--help']);
    const options = tableCells(readme, 'option').flatMap((cell) => cell.match(/-{1,2}[a-z][a-z-]*/g) ?? []);
    expect(options.length).toBeGreaterThan(5);
    for (const option of options) expect(help.kind === 'text' ? help.text : '').toContain(option);
  });
});

test('the versions of Node are those of the package', () => {
  expect(readme).toContain(`\`${packageJson.engines.node}\``);
});

test('links into the project lead somewhere', () => {
  const links = [...readme.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, path = '']) => path);
  expect(links).toContain('CHANGELOG.md');
  for (const path of links) expect(existsSync(join(ROOT, path)), path).toBe(true);
});
