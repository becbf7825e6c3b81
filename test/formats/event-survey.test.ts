import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../../src/formats/index.ts';
import { RAW_FILE_TIME, systemTime } from '../../src/formats/system-time.ts';
import { harvestHex, harvestMessage } from '../../src/input/harvest.ts';
import { openStretch, openText } from '../../src/input/text-source.ts';
import { type Ticks, ticksFromFileTime } from '../../src/model/ticks.ts';
import { fileOf } from '../contract/read-file.ts';

// The kernel frames and judges the events of a window in one pass. Here the same is told of the whole text by plain
// searches, one event after the other; both must agree on whatever is put together from pieces of events.

const LITERALS = ['HTTP/1', 'Envelope', 'WSAT', 'failed abcd'];
const NUMBER = '12002';
const ZONE = '+0159';

interface Told {
  readonly records: number;
  readonly undecoded: number;
  readonly from: Ticks | undefined;
  readonly to: Ticks | undefined;
  /** Start of each record that was built, and its time. */
  readonly built: ReadonlyArray<readonly [offset: number, at: Ticks | undefined]>;
  readonly brokenLines: readonly number[];
}

/** What was read, and how many events the parser could make nothing of. */
interface Read extends Told {
  readonly unparsed: number;
}

function expectSame({ unparsed, built, ...read }: Read, { built: expected, ...told }: Told): void {
  expect(read).toEqual(told);
  const offsets = new Set(built.map(([offset]) => offset));
  // Where the times fall, the records are turned round.
  expect(built.toSorted(([a], [b]) => a - b)).toEqual(expected.filter(([offset]) => offsets.has(offset)));
  expect(built.length + unparsed).toBe(expected.length);
}

function holdsWanted(text: string): boolean {
  return LITERALS.some((one) => text.includes(one)) || /(?<![\w])12002(?![\w])/.test(text);
}

function timeOf(event: string): Ticks | undefined {
  const at = event.indexOf('SystemTime');
  if (at >= 0) {
    const match = /^SystemTime[ =]*(?:"([^"]{0,63})"|'([^']{0,63})')/.exec(event.slice(at));
    return match === null ? undefined : systemTime(match[1] ?? match[2] ?? '');
  }
  const raw = event.slice(event.indexOf('RawTime')).match(RAW_FILE_TIME);
  return event.includes('RawTime') && raw?.index === 0 ? ticksFromFileTime(BigInt(raw[1] ?? '')) : undefined;
}

interface Judgement {
  readonly isUndecoded: boolean;
  readonly isWanted: boolean;
}

function judge(event: string, followsAll: boolean): Judgement {
  const payload = Math.max(event.lastIndexOf('<ProcessingErrorData'), event.lastIndexOf('<BinaryEventData'));
  if (payload < 0) {
    if (event.includes('No Format Information found')) return { isUndecoded: true, isWanted: false };
    const extra = event.lastIndexOf('win:ExtraPayload');
    const hex = extra < 0 ? undefined : /^win:ExtraPayload[^<>]*>([0-9A-Fa-f\s]*)</.exec(event.slice(extra))?.[1];
    const texts = harvestMessage(harvestHex(hex ?? ''));
    return {
      isUndecoded: false,
      isWanted:
        followsAll || holdsWanted(event) || LITERALS.some((one) => texts.includes(one)) || texts.includes(NUMBER),
    };
  }
  const element = event.slice(payload);
  const hex = /<(?:BinaryEventData|EventPayload)>([0-9A-Fa-f\s]*)</.exec(element)?.[1] ?? '';
  const found = harvestHex(hex);
  const all = harvestMessage(found);
  return {
    isUndecoded: element.startsWith('<P') || found.texts.length === 0,
    isWanted: all !== '' && (followsAll || LITERALS.some((one) => all.includes(one)) || all.includes(NUMBER)),
  };
}

