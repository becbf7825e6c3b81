import { isPublicHost, keptDomainOf } from '../model/identity/domains.ts';
import { decodedWord } from '../model/identity/encoded-words.ts';
import { ENDING, IS_DOCUMENT, IS_SERVICE } from '../model/identity/file-endings.ts';
import type { FileName } from '../model/identity/file-names.ts';
import type { Finds, Secret } from '../model/identity/finds.ts';
import { fold, wordsOf } from '../model/identity/fold.ts';
import { nameForms, nameWords } from '../model/identity/name-forms.ts';
import { isOrdinaryName } from '../model/identity/path-words.ts';
import { FIRST_NAMES, KNOWN_ACCOUNTS, VOCABULARY } from '../model/identity/vocabulary.ts';
import { TOKEN_FORM } from '../model/token-form.ts';
import { hostParts, hostToken } from './host-token.ts';
import type { IdentityKind } from './identity.ts';
import { Needles } from './needles.ts';
import { looksLikeToken, Tokens } from './tokens.ts';

const PHONE = /^\+?[\d().-]{7,}$/;
/** An extension, which may also be a year or a count: known by what stands in front of it. */
const SHORT_PHONE = /^\d{1,5}$/;
const CALLING = ['tel:', 'callto:'];
const LEAST_ID = 6;
const HOLDS_TOKEN = new RegExp(`\\b${TOKEN_FORM}`);

export interface IdentityOptions {
  readonly key: string;
  readonly keepDomains: readonly string[];
  /** What looks like a token is one already. */
  readonly keepsTokens: boolean;
}

/** Whether the name of a document, which is one word, is mostly that of somebody or of a matter: no word of the trade, and not short. */
function isTelling(stem: string, ending: string): boolean {
  return IS_DOCUMENT.test(ending) && /^\p{L}{4,}$/u.test(stem) && !isOrdinaryName(stem);
}

/** All that a report gives away, with the token for each. Grows while it is read; what is known stays. */
export class Identities implements Finds {
  readonly needles: Needles = new Needles();
  readonly tokens: Tokens;
  readonly #kept: readonly string[];
  readonly #files = new Map<string, FileName>();
  readonly keepsTokens: boolean;

  constructor({ key, keepDomains, keepsTokens }: IdentityOptions) {
    this.tokens = new Tokens(key);
    this.#kept = keepDomains;
    this.keepsTokens = keepsTokens;
  }

