import { codingOf, decode } from '../../input/encoding.ts';
import { readFormat } from './format-text.ts';
import {
  type ArgumentLine,
  type GuidLine,
  isTypeLine,
  placeOf,
  readArgumentLine,
  readGuidLine,
  readMember,
  readNames,
  readTypeLine,
  type TypeLine,
} from './tmf-lines.ts';
import type { TmfArgument, TmfFault, TmfMessage } from './tmf-message.ts';

/** All formats of a text, of one TMF or of several one behind the other, as `tracepdb -f` writes them. */
export interface Tmf {
  readonly messages: readonly TmfMessage[];
  /** What could not be used: an entry that is broken takes no other with it. */
  readonly faults: readonly TmfFault[];
}

type Names = ReadonlyMap<number, string>;

interface Entry {
  readonly of: GuidLine;
  readonly type: TypeLine;
  readonly arguments: readonly ArgumentLine[];
}

/** A text in quotes or an expression that goes on over more lines than these is none. */
const MOST_JOINED = 64;
const MOST_FAULTS = 100;

class TmfParser {
  readonly #raw: readonly string[];
  readonly #lines: readonly string[];
  readonly #entries: Entry[] = [];
  readonly #enumerations = new Map<string, Names>();
  readonly faults: TmfFault[] = [];
  #of: GuidLine | undefined;
  #at = 0;

  constructor(text: string) {
    this.#raw = text.split(/\r\n|\r|\n/);
    this.#lines = this.#raw.map((line) => line.trim());
  }

  parse(): readonly TmfMessage[] {
    while (this.#at < this.#lines.length) this.#readLine();
    const seen = new Set<string>();
    return this.#entries
      .filter(({ of, type }) => {
        const key = `${of.guid} ${type.number}`;
        const isFirst = !seen.has(key);
        seen.add(key);
        return isFirst;
      })
      .map((entry) => this.#message(entry));
  }

  #fault(line: number, text: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ line: line + 1, text });
  }

  #readLine(): void {
    const start = this.#at++;
    const line = this.#lines[start] ?? '';
    if (line === '' || line.startsWith('//')) return;
    const guid = readGuidLine(line);
    if (isTypeLine(line)) this.#readType(start);
    else if (line.startsWith('#enumv')) this.#readEnumeration(start, line);
    else if (guid !== undefined) this.#of = guid;
    else this.#fault(start, 'The line is neither a GUID nor the start of an entry.');
  }

  #beginsEntry(line: string): boolean {
    return line.startsWith('#typev') || line.startsWith('#enumv') || readGuidLine(line) !== undefined;
  }

  #readType(start: number): void {
    const type = this.#wholeTypeLine(start);
    const list = this.#readBlock(start);
    if (type === undefined) this.#fault(start, 'The line of the message cannot be read.');
    else if (this.#of === undefined) this.#fault(start, 'No GUID stands in front of the message.');
    else this.#entries.push({ of: this.#of, type, arguments: this.#argumentsOf(list, start) });
  }

  /** A text with a line break goes on over the next lines. */
  #wholeTypeLine(start: number): TypeLine | undefined {
    let line = this.#raw[start]?.trimStart() ?? '';
    for (let next = start + 1; next <= start + MOST_JOINED; next++) {
      const type = readTypeLine(line);
      const more = this.#lines[next];
      if (type !== undefined) {
        this.#at = next;
        return type;
      }
      if (more === undefined || more === '{' || this.#beginsEntry(more)) return undefined;
      line += `\n${this.#raw[next]}`;
    }
    return undefined;
  }

  /** Lines between braces; none where no brace opens. A block that another entry begins in has ended there. */
  #readBlock(start: number): readonly string[] {
    const lines: string[] = [];
    while (this.#lines[this.#at] === '' || this.#lines[this.#at]?.startsWith('//') === true) this.#at++;
    if (this.#lines[this.#at] !== '{') return lines;
    for (this.#at++; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at] ?? '';
      if (line.startsWith('}')) {
        this.#at++;
        return lines;
      }
      if (this.#beginsEntry(line)) break;
      if (line !== '' && !line.startsWith('//')) lines.push(line);
    }
    this.#fault(start, 'The entry has no closing brace.');
    return lines;
  }

  /** An expression may go on over several lines; the number is on its last. */
  #argumentsOf(lines: readonly string[], start: number): readonly ArgumentLine[] {
    const found: ArgumentLine[] = [];
    let pending: string[] = [];
    for (const line of lines) {
      pending = [...pending.slice(1 - MOST_JOINED), line];
      const argument = readArgumentLine(pending.join(' '));
      if (argument === undefined) continue;
      found.push(argument);
      pending = [];
    }
    if (pending.length > 0) this.#fault(start, 'A line of the entry names no argument.');
    return found.sort((a, b) => a.number - b.number);
  }

  #readEnumeration(start: number, line: string): void {
    const [, name] = /^#enumv\s+(\S+)/.exec(line) ?? [];
    const members = new Map<number, string>();
    for (const memberLine of this.#readBlock(start)) {
      const member = readMember(memberLine);
      if (member === undefined) this.#fault(start, 'A member of the enumeration has no value.');
      else if (!members.has(member[0])) members.set(...member);
    }
    if (name === undefined) this.#fault(start, 'The enumeration has no name.');
    // Several TMFs in one text may each define it: the one in front belongs to the GUID in front.
    else this.#enumerations.set(`${this.#of?.guid} ${name}`, members).set(name, members);
  }

  #message({ of, type, arguments: list }: Entry): TmfMessage {
    const component = type.members.get('COMPNAME') ?? of.component;
    const subcomponent = type.members.get('SUBCOMP');
    const [level, flags, method] = ['LEVEL', 'FLAGS', 'FUNC'].map((name) => type.members.get(name));
    return {
      guid: of.guid,
      number: type.number,
      component,
      ...(subcomponent === undefined ? {} : { subcomponent }),
      tag: type.tag,
      ...placeOf(type.tag, of.source),
      ...(level === undefined ? {} : { level }),
      ...(flags === undefined ? {} : { flags }),
      ...(method === undefined ? {} : { function: method }),
      pieces: readFormat(type.format),
      arguments: list.map((argument) => this.#argument(argument, of.guid)),
    };
  }

  #argument({ number, type, list }: ArgumentLine, guid: string): TmfArgument {
    if (list === undefined) return { number, type };
    const isEnumeration = type === 'ItemEnum' || type === 'ItemFlagsEnum';
    const name = list.trim();
    const defined = this.#enumerations.get(`${guid} ${name}`) ?? this.#enumerations.get(name);
    return { number, type, names: isEnumeration ? (defined ?? new Map()) : readNames(list) };
  }
}

/** Reads the text of one or several TMFs, in linear time; never throws. Of a message that is told twice the first counts. */
export function parseTmf(text: string): Tmf {
  const parser = new TmfParser(text);
  const messages = parser.parse();
  return { messages, faults: parser.faults };
}

/** The text of a TMF in UTF-8, UTF-16 or Windows-1252. */
export function tmfText(bytes: Uint8Array): string {
  const coding = codingOf(bytes);
  return decode(bytes.subarray(coding.bom), coding).text;
}
