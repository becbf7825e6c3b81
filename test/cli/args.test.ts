import { describe, expect, test } from 'vitest';
import { LIST_FORMATS, OUTPUT_FORMATS } from '../../src/cli/analyze-arguments.ts';
import { type Command, parseArguments } from '../../src/cli/args.ts';
import { TraceError } from '../../src/model/errors.ts';
import { ticksFromIso } from '../../src/model/ticks.ts';
import { renderers } from '../../src/report/index.ts';

async function analyzeOf(...argv: readonly string[]) {
  const command: Command = await parseArguments(argv);
  if (command.kind !== 'analyze') throw new Error(`not analyze but ${command.kind}`);
  return command.args;
}

test('every renderer can be asked for', () => {
  expect(OUTPUT_FORMATS.toSorted()).toEqual(Object.keys(renderers).toSorted());
});

test('a list and an explanation are asked for only in the forms they have', async () => {
  for (const format of OUTPUT_FORMATS) {
    expect((await analyzeOf('logs', '-f', format)).format).toBe(format);
    for (const words of [['rules'], ['formats'], ['explain', '--all', 'logs']]) {
      const asked = parseArguments([...words, '-f', format]);
      if (LIST_FORMATS.some((one) => one === format)) expect((await asked).kind).toBe(words[0]);
      else await expect(asked).rejects.toThrow(`Given: "${format}", Choices: "table", "json"`);
    }
  }
});

test('the defaults', async () => {
  expect(await analyzeOf('logs')).toEqual({
    paths: ['logs'],
    format: 'table',
    failOn: 'none',
    progress: 'auto',
    display: { color: 'auto', verbose: false },
    analysis: { stated: {}, zones: [], noSkew: false },
  });
});

test('every option arrives typed', async () => {
  const words =
    'analyze a b -f json -o r.json --zone UTC --zone *.UccApilog=Europe/Berlin --now 2016-07-12T12:00:00Z ' +
    '--mailbox online --client-version 16.0.6741.2048 --fail-on warning --since 2016-07-12T11:00:00+02:00 ' +
    '--until 2016-07-13 --width 120 --color never --progress always --verbose --no-skew --workers 3';
  expect(await analyzeOf(...words.split(' '))).toEqual({
    isNamed: true,
    paths: ['a', 'b'],
    format: 'json',
    failOn: 'warning',
    progress: 'always',
    display: { color: 'never', verbose: true, output: 'r.json', width: 120 },
    analysis: {
      stated: { mailbox: 'online', clientVersion: '16.0.6741.2048' },
      zones: [{ zone: 'UTC' }, { glob: '*.UccApilog', zone: 'Europe/Berlin' }],
      now: ticksFromIso('2016-07-12T12:00:00Z'),
      since: ticksFromIso('2016-07-12T09:00:00Z'),
      until: ticksFromIso('2016-07-13T00:00:00Z'),
      noSkew: true,
      workers: 3,
    },
  });
});

test.each(['0', '65', '-1', '2.5', 'two'])('%s threads are refused', async (workers) => {
  await expect(analyzeOf('logs', `--workers=${workers}`)).rejects.toThrow('--workers');
});

describe('zones', () => {
  test.each([
    ['UTC', { zone: 'UTC' }],
    ['America/New_York', { zone: 'America/New_York' }],
    ['-05:00', { zone: '-05:00' }],
    ['+14:00', { zone: '+14:00' }],
    ['a=b/*.txt=+05:30', { glob: 'a=b/*.txt', zone: '+05:30' }],
  ])('%s', async (text, zone) => {
    expect((await analyzeOf('--zone', text, 'logs')).analysis.zones).toEqual([zone]);
    expect((await analyzeOf(`--zone=${text}`, 'logs')).paths).toEqual(['logs']);
  });

  test.each(['', 'Berlin', '+15:00', '+02:75', '=UTC', '*.txt='])('%j is refused', async (text) => {
    await expect(analyzeOf('logs', `--zone=${text}`)).rejects.toThrow(TraceError);
  });

  test('two zones for the same sources are refused', async () => {
    await expect(analyzeOf('logs', '--zone', 'UTC', '--zone', '+01:00')).rejects.toThrow('twice');
  });
});

test('a span that ends before it begins is refused', async () => {
  await expect(analyzeOf('logs', '--since', '2016-06-09', '--until', '2016-06-08')).rejects.toThrow('later than');
  expect((await analyzeOf('logs', '--since', '2016-06-08', '--until', '2016-06-08')).analysis.since).toBeDefined();
});

test('paths are text, whatever they look like', async () => {
  const paths = ['007', '1e5', '-', '__proto__', 'a b'];
  expect((await analyzeOf(...paths)).paths).toEqual(paths);
  expect((await analyzeOf('--verbose', '--', '--odd', 'b')).paths).toEqual(['./--odd', 'b']);
});

test('a folder named like a command is reached by analyze', async () => {
  expect((await analyzeOf('analyze', 'rules')).paths).toEqual(['rules']);
  expect(await parseArguments(['rules'])).toEqual({ kind: 'rules', format: 'table' });
});

