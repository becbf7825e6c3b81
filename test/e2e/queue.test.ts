import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VERSION } from '../../src/model/version.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { runCli } from './run-cli.ts';

const BIN = fileURLToPath(new URL('../../bin/oimscope.js', import.meta.url));
const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0;
const STORIES = ['throttled', 'auth-401', 'quota', 'bad-recipient', 'unreachable'] as const;

let [folder, root, whole, url] = ['', '', '', ''];
let port = 0;
const children = new Set<ChildProcess>();

function start(command: string, args: readonly string[]): ChildProcess {
  const child = spawn(command, args, { stdio: 'ignore' });
  children.add(child);
  child.on('close', () => children.delete(child));
  return child;
}

const closed = (child: ChildProcess): Promise<number | NodeJS.Signals | null> =>
  new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)));
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const place = (name: string): string => join(folder, name);

async function startRedis(keeps: 'yes' | 'no' = 'yes'): Promise<ChildProcess> {
  const child = start('redis-server', ['--port', String(port), '--save', '', '--appendonly', keeps, '--dir', folder]);
  while (spawnSync('redis-cli', ['-p', String(port), 'ping'], { encoding: 'utf-8' }).stdout.trim() !== 'PONG')
    await wait(50);
  return child;
}

const worker = (...more: readonly string[]): ChildProcess =>
  start(process.execPath, [BIN, 'worker', url, '--workers', '1', ...more]);
const batch = (output: string, ...more: readonly string[]) =>
  runCli(['batch', root, '-o', place(output), '--queue', url, ...more]);

function resultsOf(path: string): Readonly<Record<string, string>> {
  const names = readdirSync(path, { recursive: true, withFileTypes: true }).filter(
    (one) => one.isFile() && one.name !== 'journal.ndjson',
  );
  return Object.fromEntries(names.map((one) => [one.name, readFileSync(join(one.parentPath, one.name), 'utf-8')]));
}

const journalOf = (output: string): readonly { readonly name: string }[] =>
  readFileSync(join(place(output), 'journal.ndjson'), 'utf-8')
    .trim()
    .split('\n')
    .map((line): { readonly name: string } => JSON.parse(line));

const redisCli = (...words: readonly string[]): string =>
  spawnSync('redis-cli', ['-p', String(port), '--raw', ...words], { encoding: 'utf-8' }).stdout.trim();
const redis = (command: string, type: string): string => redisCli(command, `bull:oimscope-${VERSION}:${type}`);

