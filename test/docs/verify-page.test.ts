import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseArguments } from '../../src/cli/args.ts';
import { diffReports } from '../../src/diff/diff.ts';
import type { CitationState } from '../../src/model/verification.ts';
import { differenceParts } from '../../src/report/difference.ts';
import { verificationParts } from '../../src/report/verification.ts';
import { verifyReport } from '../../src/verify/verify-report.ts';
import { storyOptions } from '../golden/story-options.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';
import { fencedBlocks, tableCells, wordsOf } from './markdown.ts';

const PAGE = join(import.meta.dirname, '../../docs/verify-and-diff.md');
const PROGRAM = 'node bin/oimscope.js ';
const SESSION = /(```console\n\$ (.*)\n)(?:(?!```).*\n)*```/g;
const OPTIONS = { width: 100, color: false, verbose: false, unicode: false };
/** Lines of an output that are shown; the rest of a long list says nothing new. */
const MOST_LINES = 32;

const page = readFileSync(PAGE, 'utf-8');

async function reportOf(id: string) {
  const story = await unpackStory(id);
  try {
    return await analyze([story.path], storyOptions(story.options));
  } finally {
    await story.remove();
  }
}

async function verified(folder: string): Promise<string> {
  const found = await verifyReport(await reportOf('drafts-bug'), [folder]);
  return [...verificationParts('table', found, OPTIONS)].join('');
}

async function verifiedChanged(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'oimscope-page-'));
  const changed = join(folder, 'changed');
  try {
    cpSync(join(BUNDLES, 'drafts-bug/bundle'), changed, { recursive: true });
    const trace = join(changed, 'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt');
    writeFileSync(trace, `a line more\r\n${readFileSync(trace, 'utf-8')}`);
    rmSync(join(changed, 'Tracing/Lync-UccApi-0.UccApilog'));
    return await verified(changed);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function diffed(): Promise<string> {
  const difference = diffReports(await reportOf('drafts-bug'), await reportOf('drafts-bug-current-channel'));
  let text = '';
  for await (const part of differenceParts('table', difference, OPTIONS)) text += part;
  return text;
}

const OUTPUTS: Readonly<Record<string, () => Promise<string>>> = {
  'verify report.json fixtures/bundles/drafts-bug/bundle': () => verified(join(BUNDLES, 'drafts-bug/bundle')),
  'verify report.json changed': verifiedChanged,
  'diff before.json after.json': diffed,
};

function shortened(text: string): string {
  const lines = text.trimEnd().split('\n');
  return lines.length <= MOST_LINES ? text : `${lines.slice(0, MOST_LINES).join('\n')}\n[…]\n`;
}

test('what stands below a command is what it prints', async () => {
  const shown = new Map<string, string>();
  for (const [, , command = ''] of page.matchAll(SESSION)) {
    const words = command.slice(PROGRAM.length);
    expect((await parseArguments(wordsOf(words))).kind).toBe(words.split(' ')[0]);
    const output = OUTPUTS[words];
    if (output === undefined) throw new Error(`the page shows another command: ${command}`);
    shown.set(command, shortened(await output()));
  }
  expect(shown.size).toBe(Object.keys(OUTPUTS).length);
  const renewed = page.replace(SESSION, (_, lead, command) => `${lead}${shown.get(command) ?? ''}\`\`\``);
  // With `npx vitest run test/docs -u` the page is written anew.
  await expect(renewed).toMatchFileSnapshot(PAGE);
});

test('each state of a citation is in the table', () => {
  const states: Readonly<Record<CitationState, true>> = {
    holds: true,
    moved: true,
    changed: true,
    'source-missing': true,
    unreadable: true,
    redacted: true,
  };
  expect(tableCells(page, 'state').map((cell) => cell.replaceAll('`', ''))).toEqual(Object.keys(states));
  expect(fencedBlocks(page)).toHaveLength(Object.keys(OUTPUTS).length);
});
