import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAny } from '../../src/formats/event-xml.ts';
import { parseRegular } from '../../src/model/regular-xml.ts';
import { named, readable } from '../contract/format-fixtures.ts';

const EVENT = /<Event[ >].*?<\/Event>/gs;

const xml = readable.filter((fixture) => fixture.format.endsWith('-xml'));
test.each(named(xml))('events of %s are the same to the parser', (_, fixture) => {
  let regular = 0;
  for (const [event] of fixture.bytes.toString('utf8').matchAll(EVENT)) {
    const read = parseRegular(event);
    if (read === undefined) continue;
    regular++;
    expect(read).toEqual(parseAny(event));
  }
  if (!/broken|powershell/.test(fixture.name)) expect(regular, 'most events are regular').toBeGreaterThan(0);
});

const name = fc.constantFrom(
  'Event',
  'Data',
  'Message',
  'a',
  'constructor',
  '__proto__',
  'toString',
  'x:y',
  'a-b',
  'É',
);
const value = fc.constantFrom('', 'x', ' x ', '&amp;', '&#20449;', 'a\nb', 'a>b', '<', "it's", '0x10', '007');
const attributes = fc
  .array(fc.tuple(name, value, fc.constantFrom(' ', '\n\t', ''), fc.constantFrom('=', ' = ')), { maxLength: 3 })
  .map((all) => all.map(([key, text, gap, equals]) => `${gap}${key}${equals}"${text}"`).join(''));
const text = fc.constantFrom(
  '',
  ' ',
  '\r\n',
  'HTTP/1.1 200 OK',
  '&lt;s:Envelope&gt;',
  ' 12 ',
  '>',
  ']]>',
  '\r',
  '"',
  "'",
);
const odd = fc.constantFrom(
  '<!-- x -->',
  '<![CDATA[<Data>]]>',
  '<?pi x?>',
  '<',
  '</a>',
  '<Data>',
  '< a>',
  '</a >',
  '<a/ >',
);

const { element } = fc.letrec<{ element: string; part: string }>((tie) => ({
  part: fc.oneof(
    { weight: 6, arbitrary: text },
    { weight: 5, arbitrary: tie('element') },
    { weight: 1, arbitrary: odd },
  ),
  element: fc
    .tuple(name, attributes, fc.array(tie('part'), { maxLength: 4 }), fc.constantFrom('', ' '), fc.boolean())
    .map(([tag, pairs, parts, gap, isEmpty]) =>
      isEmpty ? `<${tag}${pairs}${gap}/>` : `<${tag}${pairs}${gap}>${parts.join('')}</${tag}>`,
    ),
}));

test('what is read without the parser is read as the parser reads it', () => {
  let regular = 0;
  fc.assert(
    fc.property(element, (event) => {
      const read = parseRegular(event);
      if (read === undefined) return;
      regular++;
      expect(read).toEqual(parseAny(event));
    }),
    { numRuns: 5000 },
  );
  expect(regular).toBeGreaterThan(100);
});

test.each([
  ['levels', '<a>'.repeat(200_000)],
  ['blanks in a tag', `<a${' '.repeat(500_000)}`],
  ['a name', `<a ${'b'.repeat(500_000)}`],
  ['attributes that do not end', `<a${' b="c"'.repeat(100_000)}`],
  ['equals signs', `<a b${'='.repeat(500_000)}`],
  ['text', 'x'.repeat(500_000)],
])('many %s are refused at once', (_, text) => {
  const begin = performance.now();
  expect(parseRegular(text)).toBeUndefined();
  expect(performance.now() - begin).toBeLessThan(10_000);
});
