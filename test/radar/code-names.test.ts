import { describe, expect, test } from 'vitest';
import type { RadarReport } from '../../src/model/radar-report.ts';
import { FORMS, inventedEvents, MESSAGES } from './invented-trace.ts';
import { lineOf, minedShapes } from './lines.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

test.each(['COfflineMessage::Enqueue', 'CChat::Send'])('the function %s is told', (name) => {
  const [shape] = minedShapes([lineOf('offline message m17 queued', 1, { function: name })]);
  expect(shape?.function).toBe(name);
});

describe('a name that an address tells stands in no component and function', () => {
  const [event] = inventedEvents(MESSAGES);
  if (event === undefined) throw new Error('no event');
  const reportOf = (place: { readonly component?: string; readonly function?: string }): Promise<RadarReport> => {
    const trace =
      FORMS['ocs-text']?.([{ ...event, text: 'offline message N47110815 rests for alice@fabrikam.com', ...place }]) ??
      '';
    return inFolder({ 'trace.log': trace }, (folder) => radar([folder]));
  };

  test.each([
    { function: 'CAliceFerry::Log' },
    { component: 'CAliceFerry' },
    { component: 'FABRIKAMFerry' },
    { component: 'Ferry', function: 'CFabrikamFerry::Log' },
  ])('%j', async (place) => {
    expect(JSON.stringify(await reportOf(place))).not.toMatch(/alice|fabrikam/i);
  });

  test('another one does', async () => {
    expect(JSON.stringify(await reportOf({ component: 'CHeronFerry' }))).toContain('CHeronFerry');
  });
});
