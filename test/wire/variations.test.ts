import { describe, expect, it } from 'vitest';
import { answered, ask, BOB, call, create, mail, NO_ERROR, post, reply, saved, send } from '../life/exchange.ts';
import { gist, observe, outcomes, type Said, say, tell } from '../life/scene.ts';
import { createItem, itemResponse, sendItem } from '../make/ews.ts';
import type { SoapStyle } from '../make/soap-xml.ts';

const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
const VERSION = { major: 15, minor: 0, build: 1178, revision: 2 };
const DRAFT = { id: 'AAMkAGI2=', changeKey: 'CQAAAA==' };

/** Saved as a draft, and not sent, in some style. */
function story(style: SoapStyle, change: (text: string) => string = (text) => text, target?: string): readonly Said[] {
  const save = createItem([BOB], 'SaveOnly', { distinguished: 'drafts' }, style);
  const done = itemResponse('CreateItem', [{ code: 'NoError', item: DRAFT }], VERSION, style);
  const refused = itemResponse('SendItem', [{ code: 'ErrorStaleObject' }], VERSION, style);
  const texts = [
    post(save, ID, [], target),
    reply(200, done, ID),
    post(sendItem(DRAFT, style), undefined, [], target),
    reply(200, refused),
  ];
  return texts.map((text, i) => say(i, change(text)));
}

const PLAIN = tell(story({ prefix: 's', pretty: false })).map(gist);

function headsOnOneLine(text: string): string {
  const end = text.indexOf('\n\n');
  return `${text.slice(0, end).replaceAll('\n', ' ')} ${text.slice(end + 2)}`;
}

