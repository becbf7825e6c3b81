import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { BundleArguments } from '../../src/cli/analyze-arguments.ts';
import { openRedaction, writeMap } from '../../src/cli/redaction.ts';
import { writeShown } from '../../src/cli/report-of.ts';
import { LeakError, Redaction, render } from '../../src/index.ts';
import { fullReport } from '../report/sample-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'oimscope-redact-'));
const at = (name: string): string => join(folder, name);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function argumentsTo(output: string, map: string): BundleArguments {
  return {
    paths: [],
    format: 'json',
    progress: 'never',
    display: { color: 'never', verbose: true, output },
    analysis: {},
    redaction: { keepDomains: [], map },
  };
}

describe('an output in which an original is left', () => {
  const redaction = new Redaction({ key: 'a key for tests' });
  const report = redaction.report(fullReport);
  const leaky = async (): Promise<readonly string[]> => [
    await render('json', report, { width: 100, color: false, verbose: true, unicode: false }),
    `sent to ${encodeURIComponent('bob@contoso.com')}\n`,
  ];

  test('is not written, nor its map, and the error does not say what was left', async () => {
    const error = await writeShown({ report, redaction }, argumentsTo(at('leak.json'), at('leak.map')), leaky).catch(
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(LeakError);
    expect(String(error)).toMatch(/still holds an original \(\w+, behind escapes\); it was not written/);
    expect(String(error)).not.toMatch(/bob|contoso/);
    expect([existsSync(at('leak.json')), existsSync(at('leak.map'))]).toEqual([false, false]);
  });

  test('leaves a file that was there as it was', async () => {
    writeFileSync(at('there.json'), 'of yesterday');
    await expect(
      writeShown({ report, redaction }, argumentsTo(at('there.json'), at('there.map')), leaky),
    ).rejects.toThrow(LeakError);
    expect(readFileSync(at('there.json'), 'utf-8')).toBe('of yesterday');
  });
});

describe('the map', () => {
  test('says what each token stands for, with a warning, for its owner alone, also where a file was', async () => {
    const redaction = new Redaction({ key: 'a key for tests' });
    redaction.report(fullReport);
    writeFileSync(at('map.json'), 'x'.repeat(100_000), { mode: 0o644 });
    await writeMap(at('map.json'), redaction);
    const map: unknown = JSON.parse(readFileSync(at('map.json'), 'utf-8'));
    expect(map).toMatchObject({ schema: 'oimscope.redact-map/1', warning: expect.stringContaining('Private') });
    expect(Object.values(Object(map).tokens)).toEqual(expect.arrayContaining(['alice', 'bob', 'contoso.com']));
    if (process.platform !== 'win32') expect(statSync(at('map.json')).mode & 0o777).toBe(0o600);
  });

  test('is refused in the place of the output, of the key, or of what is read', async () => {
    writeFileSync(at('key'), 'sixteen letters or more');
    writeFileSync(at('input'), '');
    linkSync(at('key'), at('same-key'));
    const open = (map: string, output?: string): Promise<Redaction> =>
      openRedaction({ keepDomains: [], key: at('key'), map }, output, [at('input')]);
    await expect(open(at('r.json'), join(folder, '.', 'R.json'))).rejects.toThrow('that is the file of --output');
    await expect(open(at('same-key'))).rejects.toThrow('that is the file of --redact-key');
    await expect(open(at('input'))).rejects.toThrow('--redact-map');
    await expect(open(at('other.map'), at('key'))).rejects.toThrow('that is the file of --redact-key');
    expect(readFileSync(at('key'), 'utf-8')).toBe('sixteen letters or more');
  });

  test.each(['map', 'key'] as const)(
    'and a new %s are refused in a folder that is read, by whatever name',
    async (option) => {
      const bundle = at(`bundle-of-${option}`);
      mkdirSync(join(bundle, 'Tracing'), { recursive: true });
      symlinkSync(join(bundle, 'Tracing'), at(`link-of-${option}`), 'junction');
      const open = (file: string): Promise<Redaction> =>
        openRedaction({ keepDomains: [], [option]: file }, undefined, ['-', bundle]);
      for (const file of [join(bundle, 'new'), join(bundle, 'Tracing', 'new'), join(at(`link-of-${option}`), 'new')]) {
        await expect(open(file)).rejects.toThrow(`--redact-${option} ${file}: that is in a folder that is read`);
        expect(existsSync(file)).toBe(false);
      }
      await expect(open(`${bundle}-beside`)).resolves.toBeInstanceOf(Redaction);
    },
  );

  test('that cannot be written is an error that names it', async () => {
    await expect(writeMap(join(folder, 'no', 'map.json'), new Redaction({ key: 'a' }))).rejects.toThrow('--redact-map');
  });
});

describe('the key', () => {
  const tokenOf = async (key?: string): Promise<string> => {
    const redaction = await openRedaction({ keepDomains: [], ...(key === undefined ? {} : { key }) }, undefined, []);
    return redaction.part({ recipients: ['bob@contoso.com'] }).recipients.join();
  };

  test('of a file gives the same tokens again, however its line ends', async () => {
    writeFileSync(at('one.key'), 'this is a key of a case');
    writeFileSync(at('two.key'), '\ufeffthis is a key of a case\r\n');
    expect(await tokenOf(at('one.key'))).toBe(await tokenOf(at('two.key')));
  });

  test('is made, for its owner alone, where the file is not there, and used the next time', async () => {
    const first = await tokenOf(at('new.key'));
    expect(readFileSync(at('new.key'), 'utf-8')).toMatch(/^[\w-]{43}\n$/);
    expect(await tokenOf(at('new.key'))).toBe(first);
    if (process.platform !== 'win32') expect(statSync(at('new.key')).mode & 0o777).toBe(0o600);
  });

  test('of the environment is taken by name', async () => {
    process.env.OIMSCOPE_TEST_KEY = 'this is a key of a case';
    expect(await tokenOf('env:OIMSCOPE_TEST_KEY')).toBe(await tokenOf(at('one.key')));
    await expect(tokenOf('env:OIMSCOPE_NO_SUCH_KEY')).rejects.toThrow('the variable OIMSCOPE_NO_SUCH_KEY is not set');
    await expect(tokenOf('env:')).rejects.toThrow('the name of a variable');
  });

  test.each(['short\n', '', ' \r\n'])('that is too short to be one is refused: %j', async (text) => {
    writeFileSync(at('short.key'), text);
    await expect(tokenOf(at('short.key'))).rejects.toThrow('16 characters');
  });

  test('in a folder, or in a folder that is not there, is refused with what is wrong', async () => {
    await expect(tokenOf(folder)).rejects.toThrow(`--redact-key ${folder}: that is a folder; name a file`);
    await expect(tokenOf(join(folder, 'no', 'key'))).rejects.toThrow('there is no folder');
  });

  test('is another one in each run that is given none', async () => {
    expect(await tokenOf()).not.toBe(await tokenOf());
  });
});
