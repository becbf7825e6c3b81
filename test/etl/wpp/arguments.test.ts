import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatted, tmfOf } from './wpp-record.ts';

interface Encoded {
  readonly type: string;
  readonly spec: string;
  readonly bytes: Uint8Array;
  readonly text: string;
}

function littleEndian(value: bigint, size: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  return bytes.subarray(0, size);
}

const SIGNED = { ItemChar: 1, ItemShort: 2, ItemLong: 4, ItemLongLong: 8 } as const;
const UNSIGNED = { ItemUChar: 1, ItemUShort: 2, ItemULong: 4, ItemULongLong: 8 } as const;

const signed = fc.constantFrom(...Object.entries(SIGNED)).chain(([type, size]) =>
  fc.bigInt({ min: -(2n ** BigInt(size * 8 - 1)), max: 2n ** BigInt(size * 8 - 1) - 1n }).map(
    (value): Encoded => ({
      type,
      spec: size === 8 ? 'I64d' : 'd',
      bytes: littleEndian(value, size),
      text: `${value}`,
    }),
  ),
);

const unsigned = fc
  .tuple(fc.constantFrom(...Object.entries(UNSIGNED)), fc.constantFrom('u', 'x', 'X', 'o'))
  .chain(([[type, size], letter]) =>
    fc.bigInt({ min: 0n, max: 2n ** BigInt(size * 8) - 1n }).map((value): Encoded => {
      const digits = value.toString(letter === 'o' ? 8 : letter === 'u' ? 10 : 16);
      const text = letter === 'X' ? digits.toUpperCase() : digits;
      return { type, spec: letter, bytes: littleEndian(value, size), text };
    }),
  );

const pointer = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(
  (value): Encoded => ({
    type: 'ItemPtr',
    spec: 'p',
    bytes: littleEndian(value, 8),
    text: value.toString(16).toUpperCase().padStart(16, '0'),
  }),
);

const words = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !text.includes('\0'));

const wide = fc
  .tuple(words, fc.constantFrom('ItemWString', 'ItemRWString', 'ItemPWString'))
  .map(([text, type]): Encoded => {
    const bytes = Buffer.from(text, 'utf16le');
    const isCounted = type === 'ItemPWString';
    const parts = isCounted ? [littleEndian(BigInt(bytes.length), 2), bytes] : [bytes, Buffer.alloc(2)];
    return { type, spec: 's', bytes: Buffer.concat(parts), text };
  });

const narrow = fc
  .tuple(words, fc.constantFrom('ItemString', 'ItemRString', 'ItemPString'))
  .map(([text, type]): Encoded => {
    const bytes = Buffer.from(text, 'utf8');
    const isCounted = type === 'ItemPString';
    const parts = isCounted ? [littleEndian(BigInt(bytes.length), 2), bytes] : [bytes, Buffer.alloc(1)];
    return { type, spec: 's', bytes: Buffer.concat(parts), text };
  });

const argument = fc.oneof(signed, unsigned, pointer, wide, narrow);

function payloadOf(list: readonly Encoded[]): Uint8Array {
  return Buffer.concat(list.map(({ bytes }) => bytes));
}

function tmf(list: readonly Encoded[]): string {
  const text = list.map(({ spec }, i) => `<%${i + 10}!${spec}!>`).join('');
  return tmfOf(
    text,
    list.map(({ type }) => type),
  );
}

describe('arguments of a message', () => {
  test('what a program writes is what is printed, and nothing is left', () => {
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 12 }), (list) => {
        const { message, left, misfit } = formatted(tmf(list), payloadOf(list));
        expect(message).toBe(list.map(({ text }) => `<${text}>`).join(''));
        expect([left, misfit]).toEqual([0, undefined]);
      }),
    );
  });

  test('of a payload that was cut the whole arguments in front of the cut are printed', () => {
    const cutList = fc.tuple(fc.array(argument, { minLength: 1, maxLength: 6 }), fc.nat(1000));
    fc.assert(
      fc.property(cutList, ([list, at]) => {
        const payload = payloadOf(list);
        const length = Math.min(at, Math.max(0, payload.length - 1));
        const { message, misfit } = formatted(tmf(list), payload.subarray(0, length));
        let end = 0;
        const whole = list.filter(({ bytes }) => {
          end += bytes.length;
          return end <= length;
        });
        expect(message.startsWith(whole.map(({ text }) => `<${text}>`).join(''))).toBe(true);
        expect(misfit).toBe('too-short');
      }),
    );
  });

  test('bytes behind the last argument are counted and shown', () => {
    fc.assert(
      fc.property(
        fc.array(argument, { maxLength: 4 }),
        fc.uint8Array({ minLength: 1, maxLength: 50 }),
        (list, more) => {
          const { message, left, misfit } = formatted(tmf(list), Buffer.concat([payloadOf(list), more]));
          const all = list.map(({ text }) => `<${text}>`).join('');
          expect(message).toBe(`${all} <${Buffer.from(more).toString('hex').toUpperCase()}>`);
          expect([left, misfit]).toEqual([more.length, 'left-over']);
        },
      ),
    );
  });
});
