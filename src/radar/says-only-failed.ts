import { NAMED, TOOK } from './says-only-sent.ts';

/** What is not, without being no failure: `not sent`, `no retry`. */
const LACKS =
  /\b(?:not|never) (?:be )?(?:sent|delivered|accepted|found|allowed|authorized|permitted|available|reachable)\b|\bno (?:more |further )?(?:retry|retries|response|reply|answer|route|access|permissions?|such (?:mailbox|recipient|user|folder|item))\b/g;
/** How often it failed, or whether: that is not known. */
const HOW_OFTEN = /\b(?:fail\w*|rejected|refused|denied|aborted)[ =:(]*#/;
/** Words that leave it as it is that something failed: of messages, … */
const PLAIN =
  /^(?:offline|instant|messages?|msgs?|ims?|oims?|notes?|mails?|id|nr|number|the|an?|of|with|for|to|by|via|due|because|after|was|were|is|has|have|had|be|been|now|finally|permanently|could|cannot|can|send|sends|sent|sending|deliver|delivers|delivered|delivery|transmit|transmitted|transmission|enqueue|queue|exchange|server|recipient|sender|mailbox|conversation|client|sip|http|#|[a-z]\d+)$/;
/** … of failing, and why, … */
const WHY =
  /^(?:fail|fails|failed|failing|failures?|errors?|refused|refuses|denied|denies|reject|rejects|rejected|aborts?|aborted|undeliverable|gave|giving|given|up|unable|couldn't|unsuccessful|unsuccessfully|codes?|response|status|hresult|hr|result|reason|retry|retries|attempts?|tries|times|timeout|full|quota|exceeded|size|limit|unreachable|unavailable|unknown|invalid|access|permission|authentication|authorization|unauthorized|forbidden|fatal)$/;
/** … and of calls, which may be tried again. */
const OF_CALLS =
  /^(?:ews|soap|web|services?|requests?|calls?|calling|drafts?|transport|client|task|create|update|move|copy|delete|get|find|sync|resolve|items?|folders?|attachments?|names|disposition|save|only|and|returned|answered|responded|retrying|again|later|next|will|over)$/;
/** It arrived, whatever failed before: `sent after 3 failed attempts`. */
const ARRIVED = /\b(?:sent|delivered|transmitted|accepted)\b/;
/** A call for a draft that stands there already, and a text about errors. */
const OF_OTHER = /\b(?:send\w*|submit\w*)\b[^,;]{0,80}\bdrafts?\b|\berrors? (?:messages?|msgs?|notes?|mails?)\b/;
/** What did not arrive, or is to be sent again. */
const NOT_ARRIVED =
  /\b(?:(?:not|never|cannot|couldn't|will|failed to|unable to)(?: (?:be|have|been|now|finally|permanently)){0,2}|unsuccessfully) (?:sent|delivered|transmitted|accepted)\b/g;
/** A request that was sent has its answer yet to come. */
const SENT_REQUEST = /\b(?:requests?|calls?)(?: (?:was|has|been)){0,2} sent\b(?!.{0,200}\bafter\b)/g;
/** What may fail, is to fail or cannot: `could be rejected`, `request will be refused`, `could offline message N1 be rejected`. */
const POSSIBLE =
  /\b(?:can|could|cannot|couldn't|will|to(?= (?:not |never )?(?:be|have|fail|refuse|deny|reject|abort)\b))(?: (?:not|never|be|have|has|been|now|finally|permanently)){0,4} (?:fail|refuse|den(?:y|ied)|reject|abort|error|undeliverable|unable|unsuccessful|forbidden|unauthorized|returned|answered|responded)|^\W*(?:can|could|will) (?!not\b)/;

/**
 * Whether a line that tells of a failure says nothing else. Any word may turn it into something else (`failed once, then sent`, `error handler registered`), and
 * nobody can list those: so all words must be known ones. `text`: in small letters, numbers as `#`, what varies as `…`.
 */
export function saysOnlyFailed(text: string, isOfCall: boolean): boolean {
  if (HOW_OFTEN.test(text) || /\bover to\b|\bfail\w* over\b/.test(text)) return false;
  if (POSSIBLE.test(text) || OF_OTHER.test(text)) return false;
  const arrived = text.replace(NOT_ARRIVED, ' ');
  if (ARRIVED.test(isOfCall ? arrived.replace(SENT_REQUEST, ' ') : arrived)) return false;
  const words =
    text
      .replace(TOOK, ' ')
      .replace(LACKS, ' ')
      .replace(NAMED, ' ')
      .match(/[\p{L}\p{N}'’]+|#/gu) ?? [];
  return words.every((word) => PLAIN.test(word) || WHY.test(word) || (isOfCall && OF_CALLS.test(word)));
}
