import { isTradeWord } from './trade-words.ts';

/** Behind them stands what somebody wrote, to the end of the line. */
const TEXT_KEYS =
  'subject(?: line)?|subj|body|(?<!con)texte?|contents|rtf|preview|topic|content|title|snippet|caption|html|comments?|remarks?|said|says|wrote|betreff|inhalt|kommentar|bemerkung|objet|sujet|corps|commentaire|asunto|cuerpo|comentario|assunto|corpo|oggetto|testo|onderwerp|inhoud|temat|tekst|emne|ämne|aihe|konu|metin|içerik|тема|текст|件名|本文|内容|主题|主旨|主題|正文|제목|본문';
/** The same behind a sign; at the end of a line they say nothing of the next. */
const ALSO_KEYS = 'reads|contains|(?:first|last) (?:words?|lines?)';
/** Behind them it may stand, but an id or a code may as well. */
const MESSAGE_KEYS =
  'message|messages|msg|payload|chat|toast|(?<![a-z])ims?|(?<![a-z])notes?|(?<![a-z])(?:data|values?)|nachricht|mitteilung|mensaje|mensagem|messaggio|bericht|meddelande|mesaj|сообщение|メッセージ|消息|訊息|메시지';
/** `(8)`, `[8]`, ` (12 chars)`: how long the text is. */
const SIZE =
  '(?:,\\s?\\d{1,7}|\\s?[([{<]\\d{1,7}[^()[\\]{}<>]{0,20}[)\\]}>]|\\s(?:len(?:gth)?|size)\\s?[=:]?\\s?\\d{1,7})';
/** `text was: …` */
const IS = '(?: (?:is|was|are|were|now|reads?|says|contains))?';
/** In `COfflineMessage::Enqueue`, `pMessage->Send()` and `pMessage->m_state` a member is named. */
const ASSIGNS =
  '(?:(?<!:):(?!(?<=\\w:):~?[a-z_])|[=：]|->(?!(?<!\\s->)(?:m_|[a-z_]\\w{0,60}(?:\\(|::|->|\\.[a-z_])))|%3[ad])';
/** Signs are few in a line, so they are looked for, and then the key in front of them. */
const assignedTo = (keys: string): string => `${ASSIGNS}(?<=(?:${keys})["'\`]*(?:${SIZE})?${IS}\\s*${ASSIGNS})\\s*`;
/** One digit stands in many a word: `l8r`, `2nite`. */
const ID =
  '(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|0x[0-9a-f]+|(?=[\\w+/-]{8}|[a-z_][a-z_+/-]*\\d[a-z_+/-]*\\d)(?=[a-z_+/-]*\\d)[\\w+/-]+)={0,2}(?![\\w@.])';
const CODE = '(?:NoError|Error[A-Z]\\w{3,60}|(?:Create|Send|Update|Move|Delete|Get|Find)(?:Item|Folder))\\b';
/** What stands so behind `data=` and its like is a state. */
const STATE = '(?:true|false|yes|no|null|none|on|off|unknown|empty|(?:en|dis)abled|default)(?!\\w)';
const AN_ADDRESS = '[\\w.%+-]+@[\\w.-]+';
/** The line ends behind what the client says, or goes on with a key: what somebody wrote goes on with words (`no, I am ill`). */
const ENDS = '\\.?\\s*(?:$|[,;|]\\s*(?:$|[a-z][\\w.-]{0,40}(?:\\s?=|:))|(?<=\\s)[a-z][\\w.-]{0,40}=)';
/** No more than three in a row: `{0,3}` says so too, but V8 would compile what follows for each number of them, in 60 ms. */
const AUXILIARY = '(?:is|was|has|been|be|not|now|still|already|could) ';
/** Of a message with an id the client says what was done: `m17 parked`, `m17 could not be sent`, `m17 for bob@contoso.com`. */
const DONE = `[,;]?\\s(?!(?:${AUXILIARY}){4})(?:${AUXILIARY})*(?:(?:(?:re|un|en|de)?(?:queued|sent|stored|scheduled|delivered)|parked|saved|spooled|written|deleted|removed|moved|copied|created|posted|submitted|failed|expired|completed|accepted|rejected|retried|received|handed|picked|dropped|held|deferred|flushed|updated|started|stopped|registered|released|recovered|skipped|logged|cancell?ed|erased|pending|timed out)(?![\\w@.-])|(?:for|to|from) [\\w.+-]{1,64}@)|\\s?[-=]>`;
/** Behind a bracket that was open before the line goes on as it likes. Numbers begin texts (`20 moved`), unless a sign is behind. */
const OF_CLIENT = (() => {
  const closed = '[)\\]}>]';
  const id = `${ID}(?:${closed}|${ENDS}|${DONE})|\\d+(?:${closed}|${ENDS}|(?=[,;])${DONE})`;
  const other = `(?:${CODE}|${STATE}|${AN_ADDRESS})(?:${closed}|${ENDS})`;
  const inBrackets = `[{(<[]{1,3}#?(?:${ID}|\\d+)${closed}{1,3}(?:${ENDS}|${DONE})`;
  return `#?(?:${id}|${other}|${inBrackets})`;
})();
/** `RE: lunch`, as a subject begins; `C:\\` and `//` do not stand behind. */
const REPLY =
  ':(?<=(?<![\\p{L}\\p{N}])(?:re|aw|fwd?|wg|sv|tr|vs|rv|antw|res|enc|odp|ynt)(?:\\s?\\[\\d{1,3}\\])?\\s?:)\\s*(?=[^\\s\\\\/:])';
