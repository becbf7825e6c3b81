import { NOT_SENT } from './kind-words.ts';
import { asLetters, lettersOf } from './letters-of.ts';
import { NAMED, OF_EWS, TOOK } from './says-only-sent.ts';

/** Words that leave it as it is that a message is in Drafts. */
const LETTERS = lettersOf({
  m: 'message msg im oim note mail',
  o: 'offline instant',
  i: 'id nr number #',
  p: 'of with for by via through from due because',
  t: 'to in into as under',
  q: 'a an its his',
  a: 'is was were has have been',
  n: 'now finally successfully instead',
  w: 'recipient sender mailbox conversation item thread user',
  k: 'saved stored created kept written',
  v: 'left parked put placed landed moved',
  b: 'behind back',
  d: 'draft drafts',
  f: 'folder',
  // What came before.
  z: 'queued',
  x: 'code codes response status http timeout answer answered returned responded s ok request call create update send move disposition and',
  e: 'exchange ews server client',
});

/** `offline message N1 saved to Drafts`, `draft of offline message N1 saved`, `created a draft for offline message N1`: `Drafts folder created` and others tell of something else. */
const ORDERS: readonly RegExp[] = [
  /^[omipqwaxzen,]*[kv](?:b|[omipq,w]+)?tq?df?[omipqwxenb,]*$/,
  /^[omiqwaxen,]*d[omipqw,]*a{0,2}n?k[omipqwxen,]*$/,
  /^[exi,]*kq?d[omipqw,]*$/,
];

/**
 * Whether a line that tells of a message in Drafts says nothing else. Any word may turn it into something else (`Drafts view saved`, `saved in cache of Drafts`), and nobody can
 * list those: so all words must be known ones, in an order that leaves no doubt. `text`: in small letters, numbers as `#`.
 */
export function saysOnlyDrafts(text: string): boolean {
  const plain = text.replace(OF_EWS, '').replace(NOT_SENT, ' ').replace(TOOK, ' ').replace(NAMED, ' id ');
  const letters = asLetters(plain, LETTERS);
  return ORDERS.some((order) => order.test(letters));
}
