import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../src/model/content-hash.ts';
import { ticksFromIso, ticksToIso } from '../../src/model/ticks.ts';
import { readSpoolFile } from '../../src/spooler/index.ts';
import { type HistContents, type HistOptions, writeHist } from '../make/hist.ts';

const PATH = 'sip_alice@contoso.com/History Spooler/0A1B.hist';

const MISSED: HistContents = {
  initiator: { name: 'Alice Appleby', uri: 'sip:Alice@contoso.com' },
  members: [
    { name: 'Bob Birch', uri: 'sip:bob@contoso.com' },
    { name: 'Carol Cedar', uri: 'sip:Carol@fabrikam.com' },
  ],
  title: 'Missed conversation with Alice Appleby',
  body: '<html><body>Are you coming to the Zürich meeting?</body></html>',
  sipStrings: ['sip:alice@contoso.com', '0123456789abcdef0123456789abcdef', 'sip:bob@contoso.com'],
  type: 'Missed',
  xml: '<conversations><conversation conversationId="AdPQwQ+QHyGgNm5cnnI5Sv0cCiqWRgACaRaw"><imReceived from="sip:alice@contoso.com" ts="2016-06-08T09:15:00Z"/></conversation></conversations>',
  note: '',
  fileName: '0A1B.hist',
};

function fileTime(iso: string): bigint {
  return BigInt(Date.parse(iso)) * 10_000n + 116_444_736_000_000_000n;
}

function seen(contents: HistContents, options?: HistOptions): ReturnType<typeof readSpoolFile> {
  return readSpoolFile({ path: PATH, bytes: writeHist(contents, options) });
}

describe('a file of the known layout', () => {
  it('gives its people, type, hashes, conversation ids and time', () => {
    expect(seen(MISSED)).toEqual({
      kind: 'spool-file',
      at: ticksFromIso('2016-06-08T09:15:00Z'),
      source: PATH,
      offset: 0,
      evidence: [
        {
          source: PATH,
          line: 1,
          offset: 0,
          at: ticksFromIso('2016-06-08T09:15:00Z'),
          text: 'History Spooler file 0A1B.hist, 600 bytes, initiator alice@contoso.com, type Missed',
        },
      ],
      file: '0A1B.hist',
      owner: 'alice@contoso.com',
      reading: 'parsed',
      initiator: 'alice@contoso.com',
      participants: ['bob@contoso.com', 'carol@fabrikam.com'],
      persons: ['Alice Appleby', 'Bob Birch', 'Carol Cedar'],
      saysMissed: true,
      bodyHash: hashText('Are you coming to the Zürich meeting?'),
      subjectHash: hashText('Missed conversation with Alice Appleby'),
      conversationIds: ['AdPQwQ+QHyGgNm5cnnI5Sv0cCiqWRgACaRaw', '0123456789abcdef0123456789abcdef'],
      writtenAt: ticksFromIso('2016-06-08T09:15:00Z'),
    });
  });

  it.each(['length', 'zero', 'wrong'] as const)('reads alike whatever stands before a string: %s', (lengths) => {
    expect(seen(MISSED, { lengths })).toEqual(seen(MISSED));
  });

  it('reads strings that are no UTF-8 as Windows-1252', () => {
    expect(seen(MISSED, { encoding: 'latin1' }).bodyHash).toBe(seen(MISSED).bodyHash);
    const euro = writeHist({ ...MISSED, body: '<html>5 \x80</html>' }, { encoding: 'latin1' });
    expect(readSpoolFile({ path: PATH, bytes: euro }).bodyHash).toBe(hashText('5 €'));
  });

  it('never counts the initiator among the participants, nor anyone twice', () => {
    const members = [...MISSED.members, MISSED.initiator, { name: 'Bob', uri: 'SIP:BOB@contoso.com' }];
    expect(seen({ ...MISSED, members }).participants).toEqual(['bob@contoso.com', 'carol@fabrikam.com']);
  });

  it.each([
    ['Missed', true],
    ['IPM.Note.Microsoft.Missed', true],
    ['IM.Note.MissedConversation', true],
    ['IM.Note.MisssedConversation', true],
    ['Conversation', false],
    ['IPM.Note.Microsoft.Conversation', false],
    ['', false],
  ])('type text %j says missed: %s, whatever the title says', (type, expected) => {
    expect(seen({ ...MISSED, type }).saysMissed).toBe(expected);
  });

  it('takes a message class in a string of unknown meaning, but none in the body', () => {
    const conversation = { ...MISSED, type: 'Conversation' };
    expect(seen({ ...conversation, note: 'IPM.Note.Microsoft.Missed' }).saysMissed).toBe(true);
    expect(seen({ ...conversation, body: '<html>IPM.Note.Microsoft.Missed</html>' }).saysMissed).toBe(false);
  });

  it('holds no text of the body or the title', () => {
    const { persons, ...rest } = seen(MISSED);
    // Names stand in fields of their own, too, for redaction to know; nothing else of the title does.
    expect(persons).toEqual(['Alice Appleby', 'Bob Birch', 'Carol Cedar']);
    expect(JSON.stringify(rest)).not.toContain('meeting');
    expect(JSON.stringify(rest)).not.toContain('Appleby');
  });
});

