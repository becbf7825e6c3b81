import { describe, expect, test } from 'vitest';
import { isFreeOfLeaks, PLACES } from './shown.ts';

const LINES = [
  'sent to gwen.heron(at)contoso.com now',
  'sent to gwen.heron [at] contoso.com now',
  'sent to gwen.heron <at> contoso.com now',
  'sent to gwen.heron @ contoso.com now',
  'sent to gwen.heron@[10.1.2.3] now',
];

describe.each(PLACES)('an address that is written out in %s', (_place, shown) => {
  test.each(LINES)('%s', (line) => {
    expect(shown(line)).not.toMatch(/heron|gwen|10\.1\.2\.3/);
  });

  test.each(['error (at) line 7', 'thrown @ main.cpp', 'raised @ line 12'])('%s stays', (line) => {
    expect(shown(line)).toBe(line);
  });
});

test.each(LINES)('the searches for leaks find nothing: %s', async (line) => {
  expect(await isFreeOfLeaks(line)).toBe(true);
});
