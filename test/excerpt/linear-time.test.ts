import { describe, expect, test } from 'vitest';
import { Identities } from '../../src/excerpt/identities.ts';
import { knownIn, leaksIn } from '../../src/excerpt/leaks.ts';
import { maskSpool } from '../../src/excerpt/masked-spool.ts';
import { TextMask } from '../../src/excerpt/masked-text.ts';
import { PhraseMask } from '../../src/excerpt/phrase-mask.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';
import { PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';
import { PrivateMask } from '../../src/wire/private-mask.ts';

const KNOWN =
  'From: "Alice Appleby" <sip:alice.appleby@contoso.com>\nX-FEServer: EXCH01\nCONTOSO\\dave\nC:\\Docs\\Geheimplan Nord.docx';
const TEMPLATES = ['Pelican {messageId} nests with {text}', 'Pelican {text} nests with {recipient}'];

function identities(): Identities {
  const known = new Identities();
  known.add(KNOWN);
  return known;
}

function phraseMask(): PhraseMask {
  const phrases = TEMPLATES.map((text, i) => ({ id: `nest-${i}`, observes: 'message-queued', text }));
  const book = readPhrasebook('test.json', JSON.stringify({ phrasebook: 1, name: 'test', phrases }));
  return new PhraseMask(new PhraseSet([book]), () => '[text]');
}

const WAYS: ReadonlyArray<readonly [string, (text: string) => unknown]> = [
  ['finding names', (text) => identities().add(text)],
  ['replacing names', (text) => new Pseudonyms(Buffer.from('key'), identities()).text(text)],
  ['looking for known names', (text) => [...knownIn(text, identities())]],
  ['looking for leaks', (text) => leaksIn(Buffer.from(text), identities())],
  ['masking an event', (text) => new TextMask(new PrivateMask()).record(`<a>${text}`, 'tracerpt-xml', 0, {})],
  [
    'masking a row',
    (text) => new TextMask(new PrivateMask()).record(`A,131098509001234567,${text}`, 'tracerpt-csv', 0, {}),
  ],
  ['masking what phrases keep', (text) => phraseMask().mask(`${text} Pelican 7 nests with ${text}!`, 'cells')],
  ['masking a spool file', (text) => maskSpool(Buffer.from(`<html>${text}`), new PrivateMask())],
];
const LEADS = ['x', 'To:', 'f:', 'From: "', 'user=', 'Name:', 'call-id=', 'http://a'];
const UNITS = [
  ' ',
  '\t',
  ', ',
  'a.',
  '\\',
  ':',
  '"',
  '.',
  '._',
  ' "',
  ': ',
  'a:',
  'To: ',
  ';u=',
  'ab\\cd ',
  '<![CDATA[',
  '>',
  'é.',
];

/** What takes the square of the length takes sixteen times as long, and the third power sixty-four times. */
const [FEW, MANY, MOST_TIMES] = [10_000, 40_000, 11];
/** Less is no measure: something else may run beside it. */
const LEAST_MS = 2000;

function msOf(way: (text: string) => unknown, text: string): number {
  const started = performance.now();
  way(text);
  return performance.now() - started;
}

describe.each(WAYS)('%s', (_, way) => {
  test.each(UNITS)('takes no more than its length in a row of %j', { timeout: 60_000 }, (unit) => {
    for (const lead of LEADS) {
      const row = (length: number): string => `${lead}${unit.repeat(length / unit.length)}!`;
      const few = msOf(way, row(FEW));
      const most = Math.max(LEAST_MS, few * MOST_TIMES);
      const many = msOf(way, row(MANY));
      expect(many < most ? many : msOf(way, row(MANY)), `${lead} ${few.toFixed()} ms`).toBeLessThan(most);
    }
  });
});
