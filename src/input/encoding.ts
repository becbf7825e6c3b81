import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../model/source.ts';

/** How the characters of a file are stored. */
export interface Coding {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark at the start of the file. */
  readonly bom: number;
  /** Bytes per code unit. */
  readonly unit: 1 | 2;
}

/** Asked with `stream`: without it Node 20 answers Latin-1, in which 0x80 is no euro sign. */
const WINDOWS_1252 = new TextDecoder('windows-1252');

/** Share of NULs on one side of the byte pairs from which text without a mark is taken for UTF-16. */
const UTF16_SHARE = 0.4;

function sniffUtf16(head: Uint8Array): Encoding | undefined {
  const pairs = Math.min(head.length, 4096) >> 1;
  if (pairs < 4) return undefined;
  let evenNuls = 0;
  let oddNuls = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) evenNuls++;
    if (head[2 * i + 1] === 0) oddNuls++;
  }
  // Text of any script has blanks, digits and line ends, whose high byte is 0; in binary data both sides hold NULs.
  if (oddNuls >= pairs * UTF16_SHARE && evenNuls === 0) return 'utf-16le';
  if (evenNuls >= pairs * UTF16_SHARE && oddNuls === 0) return 'utf-16be';
  return undefined;
}

/** True where the bytes are whole UTF-8 sequences but for one cut off at either end. */
export function isUtf8Slice(bytes: Uint8Array): boolean {
  let start = 0;
  while (start < 3 && start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  let end = bytes.length;
  for (let back = 1; back <= 3 && back <= bytes.length - start; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (needs > back) end = bytes.length - back;
    break;
  }
  return isUtf8(bytes.subarray(start, end));
}

/** Encoding by byte order mark, else by the look of the first bytes. Never by the name of the file. */
export function codingOf(head: Uint8Array): Coding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3, unit: 1 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2, unit: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2, unit: 2 };
  const utf16 = sniffUtf16(head);
  if (utf16 !== undefined) return { encoding: utf16, bom: 0, unit: 2 };
  return { encoding: isUtf8Slice(head) ? 'utf-8' : 'windows-1252', bom: 0, unit: 1 };
}

/**
 * One character a code unit: bytes as Latin-1 where the unit is 1 (so that an index is a byte offset, and V8 keeps one
 * byte a character), UTF-16 where it is 2.
 */
export function toUnits(bytes: Uint8Array, coding: Coding): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (coding.unit === 1) return buffer.toString('latin1');
  const whole = buffer.subarray(0, buffer.length & ~1);
  return coding.encoding === 'utf-16be' ? Buffer.from(whole).swap16().toString('utf16le') : whole.toString('utf16le');
}

export interface Decoded {
  readonly text: string;
  /** Bytes a character of the text has in the file. */
  readonly width: 1 | 2 | 'utf-8';
}

/** The text of a slice of units. Bytes that are no UTF-8 are read as windows-1252, whatever the rest of the file is. Never throws. */
export function decode(units: string, coding: Coding): Decoded {
  if (coding.unit === 2) return { text: Buffer.from(units, 'utf16le').toString('utf16le'), width: 2 };
  const bytes = Buffer.from(units, 'latin1');
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), width: 'utf-8' };
  return { text: WINDOWS_1252.decode(bytes, { stream: true }), width: 1 };
}
