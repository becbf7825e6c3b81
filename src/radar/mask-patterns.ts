import { ADDRESS, LOCAL } from './address.ts';
import { SIGN } from './signs.ts';

/** The same for letters of either case: only some of the alternatives are. */
function anyCase(source: string): string {
  return source.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

const HEX = '[0-9A-Fa-f]';
const GUID = `\\b${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}\\b`;
const FOLDERS =
  '(?:[A-Za-z]:\\\\{1,2}|\\\\\\\\|%\\w{1,40}%\\\\|(?<![A-Za-z])HK(?:[A-Z]{1,2}|EY_[A-Z_]{1,20}):?\\\\)(?:[^\\\\"\'<>|*?\\n:;,]{1,100}\\\\{1,2})*';
/** The same with the other slash; a folder with blanks has one behind it. */
const SLASHED = (() => {
  const within = `[^/\\\\"'<>|*?:;,()\\[\\]{}]`;
  const closely = `[^\\s/\\\\"'<>|*?:;,()\\[\\]{}]`;
  return `(?:(?<![A-Za-z])[A-Za-z]:/(?!/)|(?<![\\w/])/(?:home|Users|users)/|(?<![\\w/~])~\\w{0,40}/|(?<![\\w/:<])//(?=[A-Za-z0-9][\\w.-]{0,62}/))(?:${closely}${within}{0,60}/)*${closely}*`;
})();
/** A file name with blanks is known by its ending; behind the user's folder the rest of a name may stand behind a blank. */
const LEAF = `(?:[^\\\\"'<>|*?:;,]{1,100}\\.hist\\b|(?<=\\\\Users\\\\{1,2})[\\w.'-]+(?: [A-Z][\\w.'-]*)*|[^\\s\\\\"'<>|*?:;,()\\[\\]{}]*)`;
/** The folder of the client in which spool files lie. */
export const SPOOLER = 'History Spooler\\';
const SPOOL_PATH = `(?:[A-Za-z]:|\\\\|%\\w{1,40}%)\\\\(?:(?!History Spooler\\\\)[^"'<>|*?:;,]){0,400}History Spooler\\\\[^\\s\\\\"'<>|*?:;,()\\[\\]{}]{1,100}\\.hist\\b`;
const OPERATION =
  '(?:Create|Send|Update|Move|Copy|Delete|Get|Find|Sync|Resolve)(?:Item|Items|Folder|FolderItems|FolderHierarchy|Names|Attachment)';
/** Keys behind which a name stands: `displayName=Bob Miller; …`. */
const KEYS =
  '(?:display|user|full|recipient|sender|contact|friendly|from|to|nick|first|last|given|family|sur)[ _-]?name|recipients?|sender|contact|owner|buddy|peer|user|from|to|cc|name|server|host|machine|computer|domain|alias|(?:sam[ _-]?)?account(?:[ _-]?name)?|upn|user[ _-]?principal[ _-]?name|by|participant|attendee|organizer|caller|callee|member|login|logon|uid|proxy|rcpt|usr|acct|users|members|participants|contacts|attendees|initiator|creator|organiser|user[ _-]?id|e-?mail(?:[ _-]?address)?|mailbox';
const NAMED = `(?<![A-Za-z])(?:${anyCase(KEYS)})\\s*[:=]\\s*(?=[^\\s"'])`;
/** What names of machines have in front or behind: `DESKTOP-ALICE`. */
const MACHINES = 'desktop|laptop|notebook|pc|srv|nb';
/** A run of dashes is tried but once. */
const ID_START = '(?<![A-Za-z0-9])(?<!(?<![A-Za-z0-9])[+/_-])';
/** Ids of items may end so; behind a short word it assigns. */
const ID_END = '(?:(?<=[A-Za-z0-9+/_-]{12})={1,2}(?![\\w="\'({]))?';
/** A quoted path ends in no escaped quote. */
const FOLDER_START = '(?:[A-Za-z]:|\\\\)\\\\(?!\\\\)';
/** What opens a quotation, and what closes it. */
const PAIRS = [
  '«»',
  '»«',
  '‹›',
  '›‹',
  '「」',
  '『』',
  '《》',
  '＂＂',
  '【】',
  '〖〗',
  '〔〕',
  '〈〉',
  '❝❞',
  '⟨⟩',
  '⟪⟫',
  '❬❭',
  '❮❯',
  '❰❱',
];
const SIGNS_OF_QUOTATION = `${PAIRS.join('')}“‟”„‘‛‚❛❜〝〞〟`;
/** Typographic quotes, whole; one that is not closed goes on to the end. An apostrophe closes nothing. */
const QUOTATIONS = [
  '[“‟][^”]*(?:”|$)',
  '„[^“”]*(?:[“”]|$)',
  '〝[^〞〟]*(?:[〞〟]|$)',
  ...PAIRS.map(([open, close]) => `${open}[^${close}]*(?:${close}|$)`),
  '[‘‛❛](?:[^’❜]|’(?=\\p{L}))*(?:[’❜]|$)',
  '‚(?:[^‘’]|’(?=\\p{L}))*(?:[‘’]|$)',
  '(?<![\\p{L}\\p{N}])[”’][^”’]*(?:[”’]|$)',
  '(?<![\\p{L}\\p{N}])´+(?:[^´]|´(?=\\p{L}))*(?:´+|$)',
].join('|');
/** Backquotes, one or more, closed by as many or by apostrophes, but for those of C++: `anonymous namespace'. */
const BACKQUOTED =
  "(?<![\\w`])`(?!anonymous[ -]namespace')(?:`{1,2})?(?=[^`\\s'])(?:[^`']|'(?=\\w))*(?:`{1,3}|'{1,2}|$)";
/** `""see you at noon""`, as CSV writes quotes; nothing in quotes has no word behind it. */
const DOUBLED = '""(?=[^\\s",;:)\\]}|])(?:[^"]|"(?!"))*(?:""|$)';
/** `,,see you at noon''`, as a typewriter has German quotes. */
const COMMAS = ",,(?<![\\w,],,)(?=[\\p{L}\\p{N}])(?:[^'´“”]|'(?!'))*(?:''|[´“”]+|$)";
/** `bob%40contoso.com`, `bob=40contoso.com`, `bob%2Emiller%40contoso.com`, `bob%40contoso`; `timeout=40seconds` and `hash=40abc` are none. */
const ESCAPED = (() => {
  const local = "(?<![\\p{L}\\p{N}])(?:[\\p{L}\\p{N}._+'-]|%(?!40)[0-9A-Fa-f]{2}){1,64}";
  const domain =
    '[%=]40\\p{L}[\\p{L}\\p{N}-]{0,62}(?:(?:\\.|%2[Ee])[\\p{L}\\p{N}-]{1,63}){0,8}(?:\\.|%2[Ee])\\p{L}{2,}';
  const measured =
    '[0-9A-Fa-f]+(?![\\p{L}\\p{N}])|(?:m|milli)?sec(?:ond)?s?|min(?:ute)?s?|hours?|days?|bytes?|char(?:acter)?s?|items?|entries|times?|pixels?';
  return `${local}(?:${domain}|%40\\p{L}[\\p{L}\\p{N}-]{2,62}|=40(?!(?:${measured})(?![\\p{L}\\p{N}]))\\p{L}{3,62}(?![\\p{L}\\p{N}]))`;
})();
/** `bob(at)contoso.com`, `bob [dot] miller [at] contoso [dot] com`, `bob <at> contoso <dot> com`, `bob(at)contoso` */
const WRITTEN_OUT = (() => {
  const blanks = ' {0,3}';
  const inBrackets = (word: string): string => `${blanks}[(\\[{<]${blanks}${anyCase(word)}${blanks}[)\\]}>]${blanks}`;
  const dot = `(?:\\.|${inBrackets('dot')})`;
  // What is behind is soon told from other words.
  const local = "[\\p{L}\\p{N}_+'-][\\p{L}\\p{N}._+'-]{0,63}(?=[ (\\[{<])";
  const domain = `\\p{L}[\\p{L}\\p{N}-]{0,62}(?:${dot}[\\p{L}\\p{N}-]{1,63}){0,8}${dot}\\p{L}{2,}`;
  const short = `[(\\[{<]${anyCase('at')}[)\\]}>]\\p{L}[\\p{L}\\p{N}-]{2,62}`;
  return `(?<![\\p{L}\\p{N}])${local}(?:${inBrackets('dot')}${local}){0,3}(?:${inBrackets('at')}${domain}|${short})`;
})();
/** `bob  @  contoso.com`; a blank on one side alone needs a full stop behind: `bob @contoso.com`. Behind `@ ` a client may say where in its code it is. */
const SPACED = `(?<!${LOCAL})${LOCAL}{1,64}(?=[ @])(?: {1,8}@ {1,8}|(?: {1,8}@|@ {1,8})(?=[\\p{L}\\p{N}-]{1,63}\\.\\p{L}))(?![\\w.-]{1,100}\\.(?:cpp|cc|c|h|hpp|cs)(?!\\w))[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,200}[\\p{L}\\p{N}]`;
/** What somebody is called behind the last sign: more words if each has a capital. */
const LAST_NAME = "[^\\s/\\\\\"'<>|;,=()]{1,80}(?: [A-Z][\\w'-]*)*";
/** `/o=Contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=bmiller` */
const IN_EXCHANGE = (() => {
  const key = '/(?:[oO][uU]?|[cC][nN])=';
  return `(?:${key}[^/"'<>|;,=]{1,80}(?=/))*${key}${LAST_NAME}`;
})();
/** `CN=Miller\\, Bob,OU=Users,DC=contoso,DC=com` */
const IN_DIRECTORY = (() => {
  const key = '(?:[cC][nN]|[oO][uU]|[dD][cC]|[uU][iI][dD])=';
  const any = '(?:[cC][nN]|[oO][uU]?|[dD][cC]|[uU][iI][dD]|[A-Z]{1,2})=';
  return `(?<![A-Za-z])${key}(?:(?:[^,;"'<>|=\\\\]|\\\\.){1,100},\\s?${any})*${LAST_NAME}`;
})();
const STREET =
  '\\b[A-Z][a-z]+(?:str\\.|strasse|weg|platz|allee|gasse) \\d+[a-z]?(?:,? (?:\\d{4,5} )?[A-Z][a-z]+)?|\\b\\d+ (?:[A-Z][a-z]+ ){1,3}(?:Street|St\\.|Road|Rd\\.|Avenue|Ave\\.|Lane|Drive)(?![a-z])';
const PHONE = [
  '\\+?\\(?\\d{2,4}\\)?[ -]\\(?\\d{2,4}\\)?[ -]\\d[\\d -]{2,14}\\d',
  '\\+?\\d{0,3} ?\\(\\d{1,5}\\)[ -]?\\d[\\d /-]{2,14}\\d',
  '0\\d{1,4}[ /-]\\d[\\d /-]{2,14}\\d',
  '\\d{3}/\\d{3}/\\d{4}',
  '\\+\\d[\\d ()/-]{5,18}\\d',
].join('|');
/** A word of which a character is none of ASCII, without the brackets and commas around it. */
const FOREIGN = (() => {
  const other = `[^\\x20-\\x7e\\t${SIGNS_OF_QUOTATION}]`;
  const joined = "[\\w'./+&\\\\@:=%-]";
  return `(?:(?<!${joined})${joined}+)?${other}(?:${joined}*${other})*(?:${joined}*\\w)?|[${SIGNS_OF_QUOTATION}]`;
})();
/**
 * In the order of trying, by name: what of a line is masked, and signs without one of which it stands in no line, each of them. Only what has to be is told apart
 * in either case of letters.
 */
export const MASKS: readonly (readonly [name: string, source: string, ...needs: readonly number[]])[] = [
  ['blank', '\\t+', SIGN.tab],
  ['doubled', DOUBLED, SIGN.quote],
  [
    'quoted',
    `"(?:${FOLDER_START}[^"]*(?:"|$)|(?:[^"\\\\]|\\\\.?|(?<=\\s)"(?=\\w)[^"]*"|"(?=\\w))*(?:"|$))`,
    SIGN.quote,
  ],
  ['single', `(?<!\\w)'(?:${FOLDER_START}[^']*(?:'|$)|(?:[^'\\\\]|\\\\.?|'(?=\\w))+(?:'|$))`, SIGN.apostrophe],
  ['backquoted', BACKQUOTED, SIGN.backquote],
  ['text', QUOTATIONS, SIGN.foreign],
  ['text', COMMAS],
  ['url', '\\b[A-Za-z][A-Za-z+]{2,10}://[^\\s"\'<>]*[^\\s"\'<>.,;:)\\]]', SIGN.colon, SIGN.slash],
  // Without a scheme: `meet.contoso.com/erinvogel/AB12CD`.
  [
    'url',
    '(?<![\\w./\\\\@-])[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\\.[A-Za-z0-9-]{1,63}){0,8}\\.(?!(?:cpp|cc|hpp|cs|dll|exe)/)[A-Za-z]{2,18}(?::\\d{1,5})?/(?=[\\w~%?])[^\\s"\'<>]*[^\\s"\'<>.,;:)\\]]',
    SIGN.dot,
    SIGN.slash,
  ],
  ['address', ADDRESS, SIGN.at],
  // `bob$@contoso.com`, too.
  ['address', `${LOCAL}{1,64}[$!#*~&]@[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,200}[\\p{L}\\p{N}]`, SIGN.at],
  ['address', SPACED, SIGN.at],
  ['address', `${LOCAL}{1,64}@\\[[\\w.:-]{1,60}\\]?`, SIGN.at, SIGN.bracket],
  // `sip:user;gruu;opaque=…`, without a domain.
  [
    'user',
    `\\b(?:${anyCase('sips?|smtp|tel|mailto|xmpp|callto')}):(?!${LOCAL}{1,64}@)[\\w.%+-][^\\s"'<>,)]*|;opaque=[^\\s;,"'<>)]+`,
    SIGN.colon | SIGN.equals,
  ],
  ['account', '\\b[sS][iI][pP]_[A-Za-z0-9.-]{1,64}(?:_[A-Za-z0-9.-]{1,64}){1,8}', SIGN.underscore],
  ['address', ESCAPED, SIGN.equals, SIGN.digit],
  ['address', WRITTEN_OUT, SIGN.bracket],
  ['directory', IN_EXCHANGE, SIGN.slash, SIGN.equals],
  ['directory', IN_DIRECTORY, SIGN.equals],
  [
    'named',
    // A longer one goes on to the next sign.
    `${NAMED}(?:[^,;|()\\[\\]{}"'<>=]{1,100}?(?=\\s*(?:[,;|()\\[\\]{}"'<>]|$|\\s[\\w-]+\\s?[=:]))|[^,;|()\\[\\]{}"'<>=]{100,})`,
    SIGN.colon | SIGN.equals,
  ],
  ['spool', SPOOL_PATH, SIGN.backslash],
  ['path', `${FOLDERS}${LEAF}|${SLASHED}`, SIGN.backslash | SIGN.slash],
  ['foreign', FOREIGN, SIGN.foreign],
  ['text', STREET, SIGN.digit],
  [
    'port',
    '(?<=\\b(?:on|at|to|from|by|via|through|using|host|server|pool|proxy|gateway|edge|node|peer) )[A-Za-z][\\w-]*:\\d{2,5}\\b(?![:.])',
    SIGN.colon,
    SIGN.digit,
  ],
  ['guid', GUID, SIGN.dash],
  ['account', '\\b[A-Za-z][\\w.-]{0,30}(?:\\\\{1,2}[\\w.$-]{1,64}){1,8}', SIGN.backslash],
  // `CONTOSO/alice`, `DESKTOP-ALICE`, `ALICE-PC`: told from the client's own by their words.
  [
    'slashed',
    '(?<![\\w./\\\\@-])[A-Za-z][A-Za-z-]{1,20}/[A-Za-z][\\w-]{0,63}(?:/[\\w-]{1,63}){0,4}(?![\\w(])|(?<![\\w/:<])//[A-Za-z][\\w-]{0,63}',
    SIGN.slash,
  ],
  [
    'machine',
    `(?<![\\w-])(?:(?:${anyCase(MACHINES)}|${anyCase('win|wks?|host')})[-_][A-Za-z-]{2,15}|(?=[A-Za-z]{2,15}[-_][DdLlNnPpSs])[A-Za-z]+.(?:${anyCase(MACHINES)}))(?![\\w-])`,
    SIGN.dash | SIGN.underscore,
  ],
  ['response', '\\b(?:NoError|Error[A-Z]\\w{3,60})\\b'],
  ['operation', `\\b${OPERATION}\\b`],
  ['disposition', '\\b(?:SaveOnly|SendOnly|SendAndSaveCopy)\\b'],
  [
    'time',
    '\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?|\\b\\d{1,2}:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?Z?(?![\\w:])',
    SIGN.colon,
    SIGN.digit,
  ],
  [
    'ip',
    '\\b(?:1?\\d?\\d|2\\d\\d)(?:\\.(?:1?\\d?\\d|2\\d\\d)){3}(?::\\d{1,5})?\\b(?!\\.\\d)|(?<![\\w:])(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}(?![\\w:])',
    SIGN.dot | SIGN.colon,
  ],
  ['version', '\\b\\d+(?:\\.\\d+){3,}\\b', SIGN.dot, SIGN.digit],
  ['date', '\\b\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}\\b|\\b\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}\\b(?!\\.\\d)', SIGN.digit],
  ['short', '\\b\\d+(?:\\.\\d+){2}\\b', SIGN.dot, SIGN.digit],
  ['hex', '\\b0[xX][0-9A-Fa-f]+\\b', SIGN.digit],
  ['phone', `(?<![\\w.])(?:${PHONE})\\b`, SIGN.digit],
  [
    'dotted',
    '\\b(?!\\d+(?:[.]\\d+)*(?:ms|us|s|secs?|seconds?|min|[kKmM]?[bB])?(?![\\w.-]))[A-Za-z0-9][\\w-]*(?:\\.[A-Za-z0-9][\\w-]*)+\\b',
    SIGN.dot,
  ],
  [
    'number',
    // `31415-9` and `7711-A` are ids, `2-minute` and `10-20 ms` are none.
    '(?<![\\w.])[+-]?\\d+(?:[.,]\\d+)*(?=(?:ms|us|s|secs?|seconds?|minutes?|mins?|m|h|[kKmM]?[bB]|bytes|%)?(?!\\w|-[A-Z]{1,4}\\d{0,6}(?![\\w-])|(?<=\\d{4})-\\d{1,6}(?![\\w.,-])))',
    SIGN.digit,
  ],
  [
    'id',
    `${ID_START}(?:(?=[A-Za-z+/_-]*\\d)[A-Za-z0-9+/_-]{24,}|(?=[A-Za-z_-]*\\d)[A-Za-z0-9_-]+)${ID_END}`,
    SIGN.digit,
  ],
];
