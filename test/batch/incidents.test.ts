import { expect, test } from 'vitest';
import { incidentsOf, type Trouble, troubleOf } from '../../src/batch/fleet/incidents.ts';

function trouble(bundle: string, minute: number, cause = 'store-down', user = bundle): Trouble {
  const at = new Date(Date.UTC(2016, 5, 8, 9, minute)).toISOString();
  const found = troubleOf(bundle, user, { at, cause, messages: 2 });
  if (found === undefined) throw new Error('no moment');
  return found;
}

test('a store outage is one incident across users', () => {
  const found = incidentsOf([trouble('bob', 20), trouble('alice', 0), trouble('carol', 5), trouble('alice', 5)]);
  expect(found).toEqual([
    {
      cause: 'store-down',
      from: '2016-06-08T09:00:00.000Z',
      to: '2016-06-08T09:25:00.000Z',
      userCount: 3,
      messageCount: 8,
      bundles: ['alice', 'bob', 'carol'],
    },
  ]);
});

test('a quiet quarter of an hour ends it, and another cause is another incident', () => {
  const found = incidentsOf([
    ...[trouble('alice', 0), trouble('bob', 0)],
    ...[trouble('alice', 25), trouble('bob', 30)],
    ...[trouble('alice', 0, 'timed-out'), trouble('carol', 0, 'timed-out')],
  ]);
  expect(found.map(({ cause, from }) => `${cause} ${from.slice(11, 16)}`)).toEqual([
    'store-down 09:00',
    'timed-out 09:00',
    'store-down 09:25',
  ]);
});

test('what fails again and again for one user alone is none', () => {
  expect(incidentsOf([trouble('alice', 0), trouble('alice', 5)])).toEqual([]);
});

test('what a user has in two collections is of one user, and counts once', () => {
  const twice = [trouble('alice monday', 0, 'quota', 'alice'), trouble('alice tuesday', 0, 'quota', 'alice')];
  expect(incidentsOf(twice)).toEqual([]);
  const [found] = incidentsOf([...twice, trouble('bob', 5, 'quota')]);
  expect(found).toMatchObject({ userCount: 2, messageCount: 4, bundles: ['alice monday', 'alice tuesday', 'bob'] });
});
