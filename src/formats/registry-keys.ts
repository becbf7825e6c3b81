import { linesOf, type TextLine } from './text-lines.ts';

/** A key of the registry with its values as text. */
export interface RegistryKey {
  readonly path: string;
  /** Line of the text it begins on, from 0. */
  readonly line: number;
  /** Index of its first character. */
  readonly index: number;
  readonly raw: string;
  readonly values: ReadonlyMap<string, string>;
}

const FILE = /^\s*(?:Windows Registry Editor Version \d|REGEDIT4\s)/;
const ANSI_FILE = /^\s*REGEDIT4/;
const QUERY = /^HKEY_[A-Z_]+\\[^\n]*\n(?:[ \t]*\r?\n)?(?: {4}|\t)\S[^\n]*?(?: {4}|\t)REG_[A-Z_]+(?: {4}|\t|\r?$)/m;

const FILE_KEY = /^\s*\[(-?)(HKEY_[A-Z_]+(?:\\.*)?)\]\s*$/;
const QUERY_KEY = /^HKEY_[A-Z_]+(?:\\.*)?$/;
/** `    Name    REG_SZ    value` */
const QUERY_VALUE = /^(?: {4}|\t)(\S.{0,300}?)(?: {4}|\t)(REG_[A-Z_]+)(?: {4}|\t|$)(.*)$/;
const HEX = /^hex(?:\(([0-9a-f]{1,2})\))?:(.*)$/i;
/** REG_SZ, REG_EXPAND_SZ, REG_MULTI_SZ by their numbers. */
const TEXT_TYPES: ReadonlySet<string> = new Set(['1', '2', '7']);
const DEFAULT_NAME = '(Default)';

export function isRegistryFile(text: string): boolean {
  return FILE.test(text);
}

export function isQueryOutput(text: string): boolean {
  return text.includes('REG_') && QUERY.test(text);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

/** Text of `hex(2):25,00,41,00,…`: UTF-16, or one byte a character in a file of the old form. */
function textOfHex(digits: string, isAnsi: boolean): string {
  const bytes = Buffer.from(digits.replace(/[^0-9a-f]/gi, ''), 'hex');
  const text = isAnsi ? bytes.toString('latin1') : bytes.toString('utf16le');
  return text.replace(/\0+$/, '').replaceAll('\0', '; ');
}

/** Index of the quote that ends what begins behind `start`, or the end of the text: `\"` and `\\` are escaped. */
function endOfQuoted(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

/** `"Name"="value"` or `@="value"`: its name, and what is behind the equals sign. */
function fileLine(text: string): { readonly name: string; readonly data: string } | undefined {
  const line = text.trim();
  const end = line.startsWith('@') ? 0 : line.startsWith('"') ? endOfQuoted(line, 0) : line.length;
  const behind = line.slice(end + 1).trimStart();
  if (!behind.startsWith('=')) return undefined;
  return { name: end === 0 ? DEFAULT_NAME : unescaped(line.slice(1, end)), data: behind.slice(1).trimStart() };
}

/** The value behind the equals sign; undefined for one that is deleted, binary or broken. */
function fileValue(data: string, isAnsi: boolean): string | undefined {
  if (data.startsWith('"')) return unescaped(data.slice(1, endOfQuoted(data, 0)));
  const dword = /^dword:([0-9a-f]{1,8})\s*$/i.exec(data)?.[1];
  if (dword !== undefined) return String(Number.parseInt(dword, 16));
  const [, type = '', digits = ''] = HEX.exec(data) ?? [];
  return TEXT_TYPES.has(type) ? textOfHex(digits, isAnsi) : undefined;
}

function queryValue(type: string, data: string): string | undefined {
  if (type === 'REG_BINARY' || type === 'REG_NONE') return undefined;
  const number = /^0x([0-9a-f]{1,13})$/i.exec(data)?.[1];
  return type.endsWith('WORD') && number !== undefined ? String(Number.parseInt(number, 16)) : data;
}

/** Gathers the lines of one key. */
class KeyReader {
  readonly keys: RegistryKey[] = [];
  readonly #text: string;
  #open: { readonly path: string; readonly first: TextLine; readonly values: Map<string, string> } | undefined;
  #stop = 0;

  constructor(text: string) {
    this.#text = text;
  }

  begin(path: string | undefined, line: TextLine): void {
    this.close();
    if (path !== undefined) this.#open = { path, first: line, values: new Map() };
    this.#stop = line.index + line.text.length;
  }

  add(name: string, value: string | undefined, last: TextLine): void {
    if (this.#open === undefined) return;
    if (value !== undefined) this.#open.values.set(name, value);
    this.#stop = last.index + last.text.length;
  }

  close(): void {
    if (this.#open === undefined) return;
    const { path, first, values } = this.#open;
    const raw = this.#text.slice(first.index, this.#stop);
    this.keys.push({ path, line: first.number, index: first.index, raw, values });
    this.#open = undefined;
  }
}

/** A value whose lines go on behind a backslash at their end, as one; answers the last of them, too. */
function wholeValue(
  lines: readonly TextLine[],
  at: number,
  data: string,
): { readonly data: string; readonly end: number } {
  const parts = [data.trimEnd()];
  let end = at;
  while (/^hex/i.test(data) && parts.at(-1)?.endsWith('\\') === true && end + 1 < lines.length) {
    end++;
    parts.push((lines[end]?.text ?? '').trim());
  }
  return { data: parts.map((part) => part.replace(/\\$/, '')).join(''), end };
}

/** The keys of a .reg file, or of the output of reg query, in their order. */
export function registryKeys(text: string): readonly RegistryKey[] {
  const lines = linesOf(text);
  const reader = new KeyReader(text);
  const isFile = isRegistryFile(text);
  const isAnsi = ANSI_FILE.test(text);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) break;
    if (!isFile) {
      const [, name, type = '', data = ''] = QUERY_VALUE.exec(line.text) ?? [];
      if (QUERY_KEY.test(line.text)) reader.begin(line.text.trim(), line);
      else if (name !== undefined) reader.add(name, queryValue(type, data.trim()), line);
      continue;
    }
    const [header, minus, path] = FILE_KEY.exec(line.text) ?? [];
    if (header !== undefined) {
      reader.begin(minus === '' ? path : undefined, line);
      continue;
    }
    const value = fileLine(line.text);
    if (value === undefined) continue;
    const { data, end } = wholeValue(lines, at, value.data);
    at = end;
    reader.add(value.name, fileValue(data, isAnsi), lines[end] ?? line);
  }
  reader.close();
  return reader.keys;
}
