import type { PhraseKind, PhraseMatch } from '../model/phrase.ts';
import { textBeginnings } from '../model/written-text.ts';

/** Words that deny, put off, doubt or ask what a sentence says. */
const TAKES_BACK =
  /(?<![A-Za-z])(?:not|never|no|nor|nobody|none|nothing|cannot|unknown|unsure|unclear|whether|unless|until|if|would|should|will|later|soon|next|now|fail(?:s|ed|ing|ure)?|false|untrue|unable|refus\w{1,4}|reject\w{0,4}|den(?:y|ied|ies)|doubt\w{0,5}|abort\w{0,4}|cancel\w{0,6}|retr(?:y|ied|ies|ying)|expect\w{0,4}|pending|instead|unlikely|hardly|almost|nearly|without|might|could|supposed\w{0,2}|simulat\w{1,4}|bounc\w{1,3}|withdr\w{2,4}|recall\w{0,3}|revok\w{1,3}|revert\w{0,3}|rolled|undone|discard\w{0,3}|expir\w{1,3}|lost|held|delay\w{0,3}|defer\w{0,4}|postpon\w{1,3}|wait(?:s|ing)?|timed[ -]out|(?<!\b0 )errors?(?!\W{1,3}(?:0x)?0+(?![\w.])))(?![A-Za-z])|n't(?![A-Za-z])|\?/i;
/** Exchange took it, and keeps it. */
const AS_DRAFT = /(?<![A-Za-z])(?:as|in|into|to) (?:(?:the|an?|its) )?drafts?(?![A-Za-z])/i;
/** What ends a message: told wrongly, one that is stuck passes for delivered. */
const ENDS: ReadonlySet<PhraseKind> = new Set<PhraseKind>(['message-sent', 'draft-saved']);

/**
 * Whether what stands around a phrase that is assumed takes back that it ended a message: `… was accepted by Exchange for sending? No`. A phrase that a user has made sure of may start
 * anywhere and go on anyhow (contract section 5): they have seen their lines. The shipped ones are assumed, and so are those of a draft, which radar made of the lines of one trace.
 */
export function isTakenBack(line: string, { phrase, at, end }: PhraseMatch): boolean {
  if (phrase.status !== 'assumed' || !ENDS.has(phrase.observes)) return false;
  const takesBack = (text: string): boolean =>
    TAKES_BACK.test(text) || (phrase.observes === 'message-sent' && AS_DRAFT.test(text));
  if (TAKES_BACK.test(line.slice(0, at))) return true;
  const behind = line.slice(end);
  if (!takesBack(behind)) return false;
  // What somebody wrote takes nothing back: `…, subject: Will you come?`.
  const written = textBeginnings(line).find((start) => start >= end);
  return written === undefined || takesBack(line.slice(end, written));
}
