import type { FormatSpec } from './format-text.ts';
import { printNumber } from './general-number.ts';
import { type ItemValue, plainText } from './item-types.ts';

type Whole = Extract<ItemValue, { readonly kind: 'whole' }>;

/** Fills a text up to its width; zeros go between a sign and the digits. */
function padded(text: string, spec: FormatSpec, head = ''): string {
  const { width, isLeft, isZeroPadded } = spec;
  if (isLeft) return `${head}${text}`.padEnd(width);
  return isZeroPadded ? head + text.padStart(width - head.length, '0') : `${head}${text}`.padStart(width);
}

const RADIX: Readonly<Record<string, number>> = { u: 10, x: 16, X: 16, o: 8 };

function printDigits(digits: string, spec: FormatSpec, head: string): string {
  const { precision } = spec;
  const filled = digits.padStart(precision ?? 1, '0');
  // With a precision C leaves zeros aside, as the width is then filled with blanks.
  return padded(filled, precision === undefined ? spec : { ...spec, isZeroPadded: false }, head);
}

function printUnsigned({ value }: Whole, spec: FormatSpec): string {
  const digits = value.toString(RADIX[spec.conversion]);
  const prefix = spec.conversion === 'o' ? '0' : spec.conversion === 'u' ? '' : `0${spec.conversion}`;
  const head = spec.hasPrefix && value !== 0n ? prefix : '';
  return printDigits(spec.conversion === 'X' ? digits.toUpperCase() : digits, spec, head);
}

function printSigned({ value, bits }: Whole, spec: FormatSpec): string {
  const signed = BigInt.asIntN(bits, value);
  return signed < 0n ? printDigits(String(-signed), spec, '-') : printDigits(String(signed), spec, spec.plus);
}

const LAST_UNIT = 0xffffn;
/** Code page 1252 has characters where Latin-1 has none. */
const ANSI = new TextDecoder('windows-1252');

function printCharacter({ value, bits }: Whole): string {
  if (bits === 8) return ANSI.decode(Uint8Array.of(Number(value)), { stream: true });
  return String.fromCharCode(Number(value & LAST_UNIT));
}

function printWhole(value: Whole, spec: FormatSpec): string {
  switch (spec.conversion) {
    case 'd':
    case 'i':
      return printSigned(value, spec);
    case 'u':
    case 'x':
    case 'X':
    case 'o':
      return printUnsigned(value, spec);
    case 'p':
      // As wide as the pointers of the program that wrote it, whatever the width says.
      return padded(
        value.value
          .toString(16)
          .toUpperCase()
          .padStart(value.bits / 4, '0'),
        spec,
      );
    case 'c':
    case 'C':
      return padded(printCharacter(value), { ...spec, isZeroPadded: false });
    default:
      return printText(plainText(value), spec);
  }
}

function printText(text: string, spec: FormatSpec): string {
  const { precision } = spec;
  return padded(precision === undefined ? text : text.slice(0, precision), { ...spec, isZeroPadded: false });
}

function isNumberConversion(letter: string): letter is 'e' | 'f' | 'g' {
  return letter === 'e' || letter === 'f' || letter === 'g';
}

function printFloat(value: number, spec: FormatSpec): string {
  const letter = spec.conversion.toLowerCase();
  const isNumber = isNumberConversion(letter);
  const printed = isNumber ? printNumber(value, letter, spec.precision) : printNumber(value, 'g');
  const text = isNumber && letter !== spec.conversion ? printed.toUpperCase() : printed;
  if (!isNumber) return printText(text, spec);
  return text.startsWith('-') ? padded(text.slice(1), spec, '-') : padded(text, spec, spec.plus);
}

/** A value as its place in a message asks for it. */
export function printValue(value: ItemValue, spec: FormatSpec | undefined): string {
  if (spec === undefined) return plainText(value);
  switch (value.kind) {
    case 'text':
      return printText(value.text, spec);
    case 'whole':
      return printWhole(value, spec);
    case 'float':
      return printFloat(value.value, spec);
  }
}
