import { labelsOf } from '../input/labels.ts';
import { isSpoolPath } from '../spooler/index.ts';

/** What Windows takes in no name, or reads as something else; control characters were made visible before. */
const FORBIDDEN = /[<>:"|?*\\\x00-\x1f]/g;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Bytes of a name; file systems of Linux take 255. */
const LONGEST_NAME = 200;

/** As much of a name as a file system takes, not cut within a character. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  let short = '';
  for (const sign of name) {
    if (Buffer.byteLength(short + sign) > LONGEST_NAME) break;
    short += sign;
  }
  return short;
}

/** A name that every system takes, and that leads nowhere else. */
function safeName(name: string): string {
  const plain = shortened(name.replace(FORBIDDEN, '_')).replace(/[. ]+$/, '');
  if (plain === '' || /^\.+$/.test(plain)) return '_';
  return DEVICE.test(plain) ? `_${plain}` : plain;
}

/** How many of the folders above the bundle a path needs in front of it: those that tell whose spooler it is. */
function foldersAbove(path: string, place: string): readonly string[] {
  const names = place.split('/');
  const own = path === '' ? 0 : path.split('/').length;
  const above = names.slice(0, Math.max(0, names.length - own));
  if (!isSpoolPath(`${place}/`)) return [];
  const first = above.findLastIndex((name) => /^sip_./i.test(name));
  const spooler = above.findIndex((_, i) => isSpoolPath(`${above.slice(0, i + 1).join('/')}/`));
  const from = first >= 0 ? first : spooler;
  return from < 0 ? [] : above.slice(from);
}

/** Paths in the excerpt: relative, of names that every system takes, each once. */
export function excerptPaths(places: readonly { readonly path: string; readonly place: string }[]): readonly string[] {
  const paths = places.map(({ path, place }) =>
    [...foldersAbove(path, place), ...path.split('/').filter((name) => name !== '')].map(safeName).join('/'),
  );
  // Windows and macOS tell no upper case from lower.
  const lower = labelsOf(paths.map((path) => path.toLowerCase()));
  return paths.map((path, i) => path + (lower[i] ?? '').slice(path.length));
}
