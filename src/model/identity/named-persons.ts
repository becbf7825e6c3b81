import { FIRST_NAMES, VOCABULARY } from './vocabulary.ts';

/** Words that answers write with capitals, and `VOCABULARY` has not. */
const OF_ANSWERS: ReadonlySet<string> = new Set(
  "the there this that these those your user users an it its it's please try contact microsoft unified messaging store organization administrative management delegate calendar bad gateway throttling budget concurrency availability impersonation web services unable could couldn't can't cannot invalid unauthorized forbidden moved permanently found conflict gone sync tasks notes inbox recoverable purges versions mailbox mailboxes autodiscover active sender recipient rights".split(
    ' ',
  ),
);
const WORD = "\\p{Lu}['’]?\\p{L}\\p{M}?[\\p{L}\\p{M}]*(?:[-'’][\\p{L}\\p{M}]+)*";
const PARTICLE = '(?:von|van|der|den|de|del|la|da|di|du|zu|bin|al|ten|ter) ';
const NAME = `((?:${WORD} )(?:${PARTICLE}){0,2}${WORD}(?: ${WORD}){0,2})`;
/** `The user Hedwig Wolkenstein may not send as Kunigunde Blau`: what stands in front of a name, and behind it. */
const BEFORE_VERB = new RegExp(
  `\\b(?:user|account|sender|delegate|recipient|caller) ["']?${NAME}["']? (?:\\([^()]{0,200}\\) )?(?=(?:may|can|could|cannot|must|is|was|has|had|does|do|did|lacks?|needs?)\\b|can't|isn't|doesn't|hasn't|don't)`,
  'gu',
);
const BEHIND = new RegExp(
  `\\b(?:[Ss]end(?:ing)? (?:\\w+ )?as|on behalf of|mailbox (?:of|for)|calendar of|owned by|delegate of|impersonat(?:e|es|ed|ing)|rights? (?:on|for)) (?:the )?(?:(?:user|account|sender|mailbox) )?["']?${NAME}(?=["']?\\s*(?:[(.,;:<\\])&]|$|[\\r\\n]|\\p{Ll}))`,
  'gu',
);

/** What a server answers in words. */
const ANSWER = /<(?:\w+:)?(?:MessageText|faultstring|Text|Reason)\b[^<>]{0,100}>([^<]{3,2000})/gi;
/** In it, words with capitals in a row, with small letters behind: `Hedwig Wolkenstein is over quota`. */
const ROW =
  /(?<![\p{L}\p{N}./\\=_-])\p{Lu}['’]?\p{Ll}[\p{L}\p{M}]+(?: (?:(?:von|van|der|den|de|del|la|da|di|du|zu) ){0,2}\p{Lu}['’]?\p{L}?\p{Ll}[\p{L}\p{M}'’-]*){1,3}(?![\p{L}\p{N}./\\=_-])/gu;

/** Of a row none may be a word of the trade: `Internal Server Error`, `Client Access Services`. */
function isRowOfNames(row: string): boolean {
  return row.split(' ').every((word) => {
    const key = word.toLowerCase();
    return FIRST_NAMES.has(key) || !(VOCABULARY.has(key) || OF_ANSWERS.has(key));
  });
}

function isPerson(name: string): boolean {
  return name.split(' ').some((word) => {
    const key = word.toLowerCase();
    return !VOCABULARY.has(key) && !FIRST_NAMES.has(key);
  });
}

/** Names of people that stand in a sentence of a server, marked by what it says of them, or by their capitals in its answer. */
export function* namedPersons(text: string): Generator<string> {
  if (!text.includes(' ')) return;
  for (const pattern of [BEFORE_VERB, BEHIND]) {
    for (const [, name = ''] of text.matchAll(pattern)) if (isPerson(name)) yield name;
  }
  if (!text.includes('<')) return;
  for (const [, answer = ''] of text.matchAll(ANSWER)) {
    for (const [row] of answer.matchAll(ROW)) if (isRowOfNames(row)) yield row;
  }
}
