import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { renderers } from '../../src/index.ts';
import type { Report } from '../../src/model/report.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { expectValidReport } from '../report/valid-report.ts';
import { runCli } from './run-cli.ts';
import { Watched } from './watched.ts';

const formats = Object.keys(renderers);
const stories = readdirSync(BUNDLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
/** Each story as JSON and in one other form: all in all of them would take minutes. */
const told = stories.map((name, index) => [name, ['json', formats[index % formats.length] ?? 'json']] as const);
const folder = mkdtempSync(join(tmpdir(), 'oimscope-redact-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The people, organisations and servers of the stories (`test/make/cast.ts`), by any part of their names. */
const CAST =
  /contoso|fabrikam|\b(?:alice|bob|carol|dave|erin|frank|grace|heidi|ivan|judy|nobody|zoë|room\d)\b|appleby|exch0\d|fe0\d|AM3PR02CA\d/i;

/** Every text of a bundle that a person wrote into a message: bodies and subjects, in all the escapes of the traces. */
function writtenIn(path: string): readonly string[] {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.flatMap((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    return [bytes.toString('utf-8'), bytes.toString('utf16le')];
  });
  const plain = texts.map((text) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;lt;', '<').replaceAll('&amp;gt;', '>'),
  );
  return plain.flatMap((text) =>
    [...text.matchAll(/<(?:[\w.-]+:)?Subject>([^<]{8,200})<|<p>([^<]{8,200})<\/p>/g)].map(
      ([, subject, body]) => subject ?? body ?? '',
    ),
  );
}

describe.each(told)('the story %s', (name, forms) => {
  test('is told without people, hosts and ids, and without what people wrote', async () => {
    const story = await unpackStory(name);
    try {
      const written = writtenIn(story.path).map((text) => text.replace(/\s+/g, ' '));
      const requests = new Set<string>();
      const open = await runCli([story.path, ...story.options, '-f', 'json']);
      for (const format of new Set(forms)) {
        const args = [story.path, ...story.options, '-f', format, '--verbose', '--progress', 'always'];
        const redacted = await runCli([...args, '--redact', 'ticket']);
        expect(redacted.code).toBe(open.code);
        for (const text of [redacted.stdout, redacted.stderr]) expect(text).not.toMatch(CAST);
        for (const text of [open.stdout, redacted.stdout]) {
          const shown = text.replace(/\s+/g, ' ');
          expect(written.filter((words) => shown.includes(words))).toEqual([]);
        }
        if (format !== 'json') continue;
        const [before, after]: readonly Report[] = [JSON.parse(open.stdout), JSON.parse(redacted.stdout)];
        if (before === undefined || after === undefined) throw new Error('no report');
        expectValidReport(after);
        const verdicts = (report: Report): unknown => [
          report.messages.map(({ outcome, certainty, causes, sentAt }) => ({ outcome, certainty, causes, sentAt })),
          report.findings.map(({ rule, verdict, messages }) => ({ rule, verdict, messages })),
          report.rules.map(({ id, status }) => ({ id, status })),
        ];
        expect(verdicts(after)).toEqual(verdicts(before));
        for (const { keys } of before.messages)
          for (const id of [...keys.requestIds, ...keys.itemIds]) requests.add(id);
        for (const id of requests) expect(redacted.stdout.toLowerCase()).not.toContain(id.toLowerCase());
      }
    } finally {
      await story.remove();
    }
  });
});

describe('the command line', () => {
  const bundle = join(BUNDLES, 'drafts-bug/bundle');
  const ticket = ['--redact', 'ticket', '--now', '2016-06-08T12:00:00Z'];

  test('explains without identities', async () => {
    const { stdout, stderr, code } = await runCli(['explain', '--all', bundle, '--verbose', ...ticket]);
    expect(code).toBe(0);
    expect(stdout).toContain('domain-');
    expect(stdout + stderr).not.toMatch(CAST);
  });

  test('writes the same with the same key, and something else without', async () => {
    const key = join(folder, 'case.key');
    const first = await runCli([bundle, ...ticket, '--redact-key', key]);
    expect(first.stderr).toContain('a new key was written');
    const again = await runCli([bundle, ...ticket, '--redact-key', key]);
    expect(again.stderr).toBe('');
    expect(again.stdout).toBe(first.stdout);
    expect((await runCli([bundle, ...ticket])).stdout).not.toBe(first.stdout);
  });

  test('writes the map, by which the report can be read again', async () => {
    const [report, map] = [join(folder, 'report.json'), join(folder, 'map.json')];
    const { code } = await runCli([bundle, ...ticket, '-f', 'json', '-o', report, '--redact-map', map]);
    expect(code).toBe(0);
    const { tokens }: { tokens: Record<string, string> } = JSON.parse(readFileSync(map, 'utf-8'));
    const { environment }: Report = JSON.parse(readFileSync(report, 'utf-8'));
    const back = (environment.user?.value ?? '')
      .replace('.example', '')
      .split('@')
      .map((token) => tokens[token]);
    expect(back.join('@')).toBe('alice@contoso.com');
    if (process.platform !== 'win32') expect(statSync(map).mode & 0o777).toBe(0o600);
  });

  test('keeps a domain that is to stay', async () => {
    const { stdout } = await runCli([bundle, ...ticket, '--keep-domain', 'contoso.com']);
    expect(stdout).toMatch(/user-[a-z2-9]{8}@contoso\.com/);
    expect(stdout.replaceAll('contoso.com', '')).not.toMatch(CAST);
  });

  test.each([
    [[bundle, '--redact-map', 'm'], '--redact-map is for --redact ticket'],
    [
      [bundle, '--redact', 'ticket', '--redact-map', join(bundle, 'office.reg'), '-o', join(bundle, 'office.reg')],
      'office.reg',
    ],
  ])('refuses %j', async (args, why) => {
    const { code, stderr, stdout } = await runCli(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(why);
  });

  test('watches without identities, with the same tokens to the end', async () => {
    const map = join(folder, 'watch.json');
    const watched = new Watched([bundle, '--redact', 'ticket', '--redact-map', map]);
    await watched.settled();
    expect(await watched.end('SIGINT')).toBe(0);
    const stopped = await watched.next(({ event }) => event === 'stopped');
    expect(JSON.stringify(watched.events) + watched.stderr).not.toMatch(CAST);
    const recipients = [...watched.messages.values()].map((message) => message.recipients);
    const report = stopped.event === 'stopped' ? stopped.report : undefined;
    expect(recipients).toHaveLength(3);
    expect(report?.messages.map((message) => message.recipients)).toEqual(recipients);
    expect(JSON.parse(readFileSync(map, 'utf-8')).warning).toContain('Private');
  });
});
