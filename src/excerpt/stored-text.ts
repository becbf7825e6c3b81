import type { Decoded } from '../input/encoding.ts';
import type { Encoding } from '../model/source.ts';
import type { Storage } from './excerpt-file.ts';

const HIGH = new TextDecoder('windows-1252').decode(
  Uint8Array.from({ length: 128 }, (_, i) => 128 + i),
  { stream: true },
);
const WINDOWS_1252: ReadonlyMap<string, number> = new Map([...HIGH].map((sign, i) => [sign, 128 + i]));

/** How a stretch of a file is stored, by what decoding it told and by the encoding of the file. */
export function storageOf({ width }: Decoded, encoding: Encoding): Storage {
  if (width === 'utf-8') return 'utf-8';
  if (width === 1) return 'windows-1252';
  return encoding === 'utf-16be' ? 'utf-16be' : 'utf-16le';
}

/** The bytes of a text, the same as those it was decoded from where nothing was changed. */
export function storedBytes(text: string, storage: Storage): Uint8Array {
  switch (storage) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'windows-1252':
      return Uint8Array.from(text, (sign) => WINDOWS_1252.get(sign) ?? sign.charCodeAt(0) & 0xff);
    case 'bytes':
      return Buffer.from(text, 'latin1');
  }
}
