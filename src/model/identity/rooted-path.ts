import { isPublicHost } from './domains.ts';
import { IS_DOCUMENT } from './file-endings.ts';
import { lastName, nameRun } from './path-end.ts';
import { type Path, type Segment, withoutPercents } from './path-in-text.ts';

const MOST_SEGMENTS = 40;
/** Places of the web where people keep documents; below them every name may be one. */
const OF_DOCUMENTS = /^\/(?:sites|teams|personal|:\w:)\/|\.sharepoint\.(?:com|de|us|cn)\//i;
/** What the servers of a client answer. */
const OF_SERVERS =
  /^\/(?:ews|owa|ecp|autodiscover|oab|mapi|rpc|abs|webticket|certprov|groupexpansion|ucwa|meet|dialin|lwa|reach|rgsclients|powershell|adfs|microsoft-server-activesync)(?:\/|$)/i;

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
  const isKept = !isOfDocuments && (OF_SERVERS.test(path) || !IS_DOCUMENT.test(withoutPercents(path)));
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

/** The path behind a root, which is a match of `ROOT` in the text. */
export function rootedPath(text: string, match: RegExpMatchArray & { readonly index: number }): Path {
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
