import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUNDLES } from '../make/bundle-folder.ts';
import { runCli } from './run-cli.ts';

const BIN = fileURLToPath(new URL('../../bin/oimscope.js', import.meta.url));
const STORIES = ['drafts-bug', 'throttled', 'auth-401', 'federated-by-design', 'quota'] as const;
/** So many of each story: enough that a kill strikes in the middle. */
const COPIES = 3;

let [folder, root, whole] = ['', '', ''];

/** Every file of a results folder but the journal. */
function resultsOf(path: string, below = ''): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(join(path, below), { withFileTypes: true })) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(files, resultsOf(path, name));
    else if (name !== 'journal.ndjson') files[name] = readFileSync(join(path, name), 'utf-8');
  }
  return files;
}

const batch = (output: string, ...more: readonly string[]) => runCli(['batch', root, '-o', output, ...more]);
const place = (name: string): string => join(folder, name);

interface FleetJson {
  readonly bundles: readonly { readonly name: string; readonly exitCode: number }[];
  readonly skipped: readonly string[];
}

const fleetOf = (path: string): FleetJson => JSON.parse(readFileSync(join(path, 'fleet.json'), 'utf-8'));
const journalOf = (path: string): readonly string[] =>
  existsSync(join(path, 'journal.ndjson'))
    ? readFileSync(join(path, 'journal.ndjson'), 'utf-8').trim().split('\n')
    : [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-batch-'));
  root = place('collected');
  for (const story of STORIES) {
    for (let copy = 1; copy <= COPIES; copy++) {
      cpSync(join(BUNDLES, story, 'bundle'), join(root, `${story}-${copy}`), {
        recursive: true,
        preserveTimestamps: true,
      });
    }
  }
  mkdirSync(join(root, 'pictures'));
  writeFileSync(join(root, 'pictures/holiday.jpg'), 'no trace at all');
  writeFileSync(join(root, 'readme.txt'), 'no bundle');
  whole = place('whole');
  const { code, stdout } = await batch(whole, '--workers', '1');
  expect(code).toBe(0);
  expect(stdout).toContain('15 bundles: ');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a results folder', () => {
  test('has the report that analyze gives of each bundle, and names what is none', async () => {
    const fleet = fleetOf(whole);
    expect(fleet.bundles.map(({ name }) => name)).toEqual(
      STORIES.flatMap((story) => [1, 2, 3].map((copy) => `${story}-${copy}`)).toSorted(),
    );
    expect(fleet.skipped).toEqual(['pictures']);
    const { stdout } = await runCli(['analyze', join(root, 'quota-2'), '-f', 'json']);
    expect(readFileSync(join(whole, 'reports/quota-2.json'), 'utf-8')).toBe(stdout);
  });

  test('is the same with any number of workers', async () => {
    const { code } = await batch(place('three'), '--workers', '3');
    expect(code).toBe(0);
    expect(resultsOf(place('three'))).toEqual(resultsOf(whole));
  });

  test('is the same where several machines did a part each, however they are joined', async () => {
    for (const part of [1, 2, 3]) await batch(place(`part ${part}`), '--shard', `${part}/3`);
    const merge = (output: string, ...parts: readonly string[]) =>
      runCli(['merge', ...parts.map(place), '-o', place(output)]);
    expect((await merge('all', 'part 3', 'part 1', 'part 2')).code).toBe(0);
    await merge('two', 'part 2', 'part 3');
    await merge('again', 'two', 'part 1');
    for (const joined of ['all', 'again']) expect(resultsOf(place(joined))).toEqual(resultsOf(whole));
  });

  test('keeps two bundles of one name apart, in whatever order they are merged', async () => {
    const other = place('other site');
    cpSync(join(BUNDLES, 'throttled', 'bundle'), join(other, 'auth-401-1'), {
      recursive: true,
      preserveTimestamps: true,
    });
    await runCli(['batch', other, '-o', place('other results')]);
    const merge = (output: string, ...parts: readonly string[]) =>
      runCli(['merge', ...parts.map(place), '-o', place(output)]);
    await merge('ab', 'whole', 'other results');
    await merge('ba', 'other results', 'whole');
    await merge('aba', 'ab', 'whole');
    expect(resultsOf(place('ba'))).toEqual(resultsOf(place('ab')));
    expect(resultsOf(place('aba'))).toEqual(resultsOf(place('ab')));
    const names = fleetOf(place('ab')).bundles.map(({ name }) => name);
    expect(names).toHaveLength(16);
    expect(names.filter((name) => /^auth-401-1~[0-9a-f]{8}$/.test(name))).toHaveLength(2);
  });
});

