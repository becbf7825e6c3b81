import { asLetters, lettersOf } from './letters-of.ts';
import { NAMED, OF_EWS } from './says-only-sent.ts';

/** Of another length than two minutes. */
const OF_SECONDS =
  /\b(?:timers?|deadlines?|timeouts?|watchdogs?|countdowns?) of # ?(?:ms|s|secs?|seconds?)\b|# ?(?:ms|s|secs?|seconds?)[ -](?:timer|deadline|timeout)\b/;
/** How long it ran; `in 5 s` is to come. */
const AFTER = /\bafter (?:#|two) ?(?:ms|s|secs?|seconds?|mins?|minutes?)\b/g;
const SEVERAL_WORDS = /\b(?:ran out|timed out|went off|is over|is up|gave up|giving up)\b/g;

/** Words that leave it as it is that a timer of a message expired. */
const LETTERS = lettersOf({
  m: 'message msg im oim note mail',
  o: 'offline instant',
  i: 'id nr number #',
  p: 'of with for to on at',
  q: 'a an its',
  w: 'recipient conversation delivery send sending',
  u: 'two s sec secs second seconds min mins minute minutes',
  t: 'timer watchdog',
  l: 'deadline timeout countdown',
  a: 'was has have',
  n: 'now finally',
  x: 'expired fired elapsed ranout timedout wentoff',
  // Timers may pass a place, or reach it.
  r: 'passed reached hit isover isup',
  g: 'gaveup givingup',
  // Other timers than that of a message.
  z: 'retry retries resend resending backoff back off typing presence cache poll polling keepalive heartbeat ping probe refresh renewal sync flush log token session cleanup batch lock ui idle toast animation reconnect subscription registration login auth upload download lease dns socket connection network',
});

/** `ferry timer of offline message N1 expired`, with one word of its own in front at most, `offline message N1: deadline passed`. */
const ORDERS: readonly RegExp[] = [
  /^(?:\?(?=[tl]))?[omipqwu,]*(?:[gx],[omipqwu,]*)?[tl]{1,2}[omipqwu,]*a?n?x[omipqwg,]*$/,
  /^(?:\?(?=[tl]))?[omipqwu,]*(?:[gx],[omipqwu,]*)?t?l[omipqwu,]*a?n?r(?:[p,][omipqwg,]*)?$/,
];

/**
 * Whether a line that tells of a timer that expired says nothing else. Any word may turn it into something else (`timer passed to the lane`, `fired by hand`), and nobody can
 * list those: so all words must be known ones, in an order that leaves no doubt. `text`: in small letters, numbers as `#`.
 */
export function saysOnlyExpired(text: string): boolean {
  if (OF_SECONDS.test(text)) return false;
  const plain = text
    .replace(OF_EWS, '')
    .replace(AFTER, ' ')
    .replace(NAMED, ' id ')
    .replace(SEVERAL_WORDS, (words) => words.replace(' ', ''));
  const letters = asLetters(plain, LETTERS);
  return ORDERS.some((order) => order.test(letters));
}
