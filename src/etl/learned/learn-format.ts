import { PRIVATE_TAG } from '../../model/private-names.ts';
import { inferShapes, type Sample } from './infer-shapes.ts';
import type { LearnedFormat } from './learned-format.ts';

/** One message of which both the bytes and the text are known. */
export interface KnownMessage extends Sample {
  /** The message without what somebody wrote, where it holds any. */
  readonly masked?: string;
  readonly component?: string;
  readonly function?: string;
}

/** What may be an address, a user's path, or what somebody wrote: no words of a program. */
const PRIVATE = new RegExp(`@|\\bsip:|\\btel:|\\\\Users\\\\|${PRIVATE_TAG}`, 'i');

/** Whether words of a text may go into a file that is handed on. */
function isPublic(words: string, messages: readonly KnownMessage[]): boolean {
  return !PRIVATE.test(words) && messages.every(({ masked }) => masked === undefined || masked.includes(words));
}

function commonStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}

function commonEnd(texts: readonly string[]): string {
  const turned = texts.map((text) => text.split('').reverse().join(''));
  return commonStart(turned).split('').reverse().join('');
}

/** A word that all samples have in common. */
function same(values: readonly (string | undefined)[]): string | undefined {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : undefined;
}

/** Samples that differ; of one payload with two texts the message has more than its payload tells, and nothing is learned. */
function distinct(messages: readonly KnownMessage[]): readonly KnownMessage[] | undefined {
  const byPayload = new Map<string, KnownMessage>();
  for (const one of messages) {
    const key = `${one.pointerSize} ${Buffer.from(one.payload).toString('latin1')}`;
    const known = byPayload.get(key);
    if (known !== undefined && known.message !== one.message) return undefined;
    byPayload.set(key, one);
  }
  return [...byPayload.values()];
}

/** The format of a message from texts that were decoded of it; undefined where nothing can be said that holds no private text. */
export function learnFormat(
  guid: string,
  number: number,
  messages: readonly KnownMessage[],
): LearnedFormat | undefined {
  const samples = distinct(messages);
  if (samples === undefined || samples.length === 0) return undefined;
  const component = same(samples.map((one) => one.component));
  const method = same(samples.map((one) => one.function));
  const isShown = method !== undefined && isPublic(method, samples);
  const head = {
    guid,
    number,
    support: samples.length,
    ...(component === undefined ? {} : { component }),
    ...(isShown ? { function: method } : {}),
  };
  const shapes = inferShapes(samples).filter((shape) =>
    shape.every((piece) => typeof piece !== 'string' || isPublic(piece, samples)),
  );
  if (shapes.length > 0) return { ...head, shapes };
  // One text alone may be all of it a message that somebody wrote.
  if (samples.length < 2) return undefined;
  const texts = samples.map(({ message }) => message);
  const begins = commonStart(texts);
  const ends = commonEnd(texts.map((text) => text.slice(begins.length)));
  if (begins + ends === '' || !isPublic(begins, samples) || !isPublic(ends, samples)) return undefined;
  return { ...head, shapes: [], begins, ends };
}
