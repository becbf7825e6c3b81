import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MASKS } from '../../src/radar/mask-patterns.ts';
import { ALL_MASKS, type Masked, MaskSearch, maskSearch } from '../../src/radar/mask-search.ts';
import { signsIn } from '../../src/radar/signs.ts';

/** Each mask finds something in one of them; some are of two. */
const EXAMPLES = [
  'a\tb',
  'says "see you" and "no end',
  "in 'My Folder' now",
  'says „bis morgen“ and “no end',
  'moved (see you at noon) now',
  'GET https://mail.contoso.com/EWS?x=1.',
  'for bob@contoso.com, sip:zoë@contoso.com;x',
  'displayName=Bob Miller; to: Zelda, x',
  'C:\\Users\\x\\History Spooler\\ab-1.hist',
  '%APPDATA%\\x\\y and /home/bob/x.txt',
  'Übung für Zoë, a\u0001b, a\u007fb',
  'in Gartenweg 17 or 12 High Street now',
  'on exch01:443 now',
  'deadbeef-abcd-abcd-abcd-deadbeefabcd',
  'CONTOSO\\alice',
  'NoError ErrorServerBusy CreateItem SaveOnly',
  '09:15:00.123 2016-06-08T09:15:00Z',
  '10.1.2.3:443 fe80::1:2:3 a:b:c:d',
  '16.0.6741.2048 6/8/2016 1.2.3 0x80072EE2',
  '+49 30 1234567, 425/555/0100',
  'exch01.contoso.com Transport.cpp',
  '""see you at noon"" and x',
  'a `see you` and ``at noon` x',
  'for bob%40contoso.com, bob=40contoso.com or bob (at) contoso.com',
  '/o=Contoso/ou=Any Group (X)/cn=Recipients/cn=bmiller now',
  'CN=Miller\\, Bob,OU=Users,DC=contoso,DC=com now',
  '(see you (both) at noon) and C:/Users/bob miller/x.txt, HKCU\\Software\\x',
  'a 【see you】 and ❝at noon❞ x',
  "a ,,see you at noon'' and ´at noon´ x",
  'note 17 took 15ms, +3,5 s, key m17 AAMkAD=',
  'meet.contoso.com/bob/x, bob @ contoso.com and ~/bob/x.hist',
  'sip:bob;gruu;opaque=x, sip_bob_contoso_com',
  'x@[10.1.2.3], CONTOSO/alice on //exch01/x and DESKTOP-ALICE',
  'bob   @ contoso.com, bob@ contoso.com, bob @contoso.com, bob$@contoso.com and x',
  'bob <at> contoso <dot> com, bob  (at) contoso.com, bob(at)contoso, bob%40contoso, bob=40contoso',
  'bob [dot] miller [at] contoso [dot] com, bob%2Emiller%40contoso%2Ecom, smtp:bob',
];

const SIGNS = [...'\t"\'([{)]}/@:=\\-.,;0123456789aA xzE%+_<>|*„“”’«`【】\u0001\u007füß件'];
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(...EXAMPLES.flatMap((one) => [one, ...one.split(' '), one.slice(0, one.length >> 1)])),
      fc.constantFrom(...SIGNS),
      fc.constantFrom(' ', ' on ', ' to: ', 'name=', 'said ', 'CN=', '/o=', '%40', 'HKCU\\'),
      fc.constantFrom(
        'bob  @ contoso.com',
        'display name=',
        'user ',
        'principal ',
        'from  ',
        '( at ',
        ' [dot]',
        '@ ',
        ' <at> ',
        '  (at) ',
        'bob   @',
        '=40',
        'user    ',
        ' : ',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** What is masked, by its end: of a name behind a key only the name is. */
function maskedBy(search: MaskSearch, text: string): readonly string[] {
  return foundBy(search, text)
    .filter(({ name }) => name !== undefined)
    .map(({ name, value, index }) => {
      const key = name === 'named' || name === 'user' ? (/^[^:=]*[:=]\s?/.exec(value)?.[0].length ?? 0) : 0;
      return `${name} ${index + key} ${index + value.length}`;
    });
}

function foundBy(search: MaskSearch, text: string): readonly Masked[] {
  const all: Masked[] = [];
  let from = 0;
  for (let one = search.next(text, from); one !== undefined; one = search.next(text, from)) {
    all.push(one);
    from = one.index + one.value.length;
  }
  return all;
}

describe.each(MASKS.map((mask, number) => [mask[0], number] as const))('%s, mask %i', (_, number) => {
  const [, source = '', ...needs] = MASKS[number] ?? ['', ''];
  const matches = (text: string): boolean => new RegExp(source, 'gu').test(text);

  test('finds something in an example', () => {
    expect(EXAMPLES.some(matches)).toBe(true);
  });

  test('finds nothing in a text without its signs', () => {
    const holds = (text: string): void => {
      if (matches(text)) for (const some of needs) expect(signsIn(text) & some, JSON.stringify(text)).not.toBe(0);
    };
    for (const text of EXAMPLES.flatMap((one) => [one, ...one.split(' ')])) holds(text);
    fc.assert(fc.property(texts, holds), { numRuns: 300 });
  });
});

test('a search by signs finds what a search for all masks does', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(foundBy(maskSearch(text), text)).toEqual(foundBy(ALL_MASKS, text));
    }),
    { numRuns: 3000 },
  );
});

test('each mask finds the same whether or not words that none begins with are skipped', () => {
  const withAll = new MaskSearch(MASKS, []);
  const holds = (text: string): void => {
    expect(maskedBy(ALL_MASKS, text)).toEqual(maskedBy(withAll, text));
  };
  for (const text of EXAMPLES) holds(text);
  for (const text of [
    'for bob  @ contoso.com',
    'for bob @  contoso.com',
    'for bob    @contoso.com',
    'for bob   ( at )  contoso  <dot>  com',
    'user    : bob, to   = x',
    'user principal name=bob, sam account: x',
  ])
    holds(text);
  fc.assert(fc.property(texts, holds), { numRuns: 3000 });
});
