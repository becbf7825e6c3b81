// Lines of a TMF (https://learn.microsoft.com/windows-hardware/drivers/devtest/trace-message-format-file):
//   744151fd-b3f4-32e6-38eb-0fd11e3fb62d findneedle // SRC=WppStrEmitter.cpp MJ= MN=
//   #typev WppStrEmitter_cpp27 10 "%0strtrace name=%10!s! id=%11!d! tag=END" //   LEVEL=STR_GENERAL FUNC=main
//   {
//   names[i], ItemString -- 10
//   }
/** What a text may hold of quotes or commas that have to be tried. */
const MOST_TRIES = 64;

export interface GuidLine {
  readonly guid: string;
  readonly component: string;
  /** Name of the source file. */
  readonly source?: string;
}

const GUID_LINE = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?(?:\s+(.*))?$/i;

export function readGuidLine(line: string): GuidLine | undefined {
  const [, guid, rest = ''] = GUID_LINE.exec(line) ?? [];
  if (guid === undefined) return undefined;
  const comment = rest.search(/(?:^|\s)\/\//);
  const component = (comment < 0 ? rest : rest.slice(0, comment)).trim();
  const source = comment < 0 ? undefined : membersOf(rest.slice(comment)).get('SRC');
  return { guid: guid.toLowerCase(), component, ...(source === undefined ? {} : { source }) };
}

/** `LEVEL=TRACE_LEVEL_ERROR FLAGS= FUNC=operator new`: a value goes up to the next name, and may be empty. */
function membersOf(comment: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  const names = [...comment.matchAll(/(?:^|\s)(SRC|MJ|MN|LEVEL|FLAGS|FUNC|COMPNAME|SUBCOMP)=/g)];
  for (const [i, match] of names.entries()) {
    const [whole, name = ''] = match;
    const value = comment.slice(match.index + whole.length, names[i + 1]?.index).trim();
    if (value !== '' && !members.has(name)) members.set(name, value);
  }
  return members;
}

export interface TypeLine {
  readonly tag: string;
  readonly number: number;
  readonly format: string;
  /** LEVEL, FLAGS, FUNC and the like, where they are not empty. */
  readonly members: ReadonlyMap<string, string>;
}

const TYPE_LINE = /^#typev\s+(\S+)\s+(\d{1,9})\s+"/;

export function isTypeLine(line: string): boolean {
  return /^#typev(?:\s|$)/.test(line);
}

/** Undefined also where the text in quotes goes on over the next line. */
export function readTypeLine(line: string): TypeLine | undefined {
  const [head, tag, number] = TYPE_LINE.exec(line) ?? [];
  if (head === undefined || tag === undefined) return undefined;
  const end = closingQuote(line, head.length);
  if (end < 0) return undefined;
  return { tag, number: Number(number), format: line.slice(head.length, end), members: membersOf(line.slice(end + 1)) };
}

/** The text may hold quotes and `//`, and so may the name of a function: it ends at the last quote that a comment or nothing is behind. */
function closingQuote(line: string, from: number): number {
  let at = line.lastIndexOf('"');
  for (let tries = 0; at >= from && tries < MOST_TRIES; tries++) {
    if (/^\s*(?:\/\/\s*(?:[A-Z]+=[^\n]*)?)?$/.test(line.slice(at + 1))) return at;
    at = at === 0 ? -1 : line.lastIndexOf('"', at - 1);
  }
  return -1;
}

export interface ArgumentLine {
  readonly number: number;
  readonly type: string;
  /** What stands in parentheses behind the type. */
  readonly list?: string;
}

const ARGUMENT_NUMBER = /^--\s*(\d{1,5})$/;
const ITEM = /^\s*(\w+)\s*(?:\((.*)\))?$/s;

/** `foo(a, b), ItemListByte(Low,APC) -- 11`: the expression may hold commas, so the type is behind the last comma that a type can follow. */
export function readArgumentLine(line: string): ArgumentLine | undefined {
  const dashes = line.lastIndexOf('--');
  const ending = dashes < 0 ? null : ARGUMENT_NUMBER.exec(line.slice(dashes));
  if (ending === null) return undefined;
  const left = line.slice(0, dashes).trimEnd();
  let comma = left.lastIndexOf(',');
  let other: RegExpExecArray | undefined;
  for (let tries = 0; comma >= 0 && tries < MOST_TRIES; tries++) {
    const item = ITEM.exec(left.slice(comma + 1));
    if (item?.[1]?.startsWith('Item') === true) return argument(item, Number(ending[1]));
    other ??= item ?? undefined;
    comma = comma === 0 ? -1 : left.lastIndexOf(',', comma - 1);
  }
  return other === undefined ? undefined : argument(other, Number(ending[1]));
}

function argument([, type = '', list]: RegExpExecArray, number: number): ArgumentLine {
  return { number, type, ...(list === undefined ? {} : { list }) };
}

const WHOLE = /^[-+]?(?:0x[0-9a-f]{1,16}|\d{1,20})[uUlL]*$/i;

/** A 32-bit number as C writes it. */
function readNumber(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  const isNegative = text.startsWith('-');
  const size = BigInt(text.replace(/^[-+]/, '').replace(/[uUlL]+$/, ''));
  return Number(BigInt.asUintN(32, isNegative ? -size : size));
}

/** Names of a list, from 0 on: `Low,APC,DPC` or `Low=1,APC=2`. */
export function readNames(list: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  let value = 0;
  for (const entry of list.split(',')) {
    const [name = '', told] = entry.split('=', 2).map((part) => part.trim());
    value = (told === undefined ? undefined : readNumber(told)) ?? value;
    if (!names.has(value)) names.set(value, name);
    value++;
  }
  return names;
}

const LONGEST_MEMBER = 1024;

/** A member of an enumeration: `Offline, 2`. */
export function readMember(line: string): readonly [number, string] | undefined {
  if (line.length > LONGEST_MEMBER) return undefined;
  const [, name, value = ''] = /^(\S+?)\s*[,=]\s*(\S+?),?$/.exec(line) ?? [];
  const number = readNumber(value);
  return name === undefined || number === undefined ? undefined : [number, name];
}

/** `WppStrEmitter_cpp27` is line 27 of WppStrEmitter.cpp, or of the source file by that name, whose other characters are `_` too. */
export function placeOf(tag: string, source: string | undefined): { readonly file?: string; readonly line?: number } {
  const plain = source?.replace(/[^A-Za-z0-9]/g, '_');
  if (plain !== undefined && source !== undefined && tag.startsWith(plain)) {
    const line = tag.slice(plain.length);
    if (/^\d{1,9}$/.test(line)) return { file: source, line: Number(line) };
  }
  const [, name, extension, line] = /^(.+)_([A-Za-z]+)(\d{1,9})$/.exec(tag) ?? [];
  return name === undefined ? {} : { file: `${name}.${extension}`, line: Number(line) };
}
