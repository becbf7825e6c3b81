import { FIRST_NAMES, VOCABULARY } from './vocabulary.ts';

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

function isPerson(name: string): boolean {
  return name.split(' ').some((word) => {
    const key = word.toLowerCase();
    return !VOCABULARY.has(key) && !FIRST_NAMES.has(key);
  });
}

/** Names of people that stand in a sentence of a server. */
export function* namedPersons(text: string): Generator<string> {
  if (!text.includes(' ')) return;
  for (const pattern of [BEFORE_VERB, BEHIND]) {
    for (const [, name = ''] of text.matchAll(pattern)) if (isPerson(name)) yield name;
  }
}
