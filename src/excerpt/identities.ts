import { ADDRESS, COMMON_WORDS, isPublicDomain, NAMED } from '../model/identity-patterns.ts';

const WORD = /[\p{L}\p{N}]+/gu;
const SHORTEST_WORD = 3;
const ADDRESSES = new RegExp(ADDRESS, 'giu');
const HOSTS = NAMED.host.map((source) => new RegExp(source, 'gimu'));
const PEOPLE = NAMED.person.map((source) => new RegExp(source, 'gimu'));
const DOMAINS = NAMED.domain.map((source) => new RegExp(source, 'gmu'));
const IP = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** `co.uk`, `com.au` */
const SECOND_LEVEL = /^(?:co|com|net|org|ac|gov|edu)$/;
/** Names of machines among the cells of a log of Exchange. */
const MACHINE_CELL = /(?<=[,"])([A-Z][A-Z0-9-]{2,14}\d[A-Z0-9-]{0,4})(?=[,"])/g;
const EWS_ROW = /^"?\d{4}-\d{2}-\d{2}T[\d:.]+Z"?,/;

/** How many labels at the end of a domain are one that somebody owns: 2 of `mail.contoso.com`, 3 of `mail.contoso.co.uk`. */
export function ownedLabels(labels: readonly string[]): number {
  const [second = '', top = ''] = labels.slice(-2);
  if (top.toLowerCase() === 'com' && second.toLowerCase() === 'onmicrosoft') return Math.min(labels.length, 3);
  return Math.min(labels.length, top.length === 2 && SECOND_LEVEL.test(second) ? 3 : 2);
}

/** Who and what is named in some texts; what is named once is found wherever else it stands. */
export class Identities {
  /** In lower case. */
  readonly words: Set<string> = new Set();
  /** Domains that somebody owns, in lower case. */
  readonly domains: Set<string> = new Set();
  readonly addresses: Set<string> = new Set();

  add(text: string): void {
    for (const [, local = '', domain = ''] of text.matchAll(ADDRESSES)) {
      this.addresses.add(`${local}@${domain}`.toLowerCase());
      this.addName(local);
      this.#addHost(domain);
    }
    for (const pattern of HOSTS) for (const [, host = ''] of text.matchAll(pattern)) this.#addHost(host);
    for (const pattern of PEOPLE) for (const [, name = ''] of text.matchAll(pattern)) this.addName(name);
    for (const pattern of DOMAINS) for (const [, name = ''] of text.matchAll(pattern)) this.#addWord(name);
    if (EWS_ROW.test(text)) for (const [, name = ''] of text.matchAll(MACHINE_CELL)) this.#addWord(name);
  }

  /** A name of a person, of one or more words. */
  addName(name: string): void {
    for (const [word] of name.matchAll(WORD)) this.#addWord(word);
  }

  #addWord(word: string): void {
    const lower = word.toLowerCase();
    if (lower.length < SHORTEST_WORD || /^\d+$/.test(lower) || COMMON_WORDS.has(lower)) return;
    this.words.add(lower);
  }

  #addHost(host: string): void {
    const name = host.toLowerCase().replace(/[.-]+$/, '');
    if (name === '' || IP.test(name) || isPublicDomain(name)) return;
    const labels = name.split('.');
    if (labels.length > 1) {
      const owned = labels.slice(-ownedLabels(labels));
      this.domains.add(owned.join('.'));
      this.#addWord(owned[0] ?? '');
      for (const label of labels.slice(0, -owned.length)) this.#addWord(label);
    } else this.#addWord(name);
  }
}
