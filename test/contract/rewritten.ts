import { encodeText, type TextForm } from '../make/encode.ts';

/** One way of writing a text down, and the encoding that a reader should find in it. */
export interface Writing {
  readonly name: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Bytes of the mark in front. */
  readonly bom: number;
  /** Undefined where the encoding lacks a character of the text. */
  readonly bytes: Buffer | undefined;
}

function encoded(text: string, form: TextForm): Buffer | undefined {
  try {
    return encodeText(text, form);
  } catch {
    return undefined; // The encoder throws for what windows-1252 lacks: there is no such file then.
  }
}

/** A text with line feeds alone in all encodings and line ends that are read. */
export function writingsOf(text: string): readonly Writing[] {
  const isAscii = /^[\x00-\x7f]*$/.test(text);
  return (['lf', 'crlf'] as const).flatMap((lineEnd): readonly Writing[] => {
    const of = (encoding: TextForm['encoding']): Buffer | undefined =>
      encoded(text, encoding === undefined ? { lineEnd } : { encoding, lineEnd });
    const upper = lineEnd.toUpperCase();
    return [
      { name: `UTF-8, ${upper}`, encoding: 'utf-8', bom: 0, bytes: of('utf-8') },
      { name: `UTF-8 with a mark, ${upper}`, encoding: 'utf-8', bom: 3, bytes: of('utf-8-bom') },
      { name: `UTF-16LE, ${upper}`, encoding: 'utf-16le', bom: 2, bytes: of('utf-16le-bom') },
      { name: `UTF-16BE, ${upper}`, encoding: 'utf-16be', bom: 2, bytes: of('utf-16be-bom') },
      {
        name: `UTF-16LE without a mark, ${upper}`,
        encoding: 'utf-16le',
        bom: 0,
        bytes: of('utf-16le-bom')?.subarray(2),
      },
      {
        name: `UTF-16BE without a mark, ${upper}`,
        encoding: 'utf-16be',
        bom: 0,
        bytes: of('utf-16be-bom')?.subarray(2),
      },
      {
        name: `windows-1252, ${upper}`,
        encoding: isAscii ? 'utf-8' : 'windows-1252',
        bom: 0,
        bytes: of('windows-1252'),
      },
    ];
  });
}

/** Text of some bytes of such a file. */
export function decoded(bytes: Uint8Array, encoding: Writing['encoding']): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: true });
}
