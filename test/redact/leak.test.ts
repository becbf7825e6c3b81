import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type Leak, Redaction } from '../../src/redact/index.ts';
import { emptyReport } from '../report/sample-reports.ts';

const MAIL = 'roberta.baxter@contoso.com';
const GUID = '6d2c4f2e-0b6d-4a3c-9a51-2f1f4bb3a001';
const ITEM = 'AAMkAGI2TG93AAABhcd8QmVrYW5udA9zZWNyZXQ7aGVsbG8gd29ybGQ0AAA=';

/** What is found in an output after a report about Roberta and Ann, of whom a short name is known. */
async function leakIn(text: string, own = ''): Promise<Leak | undefined> {
  const redaction = new Redaction({ key: 'a key for tests' });
  const lines = [
    `From: "Roberta Baxter" <sip:${MAIL}>`,
    'sip:ann@fabrikam.com at 10.20.30.40 on [pc-77\\pc-77.fabrikam.com]',
    'To: "Mark Max" <sip:mark@fabrikam.com>',
    'To: "İpek Işık" <sip:ipek@fabrikam.com>',
  ];
  const report: Report = {
    ...emptyReport,
    environment: {
      user: {
        value: MAIL,
        certainty: 'proven',
        evidence: lines.map((line, i) => ({ source: 'trace.txt', line: i + 1, offset: i, text: line })),
      },
    },
    messages: [
      {
        id: 'm1',
        outcome: 'unknown',
        certainty: 'possible',
        recipients: [MAIL],
        keys: { itemIds: [ITEM], requestIds: [GUID] },
        spool: 'unknown',
        witnesses: 'trace-only',
        steps: [],
        attempts: [],
        causes: [],
      },
    ],
  };
  redaction.report(report);
  return redaction.leakIn([text], async () => own);
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('an original is found', () => {
  test.each([
    ['as it is', `to ${MAIL}.`],
    ['in capitals', `to ${MAIL.toUpperCase()}.`],
    ['in the letters of Turkish', 'to IPEK IŞIK, ipek ışık'],
    ['decomposed', 'to Ipek Is\u0327ik'.normalize('NFD')],
    ['percent-encoded', `?q=${encodeURIComponent(MAIL)}&`],
    [
      'percent-encoded to the last letter',
      `?q=${[...Buffer.from(MAIL)].map((byte) => `%${byte.toString(16)}`).join('')}&`,
    ],
    ['percent-encoded twice', `?q=${encodeURIComponent(encodeURIComponent(MAIL))}&`],
    ['in XML', `&lt;roberta.baxter&#64;contoso.com&gt;`],
    ['in XML twice', `&amp;lt;roberta.baxter&amp;#x40;contoso.com&amp;gt;`],
    ['in JSON', '"roberta.baxter\\u0040contoso.com"'],
    ['in CSV', '"to ""Roberta Baxter"""'],
    ['in Markdown', 'to roberta\\.baxter@contoso\\.com'],
    ['in base64 at its first byte', base64(MAIL)],
    ['in base64 at its second byte', base64(`.${MAIL}`)],
    ['in base64 at its third byte', base64(`..${MAIL}.`)],
    ['in base64 in the midst of other text', `QUJD${base64(`xx ${MAIL} yy`)}`],
    ['in base64 of UTF-16', Buffer.from(MAIL, 'utf16le').toString('base64')],
    ['in base64url', Buffer.from(`???${MAIL}>>>`).toString('base64url')],
    ['in hexadecimal digits', Buffer.from(MAIL).toString('hex')],
    ['in a hexadecimal dump', (Buffer.from(MAIL).toString('hex').match(/../g) ?? []).join(' ')],
    ['in UTF-16LE as digits', Buffer.from(MAIL, 'utf16le').toString('hex')],
    ['in UTF-16BE as digits', utf16be(MAIL).toString('hex')],
    ['in UTF-16LE read as bytes', Buffer.from(MAIL, 'utf16le').toString('latin1')],
    ['in UTF-16BE read as bytes and made visible', [...MAIL].map((letter) => `\\u{0}${letter}`).join('')],
    ['cut short', 'to roberta.baxter@con…'],
    ['by its first part', 'to roberta.baxter@…'],
    ['cut short in a table', '| roberta.bax |'],
    ['by its last words', 'Exchange of contoso.com'],
    ['as an id that is cut', `${ITEM.slice(0, 30)}…`],
    ['as a GUID', `{${GUID.toUpperCase()}}`],
    ['as an address of the network', 'from 10.20.30.40:443'],
    ['as a short name', 'sip:ann is offline'],
    ['with a line end in it', 'Roberta\n   Baxter'],
    ['as a name of ordinary words', 'to Mark Max, who'],
  ])('%s', async (_, text) => {
    expect(await leakIn(`Head of the report\n${text}\nFoot of the report\n`)).toBeDefined();
  });

  test('behind a long text, and where two pieces of it meet', async () => {
    for (let length = 262_100; length < 262_200; length += 7) {
      expect(await leakIn(`${'0123 '.repeat(length / 5)}${MAIL} ${'word '.repeat(60_000)}`)).toBeDefined();
    }
    const redaction = new Redaction({ key: 'a key for tests' });
    redaction.part({ recipients: [MAIL] });
    expect(await redaction.leakIn([`one ${MAIL.slice(0, 7)}`, `${MAIL.slice(7)} two`])).toEqual({
      kind: 'user',
      form: 'plain',
    });
  });
});

describe('nothing is found', () => {
  test.each([
    ['in a word that holds a short name', 'the channel of Hannah, annual, planned'],
    ['in ordinary words that a longer name begins with', 'Mark the message; max-width: 10em'],
    ['in other addresses', 'rob@adatum.com and 10.20.30.4, 110.20.30.40'],
    ['in tokens', 'user-abcdefgh@domain-abcdefgh.example host-abcdefgh'],
    ['in a GUID that begins alike', '6d2c4f2e-1111-4a3c-9a51-2f1f4bb3a002'],
    ['in base64 of something else', base64('nothing of anybody stands here, only words')],
  ])('%s', async (_, text) => {
    expect(await leakIn(`Head of the report\n${text}\nFoot of the report\n`)).toBeUndefined();
  });

  test('in a word that is the renderer’s own, though it is a name, too', async () => {
    expect(await leakIn('ann { color: red }')).toEqual({ kind: 'user', form: 'plain' });
    expect(await leakIn('ann { color: red }', 'ann { color: red }')).toBeUndefined();
    expect(await leakIn('ann@fabrikam.com { color: red }', 'ann { color: red }')).toBeDefined();
  });

  test('in an output before anything was redacted', async () => {
    expect(await new Redaction({ key: 'a key for tests' }).leakIn([MAIL])).toBeUndefined();
  });
});

test('what is said of a leak does not say what leaked', async () => {
  expect(await leakIn(`to ${MAIL}`)).toEqual({ kind: 'user', form: 'plain' });
  expect(await leakIn(`to ${encodeURIComponent(MAIL).replace('r', '%72')}`)).toEqual({ kind: 'user', form: 'escaped' });
  expect(await leakIn(base64(MAIL))).toEqual({ kind: 'user', form: 'encoded' });
  expect(await leakIn('roberta.baxter@con…')).toMatchObject({ kind: 'user' });
});
