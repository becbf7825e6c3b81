import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fingerprint, groupFingerprints } from '../../src/input/fingerprint-groups.ts';
import { literal, loneNumber, Needles } from '../../src/input/needles.ts';
import { Scanner, SLICE, WINDOW_AT } from '../../src/input/scanner.ts';

function filled(bytes: Uint8Array, fingerprints: readonly Fingerprint[]): Scanner {
  const scanner = Scanner.take(fingerprints, bytes.length + 64);
  scanner.bytes.fill(0xaa);
  scanner.bytes.set(bytes);
  scanner.seal(bytes.length);
  return scanner;
}

function placesOf(scanner: Scanner, end: number): number[] {
  const places: number[] = [];
  for (let from = 0; from < end; from += SLICE) {
    places.push(...Array.from(scanner.candidates(from, end), (place) => place - WINDOW_AT));
  }
  return places;
}

const WORDS = ['HTTP/1', 'Envelope', 'OC/1', 'ERROR_WINHTTP_', '-21470', 'ffline_IM', '0x80072'];

describe('the scan', () => {
  test('finds every needle, wherever it stands, and nothing twice or out of order', () => {
    const part = fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary-ascii', maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), fc.nat(SLICE), (parts, lead) => {
        const text = `${'.'.repeat(lead % 70 === 0 ? SLICE - (lead % 13) : lead % 70)}${parts.join('')}`;
        const bytes = Buffer.from(text, 'latin1');
        const needles = new Needles(WORDS.map((word) => literal(word, word)));
        const places = placesOf(filled(bytes, needles.fingerprints), bytes.length);
        expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
        const found = places.flatMap((place) => {
          const needle = needles.at(bytes, place);
          return needle === undefined ? [] : [`${needle.kind} at ${place - needle.at}`];
        });
        const expected = WORDS.flatMap((word) =>
          [...text.matchAll(new RegExp(word, 'g'))].map((match) => `${word} at ${match.index}`),
        );
        expect(found.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  test('finds each of hundreds of needles of any length', () => {
    const word = fc.stringMatching(/^[CabI:. ]{3,40}$/);
    const some = fc.tuple(fc.array(word, { minLength: 1, maxLength: 400 }), fc.array(fc.nat(), { maxLength: 40 }));
    fc.assert(
      fc.property(some, ([words, picks]) => {
        const unique = [...new Set(words)];
        const text = picks.map((pick) => `${unique[pick % unique.length]}|`).join('');
        const bytes = Buffer.from(text, 'latin1');
        const needles = new Needles(unique.map((one) => literal(one, one)));
        const found = placesOf(filled(bytes, needles.fingerprints), bytes.length).filter((place) => {
          const needle = needles.at(bytes, place);
          return needle !== undefined && text.startsWith(needle.kind, place - needle.at);
        });
        let at = 0;
        for (const pick of picks) {
          const one = unique[pick % unique.length] ?? '';
          expect(
            found.some((place) => place >= at && place < at + one.length),
            one,
          ).toBe(true);
          at += one.length + 1;
        }
      }),
      { numRuns: 60 },
    );
  });

  test('sees nothing behind the end of the bytes', () => {
    const needles = new Needles([literal('Envelope', 'hit')]);
    const bytes = Buffer.from('xxxxxxxxEnvel', 'latin1');
    const scanner = filled(bytes, needles.fingerprints);
    expect(placesOf(scanner, bytes.length).filter((place) => needles.at(scanner.bytes, place))).toEqual([]);
  });

  test('keeps its bytes when it grows', () => {
    const scanner = filled(Buffer.from('HTTP/1.1'), []);
    scanner.grow(1 << 22);
    expect(scanner.bytes.toString('latin1', 0, 8)).toBe('HTTP/1.1');
    expect(scanner.bytes.length).toBe(1 << 22);
  });

  test('counts line feeds as a loop does', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\n', 'a', '\r'), maxLength: 200 }),
        fc.nat(),
        fc.nat(),
        (text, a, b) => {
          const [from, to] = [a % (text.length + 1), b % (text.length + 1)].toSorted((x, y) => x - y) as [
            number,
            number,
          ];
          const scanner = filled(Buffer.from(text), []);
          expect(scanner.lineFeeds(from, to)).toBe(text.slice(from, to).split('\n').length - 1);
        },
      ),
    );
  });
});

describe('a lone number', () => {
  test.each([
    ['error 12002.', true],
    ['(12002)', true],
    ['12002', true],
    ['00012002', false],
    ['120021', false],
    ['x12002', false],
    ['12002_', false],
  ])('%s: %s', (text, expected) => {
    const needles = new Needles([loneNumber('12002', 'hit')]);
    const bytes = Buffer.from(text, 'latin1');
    const found = placesOf(filled(bytes, needles.fingerprints), bytes.length).some((place) => needles.at(bytes, place));
    expect(found).toBe(expected);
  });
});

test('groups of fingerprints let every fingerprint through, however many share a group', () => {
  const byte = fc.nat(255);
  const fingerprint = fc.tuple(
    fc.array(byte, { minLength: 1, maxLength: 3 }),
    fc.array(byte, { minLength: 1, maxLength: 3 }),
    fc.array(byte, { minLength: 1, maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(fingerprint, { minLength: 1, maxLength: 200 }), (fingerprints) => {
      const groups = groupFingerprints(fingerprints, 8);
      expect(groups.length).toBeLessThanOrEqual(8);
      for (const places of fingerprints) {
        const passes = groups.some((group) =>
          places.every((bytes, i) => {
            const [low, high] = group[i] ?? [0, 0];
            return bytes.every((one) => (low >> (one & 15)) & 1 && (high >> (one >> 4)) & 1);
          }),
        );
        expect(passes).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});
