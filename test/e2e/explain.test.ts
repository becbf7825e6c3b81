import { expect, test } from 'vitest';
import { columnsOf } from '../../src/report/text-width.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { runCli } from './run-cli.ts';

test('why a cause was found, and why another was not', async () => {
  const story = await unpackStory('drafts-bug');
  try {
    const found = await runCli(['explain', 'drafts-bug-2016-06', story.path, ...story.options, '--width', '80']);
    expect(found.stdout).toContain('drafts-bug-2016-06: fired (likely)');
    expect(found.stdout).toContain('4 of 4 conditions hold');
    expect(found.stdout).toMatch(
      /\[yes\] {5}the mailbox is on the organisation's own Exchange servers\n {12}wanted: {2}on-premises/,
    );
    expect(found.stdout).toMatch(/Tracing\/Lync-16\.0\.6741\.5305-Office-x86ship-U\.txt:\d+/);
    for (const line of found.stdout.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(80);
    expect([found.stderr, found.code]).toEqual(['', 0]);
    const missed = await runCli(['explain', 'quota', story.path, ...story.options, '-f', 'json']);
    const { rules } = JSON.parse(missed.stdout);
    expect(rules).toMatchObject([{ id: 'quota', status: 'quiet', message: 'm1', distance: { hold: 1, of: 2 } }]);
    expect(rules[0].missing).toEqual(['Exchange answered that a quota is exceeded']);
    expect(missed.code).toBe(0);
  } finally {
    await story.remove();
  }
});

test('every rule with --all, in the order of the list', async () => {
  const story = await unpackStory('throttled');
  try {
    const listed = await runCli(['rules', '-f', 'json']);
    const ids = (JSON.parse(listed.stdout) as readonly { id: string }[]).map(({ id }) => id);
    const all = await runCli(['explain', '--all', story.path, ...story.options, '-f', 'json']);
    expect(JSON.parse(all.stdout).rules.map(({ id }: { id: string }) => id)).toEqual(ids);
    const table = await runCli(['explain', '--all', story.path, ...story.options]);
    for (const id of ids) expect(table.stdout).toContain(`\n${id}: `);
    expect([all.code, table.code, all.stderr, table.stderr]).toEqual([0, 0, '', '']);
  } finally {
    await story.remove();
  }
});

test.each([
  [['explain', 'drafts-bugs', '.'], 'did you mean drafts-bug-2016-06'],
  [['explain', 'xyzzy', '.'], 'xyzzy: no rule of that name; "oimscope rules" lists them'],
  [['explain', 'quota', 'no-such-folder'], 'no such file or folder'],
  [['explain', 'quota'], 'no path given'],
  [['explain'], 'no rule given'],
])('%j ends with 2 and one line', async (args, message) => {
  const { stdout, stderr, code } = await runCli(args);
  expect(stderr).toContain(message);
  expect([stdout, stderr.trimEnd().split('\n').length, code]).toEqual(['', 1, 2]);
});

test('what holds nothing of use ends with 3', async () => {
  const { code, stderr } = await runCli(['explain', 'quota', '-'], { stdin: 'nothing of interest\n' });
  expect(stderr).toContain('no usable input');
  expect(code).toBe(3);
});
