/** Behind them stands what somebody wrote, to the end of the line. */
const TEXT_KEYS =
  'subject|body|(?<!con)text|preview|topic|content|title|said|says|wrote|betreff|inhalt|objet|sujet|corps|asunto|cuerpo|assunto|corpo|oggetto|testo|onderwerp|inhoud|temat|тема|текст|件名|本文|内容|主题|主旨|主題|正文|제목|본문';
/** Behind them it may stand, but an id or a code may as well. */
const MESSAGE_KEYS =
  'message|messages|msg|payload|chat|toast|(?<![a-z])ims?|(?<![a-z])notes?|nachricht|mitteilung|mensaje|mensagem|messaggio|bericht|meddelande|сообщение|メッセージ|消息|訊息|메시지';
/** Signs are few in a line, so they are looked for, and the key in front of them. */
const assignedTo = (keys: string): string => `(?<=(?:${keys})["']?\\s*)[:=：]\\s*`;
const ID =
  '[{(<[#]*(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|0x[0-9a-f]+|\\d+(?=\\s*(?:[,;)\\]}|>]|$))|(?=[\\w+/-]*\\d)[a-z_][\\w+/-]*|(?=[\\w+/-]*\\d)[\\w+/-]{8,})(?![\\w@.])';
const CODE = '(?:NoError|Error[A-Z]\\w{3,60})\\b|(?:Create|Send|Update|Move|Delete|Get|Find)(?:Item|Folder)';
const WRITTEN = new RegExp(
  `${assignedTo(TEXT_KEYS)}(?=\\S)|${assignedTo(MESSAGE_KEYS)}(?=[^\\s"'])(?!${ID}|${CODE}|[\\w.%+-]+@)`,
  'iu',
);
/** `said see you at noon`; what has quotes, a status and a path need no more than their own masks. */
const SAID =
  /(?<![A-Za-z])(?:said|says|saying|typed|sagte?|schrieb|schreibt)[,:]? +(?=\S)(?!["'\\]|[A-Za-z]:\\|(?:No)?Error|\d{3}(?:[,;)]|$))/i;
/** The client writes much: a word of the trade or a path behind it, and no sentence. */
const WROTE = /(?<![A-Za-z])(?:wrote|writes)[,:]? +(?=([A-Za-z']+) +[A-Za-z'])/i;

/** Where the text begins, and what a line has, its letters made small, where the pattern may match: soon looked for, and few lines do. */
export const BEGINNINGS: readonly { readonly pattern: RegExp; readonly mayMatch: (lower: string) => boolean }[] = [
  { pattern: WRITTEN, mayMatch: (lower) => /[:=：]/.test(lower) },
  { pattern: SAID, mayMatch: (lower) => lower.includes('sa') || lower.includes('typed') || lower.includes('schr') },
  { pattern: WROTE, mayMatch: (lower) => lower.includes('wr') },
];

/** Where in a line the text begins that somebody may have written, by the words in front; the length of the line where there is none. `isTradeWord`: whether the client writes a word. */
export function writtenFrom(line: string, isTradeWord: (word: string) => boolean): number {
  const lower = line.toLowerCase();
  let from = line.length;
  for (const { pattern, mayMatch } of BEGINNINGS) {
    const match = mayMatch(lower) ? pattern.exec(line) : null;
    if (match === null || (pattern === WROTE && isTradeWord(match[1] ?? ''))) continue;
    from = Math.min(from, match.index + match[0].length);
  }
  return from;
}
