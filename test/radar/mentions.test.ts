import { expect, test } from 'vitest';
import { MENTION_LITERALS, mentionsOf } from '../../src/radar/mentions.ts';

test.each([
  'OfflineMessage N4101 queued',
  'OfflineMessageManager::Queue N4101',
  'SendOfflineMessage N4101 done',
  'OfflineMessageQueue has 1',
  'm_offlineMessages N4101',
  'CBOfflineMessage N4101',
  'OfflineMessages: 3',
  'offlineMessage N4101 queued',
  'OFFLINEMESSAGE N4101 queued',
  'Offline_Message N4101 queued',
  'OfflineMsg N4101 queued',
  'OfflineIMManager N4101',
  'OIM N4101 queued',
  '[OIM] N4101 queued',
  'queue of OIM: N4101',
])('%s is found, and speaks of offline messages', (line) => {
  expect(mentionsOf(line)).toEqual(['offline-im']);
  expect(MENTION_LITERALS.some((literal) => line.includes(literal))).toBe(true);
});

test.each([
  'bob is offline',
  'OfflineMode is on',
  'oim N4101 queued',
  'OIMX N4101 queued',
  'NOIM N4101',
  'id 8aOIM+/x',
  'OIM4',
])('%s speaks of nothing', (line) => {
  expect(mentionsOf(line)).toEqual([]);
});
