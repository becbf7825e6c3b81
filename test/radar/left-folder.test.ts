import { expect, test } from 'vitest';
import { reportShapes } from '../../src/radar/report-shapes.ts';
import { lineOf, minedShapes } from './lines.ts';

function guess(end: string): string | undefined {
  const line = lineOf(`Offline note M-41010 ${end}`, 1);
  const [shape] = reportShapes(minedShapes([line]), { kinds: new Set(), messageIds: new Set() });
  return shape?.phrase?.observes;
}

test.each([
  'left Drafts, is on its way',
  'has left the Drafts folder',
  'kept out of Drafts',
  'stored outside Drafts',
  'stored outside of Drafts',
  'skips Drafts, saved in Sent Items',
  'saved to Sent Items from Drafts',
  'moved out of Drafts',
  'moved from Drafts to Outbox',
  'saved in queue, Drafts unavailable',
  'saved to folder other than Drafts',
  'stored beside Drafts',
  "rescued from the user's Drafts, saved",
  'stored, Drafts emptied',
  'saved in store, Drafts passed over',
  'left the History Spooler untouched',
])('is not in Drafts, nor in the spooler: %s', (end) => {
  expect(guess(end)).toBeUndefined();
});

test.each([
  ['left the History Spooler', 'spool-removed'],
  ['left in History Spooler', 'spool-written'],
  ['left in Drafts', 'draft-saved'],
  ['left behind in Drafts', 'draft-saved'],
  ['has been saved to the Drafts folder', 'draft-saved'],
  ['saved to Drafts instead', 'draft-saved'],
])('%s: %s', (end, kind) => {
  expect(guess(end)).toBe(kind);
});