describe('an interrupted batch', () => {
  /** Runs a batch and does something to it once it has finished some bundles; answers how it ended. */
  function interrupt(output: string, finished: number, how: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    const child = spawn(process.execPath, [BIN, 'batch', root, '-o', output, '--workers', '2'], { stdio: 'ignore' });
    const watch = setInterval(() => {
      if (journalOf(output).length < finished) return;
      clearInterval(watch);
      child.kill(how);
    }, 2);
    return new Promise((resolve) => {
      child.on('close', (code, signal) => {
        clearInterval(watch);
        resolve(code ?? signal);
      });
    });
  }

  test.each([[1], [4], [9]])(
    'killed after %i bundles ends in the same bytes, and does none of them again',
    async (finished) => {
      const output = place(`killed ${finished}`);
      expect(await interrupt(output, finished, 'SIGKILL')).toBe('SIGKILL');
      const before = journalOf(output).filter((line) => line.endsWith('}'));
      // A machine that is busy would have time to tell how far it is.
      const { code, stderr } = await batch(output, '--workers', '2', '--progress', 'never');
      expect([code, stderr]).toEqual([0, '']);
      expect(resultsOf(output)).toEqual(resultsOf(whole));
      expect(journalOf(output).slice(0, before.length)).toEqual(before);
      expect(journalOf(output)).toHaveLength(16);
    },
  );

  test.each(['SIGINT', 'SIGTERM'] as const)('by %s ends with 130 and goes on later', async (signal) => {
    const output = place(signal);
    expect(await interrupt(output, 2, signal)).toBe(130);
    expect(existsSync(join(output, '.lock'))).toBe(false);
    expect((await batch(output)).code).toBe(0);
    expect(resultsOf(output)).toEqual(resultsOf(whole));
  });

  test('does nothing again where nothing changed, and what was touched alone', async () => {
    const output = place('again and again');
    await batch(output);
    const journal = journalOf(output).length;
    await batch(output);
    expect(journalOf(output)).toHaveLength(journal);
    const [trace] = readdirSync(join(root, 'federated-by-design-1'), { recursive: true, withFileTypes: true }).filter(
      (one) => one.isFile(),
    );
    const path = join(trace?.parentPath ?? '', trace?.name ?? '');
    const text = readFileSync(path);
    try {
      writeFileSync(path, Buffer.concat([text, Buffer.from('\r\n')]));
      await batch(output);
      expect(journalOf(output)).toHaveLength(journal + 1);
    } finally {
      writeFileSync(path, text);
      utimesSync(path, new Date('2016-07-12T10:00:00Z'), new Date('2016-07-12T10:00:00Z'));
    }
    rmSync(join(output, 'reports/quota-1.json'));
    await batch(output, '--mailbox', 'online');
    expect(journalOf(output), 'other options make other reports').toHaveLength(journal + 1 + 16);
    expect(existsSync(join(output, 'reports/quota-1.json'))).toBe(true);
  });

  test('forgets a bundle that is in the roots no more, also where it is merged', async () => {
    const [some, output] = [place('some'), place('some results')];
    for (const story of ['quota', 'throttled'] as const) {
      cpSync(join(BUNDLES, story, 'bundle'), join(some, story), { recursive: true, preserveTimestamps: true });
    }
    await runCli(['batch', some, '-o', output]);
    rmSync(join(some, 'quota'), { recursive: true });
    await runCli(['batch', some, '-o', output]);
    expect(Object.keys(resultsOf(output)).toSorted()).toEqual([
      'fleet.csv',
      'fleet.html',
      'fleet.json',
      'reports/throttled.json',
    ]);
    expect((await runCli(['merge', output, '-o', place('some merged')])).code).toBe(0);
    expect(resultsOf(place('some merged'))).toEqual(resultsOf(output));
  });

  test('is refused while another one works on the folder', async () => {
    const output = place('taken');
    const child = spawn(process.execPath, [BIN, 'batch', root, '-o', output, '--workers', '1'], { stdio: 'ignore' });
    while (journalOf(output).length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGSTOP');
    try {
      const { code, stderr } = await batch(output);
      expect(code).toBe(2);
      expect(stderr).toMatch(/another batch works on this folder \(process \d+ on /);
    } finally {
      child.kill('SIGKILL');
    }
  });
});

describe('what goes wrong with a bundle', () => {
  test('stands in its report, and the rest goes on', async () => {
    const bad = place('bad');
    mkdirSync(join(bad, 'damaged'), { recursive: true });
    writeFileSync(join(bad, 'damaged/logs.zip'), Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(60, 7)]));
    cpSync(join(BUNDLES, 'throttled', 'bundle'), join(bad, 'throttled'), { recursive: true });
    const { code, stdout, stderr } = await runCli(['batch', bad, '-o', place('bad results')]);
    expect(code).toBe(4);
    expect(stderr).toContain('damaged: logs.zip: ');
    expect(fleetOf(place('bad results')).bundles.map(({ exitCode }) => exitCode)).toEqual([3, 0]);
    expect(stdout, 'all of them are named').toMatch(/^2 bundles: 1 failing, 0 healthy, 1 not read in full; /);
    expect(readFileSync(join(place('bad results'), 'fleet.html'), 'utf-8')).toContain('1 not read in full');
  });

  // Other systems take no such name.
  test.runIf(process.platform === 'linux')('is a name that is no UTF-8: that is told, with what to do', async () => {
    const odd = place('odd');
    cpSync(join(BUNDLES, 'throttled', 'bundle'), join(odd, 'good'), { recursive: true });
    const named = (path: string): Buffer => Buffer.concat([Buffer.from(`${odd}/${path}`), Buffer.from([0xe9])]);
    mkdirSync(named('caf'));
    writeFileSync(named('good/Tracing/caf'), 'x');
    mkdirSync(named('good/Tracing/dir'));
    const analyzed = await runCli(['analyze', join(odd, 'good'), '-f', 'json']);
    const { issues }: { issues: readonly { readonly source: string; readonly text: string }[] } = JSON.parse(
      analyzed.stdout,
    );
    expect(analyzed.code).toBe(4);
    expect(issues).toContainEqual({
      code: 'UNREADABLE',
      source: 'Tracing/caf\u{fffd}',
      text: 'The file cannot be opened: its name is not valid UTF-8; rename it.',
    });
    expect(issues.map(({ text }) => text)).toContain(
      'The folder cannot be read: its name is not valid UTF-8; rename it.',
    );
    const { code, stderr } = await runCli(['batch', odd, '-o', place('odd results')]);
    expect(code).toBe(4);
    expect(stderr).toContain('caf\u{fffd}: The bundle could not be analysed: its name is not valid UTF-8; rename it.');
    expect(stderr + analyzed.stdout).not.toContain('ENOENT');
    expect(fleetOf(place('odd results')).bundles).toMatchObject([
      { name: 'caf\u{fffd}', exitCode: 4 },
      { name: 'good', exitCode: 4 },
    ]);
  });

  test('is a budget that it breaks: it alone is given up', async () => {
    const large = place('large');
    cpSync(join(BUNDLES, 'throttled', 'bundle'), join(large, 'throttled'), { recursive: true });
    const [name] = readdirSync(join(BUNDLES, 'drafts-bug/bundle/Tracing'));
    const text = readFileSync(join(BUNDLES, 'drafts-bug/bundle/Tracing', name ?? ''));
    mkdirSync(join(large, 'huge/Tracing'), { recursive: true });
    for (let part = 0; part < 6; part++) {
      writeFileSync(join(large, `huge/Tracing/${part}.txt`), Buffer.concat(Array.from({ length: 100 }, () => text)));
    }
    const { code } = await runCli([
      'batch',
      large,
      '-o',
      place('large results'),
      '--max-seconds',
      '1',
      '--workers',
      '1',
    ]);
    expect(code).toBe(4);
    const report = readFileSync(join(place('large results'), 'reports/huge.json'), 'utf-8');
    expect(report).toContain('it took more than 1 s; --max-seconds gives it more');
    expect(fleetOf(place('large results')).bundles.map(({ name: of, exitCode }) => [of, exitCode])).toEqual([
      ['huge', 4],
      ['throttled', 0],
    ]);
  });
});

