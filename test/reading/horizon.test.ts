import { expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { inFolder } from '../contract/bundle-of.ts';
import { moment } from '../make/clock.ts';
import { ocsText } from '../make/ocs-text.ts';
import { uccApiLog } from '../make/uccapilog.ts';

const at = moment('2016-06-08T09:00:00Z');
const line = { at, pid: 1, tid: 1, text: 'Tab 1 selected' };
const trace = ocsText([{ ...line, level: 'TL_INFO', component: 'UI', function: 'CTab::Select' }], { flavour: 'cls' });
const sipLog = uccApiLog([{ ...line, kind: 'line' }], { offsetMinutes: 540 });

async function horizonOf(now: string): Promise<string | undefined> {
  const files = { 'Lync.log': trace, 'Lync-UccApi-0.UccApilog': sipLog };
  return (await inFolder(files, (folder) => analyze([folder], { now: moment(now) }))).horizon;
}

it('a log that ends after it was collected is in another zone, and is no measure of what was awaited', async () => {
  expect(await horizonOf('2016-06-08T10:00:00Z')).toBe('2016-06-08T09:00:00.000Z');
  expect(await horizonOf('2016-06-08T20:00:00Z')).toBe('2016-06-08T18:00:00.000Z');
});
