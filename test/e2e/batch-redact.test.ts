import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUNDLES } from '../make/bundle-folder.ts';
import { fleetSchemaErrors, schemaErrors } from '../report/valid-report.ts';
import { runCli } from './run-cli.ts';

const BIN = fileURLToPath(new URL('../../bin/oimscope.js', import.meta.url));
const STORIES = ['drafts-bug', 'throttled', 'quota'] as const;

/** Names that stand nowhere but in what a test makes: of bundles, roots, and files and lines in bundles. */
const SEEDED =
  /quorvax|zephyrina|blorptastic|nixvoid|linkwort|wrexham|fnord|grumblewort|snorkelwax|vandelay|mulgrew|halberd/i;
/** The people, organisations and servers of the stories (`test/make/cast.ts`). */
const CAST =
  /contoso|fabrikam|\b(?:alice|bob|carol|dave|erin|frank|grace|heidi|ivan|judy|zoë)\b|appleby|exch0\d|\bfe0\d\b/i;

let [folder, root, other, key, whole] = ['', '', '', '', ''];
const place = (name: string): string => join(folder, name);

function filesOf(path: string, below = ''): readonly string[] {
  return readdirSync(join(path, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? filesOf(path, name) : [name];
  });
}

/** Every file of a results folder but the journal. */
function resultsOf(path: string): Readonly<Record<string, string>> {
  const names = filesOf(path).filter((name) => name !== 'journal.ndjson');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf-8')]));
}

/** Names and content of all that lies in a results folder. */
function allOf(path: string): string {
  return filesOf(path)
    .map((name) => `${name}\n${readFileSync(join(path, name), 'utf-8')}`)
    .join('\n');
}

const journalOf = (path: string): string =>
  existsSync(join(path, 'journal.ndjson')) ? readFileSync(join(path, 'journal.ndjson'), 'utf-8') : '';
/** Bundles that have a report: one with nothing usable in it has a line, and no report. */
const finishedIn = (path: string): number => journalOf(path).split('"report":{').length - 1;
const reportsOf = (path: string): readonly string[] =>
  filesOf(path).filter((name) => name.startsWith('reports/') && name.endsWith('.json'));

function bundle(story: string, ...names: readonly string[]): string {
  const path = join(...names);
  cpSync(join(BUNDLES, story, 'bundle'), path, { recursive: true, preserveTimestamps: true });
  return path;
}

const redacted = (output: string, ...more: readonly string[]) =>
  runCli(['batch', root, '-o', output, '--redact', 'ticket', ...more]);
const withKey = (output: string, ...more: readonly string[]) => redacted(output, '--redact-key', key, ...more);

