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

/** Index behind the last whole UTF-8 sequence: of one cut off at the end only the first bytes are there. */
function wholeEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Whether chunks of a file are UTF-8 together, however they are cut. */
export class Utf8Check {
  #isValid = true;
  /** A sequence cut at the end of the last chunk: at most three bytes. */
  #cut: Uint8Array = new Uint8Array();

  /** False once some bytes are no UTF-8; a sequence cut at the end is none either. */
  get isValid(): boolean {
    return this.#isValid && this.#cut.length === 0;
  }

  add(chunk: Uint8Array): void {
    if (!this.#isValid) return;
    const bytes = this.#cut.length === 0 ? chunk : Buffer.concat([this.#cut, chunk]);
    const end = wholeEnd(bytes);
    this.#isValid = isUtf8(bytes.subarray(0, end));
    this.#cut = Uint8Array.from(bytes.subarray(end));
  }
}

/** Encoding by byte order mark, else by the look of the first bytes. Never by the name of the file. */
export function codingOf(head: Uint8Array): Coding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3, unit: 1 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2, unit: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2, unit: 2 };
  const utf16 = sniffUtf16(head);
  if (utf16 !== undefined) return { encoding: utf16, bom: 0, unit: 2 };
  return { encoding: isUtf8(head.subarray(0, wholeEnd(head))) ? 'utf-8' : 'windows-1252', bom: 0, unit: 1 };
}

export interface Decoded {
  readonly text: string;
  /** Bytes a character of the text has in the file. */
  readonly width: 1 | 2 | 'utf-8';
}

/** The text of some bytes. Bytes that are no UTF-8 are read as windows-1252, whatever the rest of the file is. Never throws. */
export function decode(bytes: Uint8Array, coding: Coding): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (coding.encoding === 'utf-16be')
    return {
      text: Buffer.from(buffer.subarray(0, buffer.length & ~1))
        .swap16()
        .toString('utf16le'),
      width: 2,
    };
  if (coding.unit === 2) return { text: buffer.toString('utf16le'), width: 2 };
  // A record may end inside a character: at the end of a file that was cut, or where the record itself was.
  const end = coding.encoding === 'utf-8' ? wholeEnd(buffer) : buffer.length;
  if (isUtf8(buffer.subarray(0, end))) return { text: buffer.toString('utf8', 0, end), width: 'utf-8' };
  return { text: WINDOWS_1252.decode(buffer, { stream: true }), width: 1 };
}

/** A text of one byte a character, as programs log it: UTF-8 where it is that, else windows-1252, as the code page is told nowhere. */
export function ansiText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(buffer) ? buffer.toString('utf8') : WINDOWS_1252.decode(buffer, { stream: true });
}