describe('redaction', () => {
  test('is off, and takes its key, its map and its domains', async () => {
    expect((await analyzeOf('logs', '--redact', 'none')).redaction).toBeUndefined();
    expect((await analyzeOf('logs', '--redact', 'ticket')).redaction).toEqual({ keepDomains: [] });
    const words = 'logs --redact ticket --redact-key k --redact-map m --keep-domain Contoso.com --keep-domain *';
    expect((await analyzeOf(...words.split(' '))).redaction).toEqual({
      keepDomains: ['contoso.com', '*'],
      key: 'k',
      map: 'm',
    });
  });

  test.each([
    [['--redact-map', 'm'], '--redact-map is for --redact ticket'],
    [['--redact-key', 'k', '--redact', 'none'], '--redact-key is for --redact ticket'],
    [['--keep-domain', 'contoso.com'], '--keep-domain is for --redact ticket'],
    [['--redact', 'ticket', '--keep-domain', 'https://contoso.com/'], 'not a domain'],
    [['--redact', 'some'], 'Choices: "none", "ticket"'],
  ])('%j is refused', async (words, why) => {
    await expect(analyzeOf('logs', ...words)).rejects.toThrow(why);
  });

  test('holds for a batch, too', async () => {
    const redact = ['--redact', 'ticket', '--keep-domain', 'contoso.com', '--redact-key', 'k', '--redact-map', 'm'];
    const command = await parseArguments(['batch', 'logs', '-o', 'out', ...redact]);
    expect(command).toMatchObject({ args: { redaction: { keepDomains: ['contoso.com'], key: 'k', map: 'm' } } });
    const plain = await parseArguments(['batch', 'logs', '-o', 'out', '--redact', 'none']);
    expect(plain).not.toHaveProperty('args.redaction');
    await expect(parseArguments(['batch', 'logs', '-o', 'out', '--redact-key', 'k'])).rejects.toThrow(
      '--redact-key is for --redact ticket',
    );
    const queue = ['batch', 'logs', '-o', 'out', '--redact', 'ticket', '--queue', 'redis://queue'];
    await expect(parseArguments(queue)).rejects.toThrow('wants a --redact-key');
    await expect(parseArguments([...queue, '--redact-key', 'k'])).resolves.toMatchObject({ kind: 'batch' });
  });
});

test.each([
  '--output',
  '--tmf',
  '--manifest',
  '--formats',
  '--phrasebook',
  '--zone',
  '--client-version',
  '--redact-key',
])('%s takes no dash for standard input', async (option) => {
  await expect(analyzeOf('logs', option, '-')).rejects.toThrow(
    new TraceError('USAGE', `${option} -: a dash stands for standard input, and only as a path`),
  );
});

test.each(['--verbose', '--no-skew'])('%s may stand in front of a command', async (word) => {
  for (const words of [
    [word, 'radar', 'a.txt'],
    ['radar', word, 'a.txt'],
    ['radar', 'a.txt', word],
  ])
    expect(await parseArguments(words)).toEqual(await parseArguments(['radar', 'a.txt', `${word}=true`]));
});

test('a dash behind a switch is a path', async () => {
  const { paths } = await analyzeOf('--verbose', '-');
  expect(paths).toEqual(['-']);
});

test.each([
  ['batch', '-', '-o', 'out'],
  ['excerpt', '-', '-o', 'out'],
  ['merge', '-', '-o', 'out'],
  ['phrases', '-'],
])('%s reads no standard input', async (command, ...words) => {
  await expect(parseArguments([command, ...words])).rejects.toThrow(`${command} reads no standard input`);
});

/** Words without which a command asks for nothing. */
const LEAST_WORDS: Readonly<Record<string, readonly string[]>> = {
  analyze: ['logs'],
  explain: ['no-drafts-copy', 'logs'],
  batch: ['root', '-o', 'out'],
  worker: ['redis://localhost'],
  merge: ['a', 'b', '-o', 'out'],
  watch: ['folder'],
  radar: ['logs'],
  decode: ['a.etl'],
  excerpt: ['logs', '-o', 'out'],
  diff: ['a.json', 'b.json'],
  verify: ['report.json', 'logs'],
  rules: [],
  formats: [],
  phrases: ['own.json'],
  completion: [],
};

async function helpOf(...words: readonly string[]): Promise<string> {
  const help = await parseArguments([...words, '--help']);
  return help.kind === 'text' ? help.text : '';
}

test('a switch may stand in front of its command, whichever command has it', async () => {
  const list = (await helpOf()).split('\nPositionals:')[0] ?? '';
  const commands = [...list.matchAll(/^ {2}oimscope ([a-z]+)/gm)].map(([, command = '']) => command);
  expect(commands.toSorted()).toEqual(Object.keys(LEAST_WORDS).toSorted());
  const seen: string[] = [];
  for (const command of commands) {
    const words = [command, ...(LEAST_WORDS[command] ?? [])];
    for (const told of (await helpOf(command)).split(/^ +(?:-\w, +)?(?=--)/m)) {
      const [option = ''] = told.split(' ');
      if (!told.includes('[boolean]')) continue;
      if (option === '--help' || option === '--version') continue;
      seen.push(option);
      const asked = (argv: readonly string[]) => parseArguments(argv).catch((error: Error) => error.message);
      expect([option, await asked([option, ...words])]).toEqual([option, await asked([...words, option])]);
    }
  }
  expect(new Set(seen).size).toBe(6);
});
