import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRegular } from '../../src/model/regular-xml.ts';
import { isWellFormed, parseAny, parseEnvelope } from '../../src/wire/soap.ts';
import { answered, mail, NO_ERROR, saved } from '../life/exchange.ts';
import { createItem, updateItem } from '../make/ews.ts';

const STYLES = [
  { prefix: 's', pretty: false },
  { prefix: 'soap', pretty: true },
  { prefix: '', pretty: true },
] as const;

const ENVELOPES: readonly string[] = STYLES.flatMap((style) => [
  createItem(
    [mail('bob@contoso.com', { html: '<p>a &amp; b</p>' }), mail('carol@contoso.com')],
    'SaveOnly',
    undefined,
    style,
  ),
  updateItem({ id: 'AAMk1', changeKey: 'C' }, 'a subject', 'SendOnly', style),
  answered('CreateItem', NO_ERROR),
  answered('CreateItem', saved('AAMk1')),
]).map((text) => text.slice(text.search(/<(?:\w+:)?Envelope/)).trimEnd());

describe('an envelope read without the parser is what the parser makes of it', () => {
  it('as clients and servers write them, and nearly all are', () => {
    for (const envelope of ENVELOPES) {
      expect(parseRegular(envelope, true), envelope).toBeDefined();
      expect(parseEnvelope(envelope)).toEqual(parseAny(envelope));
    }
  });

  it('whatever a few characters of it become', () => {
    const edits = fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('<', '>', '"', "'", '&', '/', ' ', '\n', '&#32;', '<!--', ']]>', ':', 'x')),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...ENVELOPES), edits, fc.boolean(), (envelope, changes, replaces) => {
        let text = envelope;
        for (const [place, written] of changes) {
          const at = place % text.length;
          text = text.slice(0, at) + written + text.slice(replaces ? at + 1 : at);
        }
        const regular = parseRegular(text, true);
        if (regular?.name !== 'Envelope') return;
        expect(parseEnvelope(text)).toEqual(parseAny(text));
      }),
      { numRuns: 3000 },
    );
  });
});

it('an envelope with a torn reference is as well-formed as its tags are', () => {
  for (const text of ['&lp&gt;Hello', 'a & b', '&#xZZ;']) {
    expect(isWellFormed(`<s:Envelope><t:Body BodyType="HTML">${text}</t:Body></s:Envelope>`)).toBe(true);
    expect(isWellFormed(`<s:Envelope><t:Body BodyType="HTML">${text}</s:Envelope>`)).toBe(false);
  }
});
