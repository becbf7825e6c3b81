import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTmf, tmfText } from '../../../src/etl/wpp/tmf.ts';
import { formatted, GUID } from './wpp-record.ts';

const OTHER = '9b93a332-c452-3e71-64f7-55130c7de2e4';
const HEAD = `${GUID} spooler // SRC=foo.cpp MJ= MN=`;

const SAMPLE = readFileSync(
  join(import.meta.dirname, '../../../fixtures/samples/etl/tmf/744151fd-b3f4-32e6-38eb-0fd11e3fb62d.tmf'),
  'utf8',
);

/** A line of a message with one number, and its block. */
function entry(number: number, text: string, tail = '//   LEVEL=L FUNC=f'): string {
  return [`#typev foo_cpp${number} ${number} "%0${text}" ${tail}`, '{', 'x, ItemLong -- 10', '}'].join('\n');
}

function only(text: string) {
  const { messages, faults } = parseTmf(text);
  expect(faults).toEqual([]);
  expect(messages).toHaveLength(1);
  const [message] = messages;
  if (message === undefined) throw new Error('no message');
  return message;
}

describe('the text of a TMF', () => {
  test('a real one', () => {
    const { messages, faults } = parseTmf(SAMPLE);
    expect(faults).toEqual([]);
    expect(
      messages.map(({ guid, number, component, tag, level }) => ({ guid, number, component, tag, level })),
    ).toEqual(
      [29, 27].map((line, i) => ({
        guid: GUID,
        number: 11 - i,
        component: 'findneedle',
        tag: `WppStrEmitter_cpp${line}`,
        level: 'STR_GENERAL',
      })),
    );
    expect(messages[1]?.arguments).toEqual([
      { number: 10, type: 'ItemString' },
      { number: 11, type: 'ItemLong' },
    ]);
  });

  test.each<readonly [string, Uint8Array]>([
    ['CR LF', Buffer.from(SAMPLE.replaceAll('\n', '\r\n'))],
    ['a byte order mark', Buffer.from(`\ufeff${SAMPLE}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${SAMPLE}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(SAMPLE, 'utf16le')],
    ['UTF-16, high bytes first', Buffer.from(`\ufeff${SAMPLE}`, 'utf16le').swap16()],
  ])('is the same in %s', (_, bytes) => {
    expect(parseTmf(tmfText(bytes))).toEqual(parseTmf(SAMPLE));
  });

  test.each([
    ['all of it', '//   LEVEL=TRACE_LEVEL_ERROR FLAGS=DriverEntry FUNC=Foo', 'TRACE_LEVEL_ERROR', 'DriverEntry', 'Foo'],
    ['no FLAGS', '//   LEVEL=L FUNC=Foo', 'L', undefined, 'Foo'],
    ['no FUNC', '//   LEVEL=L FLAGS=F', 'L', 'F', undefined],
    ['empty FLAGS', '//   LEVEL=L FLAGS= FUNC=Foo', 'L', undefined, 'Foo'],
    ['nothing', '', undefined, undefined, undefined],
    ['an empty comment', '//', undefined, undefined, undefined],
    [
      'a name with blanks',
      "// FUNC=`anonymous namespace'::Foo::operator new",
      undefined,
      undefined,
      "`anonymous namespace'::Foo::operator new",
    ],
    ['a name with quotes', '// LEVEL=L FUNC=operator""_uri', 'L', undefined, 'operator""_uri'],
  ])('the comment of a message may have %s', (_, tail, level, flags, method) => {
    const message = only([HEAD, entry(10, 'a', tail)].join('\n'));
    expect([message.level, message.flags, message.function]).toEqual([level, flags, method]);
    expect(message.pieces).toEqual(['a']);
  });

  test.each([
    ['plain', 'count, ItemLong -- 10', 'ItemLong'],
    ['with commas', 'std::max(a, b), ItemLong -- 10', 'ItemLong'],
    ['with a comma and a type in a string', '"a, ItemString", ItemLong -- 10', 'ItemLong'],
    ['with dashes', 'a-- - b, ItemLong -- 10', 'ItemLong'],
    ['empty', ', ItemLong -- 10', 'ItemLong'],
    ['in two lines', 'a +\nb, ItemLong -- 10', 'ItemLong'],
    ['of a type by another name', 'a, SomethingElse -- 10', 'SomethingElse'],
    ['without blanks', 'a,ItemLong--10', 'ItemLong'],
    ['with parentheses', 'f(g(1), h(2)), ItemListByte(Low,APC(x),ItemDPC) -- 10', 'ItemListByte'],
  ])('the expression of an argument may be %s', (_, line, type) => {
    const message = only([HEAD, '#typev foo_cpp7 10 "%0%10!d!" //', '{', line, '}'].join('\n'));
    expect(message.arguments).toMatchObject([{ number: 10, type }]);
  });

  test('names of a list keep their parentheses and their order', () => {
    const message = only(
      [HEAD, '#typev foo_cpp7 10 "%0%10!s!" //', '{', 'x, ItemListByte(Low,APC(x),ItemDPC) -- 10', '}'].join('\n'),
    );
    expect([...(message.arguments[0]?.names ?? [])]).toEqual([
      [0, 'Low'],
      [1, 'APC(x)'],
      [2, 'ItemDPC'],
    ]);
  });

  test('arguments are read in the order of their numbers', () => {
    const tmf = [
      HEAD,
      '#typev foo_cpp7 10 "%0%10!d! %11!d!" //',
      '{',
      'b, ItemShort -- 11',
      'a, ItemChar -- 10',
      '}',
    ].join('\n');
    expect(formatted(tmf, Buffer.from('010200', 'hex')).message).toBe('1 2');
  });

  test('the text may hold quotes, comments and line breaks', () => {
    const text = 'say "hi" // LEVEL\n  twice "x" // y';
    expect(only([HEAD, entry(10, text)].join('\n')).pieces).toEqual([text]);
  });

  test('comments, blank lines and indented lines are passed over', () => {
    const text = [
      '// PDB: x.pdb',
      '',
      `  ${HEAD}`,
      '',
      '#typev foo_cpp7 10 "%0%10!d!" // LEVEL=L',
      '// why',
      ' {',
      '// a',
      '',
      '  x, ItemLong -- 10',
      ' }',
    ];
    expect(only(text.join('\n')).arguments).toEqual([{ number: 10, type: 'ItemLong' }]);
  });

  test('of several GUIDs in one text each has its own messages, in any case and with braces', () => {
    const text = [HEAD, entry(10, 'one'), `{${OTHER.toUpperCase()}} other`, entry(10, 'two'), entry(11, 'three')].join(
      '\n',
    );
    expect(
      parseTmf(text).messages.map(({ guid, number, component, pieces }) => [guid, number, component, pieces[0]]),
    ).toEqual([
      [GUID, 10, 'spooler', 'one'],
      [OTHER, 10, 'other', 'two'],
      [OTHER, 11, 'other', 'three'],
    ]);
  });

  test('of a message that is told twice the first counts', () => {
    expect(
      parseTmf([HEAD, entry(10, 'one'), entry(10, 'two')].join('\n')).messages.map(({ pieces }) => pieces[0]),
    ).toEqual(['one']);
  });

  test('an enumeration may stand behind its use, and each GUID has its own', () => {
    const use = '#typev foo_cpp7 10 "%0%10!s!" //\n{\nx, ItemEnum(S) -- 10\n}';
    const text = [
      HEAD,
      use,
      '#enumv S',
      '{',
      'One, 1',
      '}',
      `${OTHER} other`,
      '#enumv S',
      '{',
      'Uno, 1,',
      'Minus, -1',
      '}',
      use,
    ].join('\n');
    expect(parseTmf(text).messages.map(({ arguments: [first] }) => [...(first?.names ?? [])])).toEqual([
      [[1, 'One']],
      [
        [1, 'Uno'],
        [0xffffffff, 'Minus'],
      ],
    ]);
  });

  test.each([
    ['L2CAP_c141', 'L2CAP.c', 141],
    ['foo_cpp7', 'foo.cpp', 7],
    ['my_file_hpp1200', 'my_file.hpp', 1200],
    ['odd', undefined, undefined],
  ])('%s names its place', (tag, file, line) => {
    const message = only(`${GUID} c\n#typev ${tag} 10 "%0" //\n{\n}`);
    expect([message.file, message.line]).toEqual([file, line]);
  });

  test('the source file on the line of the GUID tells where its name ends', () => {
    const message = only(`${GUID} c // SRC=my-file.x2 MJ= MN=\n#typev my_file_x214 10 "%0" //\n{\n}`);
    expect([message.file, message.line]).toEqual(['my-file.x2', 14]);
  });

  test.each([
    ['a text without an end', '#typev foo_cpp1 10 "%0abc'],
    ['no number', '#typev foo_cpp1 "%0abc" //\n{\n}'],
    ['no closing brace', '#typev foo_cpp1 10 "%0abc" //\n{\nx, ItemLong -- 10'],
    ['an argument without a number', '#typev foo_cpp1 10 "%0abc" //\n{\nx, ItemLong\n}'],
    ['an enumeration without a name', '#enumv\n{\nA, 1\n}'],
    ['a member without a value', '#enumv E\n{\nA\n}'],
    ['a line of another kind', 'hello'],
  ])('an entry with %s is a fault with its line, and the rest goes on', (_, broken) => {
    const { messages, faults } = parseTmf([HEAD, broken, entry(77, 'good')].join('\n'));
    expect(messages.find(({ number }) => number === 77)?.pieces).toEqual(['good']);
    expect(faults.map(({ line }) => line >= 2 && line <= 5)).toEqual([true]);
  });

  test('a message in front of any GUID is a fault', () => {
    expect(parseTmf(entry(10, 'a'))).toMatchObject({ messages: [], faults: [{ line: 1 }] });
  });

  const pieces = [
    '#typev',
    'a_c1',
    '10',
    '"',
    '%0',
    '%10!s!',
    '//',
    'LEVEL=',
    'FUNC=',
    '\n',
    '{',
    '}',
    ', ItemLong',
    ' -- 10',
    '#enumv',
    'E',
    GUID,
    '(',
    ')',
    ',',
    ' ',
    '%',
    '!',
  ];
  const anyText = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 60 })
    .map((parts) => parts.join(' '));

  test('no text and no payload make it throw', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom<4 | 8>(4, 8),
        (text, payload, pointerSize) => {
          const tmf = `${HEAD}\n${text}\n${entry(9, text.replaceAll('\n', ' '))}`;
          for (const _ of parseTmf(tmf).messages) formatted(tmf, payload, { pointerSize });
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ['blanks in an argument', `${HEAD}\n#typev a_c1 10 "" //\n{\nx${' '.repeat(300_000)}y\n}`],
    ['commas in an argument', `${HEAD}\n#typev a_c1 10 "" //\n{\n${','.repeat(300_000)} -- 10\n}`],
    ['commas in a member', `${HEAD}\n#enumv E\n{\n${','.repeat(300_000)} x\n}`],
    ['types in an argument', `${HEAD}\n#typev a_c1 10 "" //\n{\n${',a('.repeat(100_000)} -- 10\n}`],
    ['quotes', `${HEAD}\n#typev a_c1 10 ${'" '.repeat(150_000)}`],
    ['lines of an argument', `${HEAD}\n#typev a_c1 10 "" //\n{\n${'x\n'.repeat(150_000)}}`],
    ['entries without an end', `${HEAD}\n${'#typev a_c1 10 "\n'.repeat(30_000)}`],
    ['places for arguments', `${HEAD}\n#typev a_c1 10 "${'%10!1024d!'.repeat(30_000)}" //\n{\nx, ItemLong -- 10\n}`],
  ])('many %s take no long time', (_, text) => {
    const [before] = process.hrtime();
    for (const message of parseTmf(text).messages) {
      expect(formatted(text, Buffer.from('2a000000', 'hex')).message.length).toBeLessThan(300_000);
      expect(message.guid).toBe(GUID);
    }
    expect(process.hrtime()[0] - before).toBeLessThanOrEqual(3);
  });
});
