import { Blobs } from '../model/identity/blobs.ts';
import { IPV4, isIpv4 } from '../model/identity/find-hosts.ts';
import { GUID, SID } from '../model/identity/find-ids.ts';
import { fold } from '../model/identity/fold.ts';
import { decodedTexts } from '../model/identity/views.ts';
import type { Identities } from './identities.ts';
import { nameKey } from './known-names.ts';
import { isReplacedGuid } from './shapes.ts';

/** A shorter name may stand among bytes by chance. */
const LEAST_IN_BYTES = 5;
const DOTTED = /[\p{L}\p{N}\p{M}._+'@-]+/gu;
const TELEPHONE = /\d[\d ().-]{5,24}\d/g;

/** The names of people, machines and domains, and the addresses, that stand in a text. */
function* namesIn(text: string, { names, domains, addresses }: Identities): Generator<string> {
  for (const { start, end } of names.hitsIn(text)) yield nameKey(text.slice(start, end));
  for (const [run] of text.matchAll(DOTTED)) {
    const key = nameKey(run).replace(/^[.'_+-]+|[.'_+-]+$/g, '');
    if (!key.includes('.') && !key.includes('@')) continue;
    if (addresses.has(key)) yield key;
    const labels = key.slice(key.lastIndexOf('@') + 1).split('.');
    for (let end = labels.length; end > 1; end--) {
      for (let start = 0; start < end - 1; start++) {
        const domain = labels.slice(start, end).join('.');
        if (domains.has(domain)) yield domain;
      }
    }
  }
}

/** Addresses of the network, accounts, GUIDs and telephones that stand in a text and are known. */
function* othersIn(text: string, { others }: Identities): Generator<string> {
  for (const { 0: address, index } of text.matchAll(IPV4)) {
    if (others.has(address) && isIpv4(text, index, address)) yield address;
  }
  for (const [sid] of text.matchAll(SID)) if (others.has(fold(sid))) yield fold(sid);
  for (const { 0: guid, index } of text.matchAll(GUID)) {
    if (others.has(fold(guid)) && isReplacedGuid(text, index, guid)) yield fold(guid);
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
  for (const shown of [text, ...decodedTexts(text)]) {
    for (const name of namesIn(shown, identities)) found.add(name);
    for (const other of othersIn(shown, identities)) found.add(other);
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