const WRITTEN = new RegExp(
  `${assignedTo(`${TEXT_KEYS}|${ALSO_KEYS}`)}(?=\\S)|${assignedTo(MESSAGE_KEYS)}(?=[^\\s"'])(?!${OF_CLIENT})|${REPLY}`,
  'iu',
);
/** What the client counts: a text behind it is looked for by itself (OF_SIZE). */
const COUNTED =
  '(?:characters?|chars?|bytes?|letters?|words?)(?!\\w)(?:\\W{0,3}$|(?<=(?<![a-z])(?:body|text|subject|title|topic|content) (?:size|length) \\d{1,7} [a-z]{4,10}))';
/** `text [8] see you at noon` */
const SIZED = new RegExp(
  `(?<=(?:${TEXT_KEYS})["']?(?:\\s?(?:\\[\\d{1,7}\\]|\\(\\d{1,7}\\))|\\s(?:len(?:gth)?|size)\\s?[=:]?\\s?\\d{1,7}))\\s+(?=[^\\s:=：])(?!->|${COUNTED})`,
  'iu',
);
/** `body is see you at noon`, `message text was …`, `text - …`, `| body | …`, `with text …`; that it is empty, or how long, the client says. */
const STATED =
  /(?<![A-Za-z])(?:(?:body|text|subject)(?: (?:is|was)| [-–|/])|with (?:the )?(?:text|body|subject))\s+(?=([A-Za-z']*(?: [A-Za-z']+(?![\w@.:=\\/]))?))(?=[^\s|>=:–-])(?!(?:not|no|empty|missing|null|none|unknown|too|valid|invalid|malformed|truncated|longer|shorter|larger|encoded|in|on|of|for|from|to|and|or|is|was|at|by|\d+)\b)/i;
