import { readdirSync } from 'node:fs';
import { readFile as readBytes, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AnalysisOptions } from '../../../src/model/analysis-options.ts';
import type { Report } from '../../../src/model/report.ts';
import { fileOf, readFile } from '../../contract/read-file.ts';
import { storyOptions } from '../../golden/story-options.ts';
import { BUNDLES } from '../../make/bundle-folder.ts';
import { type RawTraceShape, rawTraceOf } from '../../make/raw-trace.ts';
import { unpackStory } from '../../make/unpack-story.ts';
import { analyze } from '../../report/analyze-validly.ts';

const STORIES = readdirSync(BUNDLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Replaces the decoded traces of a bundle by raw ones, of the same times; answers how many there were. */
async function makeRaw(
  folder: string,
  shape: RawTraceShape,
  options: AnalysisOptions,
  keepsText: boolean,
): Promise<number> {
  let count = 0;
  for (const name of await readdir(join(folder, 'Tracing')).catch(() => [])) {
    if (!/\.(?:txt|xml)$/.test(name)) continue;
    const path = join(folder, 'Tracing', name);
    const { mtime } = await stat(path);
    const { records, survey } = await readFile(fileOf(await readBytes(path), { name: `Tracing/${name}` }), {
      zones: options.zones ?? [],
    });
    if ((survey?.undecoded ?? 0) > 0) continue;
    const raw = path.replace(/\.\w+$/, '.etl');
    await writeFile(raw, rawTraceOf(records, shape));
    await utimes(raw, mtime, mtime);
    if (!keepsText) await rm(path);
    count++;
  }
  return count;
}

const PLACES = ['evidence', 'source', 'line', 'offset'];
/** Trace messages without a format are a gap: nothing is surer for it, and a step that nobody saw may be among them. */
const BY_GAPS = [...PLACES, 'reason', 'certainty', 'verdict'];

/** What a report says, wherever it was read. */
function told({ messages, findings }: Report, left: readonly string[] = PLACES): unknown {
  return JSON.parse(
    JSON.stringify({ messages, findings }, (key, value: unknown) => (left.includes(key) ? undefined : value)),
  );
}

const SURE = ['contested', 'possible', 'likely', 'proven'];

/** How sure each message and each finding is. */
function sureness({ messages, findings }: Report): readonly number[] {
  return [...messages.map(({ certainty }) => certainty), ...findings.map(({ verdict }) => verdict)].map((word) =>
    SURE.indexOf(word),
  );
}

async function bothReports(
  id: string,
  shape: RawTraceShape,
  keepsText = false,
): Promise<readonly [Report, Report] | undefined> {
  const story = await unpackStory(id);
  try {
    const options = storyOptions(story.options);
    const decoded = await analyze([story.path], options);
    if ((await makeRaw(story.path, shape, options, keepsText)) === 0) return undefined;
    return [decoded, await analyze([story.path], options)];
  } finally {
    await story.remove();
  }
}

/** Their phrases name the component that speaks, and only formats tell which one that is. */
const WITHOUT_COMPONENTS = STORIES.filter((id) => !id.endsWith('-in-words'));

describe('a raw trace tells of messages what its decoded text does', () => {
  test.each(WITHOUT_COMPONENTS)('%s, as arguments of trace messages without formats', async (id) => {
    const reports = await bothReports(id, { seed: id, form: 'wpp' });
    if (reports === undefined) return;
    const [decoded, raw] = reports;
    expect(raw.bundle.sources.filter(({ format }) => format === 'etl')).not.toEqual([]);
    expect(told(raw, BY_GAPS)).toEqual(told(decoded, BY_GAPS));
    const before = sureness(decoded);
    for (const [i, sure] of sureness(raw).entries()) expect(sure).toBeLessThanOrEqual(before[i] ?? -1);
  });

  test.each(['string-only', 'tracelogging', 'classic'] as const)('drafts-bug, healthy, as %s events', async (form) => {
    for (const id of ['drafts-bug', 'healthy', 'auth-401']) {
      const [decoded, raw] = (await bothReports(id, { seed: id, form })) ?? [];
      if (decoded === undefined || raw === undefined) throw new Error('no decoded trace');
      expect(told(raw)).toEqual(told(decoded));
      const [source] = raw.bundle.sources.filter(({ format }) => format === 'etl');
      expect(source?.undecoded).toBe(0);
    }
  });

  test('nearly all stories have a trace that was made raw', async () => {
    expect(STORIES.length).toBeGreaterThan(20);
    const made = await Promise.all(STORIES.slice(0, 8).map((id) => bothReports(id, { seed: id, form: 'wpp' })));
    expect(made.filter((reports) => reports !== undefined).length).toBeGreaterThan(5);
  });
});

describe('a raw trace beside its decoded text', () => {
  test.each(['drafts-bug', 'healthy', 'send-as-denied'])('of %s adds nothing', async (id) => {
    const reports = await bothReports(id, { seed: id, form: 'wpp' }, true);
    const [decoded, both] = reports ?? [];
    if (decoded === undefined || both === undefined) throw new Error('no decoded trace');
    expect(told(both)).toEqual(told(decoded));
    expect(both.issues.map(({ code }) => code)).toContain('DECODED_BESIDE');
    expect(both.gaps).toEqual(decoded.gaps);
  });
});
