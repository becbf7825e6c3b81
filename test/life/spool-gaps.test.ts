import { expect, it } from 'vitest';
import { unknownSpoolGaps } from '../../src/life/spool-gaps.ts';
import type { SpoolFileSeen } from '../../src/model/observation.ts';
import { life, seen, user } from '../diagnosis/sample-input.ts';

const ALICE = 'alice@contoso.com';

function file(name: string, more: Partial<SpoolFileSeen> = {}): SpoolFileSeen {
  const known = {
    reading: 'parsed',
    initiator: ALICE,
    participants: [],
    saysMissed: false,
    conversationIds: [],
  } as const;
  return { ...seen(1), kind: 'spool-file', file: name, ...known, isOfUnknownType: true, ...more };
}

it('spool files of a type that no table knows are told, where the user began them and no message is theirs', () => {
  const told = (...files: readonly SpoolFileSeen[]) =>
    unknownSpoolGaps([user(1, ALICE), ...files], [life({ spoolFile: '9.hist' })]).map(({ text }) => text);
  expect(told(file('1.hist'), file('2.hist'))).toEqual([expect.stringContaining('2 files of the History Spooler')]);
  expect(told(file('1.hist'))).toEqual([expect.stringContaining('A file of the History Spooler')]);
  expect(told(file('9.hist'), file('1.hist', { isOfUnknownType: false }))).toEqual([]);
  expect(told(file('1.hist', { initiator: 'bob@contoso.com' }))).toEqual([]);
});
