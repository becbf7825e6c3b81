import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeZip } from '../make/archives/zip-writer.ts';
import { runCli } from './run-cli.ts';

const SAMPLES = join(import.meta.dirname, '../../fixtures/samples/etl');
const RAW = join(SAMPLES, 'findneedle-wppstr-sample.etl');
const TMF = join(SAMPLES, 'tmf');
const TEXT = '[10]7B70.7838::07/31/2026-08:51:22.3182005 [findneedle]strtrace name=alpha id=0 tag=END';

const ENCRYPTED = writeZip([{ name: 'trace.etl', data: 'x', flags: 1 }]);

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-decode-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('oimscope decode', () => {
  test('prints text, or NDJSON, and analyze reads the text back', async () => {
    const text = await runCli(['decode', RAW, '--tmf', TMF]);
    expect([text.code, text.stderr]).toEqual([0, '']);
    expect(text.stdout.split('\n')).toContain(TEXT);
    const lines = (await runCli(['decode', RAW, '--tmf', TMF, '-f', 'ndjson'])).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).kind)).toEqual([
      ...['system', 'system', 'perfinfo', 'perfinfo'],
      ...['wpp', 'wpp', 'wpp', 'wpp'],
    ]);
    const report = await runCli([written('decoded.txt', text.stdout), '-f', 'json']);
    expect(JSON.parse(report.stdout).bundle.sources).toMatchObject([{ format: 'tracefmt', records: 8, undecoded: 0 }]);
  });

  test('writes to a file, reads standard input and compressed files', async () => {
    const plain = await runCli(['decode', RAW]);
    const output = join(folder, 'out.txt');
    expect(await runCli(['decode', RAW, '-o', output])).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(output, 'utf8')).toBe(plain.stdout);
    const packed = written('trace.etl.gz', gzipSync(readFileSync(RAW)));
    expect((await runCli(['decode', packed])).stdout).toBe(plain.stdout);
    expect((await runCli(['decode', '-'], { stdin: readFileSync(RAW) })).stdout).toBe(plain.stdout);
  });

  test('says with --summary what a trace holds, and which symbols have its formats', async () => {
    const { stdout, code } = await runCli(['decode', RAW, '--summary']);
    expect(code).toBe(0);
    for (const words of ['FN_WppStr', '744151fd-b3f4-32e6-38eb-0fd11e3fb62d', 'WppStrEmitter.pdb', '4 (50.0 %)'])
      expect(stdout).toContain(words);
    const { stdout: json } = await runCli(['decode', RAW, '--summary', '-f', 'ndjson', '--tmf', TMF]);
    expect(JSON.parse(json)).toMatchObject({ records: 8, undecoded: 0, formats: [{ formatted: 4, misfits: 0 }] });
  });

  test('finds the trace of a folder whatever lies beside it, and uses the TMF files there', async () => {
    const bundle = join(folder, 'bundle');
    mkdirSync(join(bundle, 'formats'), { recursive: true });
    copyFileSync(RAW, join(bundle, 'trace.etl'));
    for (const name of readdirSync(TMF)) copyFileSync(join(TMF, name), join(bundle, 'formats', name));
    writeFileSync(join(bundle, 'locked.zip'), ENCRYPTED);
    const { stdout, stderr, code } = await runCli(['decode', bundle]);
    expect(stdout.split('\n')).toContain(TEXT);
    expect(stderr).toContain('locked.zip');
    expect(code).toBe(4);
  });

  test('says why nothing was read', async () => {
    const { stdout, stderr, code } = await runCli(['decode', written('locked.zip', ENCRYPTED)]);
    expect([stdout, code]).toEqual(['', 3]);
    expect(stderr).toContain('password');
  });

  test('counts the bytes of standard input', async () => {
    const bytes = readFileSync(RAW);
    const { stdout } = await runCli(['decode', '-', '--summary', '-f', 'ndjson'], { stdin: bytes });
    expect(JSON.parse(stdout).bytes).toBe(bytes.length);
    const report = JSON.parse((await runCli(['-', '-f', 'json'], { stdin: bytes })).stdout);
    expect(report.bundle.sources[0].bytes).toBe(bytes.length);
  });

  test('ends with 3 for what is no raw trace, with 4 where one is cut, with 2 for what is not there', async () => {
    const cut = written('cut.etl', readFileSync(RAW).subarray(0, 9000));
    const partial = await runCli(['decode', cut, '--tmf', TMF]);
    expect(partial.code).toBe(4);
    expect(partial.stdout.split('\n')).toContain(TEXT);
    expect(partial.stderr).toContain('cut.etl');
    const report = await runCli([cut, '-f', 'json']);
    expect(report.code).toBe(4);
    expect(JSON.parse(report.stdout).gaps).toContainEqual(
      expect.objectContaining({ kind: 'damaged', source: 'cut.etl' }),
    );
    expect(await runCli(['decode', written('a.txt', 'Hello')])).toMatchObject({ code: 3, stdout: '' });
    expect(await runCli(['decode', written('empty.etl', '')])).toMatchObject({ code: 3, stdout: '' });
    expect((await runCli(['decode', join(folder, 'nowhere.etl')])).code).toBe(2);
    expect((await runCli(['decode', RAW, '--tmf', join(folder, 'nowhere')])).code).toBe(2);
    expect((await runCli(['decode', RAW, '-o', RAW])).code).toBe(2);
  });

  test('learns formats from a text and uses them, here and in an analysis', async () => {
    const { stdout: truth } = await runCli(['decode', RAW, '--tmf', TMF]);
    const formats = join(folder, 'formats.json');
    const learn = await runCli(['decode', RAW, '--learn', written('text.txt', truth), '-o', formats]);
    expect(learn).toMatchObject({ code: 0, stdout: '' });
    expect(learn.stderr).toContain('2 formats learned; of 4 trace messages 4 have a text');
    const packed = written('raw.etl.gz', gzipSync(readFileSync(RAW)));
    const again = await runCli(['decode', packed, '--learn', join(folder, 'text.txt')]);
    expect(again.stdout).toBe(readFileSync(formats, 'utf8'));
    for (const args of [
      ['-', '--learn', join(folder, 'text.txt')],
      [RAW, '--learn', 'text', '--summary'],
      [RAW, '--tmf', 'nope'],
    ])
      expect((await runCli(['decode', ...args])).code, args.join(' ')).toBe(2);
    expect((await runCli(['decode', RAW, '--formats', formats])).stdout).toBe(truth);
    const report = await runCli([RAW, '--formats', formats, '-f', 'json']);
    expect(JSON.parse(report.stdout).bundle.sources).toMatchObject([{ format: 'etl', records: 8, undecoded: 0 }]);
    const broken = await runCli(['decode', RAW, '--formats', written('broken.json', '{"formats":1,"messages":[{}]}')]);
    expect(broken.code).toBe(2);
    expect(broken.stderr).toContain('messages[0].guid');
  });
});
