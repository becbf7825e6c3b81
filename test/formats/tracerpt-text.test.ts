import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileTimeClock } from '../../src/formats/file-time.ts';
import { tracerptColumns } from '../../src/formats/tracerpt-columns.ts';
import { readTracerptRow } from '../../src/formats/tracerpt-text.ts';
import { wppText } from '../../src/formats/tracerpt-wpp.ts';
import { codingOf } from '../../src/input/encoding.ts';
import { ticks, ticksFromFileTime, ticksToIso } from '../../src/model/ticks.ts';

const TRACE_GUID = '{744151fd-b3f4-32e6-38eb-0fd11e3fb62d}';
const PROVIDER = '{0bd3506a-9030-4f76-9b88-3e8fe1f7cfb6}';
const BEHIND = `${TRACE_GUID}, trace_cpp, 06/08/2016-09:15:00.123, 12, TF_A, TL_INFO, 131098509001234567, ${PROVIDER}`;

describe('the payload of WPP', () => {
  test.each([
    ['one line', 'text'],
    ['commas', 'one, two,three , and , four'],
    ['lines', 'POST /EWS HTTP/1.1\nHost: mail.contoso.com\n\n<s:Envelope>,\n</s:Envelope>\n'],
    ['quotes', 'name="a, b", "c"'],
    ['GUIDs with commas', `{8f2d0c1e-6a3b-4f57-9d21-0a7be1c4d5f6}, {8f2d0c1e-6a3b-4f57-9d21-0a7be1c4d5f6}, a, b`],
    [
      'what looks like the end of a payload',
      `x, {8f2d0c1e-6a3b-4f57-9d21-0a7be1c4d5f6}, a, b, 12, c, d, 7, ${PROVIDER}`,
    ],
    ['blanks at its end', 'text  '],
    ['nothing', ''],
  ])('of %s has it whole', (_, text) => {
    expect(wppText(`trace_cpp, CEws::Send, ${text}, OcExchange, Sub, ${BEHIND}`)).toEqual({
      message: text,
      component: 'OcExchange',
      function: 'CEws::Send',
    });
  });

  test('has any text whole', () => {
    const word = fc.constantFrom(',', ' ', '\n', '"', '{', '}', TRACE_GUID, 'a', 'TL_INFO', '12');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join('');
        fc.pre(!text.startsWith('"'));
        expect(wppText(`n, f, ${text}, c, , ${BEHIND}`)?.message).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test('ends with its line: what follows is no part of it', () => {
    expect(wppText(`n, f, text, c, , ${BEHIND}\nEventTrace, Info, 0, 2, 0`)?.message).toBe('text');
  });

  test('without a provider, or with cells filled up behind it, is the same', () => {
    const bare = BEHIND.slice(0, -PROVIDER.length);
    for (const end of [bare, bare.replace(/, $/, ''), `${BEHIND},,,,`]) {
      expect(wppText(`n, f, text, c, , ${end}`), end).toEqual({ message: 'text', component: 'c', function: 'f' });
    }
  });

  test.each([
    ['no GUID', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13'],
    ['a GUID in front', `${TRACE_GUID}, "a", "b"`],
    ['a GUID and seven words', `a, b, c, d, e, ${TRACE_GUID}, f, g, h, i, j, k, l`],
    ['too few items in front of it', `c, , ${BEHIND}`],
  ])('is no payload with %s', (_, payload) => {
    expect(wppText(payload)).toBeUndefined();
  });
});

describe('the items of a payload', () => {
  const header = 'Event Name, PID, TID, Clock-Time, User Data';
  const rowOf = (row: string, head = header): ReturnType<typeof readTracerptRow> => {
    const bytes = Buffer.from(head);
    const columns = tracerptColumns({ bytes, text: head, coding: codingOf(bytes) });
    if (columns === undefined) throw new Error('no header');
    return readTracerptRow(row, columns);
  };
  const read = (row: string, head = header): string => rowOf(row, head).message;

  test.each([
    ['131098509001234567', '131098509001234567'],
    ['1.31099E+17', '1.31099E+17'],
    ['131098509001234567 zoe@fabrikam.com', '131098509001234567'],
    ['zoe@fabrikam.com', undefined],
    ['########', undefined],
  ])('behind the time %j, which is told as %j', (cell, stamp) => {
    expect(rowOf(`Contoso, 1, 2, ${cell}, a`).stamp).toBe(stamp);
  });

  test.each([
    ['158, "HTTP Protocol ", "http.sys"', '158 HTTP Protocol  http.sys'],
    ['"a, b", 0x8007', 'a, b 0x8007'],
    ['"{"a":"b","c":[1,2]}", 1', '{"a":"b","c":[1,2]} 1'],
    ['"<t:Message xmlns="x">", ""', '<t:Message xmlns="x">'],
    ['"two\nlines, of text", 1', 'two\nlines, of text 1'],
    ['"no end', '"no end'],
    [', , ,', ''],
    ['', ''],
  ])('%s', (payload, message) => {
    expect(read(`Contoso, 1, 2, 3, ${payload}`)).toBe(message);
  });

  test.each([
    ['quoted again', '" ""HTTP""","  ""a"," b""",,,', 'HTTP a, b'],
    ['a cell with commas', '"a, b",7,,', 'a, b 7'],
    ['a cell with quotes', '"<a b=""1, 2"">",7', '<a b="1, 2"> 7'],
    ['a cell of lines', '"a\nb, c",7', 'a\nb, c 7'],
    ['a quote without its end', '"a, b', 'a, b'],
  ])('behind a spreadsheet: %s', (_, payload, message) => {
    expect(read(`0,Contoso, 1, 2, 3,${payload}`, `Index,${header}`)).toBe(message);
  });
});

describe('a FILETIME', () => {
  const at = (text: string, clock = new FileTimeClock()): string | undefined => {
    const time = clock.at(Buffer.from(`${text}, 0`), 0);
    return time === undefined
      ? undefined
      : `${time.at === undefined ? 'none' : ticksToIso(time.at)} ${time.isImprecise}`;
  };

  test.each([
    ['131098509001234567', '2016-06-08T09:15:00.1234567Z false'],
    ['1.31098509001234567e+17', '2016-06-08T09:15:00.1234567Z true'],
    ['1,310985090012E+17', '2016-06-08T09:15:00.120Z true'],
    ['1.3109850900E17', '2016-06-08T09:15:00.000Z true'],
    // Rounded to more than a second: no moment at all.
    ['1.31099E+17', 'none true'],
    ['1E+17', 'none true'],
    ['13109850900123456', undefined],
    ['1310985090012345678', undefined],
    ['1.3e+5', undefined],
    ['1.3e+999', undefined],
    // A count of the year 3200 is a time, but tells no moment.
    ['504600000000000000', 'none false'],
    ['########', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(at(text)).toBe(expected);
  });

  test('is exact to 100 ns, whatever was read before', () => {
    const clock = new FileTimeClock();
    const time = fc.bigInt({ min: 130_000_000_000_000_000n, max: 140_000_000_000_000_000n });
    fc.assert(
      fc.property(fc.array(time, { maxLength: 5 }), (times) => {
        for (const one of times) {
          expect(at(String(one), clock)).toBe(`${ticksToIso(ticksFromFileTime(one) ?? ticks(0))} false`);
        }
      }),
    );
  });
});
