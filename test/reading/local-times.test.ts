import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AnalysisOptions } from '../../src/model/analysis-options.ts';
import type { Report } from '../../src/model/report.ts';
import { storyOptions } from '../golden/story-options.ts';
import { writeZip, type ZipMember } from '../make/archives/zip-writer.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';

/** A moment as DOS writes it. */
function dosTime(at: Date): { date: number; time: number } {
  return {
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  };
}

/** The files of a folder as Windows Explorer packs them: with the time on the wall alone, so many hours ahead of UTC. */
function zipOf(folder: string, hoursAhead: number): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf-8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return writeZip(
    files.map((name): ZipMember => {
      const at = new Date(statSync(join(folder, name)).mtimeMs + hoursAhead * 3_600_000);
      return { name, data: readFileSync(join(folder, name)), ...dosTime(at) };
    }),
  );
}

/** Takes the times out of the spool files of a folder, but for their own. */
function withoutInnerTimes(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf-8' })) {
    if (!name.endsWith('.hist')) continue;
    const path = join(folder, name);
    const { atime, mtime } = statSync(path);
    writeFileSync(path, readFileSync(path, 'latin1').replaceAll(' ts="', ' no="'), 'latin1');
    utimesSync(path, atime, mtime);
  }
}

interface Told {
  readonly folder: Report;
  readonly zip: Report;
}

/** A story out of its folder and out of a zip of local times. */
async function tell(
  name: string,
  hoursAhead: number,
  change: (folder: string) => void,
  more: AnalysisOptions = {},
): Promise<Told> {
  const story = await unpackStory(name);
  const at = mkdtempSync(join(tmpdir(), 'oimscope-local-'));
  try {
    const zip = join(at, 'logs.zip');
    const options = storyOptions(story.options);
    const folder = await analyze([story.path], options);
    change(story.path);
    writeFileSync(zip, zipOf(story.path, hoursAhead));
    return { folder, zip: await analyze([zip], { ...options, ...more }) };
  } finally {
    rmSync(at, { recursive: true });
    await story.remove();
  }
}

function gist({ messages }: Report): unknown {
  return messages.map(({ outcome, recipients, sentAt, spool, causes }) => ({
    outcome,
    recipients,
    sentAt,
    spool,
    causes,
  }));
}

function outcomes({ messages }: Report): readonly unknown[] {
  return messages.map(({ outcome, recipients, causes }) => ({ outcome, recipients, causes }));
}

describe.each([-7, 5.5])('a zip of local times %d h ahead of UTC', (hours) => {
  test.each(['drafts-bug', 'left-in-spooler', 'client-exited'])('tells %s as its folder does', async (name) => {
    const { folder, zip } = await tell(name, hours, () => undefined);
    expect(gist(zip)).toEqual(gist(folder));
    expect(zip.bundle.sources.map(({ zone }) => zone.basis)).not.toContain('option');
  });

  test('whose spool files hold no time: the first request is when a message was sent, and no clock is measured by them', async () => {
    const { folder, zip } = await tell('drafts-bug', hours, withoutInnerTimes);
    expect(outcomes(zip)).toEqual(outcomes(folder));
    expect(zip.messages.map(({ sentAt }) => sentAt)).toEqual(
      folder.messages.map(({ attempts }) => attempts[0]?.startedAt),
    );
    const spooled = zip.messages.flatMap(({ steps }) => steps.filter(({ event }) => event === 'spool-written'));
    expect(spooled.map(({ at }) => at)).toEqual([undefined, undefined, undefined]);
    expect(zip.gaps.map(({ kind }) => kind)).not.toContain('clock-skew');
    const bases = zip.bundle.sources.filter(({ format }) => format === 'spool').map(({ zone }) => zone.basis);
    expect(bases).toEqual(['assumed', 'assumed', 'assumed']);
  });

  test('is told their zone by an option', async () => {
    const zone = `${hours < 0 ? '-' : '+'}${Math.abs(Math.trunc(hours))}:${hours % 1 === 0 ? '00' : '30'}`;
    const options = { zones: [{ glob: 'logs.zip/**/*.hist', zone }] };
    const { folder, zip } = await tell('drafts-bug', hours, withoutInnerTimes, options);
    const written = ({ messages }: Report) =>
      messages.flatMap(({ steps }) => steps.filter(({ event }) => event === 'spool-written').map(({ at = '' }) => at));
    const seconds = (report: Report) => written(report).map((at) => Date.parse(at) / 1000);
    expect(seconds(zip)).toHaveLength(3);
    for (const [i, at] of seconds(zip).entries()) expect(Math.abs(at - (seconds(folder)[i] ?? 0))).toBeLessThan(2);
  });
});
