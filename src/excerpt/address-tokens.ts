import { domainLabels, isPublicHost, isTenantDomain } from '../model/identity/domains.ts';
import { VOCABULARY } from '../model/identity/vocabulary.ts';
import type { Edit } from './behind-escapes.ts';
import { nameKey } from './known-names.ts';
import type { TokenMaker } from './token-maker.ts';

/** The words of an address, with the escapes between them: `alice%2Bnews`. */
const ADDRESS_WORD = /%[\da-f]{2}|[\p{L}\p{N}\p{M}]+/giu;

/** A number of a telephone that has an address is the same number elsewhere. */
const PHONE = /^(?=(?:\D*\d){7})\+?\d[\d().-]*$/;

function localToken(local: string, maker: TokenMaker, word: (local: string) => string): string {
  return PHONE.test(local) ? maker.digits(local) : word(local);
}

/** `mail.contoso.com` to `mail.x3k7d2qa.example`: what is under one domain stays under one. */
export function domainToken(domain: string, maker: TokenMaker): string {
  if (isPublicHost(domain)) return domain;
  const labels = nameKey(domain).split('.');
  const owned = labels.slice(-domainLabels(labels));
  const above = labels.slice(0, labels.length - owned.length);
  const inner = above.map((label) => (VOCABULARY.has(label) ? label : maker.word(label)));
  const [name = '', ...top] = owned;
  if (top.length === 0) return maker.word(name);
  const tail = top.join('.');
  if (isTenantDomain(tail)) return [...inner, maker.word(name), tail].join('.');
  const kind = tail === 'com' ? '' : `-${maker.word(tail).slice(1, 4)}`;
  return [...inner, `${maker.word(name)}${kind}`, 'example'].join('.');
}

/** The same of an address, whose words have a token each. */
export function addressToken(address: string, maker: TokenMaker): string {
  const [, prefix = '', local = '', at = '@', domain = ''] = /^(sip_)?(.*?)(@|%40)(.*)$/i.exec(address) ?? [];
  const host = /^\d+(?:\.\d+){3}$/.test(domain) ? maker.ip4(domain) : domainToken(domain, maker);
  const words = (text: string): string =>
    text.replace(ADDRESS_WORD, (word) => (word.startsWith('%') ? word : maker.word(word)));
  return `${prefix}${localToken(local, maker, words)}${at}${host}`;
}

/** Of an address that only its field gave away. The domain stays for those who know domains, unless it is none. */
export function oddAddressEdit(text: string, start: number, end: number, maker: TokenMaker): Edit {
  const address = text.slice(start, end);
  const at = address.lastIndexOf('@');
  const isDomain = /^(?:[\p{L}\p{N}\p{M}-]+\.)+[\p{L}\p{N}\p{M}-]+$/u.test(address.slice(at + 1));
  const token = localToken(isDomain ? address.slice(0, at) : address, maker, (local) => maker.word(local));
  return isDomain ? { start, end: start + at, token } : { start, end, token: `${token}@${token}.example` };
}
