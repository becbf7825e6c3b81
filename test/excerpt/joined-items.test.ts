import { describe, expect, it, test } from 'vitest';
import { TextMask } from '../../src/excerpt/masked-text.ts';
import { PhraseMask } from '../../src/excerpt/phrase-mask.ts';
import type { FormatId } from '../../src/model/source.ts';
import { PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';
import { PrivateMask } from '../../src/wire/private-mask.ts';

const TEMPLATES = [
  'Queued note {text} for {messageId}',
  'Parked note {messageId} of {recipient}',
  'Note {messageId} placed in Drafts',
];
const SECRET = /walrus|heron|морж/;

function masked(raw: string, format: FormatId, by: object = {}): string {
  const phrases = TEMPLATES.map((text, i) => ({ id: `p${i}`, observes: 'message-queued', text }));
  const book = readPhrasebook('test.json', JSON.stringify({ phrasebook: 1, name: 'test', phrases }));
  const mask = new PrivateMask();
  const written = new PhraseMask(new PhraseSet([book]), (text) => mask.token(text));
  return new TextMask(mask, written).record(raw, format, 0, by);
}

function event(inner: string): string {
  return `<Event><System><Provider Name="Heron"/></System>${inner}</Event>`;
}

function data(...items: readonly string[]): string {
  return event(`<EventData>${items.map((item, i) => `<Data Name="a${i}">${item}</Data>`).join('\r\n')}</EventData>`);
}

function bytes(encoding: 'latin1' | 'utf16le', ...texts: readonly string[]): string {
  return Buffer.concat(
    texts.map((text) => Buffer.concat([Buffer.from(`${text}\0`, encoding), Buffer.from([7, 0, 0, 0])])),
  )
    .toString('hex')
    .toUpperCase();
}

describe('what a phrase keeps of the items of an event', () => {
  it.each([
    [
      ['Queued note', 'see you at noon walrus', 'for N47110815'],
      ['Queued note', '[text 1]', 'for N47110815'],
    ],
    [
      ['Queued note', 'see you', 'at noon walrus', 'for N47'],
      ['Queued note', '[text 1]', '', 'for N47'],
    ],
    [
      ['Queued note &lt;walrus&gt;', 'heron for', 'N47'],
      ['Queued note [text 1]', ' for', 'N47'],
    ],
    [
      ['7', 'Queued note', ' walrus ', ' ', 'for N47'],
      ['7', 'Queued note', ' [text 1] ', ' ', 'for N47'],
    ],
    [
      ['Note N47', 'placed in Drafts', 'text (8):', 'walrus'],
      ['Note N47', 'placed in Drafts', 'text (8):', '[text 1]'],
    ],
    [
      ['Parked note N47 of bob@contoso.com', 'body:', 'walrus'],
      ['Parked note N47 of bob@contoso.com', '[text 2]', ''],
    ],
  ])('stands nowhere in %j', (items, left) => {
    expect(masked(data(...items), 'wevtutil-xml')).toBe(data(...left));
  });

  it('stands nowhere where elements have names, or data no element around', () => {
    const user = event('<UserData><Log xmlns="x"><A>Queued note</A><B>walrus</B><C>for N47</C></Log></UserData>');
    expect(masked(user, 'wevtutil-xml')).toBe(user.replace('walrus', '[text 1]'));
    const bare = event('<Data>Queued note</Data><Data>walrus</Data><Data>for N47</Data>');
    expect(masked(bare, 'tracerpt-xml')).toBe(bare.replace('walrus', '[text 1]'));
  });

  it('stands nowhere in CDATA', () => {
    const cut = data('Queued note', '<![CDATA[walrus & heron]]>', 'for N47');
    expect(masked(cut, 'wevtutil-xml')).toBe(data('Queued note', '<![CDATA[[text 1]]]>', 'for N47'));
  });

  it('stands nowhere in CDATA that looks like the end of the data', () => {
    const cut = data('Queued note', '<![CDATA[</EventData> walrus]]>', 'heron', 'for N47');
    expect(masked(cut, 'wevtutil-xml')).not.toMatch(SECRET);
  });

  it('is not all that is written: a word in front may stand in another item', () => {
    expect(masked(data('Sends', 'Subject:', 'walrus', 'N47'), 'wevtutil-xml')).toBe(
      data('Sends', 'Subject:', '[text 1]', 'N47'),
    );
    const raw = event(`<BinaryEventData>${bytes('utf16le', 'Sends, Subject:', 'heron walrus')}</BinaryEventData>`);
    const digits = /[\dA-F]{24,}/.exec(masked(raw, 'tracerpt-xml'))?.[0] ?? '';
    expect(Buffer.from(digits, 'hex').toString('utf16le')).toBe('Sends, Subject: [text 1]\0');
  });

  it('leaves what is read apart', () => {
    const parts = event(
      '<DebugData><Component>Queued note</Component><Function>Log</Function><Message>for N47</Message></DebugData>',
    );
    expect(masked(parts, 'tracerpt-xml')).toBe(parts);
  });

  it.each([
    ['utf16le', 'see you at noon walrus'],
    ['latin1', 'see you at noon walrus'],
    ['utf16le', 'до завтра, морж'],
    ['utf16le', 'heron'],
  ] as const)('stands nowhere in bytes: %s, %s', (encoding, text) => {
    const payload = bytes(encoding, 'Queued note', text, 'for N47110815');
    for (const name of ['BinaryEventData', 'EventPayload']) {
      const raw = event(`<${name}>${payload}</${name}>`);
      const shown = masked(raw, 'tracerpt-xml');
      const digits = /[\dA-F]{40,}/.exec(shown)?.[0] ?? '';
      expect(Buffer.from(digits, 'hex').toString('utf16le')).toBe('Queued note [text 1] for N47110815\0');
      expect(shown).toBe(raw.replace(payload, digits));
    }
  });

  it('stands nowhere in bytes beside other items', () => {
    const extra = `<Data Name="win:ExtraPayload">${bytes('utf16le', 'see you walrus')}</Data>`;
    const raw = data('Queued note', 'X', 'for N47').replace('<Data Name="a1">X</Data>', extra);
    const digits = /[\dA-F]{24,}/.exec(masked(raw, 'tracerpt-xml'))?.[0] ?? '';
    expect(Buffer.from(digits, 'hex').toString('utf16le')).toBe('[text 1]\0');
  });
});

describe('what a phrase keeps of the cells of a row', () => {
  const FRONT = 'Heron, 0, 0, 0, 4, 0, 0, 0x0, 0x1BD4, 0xC0C, 3, , , {0}, , 131098509000000001, 0, 0, ';

  it.each([
    ['"Queued note", "see you, at noon walrus", "for N47"', '"Queued note", "[text 1]", "for N47"'],
    ['11, "Queued note ", "walrus", "heron", 4, "for N47"', '11, "Queued note ", "[text 1]", "", , "for N47"'],
    ['"Queued note", "he said "walrus", heron", "for N47"', '"Queued note", "[text 1]", , "for N47"'],
    ['"Parked note N47 of bob@contoso.com", "text: walrus"', '"Parked note N47 of bob@contoso.com", "[text 1]"'],
    ['"Parked note N47 of bob@contoso.com"', '"Parked note N47 of bob@contoso.com"'],
  ])('stands nowhere in %s', (payload, left) => {
    expect(masked(`${FRONT}${payload}\r\n`, 'tracerpt-csv')).toBe(`${FRONT}${left}\r\n`);
  });

  it('stands nowhere where a spreadsheet wrote the row down again', () => {
    const row =
      'Heron,0,0x1BD4,0xC0C,131098509000000001,0,0," ""Queued note"""," ""see you"," at walrus"""," ""for N47""",,\n';
    const shown = masked(row, 'tracerpt-csv', { isCopy: true });
    expect(shown).not.toMatch(SECRET);
    expect(shown).toContain('for N47');
  });

  it('leaves a value at the end of a quoted cell, and nothing behind it', () => {
    const row = (text: string): string => `"${text}","0","6/8/2016 9:41:05 AM"\n`;
    const by = { messageColumn: 0 };
    const text = 'Parked note N47 of bob@contoso.com';
    expect(masked(row(text), 'winevent-csv', by)).toBe(row(text));
    expect(masked(row(`${text} walrus ""heron""`), 'winevent-csv', by)).toBe(row(`${text} [text 1]`));
  });
});

test.each([
  ['say "Parked note N47 of bob@contoso.com"', 'say "Parked note N47 of bob@contoso.com"'],
  ['Parked note N47 of bob@contoso.com', 'Parked note N47 of bob@contoso.com'],
  ['Parked note N47 of bob@contoso.com; carol@contoso.com', 'Parked note N47 of bob@contoso.com; carol@contoso.com'],
  ['say "Parked note N47 of bob@contoso.com see you walrus"', 'say "Parked note N47 of bob@contoso.com [text 1]'],
  ['Parked note N47 of <sip:bob@contoso.com>, at noon walrus', 'Parked note N47 of <sip:bob@contoso.com>[text 1]'],
  ['say "Parked note N47 of walrus"', 'say "Parked note N47 of [text 1]'],
])('of %s an address at the end is left alone', (text, left) => {
  const line = (said: string): string => `[0]1BD4.0C14::06/08/2016-09:15:00.000 [Oc]${said}\n`;
  expect(masked(line(text), 'tracefmt')).toBe(line(left));
});
