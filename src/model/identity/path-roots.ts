// Where a path begins; each part has the separator of the path, or what tells its kind, in a group of its own.

/** `https://portal.contoso.com`, with a path behind it. */
const WEB = /(?<url>https?:\/\/[^\s/?#"'<>]{1,255}(?=\/))/u;
/** `file:///C:/`, `file://server` */
const FILE = /(?<file>file:\/{2,3}(?:[a-z][:|]\/)?)/u;
/** `C:\`, also with its backslash doubled, and twice; `C:/` */
const DRIVE = /(?<![\p{L}\p{N}])[a-z]:(?<drive>\\{1,4}|\/(?!\/))/u;
/** `\\server`, also `\\?\UNC\server` */
const SHARE = /(?<![\\\p{L}\p{N}:])(?<share>\\\\(?:\\\\)?)(?=[\p{L}\p{N}]|\?\\{1,2}UNC\\)(?:\?\\{1,2}UNC\\{1,2})?/u;
/** `%userprofile%\`, `$env:temp\`, `~/` */
const VARIABLE = /(?:%\w{2,32}%|\$env:\w{2,32}|(?<![\p{L}\p{N}~])~)(?<variable>\\{1,2}|\/)/u;
const HOMES = 'home|users|root|mnt|media|volumes|opt|srv|sites|teams|personal';
/** `/home/`, and places of documents on the web */
const HOME = new RegExp(`(?<![\\p{L}\\p{N}.:/~%\\\\])\\/(?<home>(?:${HOMES})\\/)`, 'u');

/** A root: a drive, a share, a variable, a home folder, an address. */
export const ROOT: RegExp = new RegExp(
  [WEB, FILE, DRIVE, SHARE, VARIABLE, HOME].map(({ source }) => source).join('|'),
  'giu',
);
/** What no root can do without, but for those of the web and of files, which a slash behind a letter and a colon tells. */
export const MAY_HAVE_ROOT: RegExp = new RegExp(`\\\\|[a-z]:\\/|[~%]\\/|\\/(?:${HOMES})\\/`, 'i');
