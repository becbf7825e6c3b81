import { isPublicHost } from './domains.ts';
import { DOCUMENT, ENDING, IS_DOCUMENT, IS_SERVICE, IS_SOURCE } from './file-endings.ts';
import { fold } from './fold.ts';
import { lastName, nameRun } from './path-end.ts';
import { isOrdinaryName, tellsOneOfMany } from './path-words.ts';

/** A file or a folder by its name, where it stands in a text. */
export interface FileName {
  readonly start: number;
  /** Behind the name, in front of the ending. */
  readonly end: number;
  /** The name, with percent-encoding undone. */
  readonly stem: string;
  readonly ending: string;
  /** The separator in front of it, and in a path without a root the one behind it; empty where there is none, or it does not matter. */
  readonly lead: string;
  readonly tail: string;
}

/** A stretch of a text that is one name, with its ending. */
interface Segment {
  readonly start: number;
  readonly end: number;
}

/** A path, or an address of the web, and where it ends. Without segments where all of it is everybody's. */
interface Path {
  readonly segments: readonly Segment[];
  readonly end: number;
  readonly separator: string;
  /** Whether a root stands in front of the first segment. */
  readonly isRooted: boolean;
}

/** A path, and where it begins. */
export interface PathInText extends Path {
  readonly start: number;
}

