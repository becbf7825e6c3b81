import { findSecrets } from '../model/find-secrets.ts';
import { domainLabels, isPublicHost } from '../model/identity/domains.ts';
import { type FileName, fileNames } from '../model/identity/file-names.ts';
import { findAddresses } from '../model/identity/find-addresses.ts';
import { findHosts } from '../model/identity/find-hosts.ts';
import { findIds, GUID } from '../model/identity/find-ids.ts';
import { findNames } from '../model/identity/find-names.ts';
import type { Finds, Secret } from '../model/identity/finds.ts';
import { fold } from '../model/identity/fold.ts';
import { KNOWN_ACCOUNTS, VOCABULARY } from '../model/identity/vocabulary.ts';
import { DirectoryNames } from './directory-names.ts';
import { shownIn } from './hex-text.ts';
import { KnownFiles } from './known-files.ts';
import { KnownNames, nameKey } from './known-names.ts';
import { OddAddresses } from './odd-addresses.ts';
import { isLongSecret } from './secret-tokens.ts';

const IP = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** Few digits alone may be any number. */
const SHORT_ID = /^(?:(?=.*\d)(?=.*[a-z])[a-z\d]{6,31}|\d{10,31})$/i;
const HEX_ID = /^(?:0x)?([\da-f]{32,47})$/i;
/** Signs at the ends of a name that are none of it. */
const AROUND = /^[._-]+|(?<![._-])[._-]+$/g;
const ID_PART = /[\p{L}\p{N}]+/gu;
const FILE_NAME = /\.(?:txt|log|etl|xml|csv|hist|zip|cab|gz|tar|tmf|reg|exe|dll|c|cc|cpp|h|hpp|cs|asmx|aspx|svc)$/i;

/** Who and what is named in some texts; what is named once is found wherever else it stands. */
export class Identities implements Finds {
  readonly names: KnownNames = new KnownNames();
  /** Domains that somebody owns, folded. */
  readonly domains: Set<string> = new Set();
  readonly addresses: Set<string> = new Set();
  /** Those that have other signs in front of the @ than most. */
  readonly oddAddresses: OddAddresses = new OddAddresses();
  /** Addresses of the network, accounts, telephones, GUIDs and ids of hexadecimal digits, folded; of telephones the digits. */
  readonly others: Set<string> = new Set();
  readonly directoryNames: DirectoryNames = new DirectoryNames();
  readonly files: KnownFiles = new KnownFiles();
  /** Secrets with what stands in front of them. */
  readonly secrets: Set<string> = new Set();
  /** Encoded words of mail, as they are written. */
  readonly encodedWords: Set<string> = new Set();

  add(text: string): void {
    for (const shown of shownIn(text)) {
      findAddresses(shown, this);
      findHosts(shown, this);
      findIds(shown, this);
      findNames(shown, this);
      findSecrets(shown, this);
      for (const name of fileNames(shown)) this.file(name);
    }
  }

  address(text: string): void {
    const at = text.lastIndexOf('@');
    const host = text.slice(at + 1);
    this.oddAddresses.add(text);
    // Its end may be cut off, and then it stands in others.
    if (host.includes('.')) this.addresses.add(nameKey(text));
    this.account(text.slice(0, at));
    if (host.includes('.')) this.host(host);
  }

  host(text: string): void {
    const name = nameKey(text).replace(AROUND, '');
    if (name === '' || IP.test(name) || isPublicHost(name) || !/\p{L}/u.test(name)) return;
    const labels = name.split('.');
    if (labels.length === 1) {
      this.machine(name);
      return;
    }
    const owned = labels.slice(-domainLabels(labels));
    this.domains.add(owned.join('.'));
    for (const label of [owned[0] ?? '', ...labels.slice(0, -owned.length)]) this.names.addLabel(label);
  }

  machine(text: string): void {
    if (!isPublicHost(text)) this.names.addLabel(text);
  }

  ip(text: string): void {
    this.others.add(fold(text));
  }

  phone(text: string): void {
    const digits = text.replace(/\D/g, '');
    if (digits.length >= 7) this.others.add(digits);
  }

  sid(text: string): void {
    this.others.add(fold(text));
  }

  /** Longer ids are replaced by their shape; GUIDs and hexadecimal digits are known by it again. */
  id(text: string): void {
    const [, digits] = HEX_ID.exec(text) ?? [];
    if (digits !== undefined) this.others.add(fold(digits));
    for (const [guid] of text.matchAll(GUID)) this.others.add(fold(guid));
    // `user:epid:0a1b2c3d4eAAA`; what has dots and slashes may be an address of the web.
    // Parts of a GUID stand in that of a provider of events, too.
    if (/[./]/.test(text) || /^[\da-f]*-[\da-f-]*$/i.test(text)) return;
    for (const [part] of text.replace(GUID, '').matchAll(ID_PART))
      if (SHORT_ID.test(part)) this.names.ids.add(nameKey(part));
  }

  /** A long one is known by its shape. */
  secret({ text, lead, isSure }: Secret): void {
    this.secrets.add(lead + text);
    if (isSure && !isLongSecret(text)) this.names.addLabel(text);
  }

  name(text: string): void {
    if (!text.includes('@')) this.names.addName(text);
  }

  directoryName(lead: string, name: string): void {
    this.directoryNames.add(lead, name);
  }

  encodedWord(text: string): void {
    this.encodedWords.add(text);
  }

  account(text: string): void {
    const account = text.replace(AROUND, '');
    if (KNOWN_ACCOUNTS.has(fold(account))) return;
    const words = account.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
    if (words.length > 1) this.names.addName(account);
    else for (const word of words) this.names.addWord(word);
  }

  domainAccount(domain: string, account: string): void {
    const isOther = VOCABULARY.has(fold(domain)) || VOCABULARY.has(fold(account)) || FILE_NAME.test(account);
    if (isOther || account.split('.').length > 2) return;
    this.names.addLabel(domain);
    this.account(account);
  }

  file(name: FileName): void {
    this.files.add(name);
  }

  profile(_lead: string, account: string): void {
    if (!KNOWN_ACCOUNTS.has(fold(account))) this.names.addName(account);
  }
}