beforeAll(async () => {
  if (!HAS_REDIS) return;
  folder = mkdtempSync(join(tmpdir(), 'oimscope-queue-'));
  root = place('collected');
  for (const story of STORIES) {
    for (const copy of [1, 2, 3])
      cpSync(join(BUNDLES, story, 'bundle'), join(root, `${story}-${copy}`), {
        recursive: true,
        preserveTimestamps: true,
      });
  }
  port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
  url = `redis://127.0.0.1:${port}`;
  await startRedis();
  whole = place('whole');
  await runCli(['batch', root, '-o', whole]);
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await wait(100);
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

// In CI it is installed: there nothing may be skipped.
test.runIf(process.env.CI)('Redis is there', () => expect(HAS_REDIS).toBe(true));

describe.runIf(HAS_REDIS)('a batch by a queue', () => {
  test('ends in the bytes of a batch without one, by path and by bytes', async () => {
    const workers = [worker(), worker()];
    for (const [output, inline] of [
      ['by bytes', '4'],
      ['by path', '0'],
    ] as const) {
      const { code } = await batch(output, '--inline-max', inline);
      expect(code).toBe(0);
      expect(resultsOf(place(output))).toEqual(resultsOf(whole));
    }
    expect([redis('zcard', 'completed'), redis('zcard', 'failed')], 'nothing stays on the queue').toEqual(['0', '0']);
    for (const one of workers) one.kill('SIGTERM');
  });

  test('redacts on the workers, to the same bytes, and leaves no key behind', async () => {
    const [few, key] = [place('few'), place('case.key')];
    for (const story of ['throttled', 'quota'] as const)
      cpSync(join(BUNDLES, story, 'bundle'), join(few, `alice-${story}`), {
        recursive: true,
        preserveTimestamps: true,
      });
    writeFileSync(key, 'a key of a case, known to nobody');
    const redacted = (output: string, map: string, ...more: readonly string[]) => {
      const redact = ['--redact', 'ticket', '--redact-key', key, '--redact-map', place(map)];
      return runCli(['batch', few, '-o', place(output), ...redact, ...more]);
    };
    await redacted('redacted', 'map.json');
    const one = worker();
    for (const inline of ['4', '0']) {
      const [output, map] = [`redacted ${inline}`, `map ${inline}.json`];
      const { stdout, stderr } = await redacted(output, map, '--queue', url, '--inline-max', inline);
      expect(stdout + stderr).not.toContain('alice');
      expect(resultsOf(place(output))).toEqual(resultsOf(place('redacted')));
      expect(readFileSync(place(map), 'utf-8')).toBe(readFileSync(place('map.json'), 'utf-8'));
    }
    expect([redis('zcard', 'completed'), redis('zcard', 'failed')]).toEqual(['0', '0']);
    one.kill('SIGTERM');
  });

  test('goes on where a worker is killed in the middle, and collects each result once', async () => {
    const [doomed, other] = [worker(), worker()];
    const running = batch('killed');
    let isKilled = false;
    while (!isKilled) {
      await wait(20);
      isKilled = readdirSync(folder).includes('killed') && journalOfOrNone('killed') >= 3 && doomed.kill('SIGKILL');
    }
    expect((await running).code).toBe(0);
    expect(resultsOf(place('killed'))).toEqual(resultsOf(whole));
    const names = journalOf('killed').map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    other.kill('SIGTERM');
  });

  test('goes on where Redis goes away for a while', async () => {
    const one = worker();
    const running = batch('gone');
    while (journalOfOrNone('gone') < 2) await wait(20);
    spawnSync('redis-cli', ['-p', String(port), 'shutdown', 'nosave', 'force']);
    await wait(1500);
    await startRedis();
    const { code, stderr } = await running;
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('does not answer; waiting for it');
    expect(resultsOf(place('gone'))).toEqual(resultsOf(whole));
    one.kill('SIGTERM');
  });

  test('sends again what Redis lost, where it keeps nothing on the disk', async () => {
    spawnSync('redis-cli', ['-p', String(port), 'shutdown', 'nosave', 'force']);
    await startRedis('no');
    const one = worker();
    const running = batch('lost');
    while (journalOfOrNone('lost') < 2) await wait(20);
    spawnSync('redis-cli', ['-p', String(port), 'flushall']);
    expect((await running).code).toBe(0);
    expect(resultsOf(place('lost'))).toEqual(resultsOf(whole));
    one.kill('SIGTERM');
  });

  test('is of one coordinator alone, though another names its results folder alike', async () => {
    const one = worker();
    const run = (at: string) => {
      mkdirSync(place(at));
      const args = ['batch', root, '-o', 'out', '--queue', url];
      return closed(spawn(process.execPath, [BIN, ...args], { stdio: 'ignore', cwd: place(at) }));
    };
    expect(await Promise.all([run('here'), run('there')])).toEqual([0, 0]);
    for (const at of ['here', 'there']) expect(resultsOf(join(place(at), 'out'))).toEqual(resultsOf(whole));
    one.kill('SIGTERM');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('ends at once by %s while Redis is away', async (signal) => {
    const one = worker();
    const coordinator = start(process.execPath, [BIN, 'batch', root, '-o', place(`away ${signal}`), '--queue', url]);
    while (journalOfOrNone(`away ${signal}`) < 1) await wait(20);
    spawnSync('redis-cli', ['-p', String(port), 'shutdown', 'nosave', 'force']);
    await wait(300);
    const ends = [closed(coordinator), closed(one)];
    coordinator.kill(signal);
    one.kill(signal);
    const late = wait(15_000).then(() => ['late', 'late']);
    expect(await Promise.race([Promise.all(ends), late])).toEqual([130, 130]);
    await startRedis();
  });

  test('that was killed takes in what was done meanwhile', async () => {
    const coordinator = start(process.execPath, [BIN, 'batch', root, '-o', place('dead'), '--queue', url]);
    const one = worker();
    while (journalOfOrNone('dead') < 2) await wait(20);
    coordinator.kill('SIGKILL');
    await closed(coordinator);
    while (Number(redis('zcard', 'completed')) < 5) await wait(50);
    expect((await batch('dead')).code).toBe(0);
    expect(resultsOf(place('dead'))).toEqual(resultsOf(whole));
    one.kill('SIGTERM');
  });

  test('parks a bundle that no worker can find, with its reason, and tries it again later', async () => {
    const gone = place('gone root');
    const bring = (story: string): void =>
      cpSync(join(BUNDLES, story, 'bundle'), join(gone, story), { recursive: true, preserveTimestamps: true });
    for (const story of ['throttled', 'quota']) bring(story);
    const again = () => runCli(['batch', gone, '-o', place('parked'), '--queue', url, '--inline-max', '0']);
    const running = again();
    while (redis('llen', 'wait') !== '2') await wait(20);
    rmSync(join(gone, 'throttled'), { recursive: true });
    const one = worker();
    const { code, stderr } = await running;
    expect([code, stderr]).toEqual([
      4,
      expect.stringContaining('throttled: No worker could analyse the bundle: ENOENT'),
    ]);
    expect(resultsOf(place('parked'))['throttled.json']).toContain('No worker could analyse the bundle: ENOENT');
    expect(JSON.parse(resultsOf(place('parked'))['fleet.json'] ?? '')).toMatchObject({
      bundles: [{ exitCode: 0 }, { name: 'throttled', exitCode: 4 }],
    });
    expect(redis('zcard', 'failed'), 'it stays for whoever looks').toBe('1');
    bring('throttled');
    expect((await again()).code).toBe(0);
    expect(redis('zcard', 'failed')).toBe('0');
    one.kill('SIGTERM');
  });

  test('parks a bundle that ends its workers, in words, as one that nobody could look at', async () => {
    const poison = place('poison root');
    cpSync(join(BUNDLES, 'quota', 'bundle'), join(poison, 'quota'), { recursive: true, preserveTimestamps: true });
    const running = runCli(['batch', poison, '-o', place('poison'), '--queue', url]);
    while (redis('llen', 'wait') !== '1') await wait(20);
    // As if it had ended two workers already: each takes ten seconds to be taken for dead.
    redisCli(
      'hset',
      `bull:oimscope-${VERSION}:${redisCli('lrange', `bull:oimscope-${VERSION}:wait`, '0', '0')}`,
      'stc',
      '2',
    );
    const doomed = worker();
    while (redis('llen', 'active') !== '1') await wait(5);
    doomed.kill('SIGSTOP');
    const other = worker();
    const { code, stderr } = await running;
    doomed.kill('SIGKILL');
    other.kill('SIGTERM');
    expect([code, stderr]).toEqual([
      4,
      expect.stringContaining('quota: No worker could analyse the bundle: it ended three workers.'),
    ]);
    expect(JSON.parse(resultsOf(place('poison'))['fleet.json'] ?? '')).toMatchObject({
      bundles: [{ name: 'quota', exitCode: 4 }],
    });
  });

  test('ends a worker with 0 when the queue is empty, where that is asked', async () => {
    expect(await closed(worker('--until-empty'))).toBe(0);
  });

  test('ends with 2 and one line where nothing answers', async () => {
    for (const args of [
      ['batch', root, '-o', place('none'), '--queue', 'redis://127.0.0.1:1'],
      ['worker', 'redis://user:secret@127.0.0.1:1'],
    ]) {
      const { code, stderr } = await runCli(args);
      expect([code, stderr.trim().split('\n').length], stderr).toEqual([2, 1]);
      expect(stderr).toContain('redis://127.0.0.1:1 does not answer');
      expect(stderr).not.toContain('secret');
    }
    expect((await runCli(['worker', 'http://127.0.0.1'])).stderr).toContain('no address of a queue');
  });
});

function journalOfOrNone(output: string): number {
  try {
    return journalOf(output).length;
  } catch {
    return 0;
  }
}

test('without the libraries of the queue a line says what to install', async () => {
  // As on a PC where only this tool is installed: a loader that finds neither of them.
  const hide = join(mkdtempSync(join(tmpdir(), 'oimscope-hide-')), 'hide.mjs');
  writeFileSync(
    hide,
    `import { register } from 'node:module';
     const code = "export function resolve(name, context, next) { if (name === 'bullmq' || name === 'ioredis') throw new Error('not installed'); return next(name, context); }";
     register('data:text/javascript,' + encodeURIComponent(code));`,
  );
  const { code, stderr } = await runCli(['worker', 'redis://127.0.0.1:1'], {
    env: { NODE_OPTIONS: `--import=${hide}` },
  });
  expect(code).toBe(2);
  expect(stderr).toContain('npm install bullmq@6 ioredis@5');
});
