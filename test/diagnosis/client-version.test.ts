import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  channelOf,
  draftsFixState,
  installTypeOf,
  parseClientVersion,
  predatesOfflineMessages,
} from '../../src/diagnosis/client-version.ts';
import { exchangeVersionText } from '../../src/diagnosis/exchange-version.ts';

function parsed(text: string) {
  const version = parseClientVersion(text);
  if (version === undefined) throw new Error(`${text} is no version`);
  return version;
}

describe('a client version', () => {
  it.each([
    '',
    '16',
    '16.0',
    'latest',
    '16.0.6741.2048.1',
    '16.0.x.1',
    '-1.0.6741.1',
    '16.0.999999.1',
    '16..6741.1',
    '0.0.0.0',
    '16.0.0.0',
  ])('%j is none', (text) => {
    expect(parseClientVersion(text)).toBeUndefined();
  });

  it('is compared as numbers', () => {
    expect(draftsFixState(parsed('16.0.10827.20138'))).toBe('fixed');
    expect(predatesOfflineMessages(parsed('16.0.10827.20138'))).toBe(false);
    expect(predatesOfflineMessages(parsed('15.0.9999.1000'))).toBe(true);
  });

  it('has no revision where the number is that of UCCAPI', () => {
    expect(parsed('16.0.6965.5308')).toEqual({ major: 16, minor: 0, build: 6965 });
    expect(parsed('16.0.6001.1073').revision).toBe(1073);
  });
});

describe('the Drafts fix', () => {
  it.each([
    ['16.0.6568.2036', 'no-feature'],
    ['16.0.4405.1000', 'no-feature'],
    ['15.0.4833.1000', 'no-feature'],
    ['16.0.6700.9999', 'no-feature'],
    ['16.0.6701.1008', 'below'],
    ['16.0.6741.2047', 'below'],
    ['16.0.6741.2048', 'fixed'],
    ['16.0.6741.2098', 'fixed'],
    ['16.0.6741', 'unknown'],
    ['16.0.6741.5305', 'unknown'],
    ['16.0.6769.2040', 'below'],
    ['16.0.6868.2067', 'below'],
    ['16.0.6965.2053', 'maybe-below'],
    ['16.0.6965.2058', 'fixed'],
    ['16.0.6965', 'unknown'],
    ['16.0.7070.2022', 'fixed'],
    ['17.0.1.1', 'fixed'],
  ] as const)('%s: %s', (text, state) => {
    expect(draftsFixState(parsed(text))).toBe(state);
  });

  it('within a build a later revision is never further from the fix', () => {
    const rank = { 'no-feature': 0, below: 1, 'maybe-below': 1, fixed: 2, unknown: -1 };
    const version = (build: number, revision: number) => ({ major: 16, minor: 0, build, revision });
    fc.assert(
      fc.property(fc.integer({ min: 6000, max: 8000 }), fc.nat(4999), fc.nat(4999), (build, one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(rank[draftsFixState(version(build, low))]).toBeLessThanOrEqual(
          rank[draftsFixState(version(build, high))],
        );
      }),
    );
  });
});

describe('the installation', () => {
  it.each([
    ['16.0.4266.1001', { value: 'msi', isSure: true }],
    ['16.0.4678.1000', { value: 'msi', isSure: true }],
    ['16.0.4229.1024', { value: 'click-to-run', isSure: true }],
    ['16.0.4229.1029', { value: 'click-to-run', isSure: true }],
    ['16.0.4405', { value: 'msi', isSure: false }],
    ['16.0.4405.1024', undefined],
    ['16.0.6001.1054', { value: 'click-to-run', isSure: true }],
    ['15.0.4833.1000', undefined],
    ['16.0.1.1000', undefined],
  ] as const)('of %s is %j', (text, type) => {
    expect(installTypeOf(parsed(text))).toEqual(type);
  });
});

describe('the channel', () => {
  it.each([
    ['16.0.6741.2048', { value: 'deferred', isExact: true }],
    ['16.0.6741.2014', { value: 'first-release-deferred', isExact: true }],
    ['16.0.6965.2053', { value: 'current', isExact: true }],
    ['16.0.6965.2092', { value: 'deferred', isExact: true }],
    ['16.0.6741.2017', undefined],
    ['16.0.6965.2058', undefined],
    ['16.0.6741', undefined],
    ['16.0.7070.9', { value: 'current', isExact: false }],
    ['16.0.9999.1', undefined],
    ['15.0.6741.2048', undefined],
  ] as const)('of %s is %j', (text, channel) => {
    expect(channelOf(parsed(text))).toEqual(channel);
  });
});

describe('an Exchange version', () => {
  it.each([
    [{ major: 15, minor: 1, build: 466, revision: 0 }, '15.1.466.0 (Exchange 2016 CU2)'],
    [{ major: 15, minor: 0, build: 1104, revision: 2 }, '15.0.1104.2 (Exchange 2013 CU9)'],
    [{ major: 15, minor: 20, build: 485 }, '15.20.485 (Exchange Online)'],
    [{ major: 14, minor: 3, build: 301, revision: 0 }, '14.3.301.0 (Exchange 2010 SP3)'],
    [{ major: 15, minor: 1, build: 497, revision: 14 }, '15.1.497.14'],
    [{ major: 15, minor: 1 }, '15.1'],
  ])('%j reads %s', (version, text) => {
    expect(exchangeVersionText(version)).toBe(text);
  });
});