describe('EWS text tells the same', () => {
  it.each([
    ['soap', false],
    ['soap', true],
    ['s', true],
    ['', false],
    ['', true],
  ] as const)('with the prefix "%s", pretty-printed: %s', (prefix, pretty) => {
    expect(tell(story({ prefix, pretty })).map(gist)).toEqual(PLAIN);
  });

  it('with any other prefixes', () => {
    const renamed = (text: string) => text.replace(/(<\/?|xmlns:)([smth])(?=[:=])/g, '$1ns-$2.1');
    expect(tell(story({ prefix: 's', pretty: false }, renamed)).map(gist)).toEqual(PLAIN);
  });

  it.each([
    ['line ends CR LF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['headers joined on one line by spaces', headsOnOneLine],
    ['no blank line behind the headers', (text: string) => text.replace('\n\n', '\n')],
    ['header names in lower case', (text: string) => text.replace(/^[\w-]+:/gm, (name) => name.toLowerCase())],
    ['words in front of the start line', (text: string) => `Sending 812 bytes: ${text}`],
    ['single quotes', (text: string) => text.replace(/ (\w+)="([^"<>]*)"/g, " $1='$2'")],
    ['declaration left out', (text: string) => text.replace(/<\?xml[^>]*>\s*/, '')],
  ])('with %s', (_, change) => {
    expect(tell(story({ prefix: 's', pretty: false }, change)).map(gist)).toEqual(PLAIN);
    expect(tell(story({ prefix: '', pretty: true }, change)).map(gist)).toEqual(PLAIN);
  });

  it('with the full URL', () => {
    const scene = story({ prefix: 's', pretty: false }, undefined, 'https://mail.contoso.com/EWS/Exchange.asmx');
    expect(tell(scene).map(gist)).toEqual(PLAIN);
    const urls = (of: readonly Said[]) => observe(of).flatMap((one) => (one.kind === 'http-request' ? [one.url] : []));
    expect(new Set(urls(scene))).toEqual(new Set(urls(story({ prefix: 's', pretty: false }))));
  });

  it('with the answers of the first call on another thread', () => {
    const scene = story({ prefix: 's', pretty: false }).map((said, i) => (i === 1 ? { ...said, tid: 0x1234 } : said));
    expect(tell(scene).map(gist)).toEqual(PLAIN);
  });

  it('with envelopes that were logged without their HTTP heads', () => {
    const bare = story({ prefix: 's', pretty: false }, (text) => text.slice(text.indexOf('<?xml')));
    expect(tell(bare)).toMatchObject([{ outcome: 'stuck-in-drafts', itemIds: ['AAMkAGI2='], requestIds: [] }]);
  });
});

describe('a body that is cut for good', () => {
  const soap = create(BOB);
  const at = (needle: string): number => soap.indexOf(needle);

  it('ends where the next HTTP message of its thread begins', () => {
    const short = post(soap.slice(0, at('</t:Body>')), ID);
    const scene = [say(0, short), say(1, 'Tab 2 selected'), say(2, reply(200, answered('CreateItem', NO_ERROR), ID))];
    expect(tell(scene)).toMatchObject([{ outcome: 'delivered', certainty: 'possible', recipients: [] }]);
  });

  it('is whole as far as it goes: half an address is none', () => {
    const short = post(soap.slice(0, at('@contoso.com</t:EmailAddress>') + 4));
    const [life] = tell([say(0, short), say(1, reply(200, answered('CreateItem', NO_ERROR)))]);
    expect(life?.recipients).toEqual([]);
  });

  it('half a response code is none', () => {
    const done = answered('CreateItem', NO_ERROR);
    const short = reply(200, done.slice(0, done.indexOf('NoError') + 4));
    expect(tell([ask(0, soap), say(1, short)])).toMatchObject([{ attempts: [{ httpStatus: 200 }] }]);
    expect(tell([ask(0, soap), say(1, short)])[0]?.attempts[0]?.responseCode).toBeUndefined();
  });

  it('does not hide the failure that is told behind it, in whatever format', () => {
    const short = say(0, post(soap.slice(0, at('</t:Body>') - 20)));
    const failure = 'WinHttpSendRequest failed with error 12029';
    const { component, function: _, ...bare } = short;
    const { component: __, function: ___, ...bareFailure } = say(1, failure);
    for (const scene of [
      [short, say(1, failure)],
      [short, say(1, failure, { function: 'CEws::End' })],
      [bare, bareFailure],
    ]) {
      expect(tell(scene)).toMatchObject([{ outcome: 'unreachable' }]);
    }
  });

  it('in the middle of CDATA still tells what stood before', () => {
    const data = soap.replace(/(<t:Body[^>]*>)[^<]*/, '$1<![CDATA[<html>Hello ]]>');
    const items = data
      .replace(/<t:ToRecipients>.*<\/t:ToRecipients>/, '')
      .replace(
        '<t:Body',
        '<t:ToRecipients><t:Mailbox><t:EmailAddress>bob@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients><t:Body',
      );
    const short = post(items.slice(0, items.indexOf(']]>')));
    expect(outcomes([say(0, short), say(1, reply(200, answered('CreateItem', NO_ERROR)))])).toEqual([
      'bob@contoso.com delivered',
    ]);
  });
});

describe('what people write', () => {
  it.each([
    'I get HTTP/1.1 500 Internal from it',
    'POST /EWS/Exchange.asmx HTTP/1.1',
    '</s:Envelope> & <s:Envelope>',
    'error 12029',
  ])('may look like wire text: %s', (html) => {
    const scene = call(0, create(mail('bob@contoso.com', { html, subject: html })), answered('CreateItem', NO_ERROR));
    expect(outcomes(scene)).toEqual(['bob@contoso.com delivered']);
  });
});

describe('an opaque id of digits', () => {
  it('stays as it is written', () => {
    const scene = [
      ...call(0, create(BOB, 'SaveOnly'), answered('CreateItem', saved('0x10'))),
      ...call(2, send('0x10'), answered('SendItem', NO_ERROR)),
    ];
    expect(tell(scene)).toMatchObject([{ outcome: 'delivered', itemIds: ['0x10'] }]);
  });
});