/** Runs a redacted batch and kills it once it has finished some bundles. */
function interrupt(output: string, finished: number, ...more: readonly string[]): Promise<unknown> {
  const args = ['batch', root, '-o', output, '--redact', 'ticket', '--workers', '1', ...more];
  const child = spawn(process.execPath, [BIN, ...args], { stdio: 'ignore' });
  const watch = setInterval(() => {
    if (finishedIn(output) < finished) return;
    clearInterval(watch);
    child.kill('SIGKILL');
  }, 2);
  return new Promise((resolve) =>
    child.on('close', (_code, signal) => {
      clearInterval(watch);
      resolve(signal);
    }),
  );
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-batch-redact-'));
  [root, other, key, whole] = [place('Quorvax Site'), place('Mulgrew'), place('case.key'), place('whole')];
  for (const story of STORIES) bundle(story, root, `zephyrina-${story}`);
  const one = bundle('quota', root, 'Blorptastic');
  // A line that a citation quotes, a file and a folder with names of bundle, root and others.
  const trace = join(one, 'Tracing', 'Lync-16.0.6965.5305-Office-x86ship-U.txt');
  const text = readFileSync(trace, 'latin1');
  writeFileSync(trace, text.replaceAll('<m:MessageText>', '<m:MessageText>Blorptastic of Quorvax Site: '), 'latin1');
  mkdirSync(join(one, 'halberd'));
  writeFileSync(join(one, 'halberd/vandelay-notes.txt'), 'of fnord@vandelay.example');
  mkdirSync(join(root, 'nixvoid'));
  writeFileSync(join(root, 'nixvoid/holiday.jpg'), 'no trace at all');
  symlinkSync(one, join(root, 'linkwort'));
  writeFileSync(join(root, 'wrexham.zip'), 'PK\u0003\u0004 and no more');
  writeFileSync(join(root, 'fnord.cab'), 'no archive');
  const refused = bundle('quota', root, 'grumblewort');
  writeFileSync(join(refused, 'oimscope.phrases.json'), '{"phrasebook":1,"name":"x","phrases":[{"id":"snorkelwax"}]}');
  bundle('quota', other, 'zephyrina');
  writeFileSync(key, 'a key of a case, known to nobody\n');
  const { code, stdout } = await withKey(whole, '--workers', '1');
  expect(code).toBe(4);
  expect(stdout).toContain('6 bundles: ');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a redacted results folder', () => {
  test('names nobody: neither in names nor in content, nor on standard output and error', async () => {
    const output = place('one');
    const { code, stdout, stderr } = await withKey(output, '--workers', '2', '--progress', 'always');
    expect(code).toBe(4);
    for (const told of [allOf(output), stdout, stderr]) {
      expect(told).not.toMatch(SEEDED);
      expect(told).not.toMatch(CAST);
    }
    expect(stderr).toMatch(/bundle-[a-z2-9]{8}: a link/);
    expect(stderr).toMatch(/bundle-[a-z2-9]{8}: The bundle could not be analysed: "oimscope analyze" refuses it/);
    expect(stdout).toMatch(/nothing usable in 1: bundle-[a-z2-9]{8}\n/);
    expect(resultsOf(output)).toEqual(resultsOf(whole));
  });

  test('has the outcomes of the plain one, and says that it is redacted', async () => {
    const plain = place('plain');
    await runCli(['batch', root, '-o', plain]);
    const read = (path: string) => JSON.parse(readFileSync(join(path, 'fleet.json'), 'utf-8'));
    const [before, after] = [read(plain), read(whole)];
    expect([before.redacted, after.redacted]).toEqual([undefined, { by: 'ticket' }]);
    for (const member of ['outcomes', 'issues', 'health', 'contrasts'] as const)
      expect(after[member]).toEqual(before[member]);
    const counts = ({ findings }: { findings: { rule: string; bundleCount: number }[] }) =>
      findings.map(({ rule, bundleCount }) => [rule, bundleCount]);
    expect(counts(after)).toEqual(counts(before));
    for (const fleet of [before, after]) expect(fleetSchemaErrors(fleet)).toEqual([]);
    expect(readFileSync(join(whole, 'fleet.html'), 'utf-8')).toContain('tokens stand for');
  });

  test('calls each report by the token that its bundle has in it', () => {
    for (const path of reportsOf(whole)) {
      const report = JSON.parse(readFileSync(join(whole, path), 'utf-8'));
      expect(path).toBe(`reports/${report.bundle.name}.json`);
      expect(report.bundle.name).toMatch(/^bundle-[a-z2-9]{8}(?:\.zip)?$/);
      expect(report.redacted).toEqual({ by: 'ticket' });
      expect(schemaErrors(report)).toEqual([]);
    }
  });

  test('has the report that analyze gives with the same key, but for the name of the bundle', async () => {
    const args = [join(root, 'zephyrina-drafts-bug'), '--redact', 'ticket', '--redact-key', key, '-f', 'json'];
    const { stdout } = await runCli(args);
    expect(Object.values(resultsOf(whole))).toContain(stdout);
  });

  test('has a token for each of several roots, too', async () => {
    const output = place('roots');
    const { stdout, stderr } = await runCli([
      'batch',
      root,
      other,
      '-o',
      output,
      '--redact',
      'ticket',
      '--redact-key',
      key,
    ]);
    for (const told of [allOf(output), stdout, stderr]) expect(told).not.toMatch(SEEDED);
    const folders = new Set(reportsOf(output).map((path) => dirname(path)));
    expect(folders.size).toBe(2);
    for (const path of folders) expect(path).toMatch(/^reports\/file-[a-z2-9]{8}$/);
  });

  test('keeps a domain that is to stay, and writes what the tokens stand for', async () => {
    const [output, map] = [place('kept'), place('map.json')];
    await withKey(output, '--keep-domain', 'contoso.com', '--redact-map', map);
    expect(readFileSync(join(output, 'fleet.csv'), 'utf-8')).toMatch(/user-[a-z2-9]{8}@contoso\.com/);
    const { tokens }: { tokens: Record<string, string> } = JSON.parse(readFileSync(map, 'utf-8'));
    const originals = Object.values(tokens);
    for (const name of ['zephyrina-quota', 'Blorptastic', 'grumblewort', 'nixvoid', 'alice'])
      expect(originals).toContain(name);
    if (process.platform !== 'win32') expect(statSync(map).mode & 0o777).toBe(0o600);
  });

  test('is verified and compared as a plain one is', async () => {
    const report = reportsOf(whole).find((path) =>
      readFileSync(join(whole, path), 'utf-8').includes('"drafts-bug-2016-06"\n') ? path : undefined,
    );
    const verified = await runCli(['verify', join(whole, report ?? ''), join(root, 'zephyrina-drafts-bug')]);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringMatching(/Of \d+ citations/)]);
    const same = await runCli(['diff', whole, place('one')]);
    expect(same.stdout).toContain('6 same, 0 changed, 0 new, 0 gone');
    const elsewhere = await runCli(['diff', whole, place('plain')]);
    expect(elsewhere.stdout).toContain('0 same, 0 changed, 6 new, 6 gone');
    expect(elsewhere.stdout.replace(/\s+/g, ' ')).toContain('no name is in both');
  });
});

