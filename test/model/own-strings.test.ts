import { expect, test } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import { OwnStrings } from '../../src/model/own-strings.ts';

const LONG = 'https://mail.contoso.com/EWS/Exchange.asmx';

test('an observation with texts of its own is the same observation', () => {
  const evidence = [{ source: 'trace.txt', line: 3, offset: 120, text: `POST ${LONG}` }];
  const request: Observation = {
    kind: 'http-request',
    source: 'trace.txt',
    offset: 120,
    evidence,
    requestIds: ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'short'],
    cut: false,
    url: LONG,
    isEws: true,
    hasAuthorization: false,
    items: [
      { element: 'Message', recipients: ['Größe.\ud83d\ude00@contoso.com', 'half \ud83d of a character'], evidence },
    ],
    itemIds: [],
    folders: [],
  };
  const own = new OwnStrings().of(request);
  expect(own).toStrictEqual(request);
  expect(own).not.toBe(request);
});
