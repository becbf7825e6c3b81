/** Names that the client, its tools and this one give; words in them name nobody. */
const KNOWN_WORDS: ReadonlySet<string> = new Set(
  `tracing history spooler lync uccapi uccapilog office ship trace traces log logs etl txt xml csv reg hist bak old fmt fmtfile exchange ews
  policies policy im configuration information folder statistics folderstatistics client online offline drafts zip cab tar gz gzip tgz bundle diag diagnostics collected
  copy prev backup u x x86ship x64ship registry sip standard input skype business events event winevent tracerpt wevtutil decoded text import excerpt
  oimscope phrases
  appdata local roaming microsoft users data mailbox server protocol csclientpolicy csimconfiguration`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
const NAME_WORD = /\p{L}[\p{L}\p{N}\p{M}]*/gu;
/** The name of a file or a folder with what `token` makes of the words in it that no tool writes. */
export function withoutNames(name: string, token: (word: string) => string): string {
  return name.replace(NAME_WORD, (word) => (KNOWN_WORDS.has(word.toLowerCase()) ? word : token(word)));
}

/** Whether a name has a word in it that no tool writes. */
export function namesSomething(name: string): boolean {
  return [...name.matchAll(NAME_WORD)].some(([word]) => !KNOWN_WORDS.has(word.toLowerCase()));
}
