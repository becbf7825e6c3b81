import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, ask, call, mail, NO_ERROR, post, reply, saved } from '../life/exchange.ts';
import { observe, type Said, say } from '../life/scene.ts';
import { createItem, updateItem } from '../make/ews.ts';
import { cut, interleaved, NOISE, places } from './cutting.ts';

/** Words of a message; some of them are words that evidence is looked for by. */
const SECRET = 'zebra';
const WORDS = `${SECRET} one Envelope CreateItem POST ${SECRET} two Message EmailAddress NoError Fault ${SECRET} error 12029 ${SECRET}`;

function refTexts(scene: readonly Said[]): readonly string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'text' && typeof inner === 'string') texts.push(inner);
      else walk(inner);
    }
  };
  walk(observe(scene));
  return texts;
}

const STYLES = fc.record({ prefix: fc.constantFrom('s', 'soap', ''), pretty: fc.boolean() } as const);
const BODIES = fc.constantFrom(
  WORDS,
  `<html><body><p>${WORDS}</p></body></html>`,
  `line ${SECRET}\nEmailAddress> ${SECRET}\n\nHost: ${SECRET}\n${WORDS}`,
);

describe('no citation holds what somebody wrote', () => {
  it('wherever the request is cut, in whatever style, with others in between', () => {
    const scenes = fc.tuple(STYLES, BODIES, fc.boolean(), fc.boolean()).chain(([style, html, isUpdate, isNoisy]) => {
      const item = mail('bob@contoso.com', { html, subject: `About ${WORDS}` });
      const soap = isUpdate
        ? updateItem({ id: 'AAMk1', changeKey: 'C' }, `About ${WORDS}`, 'SendOnly', style)
        : createItem([item], 'SaveOnly', { distinguished: 'drafts' }, style);
      const request = say(0, post(soap));
      return fc.tuple(places(request.text, 6), fc.boolean()).map(([at, isCutForGood]) => {
        const parts = cut(request, at);
        const kept = isCutForGood && parts.length > 1 ? parts.slice(0, -1) : parts;
        return [
          ...(isNoisy ? interleaved(kept, NOISE) : kept),
          say(1, reply(200, answered('CreateItem', saved('AAMk1')))),
        ];
      });
    });
    fc.assert(
      fc.property(scenes, (scene) => {
        expect(refTexts(scene).filter((text) => text.includes(SECRET))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('in CDATA, in attributes over several lines, in extended properties', () => {
    const soap = createItem([mail('bob@contoso.com')], 'SaveOnly', undefined, { prefix: 's', pretty: false });
    const bodies = [
      `<t:Body BodyType="HTML"><![CDATA[<p>${SECRET}</p>]]></t:Body>`,
      `<t:Body\n   BodyType="HTML"\n>${SECRET}</t:Body>`,
      `<t:Body BodyType="HTML"><html>${SECRET}</html></t:Body>`,
      `<t:ExtendedProperty><t:ExtendedFieldURI PropertyName="ConversationXml"/><t:Value>${SECRET}</t:Value></t:ExtendedProperty>`,
    ];
    for (const body of bodies) {
      const text = post(soap.replace(/<t:Body.*<\/t:Body>/, body));
      for (let place = text.indexOf('<t:'); place < text.length; place += 3) {
        expect(refTexts(cut(say(0, text), [place])).filter((one) => one.includes(SECRET))).toEqual([]);
      }
    }
  });

  it('where the words looked for were cut in the request and stand whole in the text', () => {
    const soap = createItem([mail('bob@contoso.com', { html: WORDS })], 'SaveOnly', undefined, {
      prefix: 's',
      pretty: false,
    });
    const [name, words] = [soap.indexOf('CreateItem') + 3, soap.indexOf(WORDS)];
    for (const end of [words + WORDS.length, soap.indexOf('</t:Body>') + 4, soap.indexOf('</t:ToRecipients>')]) {
      for (const start of [words - 20, words - 3, words, words + 2]) {
        expect(refTexts(cut(say(0, soap), [name, start, end])).filter((one) => one.includes(SECRET))).toEqual([]);
        expect(refTexts(cut(say(0, soap), [name, start])).filter((one) => one.includes(SECRET))).toEqual([]);
      }
    }
  });

  it('and what is no secret is still shown', () => {
    const texts = refTexts(
      call(
        0,
        createItem([mail('bob@contoso.com')], 'SendOnly', undefined, { prefix: 's', pretty: false }),
        answered('CreateItem', NO_ERROR),
      ),
    );
    expect(texts.some((text) => text.includes('POST /EWS'))).toBe(true);
    expect(texts.some((text) => text.includes('bob@contoso.com'))).toBe(true);
    expect(texts.some((text) => text.includes('ResponseCode>NoError'))).toBe(true);
    expect(refTexts([ask(0, '')]).length).toBeGreaterThan(0);
  });
});
