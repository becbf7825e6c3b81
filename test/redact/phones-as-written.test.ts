import { describe, expect, test } from 'vitest';
import { isFreeOfLeaks, PLACES } from './shown.ts';

/** Numbers as people and directories write them, each with its last digits. */
const GONE: readonly (readonly [string, RegExp])[] = [
  ['queued, +49 (0)89 / 555 0199', /0199/],
  ['Phone: +49 (0)89 / 555 0144', /0144/],
  ['queued +14255550118x99', /0118|x99/],
  ['queued, tel:+49-89-5550148x12', /0148|x12/],
  ['queued, +49/89/5550146', /0146/],
  ['queued, +49\u00a089\u00a05550189 now', /0189/],
  ['queued, +49\u202f89\u202f5550187 now', /0187/],
  ['queued, +49\u201189\u20115550190 now', /0190/],
  ['queued, +49\u201089\u20105550160', /0160/],
  ['queued, +49\u201389\u20135550159', /0159/],
  ['queued, \uff0b49 89 5550188', /0188/],
  ['queued, 00 49 89 555 0166', /0166/],
  ['queued, tel=425 555 0116', /0116/],
  ['WorkPhone=5550155 is set', /0155/],
  ['mobilePhone 5550156', /0156/],
  ['Tel. 5550154', /0154/],
  ['phone number is 425 555 0153', /0153/],
  ['callto:5550119', /0119/],
];

describe.each(PLACES)('in %s', (_where, shown) => {
  test.each(GONE)('of "%s" no number is left', (text, part) => {
    expect(shown(text)).not.toMatch(part);
  });

  test.each([
    'id (404) 200-300, code (503) 500-100',
    '+1 / 2 / 3 of 10, range 2016/06/08/09, +0100 / +0200, +49 / 5',
    'took +12 / 345 ms, offset +0x14255550118, 00 49 89 55 66 77 88 99',
    'phone number is 7 of 12, telephony = 16.0.7030.5432, Tel.cpp 5550154',
    'phonebook 5550155, microphone 5550156, HRESULT 0x80072EE2',
    'version 16.0.4255.5501 took 00:49:08.955',
    'phone version 16.0.7030 at 2016-06-08 09:15:00.123',
  ])('all of "%s" stays', (text) => {
    expect(shown(text)).toBe(text);
  });
});

test.each(GONE)('the search for leaks agrees on "%s"', async (text) => {
  expect(await isFreeOfLeaks(text)).toBe(true);
});
