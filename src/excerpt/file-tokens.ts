import { addressToken } from './address-tokens.ts';
import { withoutNames } from './known-words.ts';
import { ADDRESS } from './shapes.ts';
import type { TokenMaker } from './token-maker.ts';

const ADDRESSES = new RegExp(ADDRESS, 'giu');

/** What stands for the name of a file or a folder: for an address in it what always does, for each other word that no tool writes a token. */
export function fileToken(stem: string, maker: TokenMaker): string {
  const words = (text: string): string => withoutNames(text, (word) => maker.word(word));
  let [out, at] = ['', 0];
  for (const { 0: address, index } of stem.matchAll(ADDRESSES)) {
    out += words(stem.slice(at, index)) + addressToken(address, maker);
    at = index + address.length;
  }
  return out + words(stem.slice(at));
}
