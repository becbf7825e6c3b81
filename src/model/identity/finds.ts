import type { FileName } from './file-names.ts';

/** What nobody else may know. */
export interface Secret {
  readonly text: string;
  /** What stands right in front of it, by which it is known where it may be any word. */
  readonly lead: string;
  /** It is none of the usual words, and so a secret wherever it stands. */
  readonly isSure: boolean;
}

/** Takes what a detector finds in a text, each by what it is. */
export interface Finds {
  /** `alice@contoso.com`; a domain that is cut, or an IP address in its place, will do. */
  address(text: string): void;
  /** A host or a domain, fully qualified. */
  host(text: string): void;
  /** A host by its short name: `EXCH02`. */
  machine(text: string): void;
  ip(text: string): void;
  phone(text: string): void;
  sid(text: string): void;
  /** GUIDs, ids of items, calls, dialogs and devices, and what stands for a secret of a sign-in. */
  id(text: string): void;
  /** A password, a token, a ticket, the id of a meeting. */
  secret(secret: Secret): void;
  /** A name that people see: `Alice Example`. */
  name(text: string): void;
  /** A name in a directory that is too short to be one elsewhere, with the key in front of it: `ou=` and `AG`. */
  directoryName(lead: string, name: string): void;
  /** A word of mail in its encoded form, which holds a name or a subject: `=?utf-8?B?SsO2cmc=?=`. */
  encodedWord(text: string): void;
  /** The name of an account: `alice`. */
  account(text: string): void;
  /** `CONTOSO\alice` */
  domainAccount(domain: string, account: string): void;
  /** The folder of an account, with the folder above it and what stands between. */
  profile(lead: string, account: string): void;
  file(name: FileName): void;
}