  #add(kind: IdentityKind, original: string, token: string, isWords = false): void {
    this.needles.add({ kind, original, token, isWords });
  }

  #isToken(text: string): boolean {
    return this.keepsTokens && text.split(/[@.\\]/).some(looksLikeToken);
  }

  /** A single word, which may be an ordinary one. Numbers are no names. */
  #word(kind: IdentityKind, word: string, token: string): void {
    if (VOCABULARY.has(fold(word)) || /^[\d._-]*$/.test(word) || [...word].length < 2) return;
    const words = wordsOf(word);
    // `send-as`, `ews-timeout`: made of ordinary words it may be what the tool calls something.
    this.#add(kind, word, token, words.length < 2 || words.every((part) => VOCABULARY.has(part) || /^\d+$/.test(part)));
  }

  /** What stands for a user, an account, or the part of an address in front of the @. */
  userToken(local: string): string {
    if (this.keepsTokens && looksLikeToken(local)) return local;
    return PHONE.test(local) ? this.tokens.of('phone', local.replace(/\D/g, '')) : this.tokens.of('user', local);
  }

  hostToken(host: string): string {
    return this.#isToken(host) ? host : hostToken(host, this.tokens, this.#kept);
  }

  address(text: string): void {
    const at = text.lastIndexOf('@');
    const [local, host] = [text.slice(0, at), text.slice(at + 1)];
    if (this.#isToken(text)) return;
    const user = this.userToken(local);
    this.#add('user', text, `${user}@${this.hostToken(host)}`);
    this.#add('user', `${local}@`, `${user}@`);
    this.account(local);
    if (host.includes('.')) this.host(host);
  }

  host(text: string): void {
    const host = text.replace(/^[._-]+|[._-]+$/g, '');
    if (isPublicHost(host) || this.#isToken(host) || !/\p{L}/u.test(host)) return;
    const { front, domain, word } = hostParts(host);
    const kept = keptDomainOf(host, this.#kept);
    if (host !== kept) this.#add('host', host, this.hostToken(host));
    for (const label of front) if (/[\d-]/.test(label) || label.length >= 4) this.machine(label);
    if (kept !== undefined) return;
    this.#add('domain', domain, this.hostToken(domain));
    if (word.length >= 3) this.#word('domain', word, this.tokens.of('domain', word));
  }

  machine(text: string): void {
    if (!this.#isToken(text)) this.#word('host', text, this.tokens.of('host', text));
  }

  ip(text: string): void {
    this.#add('ip', text, this.tokens.of('ip', text));
  }

  phone(text: string): void {
    const digits = text.replace(/\D/g, '');
    const token = this.tokens.of('phone', digits);
    if (SHORT_PHONE.test(text)) {
      for (const scheme of CALLING)
        this.needles.add({ kind: 'phone', original: scheme + text, token, isWords: false, lead: scheme.length });
      return;
    }
    this.#add('phone', text.trim(), token);
    if (digits.length >= 7) this.#add('phone', digits, token);
  }

  sid(text: string): void {
    this.#add('sid', text, this.tokens.of('sid', text));
  }

  id(text: string): void {
    if (text.length >= LEAST_ID && !this.#isToken(text)) this.#add('id', text, this.tokens.of('id', text));
  }

  secret({ text, lead, isSure }: Secret): void {
    if (this.#isToken(text)) return;
    const token = this.tokens.of('id', text);
    this.needles.add({ kind: 'id', original: lead + text, token, isWords: false, lead: lead.length });
    if (isSure) this.#word('id', text, token);
  }

  name(text: string): void {
    const name = text.trim().replace(/^["']|["']$/g, '');
    const words = wordsOf(name);
    if (name.includes('@') || !/\p{L}/u.test(name) || this.#isToken(name)) return;
    const isOrdinary = words.every((word) => VOCABULARY.has(word) || /^\d+$/.test(word));
    if (isOrdinary && !(words.length > 1 && words.some((word) => FIRST_NAMES.has(word)))) return;
    this.#named(name, !isOrdinary);
  }

  directoryName(lead: string, name: string): void {
    if (VOCABULARY.has(fold(name))) return;
    const token = this.tokens.of('name', name);
    // As words: `o=ag` may stand in the script of a page.
    this.needles.add({ kind: 'name', original: `${lead}${name}`, token, isWords: true, lead: lead.length });
  }

  encodedWord(text: string): void {
    const shown = decodedWord(text).trim();
    if (this.#isToken(shown)) return;
    const token = this.tokens.of('name', shown);
    // All of them begin alike.
    this.needles.add({ kind: 'name', original: text, token, isWords: false, lead: 0 });
  }

  /** `isWords`: words that are all ordinary ones would pass for a sentence of the tool's. */
  #named(name: string, isWords = true): void {
    const forms = nameForms(name);
    const token = this.tokens.of('name', forms[0] ?? name);
    if (forms.length === 0) this.#word('name', name, token);
    else this.#add('name', name, token, isWords);
    for (const form of forms) this.#add('name', form, token, isWords || wordsOf(form).length < 2);
    for (const word of nameWords(name)) this.#word('name', word, this.tokens.of('name', word));
  }

  account(text: string): void {
    const account = text.replace(/^["._-]+|["._-]+$/g, '');
    if (account === '' || KNOWN_ACCOUNTS.has(fold(account)) || this.#isToken(account)) return;
    this.#word('user', account, this.userToken(account));
    // `alice.example`: the name is known by the account.
    if (/^\p{L}+(?:[._-]\p{L}+)+$/u.test(account) && !wordsOf(account).every((word) => VOCABULARY.has(word))) {
      this.#named(account);
    }
  }

  domainAccount(domain: string, account: string): void {
    const isOther =
      VOCABULARY.has(fold(domain)) || VOCABULARY.has(fold(account)) || ENDING.test(account) || IS_SERVICE.test(account);
    if (isOther || account.split('.').length > 2 || this.#isToken(account)) return;
    const isKept = this.#kept.some((kept) => fold(kept).split('.')[0] === fold(domain));
    const shown = isKept ? domain : this.tokens.of('domain', domain);
    for (const by of ['\\', '\\\\'])
      this.#add('user', `${domain}${by}${account}`, `${shown}${by}${this.userToken(account)}`);
    if (!isKept) this.#word('domain', domain, shown);
    this.account(account);
  }

  profile(lead: string, account: string): void {
    if (KNOWN_ACCOUNTS.has(fold(account)) || this.#isToken(account)) return;
    const token = this.userToken(account);
    this.needles.add({ kind: 'user', original: `${lead}${account}`, token, isWords: false, lead: lead.length });
    this.account(account);
    for (const form of nameForms(account)) this.#add('name', form, token, true);
  }

  /** What is known of them by other names is only known once all is read. */
  file(name: FileName): void {
    const { stem, ending, lead, tail } = name;
    if (!this.keepsTokens || !HOLDS_TOKEN.test(stem)) this.#files.set(JSON.stringify([stem, ending, lead, tail]), name);
  }

  /** Files that are named after somebody read like somebody; each other name gets a token. */
  settleFiles(): void {
    for (const { stem, ending, lead, tail } of this.#files.values()) {
      const known = this.needles.get(stem);
      if (known !== undefined && known.kind !== 'file') continue;
      const token = this.tokens.of('file', stem);
      this.namedFile(stem, ending, token);
      // A single word may be any of a sentence, so it is only known beside a separator.
      if (lead !== '') this.#file(lead + stem, token, true, lead.length);
      if (tail !== '') this.#file(stem + tail, token + tail, true);
    }
    this.#files.clear();
  }

  /** With a lead, if an empty one: the beginning of a file's name may be any word, too. */
  #file(original: string, token: string, isWords: boolean, lead = 0): void {
    this.needles.add({ kind: 'file', original, token, isWords, lead });
  }

  /** A file, or a bundle, by its name; of one word that may be any of a sentence only with its ending. */
  namedFile(stem: string, ending: string, token: string): void {
    if (ending !== '') this.#file(stem + ending, token + ending, false);
    if (wordsOf(stem).length > 1 || isTelling(stem, ending)) this.#file(stem, token, true);
  }

  /** A bundle among many, or a folder of bundles, by its name; a single word is looked for, too: it is mostly that of a user or a PC. */
  place(kind: 'bundle' | 'file', stem: string, ending: string, token: string): void {
    if (ending !== '') this.#add(kind, stem + ending, token + ending, true);
    if (wordsOf(stem).length > 1) this.#add(kind, stem, token, true);
    else this.#word(kind, stem, token);
  }

  /** What stands for a whole field that holds an id. */
  idToken(text: string): string {
    return this.#isToken(text) ? text : this.tokens.of('id', text);
  }

  /** What stands for a whole field that names somebody. */
  personToken(text: string): string {
    return this.#isToken(text) ? text : this.tokens.of('name', text);
  }
}