describe('an interrupted redacted batch', () => {
  test.each([1, 2])('goes on with its key by %i threads, and ends in the same bytes', async (workers) => {
    const output = place(`killed ${workers}`);
    expect(await interrupt(output, 2, '--redact-key', key)).toBe('SIGKILL');
    const before = journalOf(output).split('\n').slice(0, -1);
    await withKey(output, '--workers', String(workers));
    expect(journalOf(output).split('\n').slice(0, before.length)).toEqual(before);
    // The one that cannot be analysed is tried again.
    expect(finishedIn(output)).toBeLessThanOrEqual(8);
    expect(resultsOf(output)).toEqual(resultsOf(whole));
  });

  test('analyses again what its map does not know, as it was killed before that was written', async () => {
    const [output, map, sound] = [place('killed with a map'), place('killed.json'), place('map.json')];
    const more = ['--redact-key', key, '--keep-domain', 'contoso.com', '--redact-map'];
    expect(await interrupt(output, 2, ...more, map)).toBe('SIGKILL');
    expect(existsSync(map)).toBe(false);
    await redacted(output, ...more, map);
    expect(readFileSync(map, 'utf-8')).toBe(readFileSync(sound, 'utf-8'));
    expect(resultsOf(output)).toEqual(resultsOf(place('kept')));
    const finished = finishedIn(output);
    await redacted(output, ...more, map);
    // Nothing but the one that cannot be analysed.
    expect(finishedIn(output)).toBe(finished + 1);
    expect(readFileSync(map, 'utf-8')).toBe(readFileSync(sound, 'utf-8'));
  });

  test('starts over without a key, and says so', async () => {
    const output = place('keyless');
    expect(await interrupt(output, 2)).toBe('SIGKILL');
    const before = reportsOf(output);
    expect(before.length).toBeGreaterThan(1);
    const { stderr } = await redacted(output);
    expect(stderr).toContain('without --redact-key the tokens are of this run alone');
    expect(stderr).toContain('the batch starts over');
    const after = reportsOf(output);
    expect(after).toHaveLength(6);
    expect(after.filter((path) => before.includes(path))).toEqual([]);
    for (const path of before) expect(allOf(output)).not.toContain(path);
  });

  test('leaves nothing of a plain batch on the same folder, not even in the journal', async () => {
    const output = place('was plain');
    await runCli(['batch', root, '-o', output]);
    mkdirSync(join(output, 'reports/left behind'));
    writeFileSync(join(output, 'reports/left behind/blorptastic.json'), '{}');
    const { stderr } = await withKey(output);
    expect(stderr).toContain('the batch starts over');
    expect(allOf(output)).not.toMatch(SEEDED);
    expect(resultsOf(output)).toEqual(resultsOf(whole));
  });

  test('nor of a redacted one is anything left by a plain batch', async () => {
    const output = place('was redacted');
    await withKey(output);
    await runCli(['batch', root, '-o', output]);
    expect(allOf(output)).not.toMatch(/bundle-[a-z2-9]{8}/);
    expect(resultsOf(output)).toEqual(resultsOf(place('plain')));
  });
});

