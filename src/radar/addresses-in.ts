import { ADDRESS } from './address.ts';

const ADDRESSES = new RegExp(ADDRESS, 'gu');

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if (value.includes('@')) yield value;
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) yield* textsIn(one);
  }
}

/** Addresses in whatever was told, wherever they stand in it. */
export function addressesIn(told: unknown): ReadonlySet<string> {
  const addresses = new Set<string>();
  for (const text of new Set(textsIn(told))) for (const [address] of text.matchAll(ADDRESSES)) addresses.add(address);
  return addresses;
}
