import { expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import { CLIENT_FIXES } from '../../src/diagnosis/knowledge/client-fixes.ts';
import { client, input } from './sample-input.ts';

function issuesOf(clientVersion: string) {
  return diagnose(input({ stated: { clientVersion } })).issues;
}

const FIXES = CLIENT_FIXES.flatMap(({ channels }) => Object.values(channels));

it('a release that a rule names as a fix is doubted nowhere', () => {
  expect(FIXES.filter((release) => !release.endsWith('.0')).flatMap((one) => issuesOf(`16.0.${one}`))).toEqual([]);
});

it('a build that no client has is to be looked at again, where it was seen', () => {
  const issues = (version: string) => diagnose(input({ observations: [client(1, version)] })).issues;
  expect(issues('16.0.18526.20168')).toEqual([]);
  expect(issues('16.0.99999.99999')).toEqual([
    { code: 'VERSION_DOUBTFUL', source: 'trace.log', line: 2, text: expect.stringContaining('no client has') },
  ]);
});

it.each([
  '16.0.6741.2048',
  '16.0.6741',
  '16.0.7369.2118',
  '16.0.6965.2117',
  '16.0.8201.2102',
  '16.0.4405.1000',
  '15.0.4841.1000',
])('a stated version that may be one is taken as it is: %s', (version) => {
  expect(issuesOf(version)).toEqual([]);
});

it.each([
  ['16.0.6741.5305', '5305 is a revision of UCCAPI'],
  ['16.0.8201.5123', '5123 is a revision of UCCAPI'],
  ['16.0.6741.2049', 'no release of build 6741 in 2016 ends in 2049; known are 2014, 2015, 2017, 2021'],
  ['16.0.6965.1', 'no release of build 6965 in 2016 ends in 1; known are 2053'],
])('a stated version that no release has is to be looked at again: %s', (version, words) => {
  expect(issuesOf(version)).toEqual([
    { code: 'VERSION_DOUBTFUL', source: '--client-version', text: expect.stringContaining(`${version}: ${words}`) },
  ]);
});