describe('the time of writing', () => {
  const at = (iso: string, contents: HistContents): string | undefined => {
    const modifiedAt = ticksFromIso(iso);
    const read = readSpoolFile({
      path: PATH,
      bytes: writeHist(contents),
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
    });
    return read.writtenAt === undefined ? undefined : ticksToIso(read.writtenAt);
  };

  it('is the earliest of the inner times and the time of the file', () => {
    expect(at('2016-06-08T10:00:00Z', MISSED)).toBe('2016-06-08T09:15:00.000Z');
    const value = fileTime('2016-06-08T09:14:00.5Z');
    for (const place of [0, 3, 9]) {
      const withFileTime = { ...MISSED, fileTime: { at: place, value } };
      expect(at('2016-06-08T10:00:00Z', withFileTime)).toBe('2016-06-08T09:14:00.500Z');
      expect(at('', withFileTime)).toBe('2016-06-08T09:14:00.500Z');
    }
  });

  it('passes over an inner time that is later than the file, or before 2010, or after 2029', () => {
    expect(at('2016-06-08T09:00:00Z', MISSED)).toBe('2016-06-08T09:00:00.000Z');
    for (const iso of ['2009-12-31T23:59:59Z', '2030-01-01T00:00:00Z'])
      expect(at('', { ...MISSED, xml: '', fileTime: { at: 4, value: fileTime(iso) } })).toBeUndefined();
  });
});

describe('a file of an unknown layout', () => {
  const carved = (text: Buffer): ReturnType<typeof readSpoolFile> => readSpoolFile({ path: PATH, bytes: text });

  it.each(['latin1', 'utf16le'] as const)('is carved from its %s strings', (encoding) => {
    const strings = [
      'sip:alice@contoso.com',
      'sip:bob@contoso.com',
      'IPM.Note.Microsoft.Missed',
      '<html><body>Hello</body></html>',
      '<conversation callId="aabbccdd00112233" ><imReceived ts="2016-06-08T09:15:00Z"/></conversation>',
    ];
    const nul = Buffer.from([0, 0, 0, 1]);
    const read = carved(Buffer.concat([nul, ...strings.flatMap((text) => [Buffer.from(text, encoding), nul])]));
    expect(read).toMatchObject({
      reading: 'carved',
      initiator: 'alice@contoso.com',
      participants: ['bob@contoso.com'],
      saysMissed: true,
      bodyHash: hashText('Hello'),
      conversationIds: ['aabbccdd00112233'],
      writtenAt: ticksFromIso('2016-06-08T09:15:00Z'),
    });
  });

  it('is unreadable when it holds nothing by which a spool file can be known', () => {
    for (const text of ['', '\0\0\0\0', 'GIF89a and some words of no meaning', '\xff\xfe\xfd'])
      expect(carved(Buffer.from(text, 'latin1'))).toMatchObject({ reading: 'unreadable', saysMissed: false });
  });

  it('gives no missed type for a title alone', () => {
    expect(carved(Buffer.from('sip:alice@contoso.com\0Missed conversation with Bob\0')).saysMissed).toBe(false);
    expect(carved(Buffer.from('sip:alice@contoso.com\0Missed\0')).saysMissed).toBe(true);
  });

  it('gives no hash of a body that is cut', () => {
    expect(carved(Buffer.from('sip:alice@contoso.com\0<html><body>Hel')).bodyHash).toBeUndefined();
  });
});