function tell(text: string, followsAll: boolean): Told {
  const times: Ticks[] = [];
  const built: (readonly [number, Ticks | undefined])[] = [];
  const brokenLines: number[] = [];
  let [records, undecoded, open] = [0, 0, -1];
  const lineOf = (at: number): number => text.slice(0, at).split('\n').length;
  for (const { 0: tag, index } of text.matchAll(/<Event(?=[ \t\r\n>])|<\/Event>/g)) {
    if (tag === '<Event') {
      if (open >= 0) brokenLines.push(lineOf(open));
      open = index;
      continue;
    }
    if (open < 0) continue;
    const event = text.slice(open, index + tag.length);
    records++;
    const at = timeOf(event);
    if (at !== undefined) times.push(at);
    const { isUndecoded, isWanted } = judge(event, followsAll);
    if (isUndecoded) undecoded++;
    if (isWanted) built.push([open, at]);
    open = -1;
  }
  if (open >= 0) brokenLines.push(lineOf(open));
  times.sort((a, b) => a - b);
  return { records, undecoded, from: times[0], to: times.at(-1), built, brokenLines };
}

async function read(text: string, followsAll: boolean, room: number): Promise<Read> {
  const bytes = Buffer.from(text, 'latin1');
  const file = fileOf(bytes);
  const whole = await openText(file);
  const stretch = openStretch(file, whole.head, { from: { offset: 0, line: 1 }, end: bytes.length, room });
  const built: (readonly [number, Ticks | undefined])[] = [];
  const brokenLines: number[] = [];
  let unparsed = 0;
  const format = formatOf(whole.head);
  const survey = await format?.read(stretch, {
    wanted: {
      wanted: { literals: LITERALS, itemLiterals: LITERALS, itemPhrases: [], numbers: [NUMBER] },
      followsAny: () => followsAll,
      follows: () => followsAll,
    },
    zones: [],
    onRecord: ({ offset, at }) => built.push([offset, at]),
    // That the parser had its doubts about an event is not the kernel's matter.
    onIssue: ({ text: issue, line = 0 }) => {
      if (/without its end tag|ends in the middle/.test(issue)) brokenLines.push(line);
      if (issue.includes('could not be parsed')) unparsed++;
    },
  });
  const { records = 0, undecoded = 0, from, to } = survey ?? {};
  return { records, undecoded, from, to, built, brokenLines, unparsed };
}

const hexOf = (text: string, encoding: 'latin1' | 'utf16le'): string => Buffer.from(text, encoding).toString('hex');
const two = (n: number): string => String(n).padStart(2, '0');

const time = fc
  .tuple(fc.constantFrom('2016-06-08', '2016-06-09', '2016-13-45'), fc.nat(25), fc.nat(61), fc.nat(61), fc.nat(9999999))
  .chain(([day, hour, minute, second, fraction]) =>
    fc
      .constantFrom(ZONE, ZONE, ZONE, '+01:59', 'Z', '', '-0700', '+159')
      .chain((zone) =>
        fc
          .constantFrom('00', '00', '00', '0', '', '000')
          .map(
            (more) =>
              `${day}T${two(hour)}:${two(minute)}:${two(second)}.${String(fraction).padStart(7, '0')}${more}${zone}`,
          ),
      ),
  );
