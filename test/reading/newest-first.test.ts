import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { reportOf } from '../contract/bundle-of.ts';
import { BUNDLES } from '../make/bundle-folder.ts';

function told({ messages, findings }: Report): unknown {
  return JSON.parse(
    JSON.stringify({ messages, findings }, (key, value: unknown) =>
      ['source', 'line', 'offset', 'stamp'].includes(key) ? undefined : value,
    ),
  );
}

const EVENT = /<Event[ >][\s\S]*?<\/Event>\r?\n/g;

/** As `wevtutil qe` writes it: single quotes, no root. */
function asWevtutil(xml: string, isReversed: boolean): string {
  const events = (xml.match(EVENT) ?? []).map((event) => event.replace(/="([^"']*)"/g, "='$1'"));
  return (isReversed ? events.toReversed() : events).join('');
}

describe('a trace with the newest event first tells what it tells in order', () => {
  const traces = readdirSync(BUNDLES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.xml'));
  test.each(traces.map((path) => [path] as const))('%s', async (path) => {
    const xml = readFileSync(join(BUNDLES, path), 'utf8');
    const [inOrder, reversed] = await Promise.all([
      reportOf({ 'trace.xml': asWevtutil(xml, false) }),
      reportOf({ 'trace.xml': asWevtutil(xml, true) }),
    ]);
    expect(inOrder.messages.length).toBeGreaterThan(0);
    expect(told(reversed)).toEqual(told(inOrder));
  });
});
