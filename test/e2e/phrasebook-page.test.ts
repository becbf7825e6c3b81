import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOLE_NAMES, PHRASE_KINDS } from '../../src/model/phrase.ts';
import { fencedBlocks, tableCells, wordsOf } from '../docs/markdown.ts';
import { type Outcome, runCli } from './run-cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'docs/phrasebook.md');
const EXAMPLE = 'fixtures/phrasebook';
const TRACE = `${EXAMPLE}/trace.txt`;
const BOOK = `${EXAMPLE}/contoso.phrases.json`;
const PROGRAM = 'node bin/oimscope.js ';
const SESSION = /(<!-- shown from "([^"]*)" lines (\d+) -->\n```console\n\$ (.*)\n)(?:(?!```).*\n)*```/g;
const NOW = ['--now', '2016-06-21T12:00:00Z', '-f', 'json'];
const STANDING = 'oimscope.phrases.json';

const page = await readFile(PAGE, 'utf-8');
const blocks = fencedBlocks(page);

/** A folder in which the commands of the page are given, and one for what the user has set up. */
let place = '';
let home = '';

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'oimscope-tutorial-'));
  home = await mkdtemp(join(tmpdir(), 'oimscope-home-'));
  await cp(join(ROOT, EXAMPLE), join(place, EXAMPLE), { recursive: true });
  const broken = blocks.find(({ lines }) => lines[0]?.includes('"broken"'));
  await writeFile(join(place, 'broken.json'), broken?.lines.join('\r\n') ?? '');
});

afterAll(async () => {
  for (const folder of [place, home]) await rm(folder, { recursive: true, force: true });
});

function run(args: readonly string[], cwd = place): Promise<Outcome> {
  return runCli(args, { cwd, env: { HOME: home, APPDATA: home, XDG_CONFIG_HOME: home } });
}

/** So many lines of an output, from the first on that begins with these words; `[…]` where some are left out. */
function excerpt({ stdout, stderr }: Outcome, words: string, count: number): string {
  const lines = `${stdout}${stderr}`.trimEnd().split('\n');
  const first = lines.findIndex((line) => line.startsWith(words));
  if (first < 0) throw new Error(`no line of the output begins with ${words}`);
  const shown = lines.slice(first, first + count).map((line) => `${line.trimEnd()}\n`);
  const end = first + count < lines.length ? '[…]\n' : '';
  return `${first > 0 ? '[…]\n' : ''}${shown.join('').replace(/\n+$/, '\n')}${end}`;
}

interface Told {
  readonly messages: readonly { readonly recipients: readonly string[]; readonly outcome: string }[];
}

function outcomesOf({ stdout }: Outcome): readonly (readonly string[])[] {
  const { messages } = JSON.parse(stdout) as Told;
  return messages.map(({ recipients, outcome }) => [...recipients, outcome]);
}

test('what stands below a command is what it prints', async () => {
  const outputs = new Map<string, Outcome>();
  for (const [, , , , command = ''] of page.matchAll(SESSION)) {
    if (outputs.has(command)) continue;
    expect(command.startsWith(PROGRAM), command).toBe(true);
    outputs.set(command, await run(wordsOf(command.slice(PROGRAM.length))));
  }
  const consoles = blocks.filter(({ language }) => language === 'console');
  expect([...page.matchAll(SESSION)]).toHaveLength(consoles.length);
  expect(consoles.length).toBeGreaterThan(7);
  const codes = [...outputs].map(([command, { code }]) => [command.includes('broken') ? 'broken' : 'good', code]);
  for (const [kind, code] of codes) expect(code).toBe(kind === 'broken' ? 2 : 0);
  const renewed = page.replace(SESSION, (_, lead: string, words: string, count: string, command: string) => {
    const output = outputs.get(command);
    return output === undefined ? '' : `${lead}${excerpt(output, words, Number(count))}\`\`\``;
  });
  // With `npx vitest run test/e2e/phrasebook-page.test.ts -u` the page is written anew.
  await expect(renewed).toMatchFileSnapshot(PAGE);
});

