/** Words that leave it as it is that a call to Exchange was made, and for what; … */
const PLAIN =
  /^(?:ews|soap|exchange|web|services?|server|https?|xml|envelope|operations?|calls?|calling|called|requests?|id|ids|nr|number|no|key|correlation|client|offline|instant|messages?|msgs?|ims?|oims?|notes?|mails?|recipient|sender|mailbox|conversation|item|items|url|endpoint|create|send|update|move|copy|delete|get|find|sync|resolve|folder|attachment|names|disposition|save|only|saveonly|sendonly|sendandsavecopy|(?:create|send|update|move|copy|delete|get|find)item|and|the|an?|of|for|to|with|via|by|over|through|at|in|from|is|was|has|been|being|be|now|successfully|new|#|[a-z]\d+)$/;
/** … of asking, … */
const OF_REQUEST =
  /^(?:post|posts|posting|posted|sends|sending|sent|issues?|issued|issuing|invokes?|invoked|invoking|submits?|submitted|submitting|makes|making|made)$/;
/** … and of an answer, which says itself how it went. */
const OF_ANSWER =
  /^(?:respon(?:se|ses|ded|ds)|repl(?:y|ies|ied)|answers?|answered|returned|returns|results?|came|comes|back|gave|gives|given|got|received|receives|status|codes?|hr|hresult|ok|s|success|succeeded|succeeds|successful|error|noerror|after|within|ms|secs?|seconds?)$/;
/** `EWS draft N1: EWS CreateItem answered`: whose call it is. */
const OF_DRAFT = /\bdraft(?= (?:id )?(?:[mn]\d+|#))/g;

/**
 * Whether a line that tells of a call says nothing else. Any word may turn it into something else (`EWS request for offline message N1 cancelled`, `EWS lookup of mailbox answered`),
 * and nobody can list those: so all words must be known ones. `text`: in small letters, numbers as `#`, what varies as `…`.
 */
export function saysOnlyCall(text: string, isAnswer: boolean): boolean {
  if (text.includes('…')) return false;
  const words = text.replace(OF_DRAFT, ' ').match(/[\p{L}\p{N}'’]+|#/gu) ?? [];
  return words.every((word) => PLAIN.test(word) || OF_REQUEST.test(word) || (isAnswer && OF_ANSWER.test(word)));
}
