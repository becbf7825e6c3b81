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

function guessOf(text: string): string | undefined {
  const [shape] = reportShapes(minedShapes([lineOf(text, 1)]), { kinds: new Set(), messageIds: new Set() });
  return shape?.phrase?.observes;
}

test.each([
  'Drafts folder created for offline message N-41010',
  'Draft folder for offline message N-41010 created',
  'Offline message N-41010 created from a draft',
  'Offline message N-41010 copy saved in Sent Items, sent from Drafts',
  'Setting of offline message N-41010 saved, see Drafts',
  'Offline message N-41010 written to log, Drafts counted',
  'Offline message N-41010 sent as draft',
  'Answer to draft of offline message N-41010',
  'Drafts view of offline message N-41010 saved',
  'Draft icon of offline message N-41010 stored',
  'Offline message N-41010 stored, path to Drafts resolved',
  'Offline message N-41010 saved in cache of Drafts',
  'Offline message N-41010 saved almost in Drafts',
  'Offline message N-41010 was sent, draft kept',
])('a word that nobody knows, or another order, may say something else of Drafts: %s', (line) => {
  expect(guessOf(line)).toBeUndefined();
});

test.each([
  'Saved offline message N-41010 to Drafts',
  'Offline message N-41010 for bob@contoso.com moved to Drafts folder after 120 s',
  'Offline message N-41010 is now stored in the Drafts folder of bob@contoso.com',
  'Delivery failed, offline message N-41010 saved to Drafts',
  'Draft of offline message N-41010 saved',
  'Created a draft for offline message N-41010',
  'EWS: offline message N-41010 saved as draft, HTTP status 200',
])('it is in Drafts: %s', (line) => {
  expect(guessOf(line)).toBe('draft-saved');
});