/** `said see you at noon`; what has quotes, a status and a path need no more than their own masks. */
const SAID =
  /(?<![A-Za-z])(?:said|says|saying|typed|sagte?|schrieb|schreibt)[,:]? +(?=\S)(?!["'\\]|[A-Za-z]:\\|(?:No)?Error|\d{3}(?:[,;)]|$))/i;
/** The client writes much: a word of the trade or a path behind it, and no sentence. */
const WROTE = /(?<![A-Za-z])(?:wrote|writes)[,:]? +(?=([A-Za-z']+) +[A-Za-z'])/i;

/** `body see you at noon`, `Message-Body (5 chars) …`, `body contains …`: no sign between. What has quotes, a path, an address and a number need no more than their own masks. */
const UNSIGNED =
  /(?<![A-Za-z])(?:(?:[Mm]essage|[Mm]sg|[Mm]ail|[Nn]ote|IM)[-_ ]?)?(?:[Bb]ody|BODY|[Tt]ext|TEXT|[Ss]ubj(?:ect(?: line)?)?|SUBJECT|[Tt]itle|[Tt]opic)(?: ?[([]\d{1,7}[^()[\]]{0,20}[)\]])?(?: contains?)?\s+(?=((?!IM|ID)[A-Za-z][A-Za-z']*(?![\w@:=\\/(]|\.\w)(?: [A-Za-z']+(?![\w@.:=\\/]))?))/;
/** `the text reads see you at noon` */
const READS = /(?<![A-Za-z])(?:body|text|subject|title|topic|line) reads:?\s+(?=\S)/i;
/** `has text of 5 chars see you` */
const OF_SIZE =
  /(?<![A-Za-z])(?:body|text|subject|title|topic|content)s?,? (?:(?:of|with|has|is|was|in|size|length) ){0,2}\d{1,7} ?(?:characters?|chars?|bytes?|letters?|words?)\b[,;:]?\s+(?=([A-Za-z][A-Za-z']*(?![\w@:=\\/(]|\.\w)(?: [A-Za-z']+(?![\w@.:=\\/]))?)|[^\x20-\x7e])/i;
/** Words that the client has for a text beside those of the trade. */
const OF_TEXTS: ReadonlySet<string> = new Set(
  `length len lengths bytes byte chars characters encoding encoded decoded truncated stripped cleared trimmed parsed dropped skipped built rendered
  sanitized validated hashed encrypted changed converted copied encoder parser field fields box changes line lines part parts has had being been
  long large big none present absent invalid malformed bigger larger longer shorter exceeds matches differs does cannot could did line plain preview`.split(
    /\s+/,
  ),
);

/** One or two words in small letters that say something of a text; with a capital they begin one. */
function isSaidOfText(words: string): boolean {
  return words.split(' ').every((word) => (isTradeWord(word) && !/^[A-Z][a-z]/.test(word)) || OF_TEXTS.has(word));
}

interface Beginning {
  readonly pattern: RegExp;
  /** Source of a pattern for what a line has, its letters made small, where this one may match: soon looked for, and few lines do. */
  readonly needs: string;
  /** By the words behind: nobody wrote them but the client. */
  readonly isOfClient?: (words: string) => boolean;
}

const OF_TEXT = 'body|text|subj|title|topic';

/** Where the text begins: behind what matches. */
export const BEGINNINGS: readonly Beginning[] = [
  { pattern: WRITTEN, needs: '[:=：]|->|%3[ad]' },
  { pattern: SIZED, needs: '\\d[\\])]\\s|(?:len|length|size)\\s?[=:]?\\s?\\d' },
  { pattern: STATED, needs: OF_TEXT, isOfClient: isSaidOfText },
  { pattern: UNSIGNED, needs: OF_TEXT, isOfClient: isSaidOfText },
  { pattern: OF_SIZE, needs: `${OF_TEXT}|content`, isOfClient: isSaidOfText },
  { pattern: READS, needs: ' reads' },
  { pattern: SAID, needs: 'said|say|sagt|typed|schr' },
  { pattern: WROTE, needs: 'wrote|writes', isOfClient: isTradeWord },
];

const EVERY_BEGINNING = BEGINNINGS.map(({ pattern, needs, isOfClient }) => ({
  pattern: new RegExp(pattern, `${pattern.flags}g`),
  needs: new RegExp(needs),
  isOfClient,
}));
type EveryBeginning = (typeof EVERY_BEGINNING)[number];
const ANY_NEED = new RegExp(BEGINNINGS.map(({ needs }) => needs).join('|'));

/** The first such place from a position on. `matchAll` would copy the pattern for each line. */
function nextBeginning(line: string, from: number, { pattern, isOfClient }: EveryBeginning): number | undefined {
  pattern.lastIndex = from;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line))
    if (isOfClient?.(match[1] ?? '') !== true) return match.index + match[0].length;
  return undefined;
}

function* beginningsIn(line: string, beginning: EveryBeginning): Generator<number> {
  for (let at = nextBeginning(line, 0, beginning); at !== undefined; at = nextBeginning(line, at, beginning)) yield at;
}

/** Where in a line the text begins that somebody may have written, by the words in front; the length of the line where there is none. */
export function writtenFrom(line: string): number {
  const lower = line.toLowerCase();
  let from = line.length;
  if (!ANY_NEED.test(lower)) return from;
  for (const beginning of EVERY_BEGINNING) {
    if (beginning.needs.test(lower)) from = Math.min(from, nextBeginning(line, 0, beginning) ?? from);
  }
  return from;
}

/** Every place of a line where such a text may begin, in order. */
export function textBeginnings(line: string): readonly number[] {
  const lower = line.toLowerCase();
  const places = EVERY_BEGINNING.flatMap((one) => (one.needs.test(lower) ? [...beginningsIn(line, one)] : []));
  return places.toSorted((a, b) => a - b);
}

/** Ends in a word behind which a text stands, maybe with a sign: `body:`, `Text (8):`, `IM body follows`, `Alice says`. */
const KEY_AT_END = new RegExp(
  `(?:${TEXT_KEYS}|typed|sagte?|schrieb|schreibt)["'\`]*(?:${SIZE}(?: (?:character|char|byte|letter|word)s?\\.?)?)?(?: (?:is|was|follows|below|begins|starts|as follows))?\\s*(?:[:=：,]|->)?$|(?:${MESSAGE_KEYS})["'\`]*(?:${SIZE})?\\s*(?:[:=：]|->)$`,
  'iu',
);
/** More characters than such a word, a size and a sign take. */
const KEY_REACH = 200;

