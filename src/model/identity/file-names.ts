import { DOCUMENT, ENDING, IS_DOCUMENT, IS_SERVICE, IS_SOURCE } from './file-endings.ts';
import { fold } from './fold.ts';
import { type Path, type PathInText, withoutPercents } from './path-in-text.ts';
import { MAY_HAVE_ROOT, ROOT } from './path-roots.ts';
import { isOrdinaryName } from './path-words.ts';
import { relativePath } from './relative-path.ts';
import { rootedPath } from './rooted-path.ts';

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

/** Folders whose folders are those of users, who are found as such. */
const OF_USERS: ReadonlySet<string> = new Set(['users', 'home', 'documents and settings', 'profiles']);
/** Where the sources of what Microsoft builds lie. */
const OF_BUILDS =
  /^(?:bt|dbs|dd|office|src|sources?|builds?|bld|target|lync|ocs|rtc|w\d\w*|th\d?|rs\d|win\w{0,8}|\d+)$/i;
/** Below these lie programs, whatever they are called. */
const OF_WINDOWS = /^(?:windows|winnt)$/i;
const GUID_OR_ID = /^[{(]?[\da-f-]{16,}[)}]?$/i;

/** Is found as an address; one that more stands beside is not all of the name. */
const IS_ADDRESS = /^[\p{L}\p{N}\p{M}._%+'-]+@(?:[\p{L}\p{N}\p{M}-]+\.)*[\p{L}\p{N}\p{M}-]+$/u;

/** The names of a path that are not everybody's. */
function* namesOf(text: string, { segments, separator, isRooted }: Path): Generator<FileName> {
  const names = segments.map(({ start, end }) => text.slice(start, end));
  const last = names.at(-1) ?? '';
  if (IS_SOURCE.test(last) && OF_BUILDS.test(names[0] ?? '')) return;
  const isOfWindows = OF_WINDOWS.test(names[0] ?? '') && !/^temp$/i.test(names[1] ?? '') && !IS_DOCUMENT.test(last);
  if (isOfWindows) return;
  for (const [i, { start }] of segments.entries()) {
    const name = names[i] ?? '';
    if (OF_USERS.has(fold(names[i - 1] ?? '')) || IS_ADDRESS.test(withoutPercents(name))) continue;
    if (i === names.length - 1 && (IS_SOURCE.test(name) || IS_SERVICE.test(name))) continue;
    const found = fileName(name, start);
    if (found === undefined) continue;
    yield { ...found, lead: isRooted ? separator : '', tail: isRooted || i === names.length - 1 ? '' : separator };
  }
}

function fileName(name: string, start: number): Omit<FileName, 'lead' | 'tail'> | undefined {
  const plain = withoutPercents(name);
  // A path that is encoded as a whole, once or more often, is found where that is undone.
  if (/[\\/:]/.test(withoutPercents(withoutPercents(plain)))) return undefined;
  const ending = ENDING.exec(plain)?.[0] ?? '';
  const stem = plain.slice(0, plain.length - ending.length);
  if (stem.length < 2 || GUID_OR_ID.test(stem) || /^\.+$/.test(stem) || isOrdinaryName(stem)) return undefined;
  return { start, end: start + name.length - ending.length, stem, ending };
}

/** The paths in a text, those that begin with no root if they name a document, and documents alone; in order of place. */
export function* pathsIn(text: string): Generator<PathInText> {
  const rooted: PathInText[] = [];
  let free = 0;
  for (const match of MAY_HAVE_ROOT.test(text) ? text.matchAll(ROOT) : []) {
    if (match.index < free) continue;
    const path = rootedPath(text, match);
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
