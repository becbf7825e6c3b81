export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le-bom' | 'utf-16be-bom' | 'windows-1252';

export interface TextForm {
  readonly encoding?: TextEncoding;
  readonly lineEnd?: 'lf' | 'crlf';
}

const MARK = '\ufeff';
/** The printable characters of Windows-1252 that are not those of Latin-1 and that the stories use. */
const WINDOWS_1252: ReadonlyMap<string, number> = new Map([
  ['€', 0x80],
  ['…', 0x85],
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['–', 0x96],
  ['—', 0x97],
  ['Š', 0x8a],
  ['š', 0x9a],
]);

function windows1252(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (character) => {
      const code = character.codePointAt(0) ?? 0;
      const byte = WINDOWS_1252.get(character) ?? code;
      if (byte > 0xff) throw new Error(`not in Windows-1252: ${character}`);
      return byte;
    }),
  );
}

/** Bytes of a text file. The text has line feeds alone. */
export function encodeText(text: string, form: TextForm = {}): Buffer {
  const { encoding = 'utf-8', lineEnd = 'lf' } = form;
  const lines = lineEnd === 'crlf' ? text.replaceAll('\n', '\r\n') : text;
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(lines, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(MARK + lines, 'utf8');
    case 'utf-16le-bom':
      return Buffer.from(MARK + lines, 'utf16le');
    case 'utf-16be-bom':
      return Buffer.from(MARK + lines, 'utf16le').swap16();
    case 'windows-1252':
      return windows1252(lines);
  }
}