/** The last characters of a line, without blanks and signs that open a text behind a key: of a line of megabytes no more is looked at. */
function keyEndOf(line: string): string {
  let end = line.length;
  while (end > 0 && /[>\s"'`([{]/.test(line.charAt(end - 1)) && !line.startsWith('->', end - 2)) end--;
  return line.slice(Math.max(0, end - KEY_REACH), end);
}

/** Heads and parts of a message of MIME: its body stands behind them. */
const OF_MIME = /(?<![\w/-])(?:content-[a-z-]{2,40}:|(?:text|multipart)\/[a-z])/i;
/** Ends in a sign behind which more is to come, a rule, the beginning of a quotation, or how long a text is: `for bob@contoso.com:`, `<<<`, `-----`, a backquote, `(33 chars)`. */
const SIGN_AT_END =
  /(?:[:=：]|[-=]>|<<\w{0,20}|>>|(?:^|\s)[-–—]|-{3}|\*{3}|~{3}|_{3}|#{3}|\+{3}|(?:^|[\s:=(])["'`´]{1,3}|\d (?:char(?:acter)?|letter|word|line)s?|[([{<]\d{1,7} ?(?:char(?:acter)?|letter|word|line|byte)s?[)\]}>])[\s"'`>]{0,3}$/i;
/** Remarks, as programs write them: a text may stand within. */
const REMARKS: readonly (readonly [open: RegExp, close: string])[] = [
  [/(?<![*\w])\/\*/, '*/'],
  [/<!--/, '-->'],
];
/** What opens a quotation that goes on, and what closes it. */
const PAIRS: readonly (readonly [open: RegExp, close: RegExp])[] = [
  [/[([{]/g, /[)\]}]/g],
  [/«/g, /»/g],
  [/(?<![\w´])´+(?=\w)/g, /´+(?!\w)/g],
  [/(?<![\w,]),,(?=\w)/g, /''/g],
  [/[「『【]/g, /[」』】]/g],
  [/(?<!\w)[`‘](?=\w)/g, /[`'’](?!\w)/g],
];

function countOf(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}

/** The end of a line as far as it tells. */
const REACH = 60;

function isOpenRemark(line: string, [open, close]: (typeof REMARKS)[number]): boolean {
  const at = line.search(open);
  return at >= 0 && !line.includes(close, at + 2);
}

/** Whether the lines behind a line of the same record may be what somebody wrote: it ends in such a text, in a word or sign behind which one stands, or within quotes or brackets. */
function goesOnWritten(line: string): boolean {
  if (writtenFrom(line) < line.trimEnd().length || KEY_AT_END.test(keyEndOf(line)) || OF_MIME.test(line)) return true;
  if (SIGN_AT_END.test(line.trimEnd().slice(-REACH)) || REMARKS.some((remark) => isOpenRemark(line, remark)))
    return true;
  if (countOf(line, /(?<!\\)"/g) % 2 === 1) return true;
  if (/(?<!\w)'(?=\w)[^']*$/.test(line) || /[“‟„][^“‟„”]*$/.test(line.replace(/„[^„“”]*[“”]/g, ''))) return true;
  return PAIRS.some(([open, close]) => countOf(line, open) > countOf(line, close));
}

/** The number of the line of a record behind which all others may be what somebody wrote; that of its lines where there is none. */
export function goesOnWrittenFrom(lines: readonly string[]): number {
  const from = lines.slice(0, -1).findIndex(goesOnWritten);
  return from < 0 ? lines.length : from;
}

/** Quotes in which a blank stands, doubled ones, and backquotes: a client may quote what somebody wrote. What stands between two quotations is none. */
const QUOTATION =
  /""[^\s",;:)\]}](?:[^"]|"(?!"))*(?:""|$)|"[^"]*(?:"|$)|(?<!\w)'(?=\S)(?:[^']|'(?=\w))*(?:'|$)|(?<![\w`])`+(?!anonymous[ -]namespace')[^`']+(?:[`']+|$)|[“„‟][^”“]*(?:[”“]|$)|(?<!\w)´+(?:[^´]|´(?=\w))*(?:´+|$)|(?<![\w,]),,(?=\w)(?:[^']|'(?!'))*(?:''|$)|«[^»]*(?:»|$)|‹[^›]*(?:›|$)|「[^」]*(?:」|$)|『[^』]*(?:』|$)|【[^】]*(?:】|$)/g;
const IS_WRITTEN = /^""|^`|[^\S].*\S/;

/** What in a line stands in quotes and may be what somebody wrote, quotes and all. */
export function quotationsIn(line: string): readonly { readonly start: number; readonly end: number }[] {
  return [...line.matchAll(QUOTATION)]
    .filter(([text]) => IS_WRITTEN.test(text))
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length }));
}
