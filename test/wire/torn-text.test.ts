import { describe, expect, it } from 'vitest';
import { holdsMarkup } from '../../src/model/markup.ts';
import { Observer } from '../../src/observe.ts';
import { PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';

describe('angle brackets of a client', () => {
  it.each([
    'Queued offline message <msg-17> for <sip:bob@contoso.com>',
    'Queued offline message <Msg_17.2> for Bob Example <bob@contoso.com>',
    'Queued offline message <a3f2504e0-4f89-11d3-9a0c-0305e82c3301>',
    'Queued offline message <17> for <tel:+14255550100>',
    'Queued offline message <{3F2504E0-4F89-11D3-9A0C-0305E82C3301}>',
    'posts to <https://mail.contoso.com/EWS/Exchange.asmx>',
    'conversation <null>, item <none>, folder <empty>, <unknown>',
    'state 3 -> 4 of <im:bob@contoso.com;gruu>',
    'offline message msg-17 kept in Drafts, tries>3',
    'offline message msg-17 has more attempts>limit of 3',
    'CQueue<OfflineMessage>::Push msg-17',
    'std::map<std::string, COfflineMessage>::at msg-17',
  ])('are no markup: %s', (text) => {
    expect(holdsMarkup(text)).toBe(false);
  });

  it.each([
    '<t:Subject>lunch at 5</t:Subject>',
    '<p>lunch <msg-17></p>',
    '<h1>lunch',
    '<b>lunch',
    '<word>',
    '<t:Street1>lunch',
    '<s2:Envelope>',
    '<a href="mailto:bob@contoso.com">lunch',
    '<img/src="x@y">lunch',
    '<!--lunch 17-->',
    '<?xml-17?>',
    '<![CDATA[lunch@5]]>',
    'lunch <msg-17',
    'ject>lunch',
    't:Body>lunch',
    'pe="HTML">lunch at noon',
    'align=center>lunch',
    'class="a b" />lunch',
    'x<b>::lunch</b>',
    'CQueue<OfflineMessage> lunch',
    '&lt;msg-17&gt; lunch',
    '<br/>lunch',
    '</msg-17>',
    '<msg-17>lunch</msg-17>',
    '<Value17>lunch</',
  ])('are markup: %s', (text) => {
    expect(holdsMarkup(text)).toBe(true);
  });
});

const BOOK = {
  phrasebook: 1,
  name: 'test',
  phrases: [{ id: 'q', observes: 'message-queued', text: 'Queued offline message {messageId} for {recipient}' }],
};

/** What a line tells, and what of it nothing understands. */
function toldOf(message: string): readonly unknown[] {
  const told: unknown[] = [];
  const phrases = new PhraseSet([readPhrasebook('test', JSON.stringify(BOOK))]);
  const unmatched = { literals: [], onLine: ({ text }: { readonly text: string }) => told.push(text) };
  const observer = new Observer((one) => told.push(one.kind === 'phrase' ? one.values : one.kind), {
    phrases,
    unmatched,
  });
  observer.add({ source: 'a.txt', line: 1, offset: 0, raw: message, width: 'utf-8', message, pid: 1, tid: 1 });
  observer.end();
  return told;
}

describe('a line of a client with angle brackets', () => {
  it('is matched by phrases, and told to radar where none matches', () => {
    expect(toldOf('Queued offline message <msg-17> for <sip:bob@contoso.com>')).toEqual([
      { messageId: '<msg-17>', recipient: '<sip:bob@contoso.com>' },
    ]);
    expect(toldOf('Offline message <msg-17> waits')).toEqual(['Offline message <msg-17> waits']);
  });

  it('with markup is neither', () => {
    expect(toldOf('<p>Queued offline message <msg-17> for <sip:bob@contoso.com></p>')).toEqual([]);
    expect(toldOf('Offline message <msg-17>: <b>lunch')).toEqual([]);
  });
});
