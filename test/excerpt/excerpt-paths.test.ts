import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptPaths } from '../../src/excerpt/excerpt-paths.ts';

function pathOf(path: string, place = `/logs/${path}`): string {
  return excerptPaths([{ path, place }])[0] ?? '';
}

test.each([
  ['Tracing/trace.txt', 'Tracing/trace.txt'],
  ['logs.zip/Tracing/trace.txt', 'logs.zip/Tracing/trace.txt'],
  ['../../etc/passwd', '_/_/etc/passwd'],
  ['a/./b', 'a/_/b'],
  ['C:\\Logs\\trace.txt', 'C__Logs_trace.txt'],
  ['CON', '_CON'],
  ['com1.txt', '_com1.txt'],
  ['console.txt', 'console.txt'],
  ['what?.txt', 'what_.txt'],
  ['ends in a point. /x', 'ends in a point/x'],
])('%s stands at %s', (path, expected) => {
  expect(pathOf(path)).toBe(expected);
});

test.each([
  ['1.hist', '/home/a/sip_alice@contoso.com/History Spooler/1.hist', 'sip_alice@contoso.com/History Spooler/1.hist'],
  [
    'History Spooler/1.hist',
    '/home/a/sip_alice@contoso.com/History Spooler/1.hist',
    'sip_alice@contoso.com/History Spooler/1.hist',
  ],
  ['1.hist', '/home/a/History Spooler/1.hist', 'History Spooler/1.hist'],
  ['', '/home/a/sip_alice@contoso.com/History Spooler', 'sip_alice@contoso.com/History Spooler'],
  ['Tracing/1.txt', '/home/sip_alice@contoso.com/Tracing/1.txt', 'Tracing/1.txt'],
])('%s of %s keeps what tells whose spooler it is', (path, place, expected) => {
  expect(pathOf(path, place)).toBe(expected);
});

test('paths that differ in letter case alone, or no longer differ, are told apart', () => {
  const paths = ['a/Trace.txt', 'a/trace.txt', 'a/what?.txt', 'a/what*.txt'].map((path) => ({
    path,
    place: `/l/${path}`,
  }));
  expect(excerptPaths(paths)).toEqual(['a/Trace.txt', 'a/trace.txt#2', 'a/what_.txt', 'a/what_.txt#2']);
});

test('whatever a name is, it stays in the folder', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { minLength: 1, maxLength: 4 }), (names) => {
      const path = `x/${names.join('/')}`;
      for (const name of pathOf(path).split('/')) {
        expect(Buffer.byteLength(name)).toBeLessThan(256);
        expect(name).not.toMatch(/^\.*$|[<>:"|?*\\\x00-\x1f]|[. ]$/);
      }
    }),
  );
});