/** Where a path begins: a drive, a share, a variable, a home folder, an address. */
const ROOT =
  /(?<url>https?:\/\/[^\s/?#"'<>]{1,255}(?=\/))|(?<file>file:\/{2,3}(?:[a-z][:|]\/)?)|(?<![\p{L}\p{N}])[a-z]:(?<drive>\\{1,4}|\/(?!\/))|(?<![\\\p{L}\p{N}:])(?<share>\\\\(?:\\\\)?)(?=[\p{L}\p{N}]|\?\\{1,2}UNC\\)(?:\?\\{1,2}UNC\\{1,2})?|(?:%\w{2,32}%|\$env:\w{2,32}|(?<![\p{L}\p{N}~])~)(?<variable>\\{1,2}|\/)|(?<![\p{L}\p{N}.:/~%\\])\/(?<home>(?:home|users|root|mnt|media|volumes|opt|srv|sites|teams|personal)\/)/giu;
const MAY_HAVE_ROOT = /\\|[a-z]:\/|[~%]\/|\/(?:home|users|root|mnt|media|volumes|opt|srv|sites|teams|personal)\//i;
const MOST_SEGMENTS = 40;
/** Folders whose folders are those of users, who are found as such. */
const OF_USERS: ReadonlySet<string> = new Set(['users', 'home', 'documents and settings', 'profiles']);
/** Places of the web where people keep documents; below them every name may be one. */
const OF_DOCUMENTS = /^\/(?:sites|teams|personal|:\w:)\/|\.sharepoint\.(?:com|de|us|cn)\//i;
/** What the servers of a client answer. */
const OF_SERVERS =
  /^\/(?:ews|owa|ecp|autodiscover|oab|mapi|rpc|abs|webticket|certprov|groupexpansion|ucwa|meet|dialin|lwa|reach|rgsclients|powershell|adfs|microsoft-server-activesync)(?:\/|$)/i;
/** Where the sources of what Microsoft builds lie. */
const OF_BUILDS =
  /^(?:bt|dbs|dd|office|src|sources?|builds?|bld|target|lync|ocs|rtc|w\d\w*|th\d?|rs\d|win\w{0,8}|\d+)$/i;
/** Below these lie programs, whatever they are called. */
const OF_WINDOWS = /^(?:windows|winnt)$/i;
const GUID_OR_ID = /^[{(]?[\da-f-]{16,}[)}]?$/i;
const ESCAPES = /%[\da-f]{2}/i;

function decoded(name: string): string {
  if (!ESCAPES.test(name)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** In front of a separator: no blank at its ends, and with `/` only such blanks as a name has. */
function isFolderName(name: string, by: string): boolean {
  if (name === '' || /^\s|\s$/.test(name) || name.split(' ').length > 8) return false;
  // Behind an ending begins another word: `x.docx HTTP/1.1`.
  return !by.startsWith('/') || !/\.[a-z]{2,5} | (?!\p{Lu}|\d|&|und |and |of |der |von )/u.test(name);
}

function pathFrom(text: string, from: number, by: string, quote: string): readonly Segment[] {
  const segments: Segment[] = [];
  let at = from;
  while (segments.length < MOST_SEGMENTS) {
    const run = nameRun(text, at);
    const end = at + run.length;
    if (text.startsWith(by, end) && isFolderName(run, by)) {
      segments.push({ start: at, end });
      at = end + by.length;
      continue;
    }
    const name = lastName(text, at, quote);
    if (name !== '') segments.push({ start: at, end: at + name.length });
    break;
  }
  return segments;
}

const URL_PATH = /[^\s?#"'<>|\\^`{}]*/y;

function webPath(text: string, at: number, host: string): Path {
  URL_PATH.lastIndex = at;
  const path = (URL_PATH.exec(text)?.[0] ?? '').replace(/[.,;:!)\]]+$/, '');
  const end = at + path.length;
  const isOfDocuments = OF_DOCUMENTS.test(path) || OF_DOCUMENTS.test(`${host}/`);
  const isKept = !isOfDocuments && (OF_SERVERS.test(path) || !IS_DOCUMENT.test(decoded(path)));
  if (isKept || (host !== '' && isPublicHost(host))) return { segments: [], end, separator: '/', isRooted: true };
  if (isOfDocuments) {
    const withBlanks = pathFrom(text, at + 1, '/', '');
    return { segments: withBlanks, end: Math.max(end, withBlanks.at(-1)?.end ?? end), separator: '/', isRooted: true };
  }
  const segments: Segment[] = [];
  let start = at;
  for (const name of path.split('/')) {
    segments.push({ start, end: start + name.length });
    start += name.length + 1;
  }
  return { segments, end, separator: '/', isRooted: true };
}

function pathOf(text: string, match: RegExpMatchArray & { readonly index: number }): Path {
  const { url, file, share, drive, variable, home } = match.groups ?? {};
  const at = match.index + match[0].length;
  if (url !== undefined) return webPath(text, at, url.slice(url.indexOf('//') + 2).replace(/^.*@|:\d+$/g, ''));
  if (home !== undefined && /^(?:sites|teams|personal)/i.test(home)) return webPath(text, match.index, '');
  const before = text[match.index - 1] ?? '';
  const quote = before === '"' || before === "'" ? before : '';
  const from = home === undefined ? at : at - home.length;
  const by = share === undefined ? (drive ?? variable ?? '/') : share.slice(share.length / 2);
  const segments = pathFrom(text, from, by, quote);
  const end = segments.at(-1)?.end ?? at;
  // The server of a share is a host, and found as one.
  const isNetwork = share !== undefined || (file !== undefined && /^file:\/\/$/i.test(file));
  return {
    segments: isNetwork ? segments.slice(1) : segments,
    end,
    separator: by.startsWith('/') ? '/' : '\\',
    isRooted: true,
  };
}

/** The names of a path that are not everybody's. */
function* namesOf(text: string, { segments, separator, isRooted }: Path): Generator<FileName> {
  const names = segments.map(({ start, end }) => text.slice(start, end));
  const last = names.at(-1) ?? '';
  if (IS_SOURCE.test(last) && OF_BUILDS.test(names[0] ?? '')) return;
  const isOfWindows = OF_WINDOWS.test(names[0] ?? '') && !/^temp$/i.test(names[1] ?? '') && !IS_DOCUMENT.test(last);
  if (isOfWindows) return;
  for (const [i, { start }] of segments.entries()) {
    const name = names[i] ?? '';
    if (OF_USERS.has(fold(names[i - 1] ?? '')) || name.includes('@')) continue;
    if (i === names.length - 1 && (IS_SOURCE.test(name) || IS_SERVICE.test(name))) continue;
    const found = fileName(name, start);
    if (found === undefined) continue;
    yield { ...found, lead: isRooted ? separator : '', tail: isRooted || i === names.length - 1 ? '' : separator };
  }
}

function fileName(name: string, start: number): Omit<FileName, 'lead' | 'tail'> | undefined {
  const plain = decoded(name);
  // A path that is encoded as a whole is found where that is undone.
  if (/[\\/:]/.test(plain)) return undefined;
  const ending = ENDING.exec(plain)?.[0] ?? '';
  const stem = plain.slice(0, plain.length - ending.length);
  if (stem.length < 2 || GUID_OR_ID.test(stem) || /^\.+$/.test(stem) || isOrdinaryName(stem)) return undefined;
  return { start, end: start + name.length - ending.length, stem, ending };
}

/** Ends a word in which a document is named. */
const NOT_IN_WORD = /[\s<>|*?":;,=&[\]{}„“”«»\0]/;
const MOST_BACK = 260;
/** A word in front of the last one of a name. */
const WORD_BEFORE = /(?:^|[\s:])([\p{Lu}\d][\p{L}\p{M}\p{N}._()-]{0,40}) $/u;

function startOfWord(text: string, dot: number, least: number): number {
  let at = dot;
  while (at > least && dot - at < MOST_BACK && !NOT_IN_WORD.test(text[at - 1] ?? '')) at--;
  while (at < dot && /['([]/.test(text[at] ?? '')) at++;
  return at;
}

/** Words in front of one that tells only which of several files it is: `Gehalt Meier 2016.xlsx`. */
function withWordsBefore(text: string, start: number, dot: number, least: number): number {
  let at = start;
  for (
    let count = 0;
    count < 4 &&
    tellsOneOfMany(
      text
        .slice(at, count === 0 ? dot : start)
        .trim()
        .split(' ')[0] ?? '',
    );
    count++
  ) {
    const [, word] = WORD_BEFORE.exec(text.slice(Math.max(least, at - 48), at)) ?? [];
    if (word === undefined) break;
    at -= word.length + 1;
  }
  for (let count = 0; count < 4 && at < start; count++) {
    const [, word] = WORD_BEFORE.exec(text.slice(Math.max(least, at - 48), at)) ?? [];
    if (word === undefined || isOrdinaryName(word)) break;
    at -= word.length + 1;
  }
  return at;
}

/** Documents that no root of a path stands in front of; `free`: where the last name found ends. */
function relativePath(text: string, dot: number, end: number, free: number): PathInText {
  const behind = text[end];
  if (behind === '"' || behind === "'") {
    const least = Math.max(free, dot - MOST_BACK);
    const open = text.slice(least, dot).lastIndexOf(behind);
    const content = text.slice(least + open + 1, end);
    if (open >= 0 && !/[<>|*?":\r\n\t;=]/.test(content)) return parted(text, least + open + 1, end);
  }
  const start = startOfWord(text, dot, free);
  const whole = parted(text, start, end);
  if (whole.segments.length > 1) return whole;
  return parted(text, withWordsBefore(text, start, dot, free), end);
}

function parted(text: string, start: number, end: number): PathInText {
  const segments: Segment[] = [];
  let at = start;
  for (const part of text.slice(start, end).split(/([\\/]+)/)) {
    if (!/^[\\/]*$/.test(part)) segments.push({ start: at, end: at + part.length });
    at += part.length;
  }
  const by = text.slice(start, end).includes('\\') ? '\\' : '/';
  return { segments, start, end, separator: by, isRooted: false };
}

/** The paths in a text, those that begin with no root if they name a document, and documents alone; in order of place. */
export function* pathsIn(text: string): Generator<PathInText> {
  const rooted: PathInText[] = [];
  let free = 0;
  for (const match of MAY_HAVE_ROOT.test(text) ? text.matchAll(ROOT) : []) {
    if (match.index < free) continue;
    const path = pathOf(text, match);
    rooted.push({ ...path, start: match.index });
    free = path.end;
  }
  let next = 0;
  free = 0;
  for (const { 0: ending, index } of text.includes('.') ? text.matchAll(DOCUMENT) : []) {
    for (let path = rooted[next]; path !== undefined && path.start < index; path = rooted[++next]) {
      yield path;
      free = path.end;
    }
    const end = index + ending.length;
    if (index < free) continue;
    yield relativePath(text, index, end, free);
    free = end;
  }
  yield* rooted.slice(next);
}

/** The names of files and folders in a text that are not everybody's: in paths, and of documents wherever they stand; in order of place. */
export function* fileNames(text: string): Generator<FileName> {
  for (const path of pathsIn(text)) yield* namesOf(text, path);
}
