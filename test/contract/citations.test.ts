import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codingOf } from '../../src/input/encoding.ts';
import type { Report, ReportRef } from '../../src/model/report.ts';
import { storyOptions } from '../golden/story-options.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';
import { inFolder } from './bundle-of.ts';
import { named, readable } from './format-fixtures.ts';
import { decoded } from './rewritten.ts';

function isRef(value: object): value is ReportRef {
  return 'source' in value && 'line' in value && 'offset' in value && 'text' in value;
}

function refsIn(value: unknown): readonly ReportRef[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isRef(value)) return [value];
  return Object.values(value).flatMap(refsIn);
}

/** What a file holds from an offset to the end of the line, and its line number; undefined where neither a line nor an event begins. */
function lineAt(bytes: Buffer, offset: number): { readonly number: number; readonly text: string } | undefined {
  const coding = codingOf(bytes);
  const before = decoded(bytes.subarray(coding.bom, offset), coding.encoding);
  const isEvent = decoded(bytes.subarray(offset, offset + 16), coding.encoding).startsWith('<Event');
  if (before !== '' && !before.endsWith('\n') && !isEvent) return undefined;
  const rest = bytes.subarray(offset, offset + (4 << 20));
  const [text = ''] = decoded(rest, coding.encoding).split(/\r?\n/, 1);
  return { number: before.split('\n').length, text };
}

/** Texts that an event holds as hexadecimal digits. */
function payloadsFrom(bytes: Buffer, offset: number): string {
  const [event = ''] = bytes.toString('latin1', offset).split('</Event>', 1);
  const digits = /<(?:BinaryEventData|EventPayload)>([0-9A-F\s]*)</.exec(event)?.[1] ?? '';
  const payload = Buffer.from(digits, 'hex');
  return `${payload.toString('latin1')}\n${payload.toString('utf16le')}\n${payload.subarray(1).toString('utf16le')}`;
}

/** Texts in the trace message that begins at an offset of a raw trace; none where no message begins there. */
function messageAt(bytes: Buffer, offset: number): string {
  if (bytes[offset + 3] !== 0x90) return '';
  const record = bytes.subarray(offset, offset + bytes.readUInt16LE(offset));
  return [record.toString('latin1'), record.toString('utf16le'), record.subarray(1).toString('utf16le')].join('\n');
}

/** What stands between the maskings of a citation, in its order, is in the line; runs of blanks count as one. */
function holds(line: string, text: string): boolean {
  const plain = line.replace(/\s+/g, ' ');
  let from = 0;
  return text.split('…').every((part) => {
    const index = plain.indexOf(part.replace(/\s+/g, ' ').trim(), from);
    from = index;
    return index >= 0;
  });
}

function expectTrue(report: Report, bytesOf: (source: string) => Buffer): number {
  const refs = refsIn(report);
  const sources = report.bundle.sources.map((source) => source.path);
  for (const ref of refs) {
    expect(sources).toContain(ref.source);
    const bytes = bytesOf(ref.source);
    expect(ref.text.length, JSON.stringify(ref)).toBeLessThanOrEqual(200);
    if (ref.source.endsWith('.hist')) {
      expect([ref.line, ref.offset]).toEqual([1, 0]);
      continue;
    }
    // The name of a client trace is evidence, too.
    if (ref.text === ref.source.split('/').at(-1)) continue;
    if (ref.source.endsWith('.etl')) {
      const text = ref.text.replace(/^\[\d+\][0-9A-F]+\.[0-9A-F]+::\S+ \[[^\]]*\]/, '');
      expect(holds(messageAt(bytes, ref.offset), text), JSON.stringify(ref)).toBe(true);
      continue;
    }
    const line = lineAt(bytes, ref.offset);
    expect(line?.number, JSON.stringify(ref)).toBe(ref.line);
    const isThere = holds(line?.text ?? '', ref.text) || holds(payloadsFrom(bytes, ref.offset), ref.text);
    expect(isThere, `${JSON.stringify(ref)} in ${line?.text}`).toBe(true);
  }
  return refs.length;
}

const stories = readdirSync(BUNDLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('every citation of a report points at a line that holds its text', () => {
  test.each(stories.map((entry) => entry.name))('the story %s', async (name) => {
    const story = await unpackStory(name);
    try {
      const report = await analyze([story.path], storyOptions(story.options));
      const cited = expectTrue(report, (source) => readFileSync(join(story.path, source)));
      expect(cited).toBeGreaterThan(0);
    } finally {
      await story.remove();
    }
  });

  test.each(named(readable))('%s', async (_, fixture) => {
    const report = await inFolder({ [fixture.fileName]: fixture.bytes }, (folder) => analyze([folder]));
    expectTrue(report, () => fixture.bytes);
  });

  test.each([
    ['no line ends between its elements', '><'],
    ['indented elements', '>\n      <'],
  ])('an XML trace with %s', async (_, between) => {
    const path = join(BUNDLES, 'draft-deleted/bundle/Tracing/Lync-16.0.6965.5305-Office-x86ship-U.xml');
    const bytes = Buffer.from(readFileSync(path, 'utf8').replace(/>\s*\n\s*</g, between));
    const report = await inFolder({ 'trace.xml': bytes }, (folder) => analyze([folder]));
    expect(expectTrue(report, () => bytes)).toBeGreaterThan(5);
  });
});
