import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printNumber } from '../../../src/etl/wpp/general-number.ts';

// What printf of glibc prints, which rounds exactly and breaks ties to the even digit.
describe('a floating-point number as C prints it', () => {
  test.each([
    [3.140625, '3.14062'],
    [3.140635, '3.14064'],
    [2.5, '2.5'],
    [0, '0'],
    [-0, '-0'],
    [1, '1'],
    [100000, '100000'],
    [1000000, '1e+06'],
    [999999.5, '1e+06'],
    [123456.5, '123456'],
    [123457.5, '123458'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [0.000123456789, '0.000123457'],
    [-1.5e300, '-1.5e+300'],
    [5e-324, '4.94066e-324'],
    [1.7976931348623157e308, '1.79769e+308'],
    [0.1, '0.1'],
    [1 / 3, '0.333333'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
    [Number.NaN, 'nan'],
  ])('general: %s is %s', (value, expected) => {
    expect(printNumber(value, 'g')).toBe(expected);
  });

  test.each([
    ['f', 0.5, 0, '0'],
    ['f', 1.5, 0, '2'],
    ['f', 2.5, 0, '2'],
    ['f', 0.125, 2, '0.12'],
    ['f', 0.375, 2, '0.38'],
    ['f', 0.001, 2, '0.00'],
    ['f', 0.006, 2, '0.01'],
    ['f', 999.9996, 3, '1000.000'],
    ['f', 0.1, 20, '0.10000000000000000555'],
    ['f', 1e22, 1, '10000000000000000000000.0'],
    ['f', 0, 3, '0.000'],
    ['e', 12345.678, 3, '1.235e+04'],
    ['e', 9.9996, 3, '1.000e+01'],
    ['e', 0, 2, '0.00e+00'],
    ['e', 2.5, 0, '2e+00'],
    ['g', 0.00012345, 3, '0.000123'],
    ['g', 2.5, 1, '2'],
    ['g', 2.5, 0, '2'],
    ['g', 1234567.875, 10, '1234567.875'],
  ] as const)('%s: %s to %s places is %s', (conversion, value, precision, expected) => {
    expect(printNumber(value, conversion, precision)).toBe(expected);
  });

  test('with 17 digits no bit of a number is lost', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom('g', 'e'),
        (value, conversion) => {
          expect(Number(printNumber(value, conversion, 17))).toBe(value);
        },
      ),
    );
  });

  test('no shorter number of six digits is nearer', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const printed = Number(printNumber(value, 'g'));
        // toPrecision is right but for its ties, where both neighbours are equally near.
        expect(Math.abs(printed - value)).toBeLessThanOrEqual(Math.abs(Number(value.toPrecision(6)) - value));
      }),
    );
  });

  test('never throws, whatever the precision', () => {
    fc.assert(
      fc.property(
        fc.double(),
        fc.constantFrom('g', 'e', 'f'),
        fc.nat(1_000_000_000),
        (value, conversion, precision) => {
          expect(printNumber(value, conversion, precision).length).toBeLessThan(500);
        },
      ),
    );
  });
});
