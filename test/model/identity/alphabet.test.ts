import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Alphabet } from '../../../src/model/identity/alphabet.ts';
import { fold } from '../../../src/model/identity/fold.ts';

const RUNS = { numRuns: 300 };
/** Letters of several scripts, those that fold in odd ways among them: capital sigma, the Kelvin sign, the dotted I, letters beyond the first plane. */
const LETTERS = [...'abzAZ09.@-_öÖßÉéИиλΣσςKİıŁ雷Ａａ', '\u{10400}', '\u{10428}', 'e\u0301', '\ufffd'];
const text = fc.array(fc.constantFrom(...LETTERS), { minLength: 5, maxLength: 12 }).map((letters) => letters.join(''));
const noise = fc.uint8Array({ maxLength: 9 });

const utf16be = (of: string): Buffer => Buffer.from(of, 'utf16le').swap16();
const FORMS: readonly (readonly [string, (of: string) => Buffer])[] = [
  ['UTF-8', (of) => Buffer.from(of)],
  ['UTF-16LE', (of) => Buffer.from(of, 'utf16le')],
  ['UTF-16BE', utf16be],
];

function alphabetOf(...texts: readonly string[]): Alphabet {
  const alphabet = new Alphabet();
  for (const each of texts) alphabet.add(fold(each));
  return alphabet;
}

test.each(FORMS)('a text is never passed over in %s, whatever its capitals and what stands around it', (_, encode) => {
  fc.assert(
    fc.property(text, noise, noise, (of, before, after) => {
      const alphabet = alphabetOf(of);
      // Some letters have more than one small one; what folds to the text is the text.
      for (const written of [of, of.toUpperCase(), of.toLowerCase()].filter((each) => fold(each) === fold(of))) {
        expect(alphabet.mayStandIn(Buffer.concat([before, encode(written), after]))).toBe(true);
      }
    }),
    RUNS,
  );
});

test('nor is one of Latin letters with NULs anywhere between them', () => {
  const alphabet = alphabetOf('Müller');
  expect(alphabet.mayStandIn(Buffer.from('\0M\0\0\xfcl\0le\0r', 'latin1'))).toBe(true);
});

test('nor is the replacement of what is no UTF-8', () => {
  expect(alphabetOf('al\ufffdce').mayStandIn(Buffer.from('al\xffce', 'latin1'))).toBe(true);
});

test('bytes that hold fewer letters in a row than the shortest text has are passed over', () => {
  const alphabet = alphabetOf('alice', 'contoso.com');
  expect(alphabet.mayStandIn(Buffer.from('alic\u0001alic'))).toBe(false);
  expect(alphabet.mayStandIn(Buffer.from('ALICE'))).toBe(true);
  expect(alphabet.mayStandIn(Buffer.from('zzzzzzzzzz'))).toBe(false);
  expect(new Alphabet().mayStandIn(Buffer.from('anything'))).toBe(false);
});
