import { readdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Excerpt } from '../../src/excerpt/excerpt.ts';
import { sizeOf } from '../../src/excerpt/excerpt-page.ts';
import { redactExcerpt } from '../../src/excerpt/redacted.ts';
import { writeExcerpt } from '../../src/excerpt/write-excerpt.ts';
import type { AnalysisOptions } from '../../src/model/analysis-options.ts';
import type { Report } from '../../src/model/report.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';
import { analysisOf, excerptOf } from './story-excerpt.ts';

/** In this one nothing is found, and no message. */
const OPAQUE = 'raw-trace-opaque';
const KEY = Buffer.from('a key of the tests');
/** People, organisations and machines of the stories, and a network of theirs. */
const SECRETS =
  /alice|appleby|\bbob\b|carol|\berin\b|frank|heidi|ivan|contoso|fabrikam|EXCH\d\d|192\.0\.2\.|woodgrove|adventure-works/i;
/** Each analysis takes some hundredths of a second. */
const FEW = 6;

async function allFiles(folder: string): Promise<readonly { readonly path: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => ({ path: path.slice(folder.length), bytes: await readFile(path) })));
}

/** A file in each way it may be read: as text, in UTF-16, and what its hexadecimal digits are. */
function readings(bytes: Buffer): readonly string[] {
  const text = bytes.toString('utf8');
  const hex = [...text.matchAll(/(?:[\dA-F]{2}){16,}/gi)].map(([digits]) =>
    Buffer.from(digits, 'hex').toString('latin1'),
  );
  return [
    text,
    bytes.toString('utf16le'),
    bytes.subarray(1).toString('utf16le'),
    ...hex,
    ...hex.map((one) => one.replaceAll('\0', '')),
  ];
}

/** What somebody wrote, as it stands in the traces of a bundle. */
function writtenIn(files: readonly { readonly bytes: Buffer }[]): readonly string[] {
  const texts = files.flatMap(({ bytes }) => [bytes.toString('utf8'), bytes.toString('latin1').replaceAll('\0', '')]);
  const patterns = [
    /(?:<|&lt;)t:Body\b[^>]*?(?:>|&gt;)(.*?)(?:<|&lt;)\/t:Body/gs,
    /(?:<|&lt;)t:Subject(?:>|&gt;)(.*?)(?:<|&lt;)\/t:Subject/gs,
  ];
  const words = texts.flatMap((text) =>
    patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')),
  );
  return [...new Set(words.map((text) => text.replace(/&lt;[^&]*&gt;|<[^>]*>|\s+/g, ' ').trim()))].filter(
    (text) => text.length > 8,
  );
}

async function written(excerpt: Excerpt, look: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-excerpt-'));
  try {
    expect(await writeExcerpt(excerpt, join(folder, 'out'), undefined)).toBe(true);
    await look(join(folder, 'out'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function told({ findings, messages }: Report): unknown {
  return {
    findings: findings.map(({ rule, verdict }) => [rule, verdict]),
    outcomes: messages
      .filter(({ causes }) => causes.length > 0 || findings.length === 0)
      .map(({ outcome, certainty, sentAt }) => [sentAt, outcome, certainty]),
  };
}

async function checkWritten(before: Report, excerpt: Excerpt, options: AnalysisOptions): Promise<void> {
  await written(excerpt, async (folder) => {
    // As its page says: no time of collection is needed, as the times of its files tell it.
    const { now: _, ...others } = options;
    const after = await analyze([folder], others);
    expect(told(after)).toEqual(told(before));
    expect(after.collectedAt).toBe(before.collectedAt);
  });
}

async function checkMinimal(excerpt: Excerpt): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-excerpt-'));
  for (const piece of excerpt.kept) {
    const rest = { ...excerpt, kept: excerpt.kept.filter((one) => one !== piece) };
    expect(await writeExcerpt(rest, join(folder, 'out'), undefined)).toBe(false);
  }
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
}

const ids = readdirSync(BUNDLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((id) => id !== OPAQUE);

describe.each(ids)('an excerpt of %s', (id) => {
  test('tells the same, is small and minimal, and holds nothing that people wrote; with tokens it names nobody', async () => {
    const story = await unpackStory(id);
    try {
      const options = await analysisOf(story.path, story.options);
      const before = await analyze([story.path], options);
      const excerpt = await excerptOf(story.path, { analysis: options });
      expect(excerpt.isMinimal).toBe(true);
      expect(sizeOf(excerpt).bytes).toBeLessThan(excerpt.bytesBefore);
      expect(sizeOf(excerpt).records).toBeLessThan(excerpt.recordsBefore);
      await checkWritten(before, excerpt, options);
      const words = writtenIn(await allFiles(story.path));
      await written(excerpt, async (folder) => {
        for (const { bytes } of await allFiles(folder)) {
          for (const text of readings(bytes)) for (const word of words) expect(text).not.toContain(word);
        }
      });
      if (excerpt.kept.length <= FEW) await checkMinimal(excerpt);
      const redacted = await redactExcerpt(excerpt, KEY, undefined, {
        pieces: excerpt.kept,
        persons: [],
        machines: [],
      });
      if (redacted.kind !== 'made') throw new Error(redacted.text);
      await checkWritten(before, redacted, options);
      await written(redacted, async (folder) => {
        for (const { path, bytes } of await allFiles(folder)) {
          expect(path).not.toMatch(SECRETS);
          for (const text of readings(bytes)) expect(text).not.toMatch(SECRETS);
        }
      });
    } finally {
      await story.remove();
    }
  });
});