test('each phrase that is shown is one of the draft or of the finished phrasebook', async () => {
  const draft = join(place, 'shown.json');
  await run(['radar', TRACE, '--write', draft]);
  const texts = await Promise.all([draft, join(place, BOOK)].map((path) => readFile(path, 'utf-8')));
  const phrases = texts.flatMap((text) => (JSON.parse(text) as { phrases: readonly object[] }).phrases);
  const shown = blocks.filter(({ language, lines }) => language === 'json' && lines[0] === '{');
  expect(shown.length).toBeGreaterThan(3);
  for (const { lines } of shown) expect(phrases).toContainEqual(JSON.parse(lines.join('\n')));
});

test('the list of known messages is the one that is shipped', async () => {
  const known = await readFile(join(ROOT, EXAMPLE, 'known.txt'), 'utf-8');
  const shown = blocks.filter(({ language }) => language === 'text');
  expect(shown).toHaveLength(1);
  for (const { lines } of shown) expect(known).toContain(`${lines.join('\r\n')}\r\n`);
});

describe('the example', () => {
  const ends = [
    ['bob@contoso.com', 'stuck-in-drafts'],
    ['carol@contoso.com', 'timed-out'],
    ['dave@contoso.com', 'delivered'],
  ];

  test('says nothing by itself, and tells three ends with its phrasebook', async () => {
    expect(outcomesOf(await run([TRACE, ...NOW]))).toEqual([]);
    expect(outcomesOf(await run([TRACE, '--phrasebook', BOOK, ...NOW]))).toEqual(ends);
  });

  test('tells the same by the draft that known messages make, without any edit', async () => {
    const known = ['--known', `${EXAMPLE}/known.txt`];
    expect((await run(['radar', TRACE, ...known, '--write', 'known.json'])).code).toBe(0);
    expect(outcomesOf(await run([TRACE, '--phrasebook', 'known.json', ...NOW]))).toEqual(ends);
  });

  test('is understood wherever the phrasebook stands that is shared', async () => {
    const places = [join(home, 'oimscope'), join(place, 'working'), join(place, 'bundle')];
    const bundle = join(place, 'bundle');
    await cp(join(place, TRACE), join(bundle, 'trace.txt'));
    for (const folder of places) {
      const file = join(folder, STANDING);
      await mkdir(join(place, 'working'), { recursive: true });
      await mkdir(folder, { recursive: true });
      expect(outcomesOf(await run([bundle, ...NOW], join(place, 'working')))).toEqual([]);
      await cp(join(place, BOOK), file);
      expect(outcomesOf(await run([bundle, ...NOW], join(place, 'working'))), dirname(file)).toEqual(ends);
      await rm(file);
    }
  });

  test('is a small trace with the line ends of Windows', async () => {
    const text = await readFile(join(ROOT, TRACE), 'utf-8');
    expect(text.split('\r\n').join('')).not.toMatch(/[\r\n]/);
    expect(text.split('\r\n').length).toBeLessThan(81);
    for (const [, domain] of text.matchAll(/@([\w.-]+)/g)) expect(domain).toBe('contoso.com');
  });
});

describe('the reference has', () => {
  test('each kind that a phrase can observe, in order', () => {
    expect(tableCells(page, '`observes`')).toEqual(PHRASE_KINDS);
  });

  test('each name of a hole, in order', () => {
    expect(tableCells(page, 'hole')).toEqual(HOLE_NAMES);
  });

  test('each word of the check', async () => {
    const words = tableCells(page, 'it says of a phrase').map((cell) => cell.split(' … ')[0] ?? '');
    const source = await readFile(join(ROOT, 'src/cli/commands/phrases.ts'), 'utf-8');
    expect(words).toHaveLength(9);
    for (const one of words) expect(source).toContain(one);
  });
});
