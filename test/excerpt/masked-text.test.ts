import { describe, expect, test } from 'vitest';
import { TextMask } from '../../src/excerpt/masked-text.ts';
import { PrivateMask } from '../../src/wire/private-mask.ts';

const SECRET = 'Lunch at noon by the river';
const FRONT =
  'Contoso-Client-Trace, Info, 0, 0, 0, 4, 0, 0, 0x0, 0x1BD4, 0x1100, 0, , , {0}, , 131098509001234000, 0, 15, ';

function mask(): TextMask {
  return new TextMask(new PrivateMask());
}

describe('a row of tracerpt', () => {
  test('whose first quote stands in a tag is masked from its payload on', () => {
    const row = `${FRONT}source_cpp125, <t:Body BodyType="Text">${SECRET}</t:Body>\r\n`;
    expect(mask().record(row, 'tracerpt-csv', 0, { thread: '1.2' })).toBe(
      `${FRONT}source_cpp125, <t:Body BodyType="Text">[text 1]</t:Body>\r\n`,
    );
  });

  test('that goes on with a body keeps what stands in front of its payload', () => {
    const one = mask();
    one.record(`${FRONT}<t:Body BodyType="Text">${SECRET}\n`, 'tracerpt-csv', 0, { thread: '1.2' });
    expect(one.record(`${FRONT}${SECRET}</t:Body>\n`, 'tracerpt-csv', 0, { thread: '1.2' })).toBe(
      `${FRONT}[text 1]</t:Body>\n`,
    );
    expect(one.record(`${FRONT}${SECRET}\n`, 'tracerpt-csv', 0, { thread: '1.2' })).toContain(SECRET);
  });
});

test('a row of events that goes on with a body keeps its other cells', () => {
  const one = mask();
  const by = { thread: '1.2', messageColumn: 2 };
  one.record(`"7","a ""b"", c","<t:Body BodyType=""Text"">${SECRET}","6/8/2016 9:41:05 AM"\r\n`, 'winevent-csv', 0, by);
  const next = one.record(`"8","d","${SECRET}</t:Body>","6/8/2016 9:41:06 AM"\r\n`, 'winevent-csv', 0, by);
  expect(next.startsWith('"8","d",')).toBe(true);
  expect(next.endsWith('","6/8/2016 9:41:06 AM"\r\n')).toBe(true);
  expect(next).not.toContain(SECRET);
});

test('a text of another thread, or of another file, goes on with nothing', () => {
  const one = mask();
  const line = (tid: string, text: string) => `[0]1BD4.${tid}::06/08/2016-09:15:00.000 [Oc]${text}\n`;
  one.record(line('0C14', '<t:Body BodyType="Text">begun'), 'tracefmt', 0, {});
  expect(one.record(line('0C15', 'words'), 'tracefmt', 0, {})).toBe(line('0C15', 'words'));
  expect(one.record(line('0C14', 'words'), 'tracefmt', 1, {})).toBe(line('0C14', 'words'));
  expect(one.record(line('0C14', `${SECRET}</t:Body>`), 'tracefmt', 0, {})).toBe(line('0C14', '[text 1]</t:Body>'));
});
