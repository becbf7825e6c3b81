import { expect, test } from 'vitest';
import type { TraceRecord } from '../../src/model/record.ts';
import { observePolicies } from '../../src/wire/sip-policies.ts';
import { sampleText } from './read-sample.ts';

const OPTIONS = 'lync-doc-otheroptions-permissions-imautoarchiving-element.md';
const ENDPOINT = 'lync-doc-parsing-endpoint-configuration.md';
const LOCATION = 'lync-doc-parsing-location-policy.md';

const recordOf = (text: string): TraceRecord => ({
  source: 'a.txt',
  line: 1,
  offset: 0,
  raw: text,
  width: 1,
  message: text,
});

/** The page with one property of it turned into another; fails when the page does not hold it. */
function renamed(page: string, from: string, to: string): string {
  const text = sampleText(page);
  if (!text.includes(from)) throw new Error(`no ${from} in ${page}`);
  return text.replace(from, to);
}

test('the archiving option of the otherOptions example is seen, its syntax line is not', () => {
  expect(observePolicies(recordOf(sampleText(OPTIONS)))).toMatchObject([
    { name: 'imAutoArchiving', value: false, origin: 'user-option' },
  ]);
});

test.each([ENDPOINT, LOCATION, 'lync-doc-parsing-media-configuration.md', 'lync-doc-parsing-server-configuration.md'])(
  'no property of %s is taken for one of offline messages',
  (page) => {
    expect(observePolicies(recordOf(sampleText(page)))).toEqual([]);
  },
);

test('a property as UCMA prints it, in lower case, is a policy', () => {
  const page = renamed(ENDPOINT, '[ showrecentcontacts ] = true', '[ enableimautoarchiving ] = true');
  expect(observePolicies(recordOf(page))).toMatchObject([
    { name: 'EnableIMAutoArchiving', value: true, origin: 'in-band' },
  ]);
});

test('a property element with a namespace of its own is a policy', () => {
  const page = renamed(LOCATION, 'EnhancedEmergencyServicesEnabled', 'EnableIMAutoArchiving');
  expect(observePolicies(recordOf(page))).toMatchObject([
    { name: 'EnableIMAutoArchiving', value: false, origin: 'in-band' },
  ]);
});
