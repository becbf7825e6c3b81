import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ticksFromIso } from '../../src/model/ticks.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { analyze } from './analyze-validly.ts';

const BUNDLE = join(BUNDLES, 'recipient-offline/bundle');

it('--since and --until choose messages by when they were sent, both included, and say how many they leave out', async () => {
  const whole = await analyze([BUNDLE]);
  const [first, second] = whole.messages.map(({ sentAt = '' }) => sentAt);
  expect(whole.messages).toHaveLength(2);
  expect(whole.span).toBeUndefined();
  const since = ticksFromIso(second ?? '');
  const until = ticksFromIso(first ?? '');
  const late = await analyze([BUNDLE], since === undefined ? {} : { since });
  expect(late.messages).toMatchObject([{ id: 'm1', sentAt: second }]);
  expect(late.span).toEqual({ since: second, leftOut: 1 });
  const early = await analyze([BUNDLE], until === undefined ? {} : { until });
  expect(early.messages).toMatchObject([{ id: 'm1', sentAt: first, outcome: whole.messages[0]?.outcome }]);
  expect(early.span).toEqual({ until: first, leftOut: 1 });
});
