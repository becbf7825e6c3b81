import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { addSeconds, TICKS_PER_SECOND, type Ticks, ticks, ticksFromIso, ticksToIso } from '../../src/model/ticks.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { reportOf } from './bundle-of.ts';

const FOLDER = join(BUNDLES, 'healthy/bundle/Tracing');
const TRACE = readFileSync(
  join(FOLDER, readdirSync(FOLDER).find((name) => name.endsWith('.txt')) ?? ''),
  'utf8',
).replace(/^Date: .*\r?\n/gm, '');
const STAMP = /(?<=^TL_.*::)(\d\d)\/(\d\d)\/(\d{4})-(\d\d:\d\d:\d\d\.\d{3})/gm;

function moment(iso: string): Ticks {
  return ticksFromIso(iso) ?? ticks(0);
}

/** The trace with all its times moved, and shown as a clock on the wall does that is ahead of UTC by some seconds. */
function retimed(by: number, ahead: (at: Ticks) => number): string {
  return TRACE.replace(STAMP, (_, month: string, day: string, year: string, time: string) => {
    const at = addSeconds(moment(`${year}-${month}-${day}T${time}`), by);
    const [, y, m, d, wall] = /^(\d+)-(\d+)-(\d+)T(.{12})/.exec(ticksToIso(addSeconds(at, ahead(at)))) ?? [];
    return `${m}/${d}/${y}-${wall}`;
  });
}

const CHANGE = moment('2016-10-30T01:00:00Z');
function berlin(at: Ticks): number {
  return at < CHANGE ? 7200 : 3600;
}

function told({ messages, horizon, bundle }: Report): unknown {
  const { from, to, records } = bundle.sources[0] ?? {};
  return { horizon, from, to, records, messages: messages.map(({ id, outcome, sentAt }) => ({ id, outcome, sentAt })) };
}

async function delivered(): Promise<{ readonly sentAt: Ticks }> {
  const report = await reportOf({ 'a.txt': TRACE });
  const message = report.messages.find(({ outcome }) => outcome === 'delivered');
  return { sentAt: moment(message?.sentAt ?? '') };
}

async function expectAsUtc(by: number, zone = 'Europe/Berlin'): Promise<Report> {
  const utc = await reportOf({ 'a.txt': retimed(by, () => 0) });
  const local = retimed(by, berlin);
  for (const stretchBytes of [15_000, 1 << 25]) {
    const report = await reportOf({ 'a.txt': local }, { zones: [{ zone }], workers: 1, stretchBytes });
    expect(told(report), `stretches of ${stretchBytes}`).toEqual(told(utc));
  }
  return utc;
}

describe('where the clock repeats an hour', () => {
  test('an answer of the second pass stands behind the request of the first', async () => {
    const { sentAt } = await delivered();
    const by = Math.floor((moment('2016-10-30T00:59:59.999Z') - sentAt) / TICKS_PER_SECOND);
    const { messages } = await expectAsUtc(by);
    expect(messages).toContainEqual(
      expect.objectContaining({ outcome: 'delivered', sentAt: expect.stringMatching(/^2016-10-30T00:59:59/) }),
    );
  });

  test.each([
    ['all in the first pass', '2016-10-30T00:10:00Z'],
    ['over the begin of the first pass', '2016-10-29T23:59:59Z'],
    ['over both passes', '2016-10-30T00:59:00Z'],
    ['in winter', '2016-12-30T00:10:00Z'],
  ])('a trace %s is read as what it is', async (_, start) => {
    const { sentAt } = await delivered();
    await expectAsUtc(Math.floor((moment(start) - sentAt) / TICKS_PER_SECOND));
  });
});
