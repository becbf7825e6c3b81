import { describe, expect, it } from 'vitest';
import type { Finds } from '../../../src/model/identity/finds.ts';
import { findNamesBeside } from '../../../src/model/identity/names-beside.ts';

function namesIn(text: string): readonly string[] {
  const names: string[] = [];
  const none = (): void => undefined;
  const finds: Finds = {
    address: none,
    host: none,
    machine: none,
    ip: none,
    phone: none,
    sid: none,
    id: none,
    secret: none,
    name: (name) => names.push(name),
    directoryName: none,
    encodedWord: none,
    account: none,
    domainAccount: none,
    profile: none,
    file: none,
  };
  findNamesBeside(text, finds);
  return [...new Set(names)];
}

describe('a name beside an address', () => {
  it.each([
    ['in brackets behind it', 'taken for <sip:carol@contoso.com> (Carol Jones), body', ['Carol Jones']],
    ['in brackets, whatever the address is', 'for <sip:c7@contoso.com> (Carol Ann O’Neil)', ['Carol Ann O’Neil']],
    ['behind it, by the first name', 'sip:carol@contoso.com Carol Jones', ['Carol Jones']],
    ['in front, by the family name', 'note of Carol Jones <jones@contoso.com> queued', ['Carol Jones']],
    ['in front, by both', 'note of "Carol Jones" carol.jones@contoso.com queued', ['Carol Jones']],
    ['behind words with capitals', 'Calling Carol Jones sip:carol@contoso.com', ['Carol Jones']],
  ])('is one %s', (_, text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it.each([
    'Deferred Note carol@contoso.com Queued Again',
    'sip:carol@contoso.com (Offline Message)',
    'sip:carol@contoso.com is Carol',
    'sip:carol@contoso.com Carol Offline',
    'Carol Jones and no address',
    'alice@contoso.com wrote; nobody told Carol Jones of it',
  ])('is none where nothing says so: %s', (text) => {
    expect(namesIn(text)).toEqual([]);
  });
});