describe('laws over all bytes', () => {
  it('every truncation is parsed, carved or unreadable, and knows no less than a shorter one', () => {
    const whole = writeHist(MISSED);
    const rank = { unreadable: 0, carved: 1, parsed: 2 };
    let last = 0;
    for (let length = 0; length <= whole.length; length++) {
      const read = readSpoolFile({ path: PATH, bytes: whole.subarray(0, length) });
      expect(rank[read.reading]).toBeGreaterThanOrEqual(last);
      last = rank[read.reading];
      if (read.initiator?.endsWith('.com') === true) expect(read.initiator).toBe('alice@contoso.com');
      expect([undefined, seen(MISSED).bodyHash]).toContain(read.bodyHash);
    }
    expect(last).toBe(2);
  });

  it('random bytes, and files with a byte changed, never throw', () => {
    const whole = writeHist(MISSED);
    const damaged = fc
      .tuple(fc.nat(whole.length - 1), fc.nat(255))
      .map(([at, value]) => Uint8Array.from(whole, (byte, i) => (i === at ? value : byte)));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 4000 }), damaged), (bytes) => {
        const read = readSpoolFile({ path: PATH, bytes });
        expect(['parsed', 'carved', 'unreadable']).toContain(read.reading);
        for (const ref of read.evidence) expect(ref.text.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 500 },
    );
  });

  it('what is written is read back', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((value) => value.replaceAll('\0', ''));
    const name = fc.stringMatching(/^[a-z][a-z0-9.]{0,20}$/);
    const person = fc
      .record({ name: text, user: name })
      .map((who) => ({ name: who.name, uri: `sip:${who.user}@contoso.com` }));
    const contents = fc.record({
      initiator: person,
      members: fc.array(person, { maxLength: 8 }),
      title: text,
      body: text,
      type: fc.constantFrom('Missed', 'Conversation', 'IPM.Note.Microsoft.Missed'),
    });
    fc.assert(
      fc.property(contents, fc.constantFrom('length', 'zero', 'wrong'), (some, lengths) => {
        const read = seen({ ...MISSED, ...some }, { lengths });
        const initiator = some.initiator.uri.slice(4);
        const others = some.members.map((member) => member.uri.slice(4)).filter((address) => address !== initiator);
        expect(read).toMatchObject({ reading: 'parsed', initiator, participants: [...new Set(others)] });
        expect(read.saysMissed).toBe(some.type !== 'Conversation');
        expect(read.bodyHash).toBe(hashText(some.body));
        expect(read.subjectHash).toBe(hashText(some.title));
      }),
    );
  });

  it.each([
    ['sip:', 'sip:'],
    ['sip: with a long user part', 'sip:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['classes', 'IPM.Note'],
    ['markup', '<html'],
    ['open brackets', '<'],
    ['time attributes', ' ts="'],
    ['keys', 'callId='],
    ['numbers', '\x10\0\0\0'],
    ['spaces', ' '],
    ['wide text', 'a\0'],
  ])('4 MB of repeated %s are read in bounded time', (_, unit) => {
    const bytes = Buffer.alloc(4_000_000, unit, 'latin1');
    const began = performance.now();
    readSpoolFile({ path: PATH, bytes });
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('a body of many MB, as pasted pictures make it, is looked at as far as the limit goes', () => {
    const body = `<html><img src="data:image/png;base64,${'iVBORw0KGgo'.repeat(1_200_000)}"></html>`;
    const read = readSpoolFile({ path: PATH, bytes: writeHist({ ...MISSED, body }) });
    expect([read.reading, read.initiator]).toEqual(['carved', 'alice@contoso.com']);
  });
});

it('looks for names in front of addresses in time in proportion', () => {
  const bytes = Buffer.from(`\0\0,${' '.repeat(2_000_000)}sip:alice@contoso.com\0<html>x</html>`);
  const begin = process.cpuUsage();
  readSpoolFile({ path: PATH, bytes });
  expect(process.cpuUsage(begin).user / 1e6).toBeLessThan(5);
});
