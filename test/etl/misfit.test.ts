import { describe, expect, test } from 'vitest';
import type { DecodedEvent } from '../../src/etl/event-decoder.ts';
import { EventDecoder, isUndecoded, LearnedFormats } from '../../src/etl/index.ts';
import type { LearnedShape } from '../../src/etl/learned/learned-format.ts';
import { wppRecord } from './wpp/wpp-record.ts';

const GUID = '744151fd-b3f4-32e6-38eb-0fd11e3fb62d';
const FAILURE = Buffer.from('ERROR_WINHTTP_NAME_NOT_RESOLVED contacting mail.contoso.com\0');

function decodedBy(format: { readonly begins?: string; readonly shapes?: readonly LearnedShape[] }): {
  readonly event: DecodedEvent;
  readonly formats: LearnedFormats;
} {
  const formats = new LearnedFormats([{ guid: GUID, number: 10, support: 3, shapes: [], component: 'Ews', ...format }]);
  const decoder = new EventDecoder([formats]);
  return { event: decoder.decode(wppRecord(FAILURE)), formats };
}

describe('a format that does not fit hides nothing of a message', () => {
  test('whose learned format knows no more than how it begins', () => {
    const { event } = decodedBy({ begins: 'EWS answered ' });
    expect(event.message).toBe('EWS answered <?> ERROR_WINHTTP_NAME_NOT_RESOLVED contacting mail.contoso.com');
    expect(isUndecoded(event)).toBe(true);
  });

  test('nor tells twice what the payload holds whole', () => {
    const { event } = decodedBy({ begins: 'ERROR_WINHTTP_' });
    expect(event).toMatchObject({
      message: 'ERROR_WINHTTP_NAME_NOT_RESOLVED contacting mail.contoso.com',
      component: 'Ews',
    });
  });

  test('and counts as one that did not fit', () => {
    const number: LearnedShape = ['status ', { choices: [{ type: 'ItemLong', spec: 'd' }] }];
    const { event, formats } = decodedBy({ shapes: [number] });
    expect(event.message).toBe('ERROR_WINHTTP_NAME_NOT_RESOLVED contacting mail.contoso.com');
    expect(formats.hits()).toEqual([{ guid: GUID, formatted: 1, misfits: 1, unknownNumbers: 0, unknownGuids: 0 }]);
  });
});
