import { expect, test } from 'vitest';
import type { RadarReport, RadarShape, SuggestedPhrase } from '../../src/model/radar-report.ts';
import { draftPhrasebook } from '../../src/radar/index.ts';
import { phraseId } from '../../src/radar/phrase-id.ts';

function shape(phrase?: SuggestedPhrase): RadarShape {
  const first = { source: 'a.txt', line: 1, offset: 0, text: 'x' };
  return { id: 's1', count: 1, mentions: ['drafts'], first, ...(phrase === undefined ? {} : { phrase }) };
}

const REPORT: Omit<RadarReport, 'shapes'> = {
  schema: 'oimscope.radar/1',
  tool: { name: 'oimscope', version: '1.0.0' },
  bundle: { name: 'x', sources: [] },
  lines: { unmatched: 5, left: 0 },
  gaps: [],
  issues: [],
};

test('what is left out is counted by why', () => {
  const draft = draftPhrasebook({
    ...REPORT,
    shapes: [
      shape({ id: 'a', text: 'offline message hums', observes: 'draft-saved' }),
      shape({ id: 'a', text: 'offline message hums', observes: 'message-sent' }),
      shape({ id: 'b', text: 'offline message sings' }),
      shape(),
      shape(),
    ],
  });
  expect([draft.phrases, draft.left]).toEqual([1, { unguessed: 1, untemplated: 2, taken: 1 }]);
});

test('ids of many phrases with the same words in front differ', () => {
  const ids = Array.from({ length: 10_000 }, (_, n) => phraseId(`Offline note was not {*} by lane ${n}`, '{}'));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^radar-offline-note-was-not-[0-9a-f]{12}$/);
});
