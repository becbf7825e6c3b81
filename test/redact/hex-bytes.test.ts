import { describe, expect, test } from 'vitest';
import { Blobs } from '../../src/model/identity/blobs.ts';
import { isFreeOfLeaks, PLACES } from './shown.ts';

const ADDRESS = 'gwen.heron@contoso.com';
const BYTES = Buffer.from(ADDRESS).toString('hex');

function parted(by: string, lead = ''): string {
  return (BYTES.match(/../g) ?? []).map((pair) => lead + pair).join(by);
}

describe.each(PLACES)('bytes as hexadecimal digits in %s', (_place, shown) => {
  test.each([
    ['payload ', parted(' '), ' decades of it'],
    ['payload ', parted('-'), ' it'],
    ['payload: ', parted(',', '0x'), ', death'],
    ['CFacade ', BYTES, ' decade'],
  ])('take no letter of the words around them: %s%s%s', (before, bytes, behind) => {
    const out = shown(before + bytes + behind, `From: ${ADDRESS}`);
    expect(out.startsWith(before)).toBe(true);
    expect(out.endsWith(behind)).toBe(true);
    expect(out).not.toContain(bytes);
  });

  test.each(['x', 'Blob'])('are found behind the letters of a word: %s', (before) => {
    expect(shown(`${before}${BYTES} is it`, `From: ${ADDRESS}`)).not.toContain(BYTES.slice(4));
  });
});

test('a token of bytes is of hexadecimal digits', () => {
  const [, [, inExcerpt] = []] = PLACES;
  const out = inExcerpt?.(`payload ${parted(' ', '0x')} ok`, `From: ${ADDRESS}`) ?? '';
  expect(out).toMatch(/^payload (?:0x[\da-f]{2} ){22}ok$/);
  expect(inExcerpt?.(`payload ${parted(' ').toUpperCase()} ok`, `From: ${ADDRESS}`)).toMatch(
    /^payload (?:[\dA-F]{2} ){22}ok$/,
  );
});

test('nothing is left that the searches for leaks find', async () => {
  for (const text of [`payload ${parted(' ')} decade`, `x${BYTES}y`, `payload ${parted(', ', '0x')}`])
    expect(await isFreeOfLeaks(`From: ${ADDRESS}, ${text}`)).toBe(true);
});

test('a run tells whether it is of hexadecimal digits', () => {
  const blobs = new Blobs((text) => text.includes(ADDRESS));
  expect(blobs.in(`x ${parted(' ')} y`)).toEqual([{ start: 2, end: 2 + parted(' ').length, isHex: true }]);
  expect(blobs.in(`x ${Buffer.from(ADDRESS).toString('base64')} y`)).toMatchObject([{ start: 2, isHex: false }]);
});
