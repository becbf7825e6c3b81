import { expect, test } from 'vitest';
import { Identities } from '../../../src/excerpt/identities.ts';
import { findNames } from '../../../src/model/identity/find-names.ts';

function namesIn(text: string): readonly string[] {
  const names: string[] = [];
  const finds = new Identities();
  finds.name = (name) => names.push(name);
  findNames(text, finds);
  return names;
}

test.each([
  ['To: Alice Appleby <sip:a@b.c>', 'Alice Appleby'],
  ['From:  "Alice Appleby"  <a@b.c>', 'Alice Appleby'],
  ['From: " Alice Appleby " <a@b.c>', 'Alice Appleby'],
  [`Reply-To${' '.repeat(40)}:${' '.repeat(40)}Alice${' '.repeat(40)}<x>`, 'Alice'],
  ['Cc:\r\n Alice Appleby\r\n <x>', 'Alice Appleby'],
  ['Sender: Alice Appleby', 'Alice Appleby'],
  ['Contact: A <x>', 'A'],
  ['To: 李明 <x>', '李明'],
  [`To: ${'a'.repeat(120)} <x>`, 'a'.repeat(120)],
  ['f: "Alice Appleby" <x>', 'Alice Appleby'],
  ['a\nt: Alice Appleby<x>', 'Alice Appleby'],
])('%j', (text, name) => {
  expect(namesIn(text)).toEqual([name]);
});

test.each(['To: Alice=1 <x>', `To: ${'a'.repeat(121)} <x>`, `To:${' '.repeat(20_000)}:`])('%j names nobody', (text) => {
  expect(namesIn(text)).toEqual([]);
});
