import type { Identities } from './identities.ts';

/** Shorter words stand in others. */
const SHORTEST = 4;

function percentText(text: string): string {
  return encodeURIComponent(text).toLowerCase();
}

/** A text in base64, without the signs that depend on what stands around it, for each of the three places it may begin at. */
function base64Texts(text: string, encoding: 'utf8' | 'utf16le'): readonly string[] {
  return [0, 1, 2].map((lead) => {
    const bytes = Buffer.concat([Buffer.alloc(lead), Buffer.from(text, encoding)]);
    const first = Math.ceil((lead * 4) / 3);
    return bytes.toString('base64', 0, bytes.length - (bytes.length % 3)).slice(first);
  });
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

/** Identities that still stand somewhere in some bytes: as they are, percent-encoded, in UTF-16 or in base64. */
export function leaksIn(content: Uint8Array, identities: Identities): readonly string[] {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const plain = bytes.toString('utf8').toLowerCase();
  const wide = [0, 1].map((lead) => bytes.subarray(lead).toString('utf16le').toLowerCase());
  const latin = bytes.toString('latin1');
  const found: string[] = [];
  for (const word of [...identities.words].filter(({ length }) => length >= SHORTEST)) {
    if ([plain, ...wide].some((text) => holdsWord(text, word))) found.push(word);
  }
  for (const name of [...identities.addresses, ...identities.domains]) {
    const texts = [plain, ...wide];
    const coded = [...base64Texts(name, 'utf8'), ...base64Texts(name, 'utf16le')].filter(({ length }) => length >= 8);
    if (texts.some((text) => holdsWord(text, name) || text.includes(percentText(name)))) found.push(name);
    else if (coded.some((text) => latin.includes(text))) found.push(name);
  }
  return [...new Set(found)];
}
