/** A letter beyond ASCII as mail writes it: `=?utf-8?B?SsO2cmc=?=`, `=?iso-8859-1?Q?J=F6rg_M?=` (RFC 2047); its end may be cut off. */
export const ENCODED_WORD = '=\\?[\\w.-]{2,40}(?:\\*[\\w-]{1,20})?\\?[BQ]\\?[^?\\s]{0,1000}(?:\\?=|$)';
const WORDS = new RegExp(ENCODED_WORD, 'giu');
const PARTS = /^=\?([\w.-]+)(?:\*[\w-]+)?\?([bq])\?([^?]*)/i;

function textOf(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** What an encoded word stands for. */
export function decodedWord(word: string): string {
  const [, charset = '', coding = '', written = ''] = PARTS.exec(word) ?? [];
  if (/b/i.test(coding)) return textOf(Buffer.from(written, 'base64'), charset);
  const octets = written
    .replaceAll('_', ' ')
    .replace(/=([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return textOf(Buffer.from(octets, 'latin1'), charset);
}

/** The encoded words of a text, which are names and subjects and nothing else, with their places. */
export function* encodedWords(text: string): Generator<{ readonly start: number; readonly word: string }> {
  if (!text.includes('=?')) return;
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    if (/[\p{L}\p{N}]/u.test(decodedWord(word))) yield { start: index, word };
  }
}
