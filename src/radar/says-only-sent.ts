/** Durations that it took; `in 5 s` may be to come. */
export const TOOK: RegExp = /\bafter # (?:ms|s|secs?|seconds?)\b|\b(?:in|within) # ms\b/g;
/** Names of values that stand behind. */
const NAMED = /\b(?:body|subject|text|conversation|item|recipient|sender|mailbox)(?: id)? ?[=:]/g;
/** A number that is an id; any other may be a code of failure. */
const NUMBERED =
  /\b(?:messages?|msgs?|ims?|oims?|notes?|mails?|conversation|item|request)(?: (?:id|no|nr|number|with))*[ .:#=[({]{0,3}#/g;
/** Words that leave it as it is that a message was sent; of several nobody knows which. */
const PLAIN =
  /^(?:offline|instant|message|msg|im|oim|note|mail|id|nr|number|the|of|with|for|to|by|via|through|over|was|were|has|have|been|now|finally|sent|delivered|transmitted|accepted|successfully|delivery|transmission|sending|succeeded|exchange|ews|server|recipient|sender|mailbox|conversation|http|status|ok|success|successful|[mn]\d+)$/;
/** `sentToExchange=0`, `sent to Exchange (2)`, `sent to Exchange, status`: whether and how often it was, which is not known. */
const HOW_OFTEN =
  /\b(?:exchange|ews|server|sent|delivered|transmitted|successfully)\W*(?:[=:]|#)|\b(?:status|http)\W*(?:ews\W*)?$/;

/**
 * Whether a line that tells of a message being sent says nothing else. Any word may turn it into something else (`first chunk sent to Exchange`, `sent to Exchange on
 * reconnect`), and nobody can list those: so all words must be known ones. `text`: in small letters, numbers as `#`, what varies as `…`.
 */
export function saysOnlySent(text: string): boolean {
  if (text.includes('…') || HOW_OFTEN.test(text)) return false;
  const words =
    text
      .replace(TOOK, ' ')
      .replace(NUMBERED, ' ')
      .replace(NAMED, ' ')
      .match(/[\p{L}\p{N}'’]+|#/gu) ?? [];
  return words.every((word) => PLAIN.test(word));
}
