import { harvest, harvestMessage } from './harvest.ts';

/** Fewer characters may be numbers. */
const MIN_CHARS = 8;
/** Digits of as many bytes; a number in decimal digits is far longer before it is taken for text. */
const HEX = /[\dA-Fa-f]{16,}/g;
const DECIMAL = /^\d{16,31}$/;
const NARROW = /[\t\n\r\x20-\x7e\xa0-\xff]{8,}/g;
const WIDE = /(?:[\t\n\r\x20-\x7e\xa0-\xff]\0){8}/;
const NUMBER = /^(?:-?\d{1,20}|0x[\dA-F]{1,16})$/;
const SIZES = [1, 2, 4, 8] as const;

/** Bytes chance to be printable: of a text most are letters of ASCII. */
function isWordy(run: string): boolean {
  return 4 * (run.match(/[\w ]/g)?.length ?? 0) >= 3 * run.length;
}

function holdsText(bytes: Buffer): boolean {
  const latin = bytes.toString('latin1');
  if (WIDE.test(latin) || /[\t\n\r\x20-\x7e]{8}/.test(latin) || (latin.match(NARROW) ?? []).some(isWordy)) return true;
  return harvest(bytes).texts.some((text) => text.length >= MIN_CHARS);
}

/** What stands in place of bytes that may be a text. */
function countOf(bytes: number): string {
  return `[${bytes} bytes]`;
}

/** Takes the text of bytes that are not shown. */
export type OnHidden = (text: string) => void;

/** A text without runs of hexadecimal digits whose bytes hold text. */
export function withoutHexText(text: string, onHidden: OnHidden): string {
  return text.replace(HEX, (digits) => {
    if (DECIMAL.test(digits)) return digits;
    // A word in front of them may end in a letter that is a digit.
    const bytes = [0, 1].map((at) => Buffer.from(digits.slice(at), 'hex')).find(holdsText);
    if (bytes === undefined) return digits;
    onHidden(harvestMessage(harvest(bytes)));
    return countOf(bytes.length);
  });
}

/** The whole numbers of an array, some of which are printed as text; undefined for any other array. */
function numbersOf(values: readonly unknown[]): readonly bigint[] | undefined {
  const numbers: bigint[] = [];
  for (const value of values) {
    if (typeof value === 'string' ? !NUMBER.test(value) : !Number.isSafeInteger(value)) return undefined;
    numbers.push(BigInt(value as string | number));
  }
  return numbers;
}

function bytesOf(numbers: readonly bigint[], size: number): Buffer {
  const bytes = Buffer.alloc(8 + size * numbers.length);
  for (const [i, one] of numbers.entries()) bytes.writeBigUInt64LE(BigInt.asUintN(8 * size, one), i * size);
  return bytes.subarray(0, size * numbers.length);
}

/** What stands in place of an array of numbers whose bytes hold text, or may (`isPrivate`); undefined for one that is shown. */
export function hiddenArray(values: readonly unknown[], isPrivate: boolean, onHidden: OnHidden): string | undefined {
  const numbers = values.length === 0 ? undefined : numbersOf(values);
  if (numbers === undefined) return undefined;
  const fits = (size: number): boolean =>
    numbers.every((one) => one >= -(1n << BigInt(8 * size - 1)) && one < 1n << BigInt(8 * size));
  const size = SIZES.find(fits) ?? 8;
  // One number that is great does not make the others more than characters.
  const text = SIZES.filter((each) => each <= size)
    .map((each) => bytesOf(numbers, each))
    .find(holdsText);
  if (text === undefined && !isPrivate) return undefined;
  onHidden(text === undefined ? '' : harvestMessage(harvest(text)));
  return countOf(size * numbers.length);
}
