import { describe, expect, test } from 'vitest';
import { PLACES } from './shown.ts';

const ITEM = 'AAMkAGI2NGVhZTVlLTI1OGMtNDI4Ni1iYjZlLTU2ZmRiYmUwOTBkMwBGAAAAAADQ';

describe.each(PLACES)('in %s', (_where, shown) => {
  test.each([
    [`/owa/?itemid=${ITEM}%2BBx0&x=1`, /NGVhZTVlLTI|BBx0/],
    ['/owa/?itemid=AAMkAGI2TG93AAA%3D&x=1', /AGI2TG93/],
    ['/EWS/Exchange.asmx?mailbox=zoe.quill&u=hquill', /quill/],
    ['thread-index AQHRwXyzAbCdEfGhIjKlMnOpQrStUv ended', /RwXyz/],
    ['Thread-Index: AQHRwXyz1A==', /RwXyz/],
    ['ItemId AAMkAGI2TG93AAA= ChangeKey CQAAABYAAAB1', /AGI2TG93|ABYAAAB/],
    ['conv id 0x9f8e7d6c5b4a39281706f5e4d3c2b1a0 ended', /9f8e7d6c/],
    ['S-1-5-21-1004336348-1177238915-682003330-1121 is the owner', /-1121\b/],
    ['dump j.m.l.@.f.a.b.r.i.k.a.m...o.r.g seen', /f\.a\.b/],
    [
      'Link https://fabrikam.sharepoint.com/sites/Project Falcon/Shared Documents/Merger Plan.docx denied',
      /Falcon|Merger/,
    ],
    ['https://portal.fabrikam.org/teams/Merger Falcon/Plan 2016.docx', /Falcon|Merger/],
    ['/sites/Project Falcon/Forms/AllItems.aspx failed with 404', /Falcon/],
  ])('of "%s" no identity is left', (text, part) => {
    expect(shown(text)).not.toMatch(part);
  });

  test.each([
    ['/Users/jschmidt/Desktop/testament.odt', /^\/Users\/\S+\/Desktop\/\S+\.odt$/],
    ['/mnt/c/Users/jschmidt/Desktop/testament.odt', /^\/mnt\/c\/Users\/\S+\/Desktop\/\S+\.odt$/],
    [
      '/sites/Project Falcon/Forms/AllItems.aspx failed with 404',
      /^\/sites\/.+\/Forms\/AllItems\.aspx failed with 404$/,
    ],
  ])('"%s" still reads as a path', (text, form) => {
    expect(shown(text)).toMatch(form);
    expect(shown(text)).not.toMatch(/jschmidt|testament|Falcon/);
  });

  test('a server of shares takes no word of the network with it', () => {
    const text = '\\\\srv\\share\\Quill\\angebot.pdf: Unable to resolve DNS SRV record';
    expect(shown(text)).toMatch(/: Unable to resolve DNS SRV record$/);
  });

  test.each([
    'item id was not found, change key is stale, conversation id missing; thread-index absent',
    '/EWS/Exchange.asmx?u=1 and hr=0x80072EE2',
    'GET /sites/ and more words',
  ])('all of "%s" stays', (text) => {
    expect(shown(text)).toBe(text);
  });
});
