import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literal, Needles } from '../../src/input/needles.ts';
import { MENTION_LITERALS } from '../../src/radar/mentions.ts';
import { LITERALS } from '../../src/wire/literals.ts';

const texts = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((unit) => String.fromCharCode(unit)),
  minLength: 3,
  maxLength: 40,
});

test('a text of four characters and more is looked for by four of them', () => {
  const isSo = (text: string): void => {
    const { at, fingerprint } = literal(text, 'hit');
    const [first, second, third, fourth = []] = fingerprint;
    const found = Buffer.from([first, second, third, fourth].flat());
    expect(found.length).toBe(Math.min(4, text.length));
    expect(found.toString('latin1')).toBe(text.slice(at, at + found.length));
  };
  for (const text of [...LITERALS.literals, ...MENTION_LITERALS]) isSo(text);
  fc.assert(fc.property(texts, isSo));
});

test('a text is found where it stands, and nowhere else', () => {
  fc.assert(
    fc.property(texts, fc.string(), (text, front) => {
      const needles = new Needles([literal(text, 'hit')]);
      const bytes = Buffer.from(`${front}${text}`, 'utf-8');
      const start = Buffer.byteLength(front);
      const { at } = literal(text, 'hit');
      expect(needles.at(bytes, start + at)?.kind).toBe('hit');
      for (let place = 0; place < bytes.length; place++)
        expect(needles.at(bytes, place) !== undefined).toBe(
          place >= at &&
            bytes
              .subarray(place - at)
              .toString('latin1')
              .startsWith(text),
        );
    }),
  );
});
