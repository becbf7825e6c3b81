import { expect, test } from 'vitest';
import { lineOf, minedShapes } from './lines.ts';

test.each([
  'Noor Haddad <noor.haddad@fabrikam.com>',
  'Haddad, Noor <noor.haddad@fabrikam.com>',
  'Noor <noor.haddad@fabrikam.com>',
])('a name in front of an address is a part of its hole: %s', (who) => {
  const [shape] = minedShapes([lineOf(`Offline note m17 addressed: addressee ${who}`, 1)]);
  expect(shape?.template).toBe('Offline note {messageId} addressed: addressee {recipient}');
  const [more] = minedShapes([lineOf(`Offline note m17 goes to ${who} now`, 1)]);
  expect(more?.template).toBe('Offline note {messageId} goes to {recipient} now');
});

test('lines with and without the name are of one shape', () => {
  const shapes = minedShapes([
    lineOf('Offline note m17 parked, addressee Noor Haddad <noor.haddad@fabrikam.com>', 1),
    lineOf('Offline note m18 parked, addressee kai.lindner@fabrikam.com', 2),
  ]);
  expect(shapes.map(({ template }) => template)).toEqual(['Offline note {messageId} parked, addressee {recipient}']);
});
