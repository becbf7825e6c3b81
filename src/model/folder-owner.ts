const WORD = /[^\p{L}\p{N}]+/u;

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(WORD)
    .filter((word) => word !== '');
}

/**
 * Whether the owner of a folder, as an `Identity` names it, is known to be the user of an address: by the address, or by a name that the
 * address is made of. `Alice Example` is alice, alice.example and aexample; who else she may be nobody can tell.
 */
export function isOwnedBy(owner: string, address: string): boolean {
  if (owner.includes('@')) return owner.toLowerCase() === address.toLowerCase();
  const [local = ''] = address.toLowerCase().split('@');
  const names = wordsOf(owner);
  const [first = '', last = ''] = [names[0], names.at(-1)];
  if (wordsOf(local).every((word) => names.includes(word))) return true;
  return [first + last, last + first, first.slice(0, 1) + last, first + last.slice(0, 1)].includes(local);
}
