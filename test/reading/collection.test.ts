import { expect, test } from 'vitest';
import { type Ticks, ticksFromIso } from '../../src/model/ticks.ts';
import { collectionOf } from '../../src/reading/index.ts';

function at(text: string): Ticks {
  const moment = ticksFromIso(text);
  if (moment === undefined) throw new Error(text);
  return moment;
}

function file(modifiedAt: string, hasLocalTime = false) {
  return { path: 'a', place: 'a', bytes: 1, chunks: async function* () {}, modifiedAt: at(modifiedAt), hasLocalTime };
}

const HORIZON = at('2016-06-08T10:00:00Z');

test('a bundle was collected when its newest file was written', () => {
  expect(collectionOf([file('2016-06-08T11:00:00Z'), file('2016-06-08T12:00:00Z')], HORIZON)).toEqual({
    at: at('2016-06-08T12:00:00Z'),
  });
});

test('without a file time, when its trace ended', () => {
  expect(collectionOf([], HORIZON)).toEqual({ at: HORIZON });
});

test('a local time of an unknown zone counts as UTC, is told, and is never earlier than the end of the trace', () => {
  const later = collectionOf([file('2016-06-08T12:00:00Z', true)], HORIZON);
  expect(later).toMatchObject({ at: at('2016-06-08T12:00:00Z'), gap: { kind: 'zone-assumed' } });
  expect(collectionOf([file('2016-06-08T03:00:00Z', true)], HORIZON)).toMatchObject({ at: HORIZON });
});
