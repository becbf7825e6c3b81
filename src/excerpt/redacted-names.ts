import type { Pseudonyms } from './pseudonyms.ts';

/** Names that the client, its tools and this one give; words in them name nobody. */
const KNOWN_WORDS: ReadonlySet<string> = new Set(
  `tracing history spooler lync uccapi uccapilog office ship trace traces log logs etl txt xml csv reg hist bak old fmt fmtfile exchange ews
  policies policy im configuration information folder statistics folderstatistics client online offline drafts zip cab tar gz gzip tgz bundle diag diagnostics collected
  copy prev backup u x x86ship x64ship registry sip standard input skype business events event winevent tracerpt wevtutil decoded text import excerpt
  appdata local roaming microsoft users data mailbox server protocol csclientpolicy csimconfiguration`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
const NAME_WORD = /\p{L}[\p{L}\p{N}\p{M}]*/gu;
/** By this name it is found. */
const PHRASEBOOK = 'oimscope.phrases.json';
/** `0A1B0001.hist`: the client's own number. */
const NUMBERED = /^[\dA-F]{6,16}\.hist$/i;

/**
 * A path with tokens in place of what names somebody, each folder and the file by itself: words that no tool writes are names. What tells rotated logs
 * apart, digits and endings, stays.
 */
export function redactedPath(path: string, pseudonyms: Pseudonyms): string {
  return path
    .split('/')
    .map((name) => {
      if (NUMBERED.test(name) || name.toLowerCase() === PHRASEBOOK) return name;
      return pseudonyms.text(name, (rest) =>
        rest.replace(NAME_WORD, (word) => (KNOWN_WORDS.has(word.toLowerCase()) ? word : pseudonyms.word(word))),
      );
    })
    .join('/');
}
