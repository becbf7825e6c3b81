import { asLetters, lettersOf } from './letters-of.ts';

/** Durations that it took; `in 5 s` may be to come. */
export const TOOK: RegExp = /\bafter # (?:ms|s|secs?|seconds?)\b|\b(?:in|within) # ms\b/g;
/** Names of values that stand behind. */
export const NAMED: RegExp = /\b(?:body|subject|text|conversation|item|recipient|sender|mailbox)(?: id)? ?[=:]/g;
/** A number that is an id; any other may be a code of failure. */
const NUMBERED =
  /\b((?:messages?|msgs?|ims?|oims?|notes?|mails?|conversation|item|request)(?: (?:id|no|nr|number|with))*)[ .:#=[({]{0,3}#/g;
/** `deliveredToExchange=0`, `delivered to Exchange (2)`, `delivered to Exchange, status`: whether and how often it was, which is not known. */
const HOW_OFTEN =
  /\b(?:exchange|ews|server|sent|delivered|transmitted|successfully)\W*(?:[=:]|#)|\b(?:status|http)\W*(?:ews\W*)?$/;
/** What says whose words they are, and a seam of two sentences. */
export const OF_EWS: RegExp = /\s*\(ews\)\s*$/;
const SENTENCES = /[;?!]|\.\s+\S/;

/** Words that leave it as it is that a message was sent, each as a letter; of several messages nobody knows which. */
const LETTERS = lettersOf({
  m: 'message msg im oim note mail',
  o: 'offline instant',
  i: 'id nr number',
  p: 'of with for to by via through over',
  w: 'recipient sender mailbox conversation item request',
  a: 'was were has have',
  b: 'been',
  n: 'now',
  f: 'finally',
  v: 'sent delivered transmitted',
  c: 'accepted',
  s: 'successfully',
  d: 'delivery transmission sending',
  u: 'succeeded',
  e: 'exchange ews server',
  h: 'http status',
  y: 'ok success successful',
});

/**
 * In which order they say so: `offline message N1 has been delivered to Exchange`, … In another one they may ask, or tell of another message: `was N1 delivered by the
 * server`, `successfully sent; now offline message N1`.
 */
const ORDERS: readonly RegExp[] = [
  /^(?:e,)?(?!p)[omip,]*(?:a[nf]?b?)?f?(?:s?[vc]s?pe|sv|vs)[peshyi,]*$/,
  /^(?:e,)?(?!p)[omip,]*a[nf]?b?v$/,
  /^(?:e,)?svo{0,2}m{1,2}[peshyi,]*$/,
  /^(?:e,)?(?!p)[omip,]*d[eomip,]*a?u[peshyi,]*$/,
];

/**
 * Whether a line that tells of a message being sent says nothing else. Any word may turn it into something else (`first chunk delivered to Exchange`, `delivered to Exchange on
 * reconnect`), and nobody can list those: so all words must be known ones, in an order that leaves no doubt. `text`: in small letters, numbers as `#`, what varies as `…`.
 */
export function saysOnlySent(text: string): boolean {
  if (text.includes('…') || HOW_OFTEN.test(text)) return false;
  const plain = text.replace(OF_EWS, '').replace(TOOK, ' ').replace(NUMBERED, '$1 ').replace(NAMED, ' id ');
  if (SENTENCES.test(plain)) return false;
  const letters = asLetters(plain.replaceAll('mail server', 'server').replace(/\.\s*$/, ''), LETTERS)
    // Beside a message something else may be what was sent: `for the recipient` is for a message.
    .replaceAll('pw', 'p');
  return letters.includes('m') && ORDERS.some((order) => order.test(letters));
}
