/** Digits of a number as `d.ddd × 10^exponent`. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

/** More digits than a double whose rounding to fewer is a tie can have. */
const ALL_DIGITS = 100;
/** From here on a double is a whole number of more digits than are kept. */
const WHOLE_FROM = 1e21;

function exactDigits(value: number): Digits {
  const [mantissa = '0', exponent = '0'] = value.toExponential(ALL_DIGITS).split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}

/** The first `kept` of some digits as a number, rounded, a tie to the even one. */
function roundedTo(kept: number, digits: string): bigint {
  const head = BigInt(`0${digits.slice(0, Math.max(0, kept))}`);
  const rest = kept < 0 ? '0' : digits.slice(kept);
  const isTie = /^50*$/.test(rest);
  const goesUp = isTie ? head % 2n === 1n : rest >= '5';
  return goesUp ? head + 1n : head;
}

/** 3.140625 is `3.14062` in C, while `toPrecision` breaks the tie upward and makes it 3.14063. */
function rounded(value: number, precision: number): Digits {
  const { digits, exponent } = exactDigits(value);
  const near = roundedTo(precision, digits).toString();
  return near.length > precision
    ? { digits: near.slice(0, precision), exponent: exponent + 1 }
    : { digits: near.padEnd(precision, '0'), exponent };
}

function withoutTrailingZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function scientific({ digits, exponent }: Digits, isShort: boolean): string {
  const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`;
  const sign = exponent < 0 ? '-' : '+';
  return `${isShort ? withoutTrailingZeros(mantissa) : mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function withPoint(digits: string, decimals: number): string {
  const all = digits.padStart(decimals + 1, '0');
  return decimals <= 0 ? all : `${all.slice(0, -decimals)}.${all.slice(-decimals)}`;
}

function fixed(value: number, decimals: number): string {
  if (value >= WHOLE_FROM) return withPoint(`${BigInt(value)}${'0'.repeat(decimals)}`, decimals);
  const { digits, exponent } = exactDigits(value);
  const kept = exponent + 1 + decimals;
  return withPoint(roundedTo(kept, digits.padEnd(kept, '0')).toString(), decimals);
}

function general(value: number, precision: number): string {
  if (value === 0) return '0';
  const near = rounded(value, precision);
  if (near.exponent < -4 || near.exponent >= precision) return scientific(near, true);
  return withoutTrailingZeros(withPoint(near.digits, precision - 1 - near.exponent));
}

/** A floating-point number as C prints it with `%g`, `%e` or `%f`; `precision` is 6 unless told, and at most 99. */
export function printNumber(value: number, conversion: 'g' | 'e' | 'f', precision = 6): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  const size = Math.abs(value);
  const kept = Math.min(precision, ALL_DIGITS - 1);
  switch (conversion) {
    case 'g':
      return sign + general(size, Math.max(1, kept));
    case 'e':
      return sign + scientific(rounded(size, kept + 1), false);
    case 'f':
      return sign + fixed(size, kept);
  }
}
