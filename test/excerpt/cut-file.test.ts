import { describe, expect, test } from 'vitest';
import { cutFile, type Wish } from '../../src/excerpt/cut-file.ts';
import { contentOf, memoryFile } from '../../src/excerpt/excerpt-file.ts';
import { TextMask } from '../../src/excerpt/masked-text.ts';
import { formatOf, formatOfId } from '../../src/formats/index.ts';
import { readHead } from '../../src/input/text-source.ts';
import { PrivateMask } from '../../src/wire/private-mask.ts';
import { readable } from '../contract/format-fixtures.ts';
import { EveryRecord, fileOf, readFile } from '../contract/read-file.ts';
import { encodeText } from '../make/encode.ts';

const UNKNOWN = { records: 0, bytes: 0, format: 'unknown' } as const;

async function cut(bytes: Uint8Array, wish: Wish, mask?: TextMask) {
  const file = memoryFile('input', [bytes], undefined);
  const format = formatOf(await readHead(file));
  if (format === undefined) throw new Error('no form');
  return cutFile(file, 0, format, wish, mask);
}

/** As it lies in the fixtures, some in UTF-16 or windows-1252, and in other encodings. */
const cases = readable.flatMap(({ name, bytes }) => {
  const text = /^\xff\xfe/.test(bytes.toString('latin1', 0, 2)) ? '' : bytes.toString('utf8').replace(/^\ufeff/, '');
  const lines = text.replace(/\r\n/g, '\n');
  return [
    [name, bytes] as const,
    ...(text === ''
      ? []
      : [
          [`${name}, UTF-16LE`, encodeText(lines, { encoding: 'utf-16le-bom', lineEnd: 'crlf' })] as const,
          [`${name}, UTF-16BE`, encodeText(lines, { encoding: 'utf-16be-bom' })] as const,
        ]),
  ];
});
/** Half of the records are of another form most of all, or are broken so that they end with the next. */
const NOT_BY_HALVES = /^(?:uccapilog\/mixed|winevent-csv\/broken-rows)/;

describe('cutting a file', () => {
  test.each(cases)('%s: its pieces are the file', async (_name, bytes) => {
    const { head, pieces, tail } = await cut(bytes, 'all');
    const whole = contentOf({ path: '', ...UNKNOWN, head, tail }, pieces);
    expect(Buffer.from(whole).equals(bytes)).toBe(true);
    expect(pieces.length).toBeGreaterThan(0);
  });

  test.each(cases.filter(([name]) => !NOT_BY_HALVES.test(name)))(
    '%s: each piece of a trace is a record that can be read by itself',
    async (_name, bytes) => {
      const wanted = new EveryRecord(() => undefined);
      const before = await readFile(fileOf(bytes), { wanted });
      if (before.survey === undefined || !/text|tracefmt|log$|xml|csv/.test(before.format ?? '')) return;
      const { head, pieces, tail } = await cut(bytes, 'all');
      // Text that a file begins with is one, too; a log of Exchange has rows of other clients.
      const more = pieces.length - before.survey.records;
      if (before.format !== 'ews-log') expect(Math.abs(more)).toBeLessThanOrEqual(1);
      const kept = pieces.filter((_, i) => i % 2 === 0);
      const part = contentOf({ path: '', ...UNKNOWN, head, tail }, kept);
      const after = await readFile(fileOf(part), { wanted: new EveryRecord(() => undefined) });
      expect(after.format).toBe(before.format);
      const raws = new Set(before.records.map(({ raw }) => raw.trim()));
      for (const { raw } of after.records) expect(raws).toContain(raw.trim());
    },
  );

  test('only records that told something are taken, and the first and last', async () => {
    const text = Array.from(
      { length: 50 },
      (_, i) => `[0]1BD4.0C14::06/08/2016-09:15:${String(i).padStart(2, '0')}.000 [Oc]line ${i}\n`,
    ).join('');
    const at = (i: number) => text.indexOf(`line ${i}\n`);
    const { pieces } = await cut(Buffer.from(text), { told: [at(20)], delivered: [at(30)] });
    expect(pieces.map((piece) => /line (\d+)/.exec(piece.text ?? '')?.[1])).toEqual(['0', '20', '30', '49']);
    expect(pieces.map(({ isTold }) => isTold)).toEqual([true, true, false, true]);
  });

  test('what people wrote is replaced, be it cut over two records, escaped or in bytes', async () => {
    const secret = 'Lunch at noon by the river';
    const line = (text: string, i: number) => `[0]1BD4.0C14::06/08/2016-09:15:0${i}.000 [Oc]${text}\r\n`;
    const hex = Buffer.from(`<t:Body BodyType="Text">${secret}</t:Body>`).toString('hex');
    const lines = [
      `<t:Subject>${secret}</t:Subject>`,
      `&lt;t:Body BodyType="Text"&gt;${secret}&lt;/t:Body&gt;`,
      `<t:Body BodyType="Text">${secret.slice(0, 10)}`,
      `${secret.slice(10)}</t:Body> behind`,
      `payload ${hex}`,
    ].map(line);
    const { pieces } = await cut(Buffer.from(lines.join('')), 'all', new TextMask(new PrivateMask()));
    const text = pieces.map((piece) => piece.text).join('');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(secret.slice(10));
    expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    expect(text.match(/^\[0\]1BD4\.0C14::06\/08\/2016-09:15:0\d\.000 \[Oc\]/gm)).toHaveLength(5);
    expect(text).toContain('</t:Body> behind\r\n');
  });

  test('what people wrote is replaced in events, and where a file begins and ends within one', async () => {
    const secret = 'Lunch at noon by the river';
    const system =
      '<System><Execution ProcessID="1" ThreadID="2"/><TimeCreated SystemTime="2016-06-08T09:15:00Z"/></System>';
    const event = (text: string) => `<Event>${system}<EventData><Data Name="Text">${text}</Data></EventData></Event>\n`;
    const escaped = `&lt;t:Body BodyType="Text"&gt;${secret}&lt;/t:Body&gt;`;
    const whole = `<?xml version="1.0"?>\n<Events>\n${event(escaped)}${event(`&lt;t:Body&gt;${secret.slice(0, 9)}`)}${event(secret.slice(9))}`;
    for (const [from, to] of [
      [0, whole.length],
      [0, whole.length - 60],
      [whole.indexOf(secret) + 4, whole.length],
    ]) {
      const { head, pieces, tail } = await cutFile(
        memoryFile('input', [Buffer.from(whole.slice(from, to))], undefined),
        0,
        formatOfId('tracerpt-xml'),
        'all',
        new TextMask(new PrivateMask()),
      );
      const text = [...head, ...pieces, ...tail].map((piece) => piece.text).join('');
      expect(text).not.toContain(secret.slice(10, 16));
      expect(text).not.toContain(secret.slice(0, 8));
    }
  });
});