describe('a command line that will not do', () => {
  test.each([
    [['batch'], 'no folder given'],
    [['batch', '.'], 'no results folder given'],
    [['batch', 'nowhere', '-o', 'x'], 'nowhere: no such file or folder'],
    [['batch', '.', '-o', 'x', '--shard', '4/3'], '--shard 4/3: give the part'],
    [['batch', '.', '-o', 'x', '--max-memory', '1'], '--max-memory 1: give a whole number from 64 to 65536'],
    [['merge', '-o', 'x'], 'no results folder given'],
    [['batch', 'nowhere', '-o', 'x'], 'check the spelling'],
    [['batch', '.', '-o', 'x', '--inline-max', '4'], '--inline-max says what goes over a queue'],
    [['batch', '-', '-o', 'x'], 'batch reads no standard input'],
  ])('%j', async (args, message) => {
    const { code, stderr } = await runCli(args);
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toContain(message);
  });

  test('as its results folder holds other files, or is none', async () => {
    const output = place('private');
    mkdirSync(output);
    writeFileSync(join(output, 'letter.txt'), 'dear');
    const { code, stderr } = await batch(output);
    expect(code).toBe(2);
    expect(stderr).toContain('holds other files (letter.txt)');
    expect(readdirSync(output)).toEqual(['letter.txt']);
    expect((await batch(join(output, 'letter.txt'))).stderr).toContain('cannot be written');
    expect((await runCli(['merge', output, '-o', place('x')])).stderr).toContain('no results folder');
  });

  test('as the results of merging would stand among what is merged', async () => {
    const [part, inner] = [place('a part'), place('a part/reports/all')];
    cpSync(whole, part, { recursive: true });
    const { code, stderr } = await runCli(['merge', part, whole, '-o', inner]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('or in one')]);
    expect(existsSync(inner)).toBe(false);
  });

  test('as nothing in the roots is a bundle', async () => {
    mkdirSync(place('nothing'));
    const { code } = await runCli(['batch', place('nothing'), '-o', place('nothing results')]);
    expect(code).toBe(3);
  });
});

describe.skipIf(process.platform === 'win32')('a disk that is full', () => {
  test('ends the batch with 2, keeps what is finished, and the next run goes on', async () => {
    const output = place('full');
    // Files of at most 40 blocks of 1,024 bytes: the journal and some reports fit, others do not.
    const command = `ulimit -f 40; exec "${process.execPath}" "${BIN}" batch "${root}" -o "${output}" --workers 1`;
    const child = spawn('bash', ['-c', command], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code, stderr).toBe(2);
    expect(stderr).toContain('cannot be written');
    expect((await batch(output)).code).toBe(0);
    expect(resultsOf(output)).toEqual(resultsOf(whole));
  });
});

// The administrator may write everywhere.
test.skipIf(process.getuid?.() === 0)('a results folder that is closed to us ends with 2', async () => {
  const output = join(place('closed'), 'results');
  mkdirSync(dirname(output));
  chmodSync(dirname(output), 0o500);
  expect((await batch(output)).code).toBe(2);
});
