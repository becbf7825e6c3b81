import { ENDING } from '../model/identity/file-endings.ts';
import { fold, wordsOf } from '../model/identity/fold.ts';
import { VOCABULARY } from '../model/identity/vocabulary.ts';
import type { Identities } from './identities.ts';
import { looksLikeToken } from './tokens.ts';

const ACCOUNT_FOLDERS: ReadonlySet<string> = new Set(['users', 'home', 'documents and settings', 'profiles']);
/** The folder that the client keeps for a user. */
const USER_FOLDER = /^(sips?_|tel_)(.+)$/i;
const SEPARATOR = /([/\\])/;

/** Whether part of a name tells nothing: a word that every client writes, a number, a version, the counter of a spool file. */
function isOrdinary(word: string): boolean {
  return (
    VOCABULARY.has(word) ||
    /^(?:\d{1,8}|20\d{6,12})$/.test(word) ||
    /^(?=.*\d)[0-9a-f]{8}$/.test(word) ||
    /^[a-z]\d?$/.test(word)
  );
}

function stemToken(stem: string, ending: string, kind: 'file' | 'bundle', identities: Identities): string {
  const [, scheme = '', address = ''] = USER_FOLDER.exec(stem) ?? [];
  if (address.includes('@')) {
    identities.address(address);
    const at = address.lastIndexOf('@');
    return `${scheme}${identities.userToken(address.slice(0, at))}@${identities.hostToken(address.slice(at + 1))}`;
  }
  const known = identities.needles.get(stem);
  if (known !== undefined && (known.lead ?? 0) === 0 && !known.token.includes('\\')) return known.token;
  if (wordsOf(stem).every(isOrdinary)) return stem;
  const token = identities.tokens.of(kind, stem);
  identities.namedFile(stem, ending, token);
  return token;
}

function segmentToken(segment: string, kind: 'file' | 'bundle', isAccount: boolean, identities: Identities): string {
  if (segment === '' || /^(?:\.{1,2}|-|[A-Za-z]:)$/.test(segment)) return segment;
  if (isAccount) return wordsOf(segment).every(isOrdinary) ? segment : identities.userToken(segment);
  const ending = segment.startsWith('sip_') ? '' : (ENDING.exec(segment)?.[0] ?? '');
  const stem = segment.slice(0, segment.length - ending.length);
  if (identities.keepsTokens && (looksLikeToken(stem) || stem.split('@').some(looksLikeToken))) return segment;
  return stemToken(stem, ending, kind, identities) + ending;
}

/**
 * A path with a token for each part that is not known to tell nothing: `sip_user-…@domain-….example/History Spooler/0A1B0001.hist`.
 * Endings and the folders and files of the client stay.
 */
export function pathToken(path: string, kind: 'file' | 'bundle', identities: Identities): string {
  let above = '';
  return path
    .split(SEPARATOR)
    .map((segment) => {
      if (SEPARATOR.test(segment)) return segment;
      const token = segmentToken(segment, kind, ACCOUNT_FOLDERS.has(above), identities);
      above = fold(segment);
      return token;
    })
    .join('');
}

/**
 * A token for the name of a bundle among many, or of a folder of bundles, whatever the name is made of and whatever the bundle holds; its ending stays.
 */
export function placeToken(name: string, kind: 'file' | 'bundle', identities: Identities): string {
  const ending = ENDING.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length);
  const token = identities.tokens.of(kind, stem);
  identities.place(kind, stem, ending, token);
  return token + ending;
}
