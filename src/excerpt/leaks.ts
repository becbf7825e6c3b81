import { secretsIn } from '../model/find-secrets.ts';
import { Blobs } from '../model/identity/blobs.ts';
import { MOST_DOMAIN_LABELS } from '../model/identity/domains.ts';
import { encodedWords } from '../model/identity/encoded-words.ts';
import { fileNames } from '../model/identity/file-names.ts';
import { IPV4, IPV6, isIpv4, isIpv6 } from '../model/identity/find-hosts.ts';
import { GUID, SID } from '../model/identity/find-ids.ts';
import { phoneNumbers } from '../model/identity/find-phones.ts';
import { fold } from '../model/identity/fold.ts';
import { shownIn } from './hex-text.ts';
import type { Identities } from './identities.ts';
import { type NameHit, nameKey } from './known-names.ts';
import { HEX_ID, isReplacedGuid } from './shapes.ts';

/** A shorter name may stand among bytes by chance. */
const LEAST_IN_BYTES = 5;
const DOTTED = /[\p{L}\p{N}\p{M}._+'@-]+/gu;
const HEX = new RegExp(HEX_ID, 'giu');
const TELEPHONE = /\d[\d ().-]{5,24}\d/g;

/** Where somebody or something known stands in a text. */
export interface KnownHit {
  readonly start: number;
  readonly end: number;
  readonly kind: NameHit['kind'] | 'address' | 'domain';
}

/** Where known domains stand among labels, the last first. */
function* domainsIn(
  text: string,
  domains: ReadonlySet<string>,
): Generator<{ readonly start: number; readonly end: number }> {
  const labels = text.split('.');
  const keys = labels.map(nameKey);
  const starts: number[] = [];
  for (let i = 0, at = 0; i < labels.length; at += (labels[i++]?.length ?? 0) + 1) starts.push(at);
  for (let end = labels.length; end > 1; end--) {
    for (let first = Math.max(0, end - MOST_DOMAIN_LABELS); first < end - 1; first++) {
      if (!domains.has(keys.slice(first, end).join('.'))) continue;
      yield { start: starts[first] ?? 0, end: (starts[end - 1] ?? 0) + (labels[end - 1]?.length ?? 0) };
    }
  }
}

/** The names of people, machines and domains, and the addresses, that stand in a text; some stand in others. */
export function* knownIn(text: string, { names, domains, addresses }: Identities): Generator<KnownHit> {
  yield* names.hitsIn(text);
  for (const { 0: run, index } of text.matchAll(DOTTED)) {
    const trimmed = run.replace(/(?<![.'_+-])[.'_+-]+$/, '');
    const [lead = ''] = /^[.'_+-]+/.exec(trimmed) ?? [];
    const shown = trimmed.slice(lead.length);
    if (!shown.includes('.') && !shown.includes('@')) continue;
    const from = index + lead.length;
    if (addresses.has(nameKey(shown))) yield { start: from, end: from + shown.length, kind: 'address' };
    const host = shown.lastIndexOf('@') + 1;
    for (const { start, end } of domainsIn(shown.slice(host), domains))
      yield { start: from + host + start, end: from + host + end, kind: 'domain' };
  }
}

function* namesIn(text: string, identities: Identities): Generator<string> {
  for (const { start, end } of knownIn(text, identities)) yield nameKey(text.slice(start, end));
}

/** Addresses of the network, accounts, ids and telephones that stand in a text and are known. */
function* othersIn(text: string, { others }: Identities): Generator<string> {
  for (const { 0: address, index } of text.matchAll(IPV4)) {
    if (others.has(address) && isIpv4(text, index, address)) yield address;
  }
  for (const [address] of text.matchAll(IPV6)) if (others.has(fold(address)) && isIpv6(address)) yield fold(address);
  for (const [id] of text.matchAll(HEX)) if (others.has(fold(id))) yield fold(id);
  for (const [sid] of text.matchAll(SID)) if (others.has(fold(sid))) yield fold(sid);
  for (const { 0: guid, index } of text.matchAll(GUID)) {
    if (others.has(fold(guid)) && isReplacedGuid(text, index, guid)) yield fold(guid);
  }
  for (const { start, end } of phoneNumbers(text)) {
    const digits = text.slice(start, end).replace(/\D/g, '');
    if (others.has(digits)) yield digits;
  }
  for (const { 0: number, index } of text.matchAll(TELEPHONE)) {
    const digits = number.replace(/\D/g, '');
    if (/(?:tel:|\+)\+?$/.test(text.slice(Math.max(0, index - 5), index)) && others.has(digits)) yield digits;
  }
}

/** Whether somebody is named in bytes that were read as text, and not by chance. */
export function isNamedInBytes(text: string, identities: Identities): boolean {
  for (const name of namesIn(text, identities)) if (name.length >= LEAST_IN_BYTES) return true;
  return false;
}

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  }
  return bytes.toString('utf8');
}

/** Identities that still stand somewhere in some bytes: as they are, behind escapes, in UTF-16, in base64 or hexadecimal digits. */
export function leaksIn(content: Uint8Array, identities: Identities): readonly string[] {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const text = textOf(bytes);
  const found = new Set<string>();
  for (const shown of shownIn(text)) {
    for (const name of namesIn(shown, identities)) found.add(name);
    for (const other of othersIn(shown, identities)) found.add(other);
    for (const { word } of encodedWords(shown)) if (identities.encodedWords.has(word)) found.add(word);
    for (const { lead, text: secret } of secretsIn(shown)) if (identities.secrets.has(lead + secret)) found.add(secret);
    for (const { start, end } of identities.oddAddresses.hitsIn(shown)) found.add(shown.slice(start, end));
    for (const { start, end } of identities.directoryNames.hitsIn(shown)) found.add(shown.slice(start, end));
    for (const { stem } of fileNames(shown)) if (identities.files.has(stem)) found.add(stem);
    for (const { start, end } of identities.files.hitsIn(shown)) found.add(shown.slice(start, end));
  }
  // Read from a wrong place on, bytes are signs of Han: only names in other scripts are none by chance.
  for (const lead of [0, 1]) {
    for (const name of namesIn(bytes.subarray(lead).toString('utf16le'), identities)) {
      if (name.length >= LEAST_IN_BYTES - 1 && name.charCodeAt(0) < 0x2e80) found.add(name);
    }
  }
  const blobs = new Blobs((shown) => isNamedInBytes(shown, identities));
  for (const { start, end } of blobs.in(text)) found.add(text.slice(start, end));
  return [...found];
}
