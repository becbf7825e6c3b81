import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUNDLES } from '../make/bundle-folder.ts';
import { reportOf } from './bundle-of.ts';

const TRACE = readFileSync(join(BUNDLES, 'drafts-bug/bundle/Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt'), 'utf8');
const MIDDLE = TRACE.indexOf('\nTL_INFO', TRACE.length / 2) + 1;

function line(time: string): string {
  return `TL_INFO(TF_COMPONENT) [0]1BD4.2A10::${time}.00005300 (UI,CPhoto::Fetch:Photo.cpp(581))Photo loaded, HTTP/1.1\n`;
}

describe('a record of a year that no trace can tell counts as one without a time', () => {
  const times = [
    '12/31/9999-23:59:59.999',
    '01/01/2100-00:00:00.000',
    '01/01/1601-00:00:00.000',
    '01/01/0001-00:00:00.000',
  ];
  test.each(times)('%s', async (time) => {
    const { messages, findings, bundle } = await reportOf({ 'a.txt': TRACE });
    expect(messages.length).toBeGreaterThan(0);
    for (const zone of ['UTC', '-05:00', 'Europe/Berlin']) {
      const inside = TRACE.slice(0, MIDDLE) + line(time) + TRACE.slice(MIDDLE);
      for (const text of [inside, TRACE + line(time)]) {
        const options = { zones: [{ zone }] };
        const [odd, usual] = [await reportOf({ 'a.txt': text }, options), await reportOf({ 'a.txt': TRACE }, options)];
        expect(odd.bundle.sources[0]?.records).toBe((bundle.sources[0]?.records ?? 0) + 1);
        expect(odd.bundle.sources[0]).toMatchObject({
          from: usual.bundle.sources[0]?.from,
          to: usual.bundle.sources[0]?.to,
        });
        expect(odd.horizon).toBe(usual.horizon);
        expect(odd.messages.map(({ outcome }) => outcome)).toEqual(messages.map(({ outcome }) => outcome));
        expect(odd.findings.map(({ rule }) => rule)).toEqual(findings.map(({ rule }) => rule));
      }
    }
  });
});