const oddTime = fc.constantFrom('', 'now', '2016-06-08', '2016-06-08T09:15:00Z', '2016-06-08T09:15:00.1+0159', '<');
const attribute = fc.oneof(
  { weight: 8, arbitrary: time.map((at) => `SystemTime="${at}"`) },
  { weight: 2, arbitrary: time.map((at) => `SystemTime='${at}'`) },
  { weight: 1, arbitrary: time.map((at) => `SystemTime = "${at}"`) },
  { weight: 1, arbitrary: oddTime.map((at) => `SystemTime="${at}"`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('RawTime="131098509000000000"', 'RawTime="7"', 'SystemTim="x"', 'SystemTime="2016'),
  },
);
const words = fc.constantFrom(
  'HTTP/1.1 200',
  'an Envelope',
  'error 12002.',
  'OpenSCManager failed',
  'WSATIMEDOUT',
  'abcd',
);
const hex = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('hex').toUpperCase()),
  // Bytes of every kind that the two harvesters look at: NULs, counts, words, letters beyond ASCII, codes.
  fc
    .array(
      fc.constantFrom(
        '00',
        '0000',
        '04',
        '0a00',
        '41',
        '4100',
        '61626364',
        'e4',
        'c3a4',
        '1f04',
        '4e2d',
        '20',
        'e22e0780',
        '2540',
        'ff',
      ),
      { maxLength: 24 },
    )
    .map((parts) => parts.join('')),
  fc.tuple(words, fc.constantFrom('latin1', 'utf16le')).map(([text, encoding]) => `0007${hexOf(text, encoding)}00`),
  fc.tuple(words, words).map(([one, other]) => `${hexOf(one, 'latin1')}00${hexOf(other, 'utf16le').toUpperCase()}`),
  fc.constantFrom(
    '',
    '4',
    '20202020',
    '2020202020414243',
    '61 62 63 64',
    '6162636\n4',
    '616263645',
    '61626364xy',
    '0a0d0920',
  ),
);
const payload = fc.oneof(
  hex.map((digits) => `<BinaryEventData>${digits}</BinaryEventData>`),
  hex.map((digits) => `<BinaryEventData >${digits}</BinaryEventData>`),
  hex.map(
    (digits) =>
      `<ProcessingErrorData><ErrorCode>15005</ErrorCode><EventPayload>${digits}</EventPayload></ProcessingErrorData>`,
  ),
  hex.map((digits) => `<EventData><Data Name="win:ExtraPayload" Type="win:ErrorMoreData">${digits}</Data></EventData>`),
  fc.constantFrom(
    '<BinaryEventData />',
    '<BinaryEventData>4142',
    '<ProcessingErrorData><ErrorCode>15003</ErrorCode></ProcessingErrorData>',
    '<EventPayload>48545450</EventPayload>',
  ),
);
const text = fc.oneof(
  words,
  fc.constantFrom(
    'Unknown( 10): GUID=x (No Format Information found).',
    'No Format Information foun',
    '\r\n\t',
    '</Even',
    '<Eve',
  ),
  fc.constantFrom('<EventID>19</EventID>', 'xmTi', 'Class::Event', 'UserData', '<Events>', 'x12002', 'win:ExtraPayloa'),
  fc.nat(40).map((count) => 'x'.repeat(count)),
);
const start = fc.constantFrom(
  '<Event>',
  '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">',
  '<Event\t>',
);
const event = fc
  .tuple(start, fc.option(attribute, { nil: undefined }), fc.array(fc.oneof(text, payload), { maxLength: 3 }), text)
  .map(([open, at, parts, before]) => `${open}${before}<TimeCreated ${at ?? ''} />${parts.join('')}</Event>`);
const between = fc.oneof(
  text,
  start,
  payload,
  attribute,
  fc.constantFrom('</Event>', '</Events>', '<Events>', '\n', '<Event', '</Event'),
);
const trace = fc
  .array(fc.oneof({ weight: 6, arbitrary: event }, { weight: 2, arbitrary: between }), { maxLength: 30 })
  .map((parts) => `<Event><TimeCreated SystemTime="2016-06-08T11:15:00.123456700${ZONE}" /></Event>${parts.join('')}`);

describe('what the kernel tells of events', () => {
  test('is what plain searches tell, however the windows are cut', async () => {
    await fc.assert(
      fc.asyncProperty(trace, fc.boolean(), fc.integer({ min: 1, max: 3000 }), async (all, followsAll, room) => {
        expectSame(await read(all, followsAll, room), tell(all, followsAll));
      }),
      { numRuns: 1500 },
    );
  }, 120_000);

  test('is the same where a window has more events than one answer has room for', async () => {
    const one = `<Event>x<TimeCreated SystemTime="2016-06-08T11:15:00.123456700${ZONE}" /></Event>`;
    const many = `${one}${'<Event></Event>'.repeat(7000)}<Event>${'<Event>HTTP/1</Event>'.repeat(4000)}${one}`;
    expectSame(await read(many, false, 1 << 20), tell(many, false));
    expect(tell(many, false).records).toBe(11_002);
    const broken = `${one}${'<Event>'.repeat(6000)}`;
    expect((await read(broken, false, 1 << 20)).brokenLines).toHaveLength(6000);
  }, 60_000);
});
