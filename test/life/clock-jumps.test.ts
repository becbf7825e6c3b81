import { describe, expect, test } from 'vitest';
import type { Ticks } from '../../src/model/ticks.ts';
import { reportOf } from '../contract/bundle-of.ts';
import { moment } from '../make/clock.ts';
import { answered, BOB, create, NO_ERROR, post, reply } from './exchange.ts';

/** A trace of one delivered message: `asked` and `answered` are times of that day. */
function trace(asked: string, replied: string): string {
  const record = (time: string, text: string): string =>
    `TL_INFO(TF_COMPONENT) [0]1F68.0C14::06/08/2016-${time}.000.00000001 (OC_Http,CHttp::Send:http.cpp(1))${text}\n`;
  return (
    record(asked, post(create(BOB), '00000001-aaaa')) +
    record(replied, reply(200, answered('CreateItem', NO_ERROR), '00000001-aaaa'))
  );
}

async function told(text: string, now: Ticks): Promise<readonly string[]> {
  const { gaps } = await reportOf({ 'a.txt': text }, { now });
  return gaps.filter(({ kind }) => kind === 'clock-skew').map((gap) => `${gap.source}: ${gap.text}`);
}

describe('a clock that was set while the trace was written', () => {
  const LATER = moment('2016-06-08T12:00:00Z');

  test('is told where times go back by more than threads write out of order', async () => {
    expect(await told(trace('09:00:00', '08:00:00'), LATER)).toEqual([
      expect.stringMatching(
        /^a\.txt: Its times go back from 2016-06-08 09:00:00 to 2016-06-08 08:00:00 \(line \d+\): /,
      ),
    ]);
    expect(await told(trace('09:00:00', '08:58:00'), LATER)).toEqual([]);
    expect(await told(trace('09:00:00', '09:00:05'), LATER)).toEqual([]);
  });

  test('is told where the trace ends long after the bundle was collected', async () => {
    expect(await told(trace('09:00:00', '09:00:05'), moment('2016-06-01T00:00:00Z'))).toEqual([
      'a.txt: It ends 2016-06-08 09:00:05, after the bundle was collected (2016-06-01 00:00:00): one of the two clocks was wrong.',
    ]);
    // A zone that is not stated may do that.
    expect(await told(trace('09:00:00', '09:00:05'), moment('2016-06-08T00:00:00Z'))).toEqual([]);
  });
});
