import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, ask, call, mail, NO_ERROR, post, reply, saved } from '../life/exchange.ts';
import { observe, type Said, say } from '../life/scene.ts';
import { createItem, updateItem } from '../make/ews.ts';
import type { SoapStyle } from '../make/soap-xml.ts';
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

function leaks(scene: readonly Said[]): readonly string[] {
  return refTexts(scene).filter((text) => text.includes(SECRET));
}

const STYLES = fc.record({ prefix: fc.constantFrom('s', 'soap', ''), pretty: fc.boolean() } as const);
const BODIES = fc.constantFrom(
  WORDS,
  `<html><body><p>${WORDS}</p></body></html>`,
  `line ${SECRET}\nEmailAddress> ${SECRET}\n\nHost: ${SECRET}\n${WORDS}`,
);

describe('no citation holds what somebody wrote', () => {
  it('wherever the request is cut, in whatever style, with others in between', { timeout: 60_000 }, () => {
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
        expect(leaks(scene)).toEqual([]);
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
        expect(leaks(cut(say(0, text), [place]))).toEqual([]);
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
        expect(leaks(cut(say(0, soap), [name, start, end]))).toEqual([]);
        expect(leaks(cut(say(0, soap), [name, start]))).toEqual([]);
      }
    }
  });

  it('where the beginning of the request was lost or torn', () => {
    const request = (style: SoapStyle) =>
      post(
        createItem([mail('bob@contoso.com', { html: WORDS, subject: `About ${WORDS}` })], 'SaveOnly', undefined, style),
      );
    for (const prefix of ['s', ''] as const) {
      const text = request({ prefix, pretty: false });
      const envelope = text.indexOf('Envelope xmlns');
      const [subject, body] = [text.indexOf('Subject>'), text.indexOf('Body BodyType')];
      for (const behindStart of [1, 4, 9, text.indexOf(' HTTP/') + 7]) {
        for (const inEnvelope of [envelope - prefix.length, envelope, envelope + 3]) {
          for (const opens of [subject - 2, subject, subject + 3, subject + 8, body, body + 4, body + 21, body + 60]) {
            const parts = cut(say(0, text), [behindStart, inEnvelope, opens, text.indexOf('12029', opens) + 5]);
            for (let lost = 0; lost < 3; lost++) {
              expect(leaks(parts.slice(lost))).toEqual([]);
              expect(leaks(interleaved(parts.slice(lost), NOISE))).toEqual([]);
              expect(leaks(parts.slice(lost).map(({ function: _, component: __, ...said }) => said))).toEqual([]);
            }
          }
        }
      }
    }
  });

  it('where all that is left of the message is its words and the tag that closes them', () => {
    const words = say(0, `hello ${SECRET} error 12029`);
    expect(leaks([say(0, `gt;${words.text}`)])).toEqual([]);
    expect(leaks([say(0, `${words.text} &l`)])).toEqual([]);
    for (const close of [
      ` ${SECRET}</t:Subject><t:Importance>`,
      `</t:Body></t:Message></s:Envelope>`,
      `</t:Message></s:Envelope>`,
      'ody></s:Envelope>',
    ]) {
      expect(leaks([words, say(1, close)])).toEqual([]);
      expect(leaks(interleaved([words, say(1, close)], NOISE))).toEqual([]);
    }
  });

  it('where the text is split at any word behind the tag that opens it', () => {
    const item = mail('bob@contoso.com', { html: '<p>PLACE</p>' });
    const soap = createItem([item], 'SaveOnly', undefined, { prefix: 's', pretty: false });
    const opened = [
      '<t:Body BodyType="HTML"><html><p>',
      '<t:Body BodyType="HTML"><![CDATA[<p>',
      '<t:ConversationTopic>',
      '<t:ExtendedProperty><t:ExtendedFieldURI PropertyName="ConversationXml"/><t:Value>',
    ];
    for (const open of opened) {
      const text = post(soap.replace(/<t:Body.*/, `${open}hello ${SECRET} error 12029 ${SECRET}`));
      for (let place = text.indexOf(open) + 1; place < text.length; place++) {
        expect(leaks(cut(say(0, text), [place]))).toEqual([]);
        expect(leaks(cut(say(0, text.slice(text.indexOf(open))), [place - text.indexOf(open)]))).toEqual([]);
      }
    }
  });

  it('where a chat message speaks of an error or looks like a header', () => {
    const head = 'MESSAGE sip:bob@contoso.com SIP/2.0\nFrom: <sip:alice@contoso.com>\nContent-Type: text/plain';
    for (const words of [
      `error 12029 ${SECRET}`,
      `hello\nServer: RTC/6.0 ${SECRET}\nUser-Agent: OC/16.0.1.2 ${SECRET}`,
    ]) {
      expect(leaks([say(0, `${head}\n\n${words}`)])).toEqual([]);
      expect(leaks([say(0, `$$begin_record\nStart-Line: ${head}\nMessage-Body: ${words}\n$$end_record`)])).toEqual([]);
    }
  });

  it('but a failure in words of the client is shown, also behind a request that was cut', () => {
    const soap = createItem([mail('bob@contoso.com')], 'SaveOnly', undefined, { prefix: 's', pretty: false });
    const failure = 'WinHttpSendRequest failed, error 12029';
    expect(refTexts([say(0, `CHttp->Send for <sip:alice@contoso.com>: ${failure}`)])[0]).toContain(failure);
    const text = post(soap);
    const elsewhere = { function: 'CHttp::OnError' };
    for (const scene of [
      [say(0, failure)],
      [say(0, failure), say(1, text)],
      [say(0, failure), say(1, failure)],
      [say(0, text), say(1, failure)],
      [say(0, text.slice(0, text.indexOf('</t:Subject>') + 14)), say(1, failure, elsewhere)],
      [say(0, text.slice(1)), say(1, failure)],
      [say(0, text.slice(1, text.indexOf('</t:Subject>'))), say(1, failure, elsewhere)],
      [say(0, text.slice(1, text.indexOf('</t:Subject>'))), say(1, text), say(2, failure)],
    ])
      expect(refTexts(scene)).toContainEqual(expect.stringContaining(failure));
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
