import { isKnownItem } from '../wpp/item-types.ts';
import type { ArgumentChoice, LearnedArgument, LearnedFormat, LearnedShape } from './learned-format.ts';

/** Version of the file; a change that older programs cannot read gets another one. */
const VERSION = 1;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{1,32}$/;
const SPEC = /^[-+ #0]*\d{0,4}(?:\.\d{0,4})?[A-Za-z]$/;
const LONGEST_WORDS = 65_536;
const MOST_CHOICES = 256;
const MOST_PIECES = 1024;
const MOST_SHAPES = 16;
const MOST_MESSAGES = 1_000_000;

/** What is wrong with a file of learned formats: the member and what it should be. */
export class FormatsFault extends Error {}

function fault(member: string, wanted: string): FormatsFault {
  return new FormatsFault(`${member}: ${wanted}`);
}

type Members = Readonly<Record<string, unknown>>;

function object(value: unknown, member: string, known: readonly string[]): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault(member, 'not an object');
  const other = Object.keys(value).find((name) => !known.includes(name));
  if (other !== undefined) throw fault(`${member}.${other}`, 'no such member');
  return value as Members;
}

function list(value: unknown, member: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw fault(member, 'not a list');
  if (value.length > most) throw fault(member, `more than ${most} entries`);
  return value;
}

function words(value: unknown, member: string): string {
  if (typeof value !== 'string') throw fault(member, 'not a text');
  if (value.length > LONGEST_WORDS) throw fault(member, `longer than ${LONGEST_WORDS} characters`);
  return value;
}

function count(value: unknown, member: string, most: number): number {
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
  if (!isCount) throw fault(member, `not a whole number up to ${most}`);
  return value;
}

function choiceOf(value: unknown, member: string): ArgumentChoice {
  const { type, spec } = object(value, member, ['type', 'spec']);
  if (typeof type !== 'string' || !isKnownItem(type)) throw fault(`${member}.type`, 'no type of an argument');
  if (typeof spec !== 'string' || !SPEC.test(spec)) throw fault(`${member}.spec`, 'no way to print an argument');
  return { type, spec };
}

function argumentOf(value: unknown, member: string): LearnedArgument {
  const { choices, always } = object(value, member, ['choices', 'always']);
  const all = list(choices, `${member}.choices`, MOST_CHOICES);
  if (all.length === 0) throw fault(`${member}.choices`, 'empty');
  if (always !== undefined && (typeof always !== 'string' || !HASH.test(always)))
    throw fault(`${member}.always`, 'not a hash');
  return {
    choices: all.map((one, i) => choiceOf(one, `${member}.choices[${i}]`)),
    ...(always === undefined ? {} : { always }),
  };
}

function shapeOf(value: unknown, member: string): LearnedShape {
  return list(value, member, MOST_PIECES).map((piece, i) =>
    typeof piece === 'string' ? words(piece, `${member}[${i}]`) : argumentOf(piece, `${member}[${i}]`),
  );
}

const MEMBERS = ['guid', 'number', 'support', 'component', 'function', 'shapes', 'begins', 'ends'] as const;

function formatOf(value: unknown, member: string): LearnedFormat {
  const found = object(value, member, MEMBERS);
  const { guid } = found;
  if (typeof guid !== 'string' || !GUID.test(guid)) throw fault(`${member}.guid`, 'not a GUID in lower case');
  const text = (name: (typeof MEMBERS)[number]): Readonly<Record<string, string>> =>
    found[name] === undefined ? {} : { [name]: words(found[name], `${member}.${name}`) };
  return {
    guid,
    number: count(found.number, `${member}.number`, 0xffff),
    support: count(found.support, `${member}.support`, Number.MAX_SAFE_INTEGER),
    ...text('component'),
    ...text('function'),
    shapes: list(found.shapes, `${member}.shapes`, MOST_SHAPES).map((one, i) => shapeOf(one, `${member}.shapes[${i}]`)),
    ...text('begins'),
    ...text('ends'),
  };
}

/** Reads a file of learned formats. Throws a FormatsFault that names the member. */
export function parseFormats(text: string): readonly LearnedFormat[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new FormatsFault(`no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  const { formats, messages } = object(value, 'file', ['formats', 'messages']);
  if (formats !== VERSION)
    throw fault('formats', `not ${VERSION}: a file of another version, or none of learned formats`);
  return list(messages, 'messages', MOST_MESSAGES).map((one, i) => formatOf(one, `messages[${i}]`));
}

function compare(a: LearnedFormat, b: LearnedFormat): number {
  return a.guid === b.guid ? a.number - b.number : a.guid < b.guid ? -1 : 1;
}

/** The file of some formats, by GUID and number, a line each. Ends with one newline. */
export function writeFormats(formats: readonly LearnedFormat[]): string {
  const lines = formats.toSorted(compare).map((format) => `    ${JSON.stringify(format)}`);
  return `{\n  "formats": ${VERSION},\n  "messages": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
