import type { Observed, PhraseSeen, ToldByPhrase } from '../model/observation.ts';
import { lowerIdOf } from './values.ts';

/** Where and when a phrase was seen, and whether its words are assumed. */
export function observedAt({ source, offset, evidence, at, pid, tid, status }: PhraseSeen): Observed {
  return {
    source,
    offset,
    evidence,
    ...(status === 'assumed' ? { isAssumed: true as const } : {}),
    ...(at === undefined ? {} : { at }),
    ...(pid === undefined ? {} : { pid }),
    ...(tid === undefined ? {} : { tid }),
  };
}

export function toldBy({ phrase, values }: PhraseSeen): ToldByPhrase {
  const messageId = lowerIdOf(values.messageId);
  return { phrase, ...(messageId === undefined ? {} : { messageId }) };
}

/** What a phrase says where it has a hole for it, else its own words. */
export function wordsOf({ values, template }: PhraseSeen): string {
  return values.value ?? values.name ?? template;
}