describe('a leak', () => {
  test('is one failed bundle, of which nothing is written', async () => {
    const [leaky, output] = [place('leaky'), place('leak results')];
    bundle('throttled', leaky, 'sound');
    const trace = join(bundle('quota', leaky, 'holed'), 'Tracing', 'Lync-16.0.6965.5305-Office-x86ship-U.txt');
    // A request of an id that is a word of the report, which is never touched.
    const text = readFileSync(trace, 'latin1');
    writeFileSync(trace, text.replace(/ece0a08f-cbad-4ea1-a6f7-8972f65ed28f/gi, 'drafts-bug-2016-06'), 'latin1');
    const { code, stdout, stderr } = await runCli(['batch', leaky, '-o', output, '--redact', 'ticket']);
    expect(code).toBe(4);
    expect(stdout).toContain('2 bundles: 1 failing, 0 healthy, 1 not read in full');
    expect(stderr).toMatch(/bundle-[a-z2-9]{8}: .*still holds an original \(id, as it is\)/);
    expect(allOf(output)).not.toMatch(CAST);
    const reports = reportsOf(output).map((path) => JSON.parse(readFileSync(join(output, path), 'utf-8')));
    expect(reports.map(({ messages }) => messages.length).toSorted()).toEqual([0, 3]);
    const failed = reports.find(({ messages }) => messages.length === 0);
    expect(failed.bundle.sources).toEqual([]);
    expect(failed.issues).toEqual([expect.objectContaining({ code: 'ANALYSIS_FAILED' })]);
  });
});

describe('merging', () => {
  const merge = (output: string, ...parts: readonly string[]) =>
    runCli(['merge', ...parts.map(place), '-o', place(output)]);

  test('joins redacted parts of one key to the whole', async () => {
    for (const part of [1, 2]) await withKey(place(`part ${part}`), '--shard', `${part}/2`);
    const { stderr } = await merge('joined', 'part 2', 'part 1');
    expect(stderr).toBe('');
    expect(resultsOf(place('joined'))).toEqual(resultsOf(whole));
    expect(allOf(place('joined'))).not.toMatch(SEEDED);
  });

  test('says where the keys are different', async () => {
    await redacted(place('part of its own'), '--shard', '1/2');
    const { stderr } = await merge('of two keys', 'part of its own', 'part 2');
    expect(stderr).toContain('redacted with different keys');
  });

  test('refuses a redacted part beside a plain one', async () => {
    const { code, stderr } = await merge('mixed', 'part 1', 'plain');
    expect(code).toBe(2);
    expect(stderr).toContain('is redacted and');
    expect(existsSync(place('mixed'))).toBe(false);
  });
});

test.each([
  ['redact-key', () => join(root, 'a.key'), 'a folder that is read'],
  ['redact-map', () => join(root, 'a.json'), 'a folder that is read'],
  ['redact-key', () => join(place('to come'), 'a.key'), 'the results folder'],
  ['redact-map', () => join(place('to come'), 'reports/a.json'), 'the results folder'],
])('--%s lies neither in a root nor in the results folder: %#', async (option, file, why) => {
  const { code, stderr } = await redacted(place('to come'), `--${option}`, file());
  expect(code).toBe(2);
  expect(stderr).toContain(why);
  expect([existsSync(place('to come')), existsSync(file())]).toEqual([false, false]);
});
