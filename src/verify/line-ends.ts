import type { Coding } from '../input/encoding.ts';

const LINE_FEED = 0x0a;

/** Where lines end in bytes of one encoding. The bytes begin with a whole character. */
export interface LineEnds {
  /** The first line feed from `from` on, in front of `to`; -1 where there is none. */
  next(bytes: Buffer, from: number, to: number): number;
  /** Line feeds from `from` up to `to`. */
  count(bytes: Buffer, from: number, to: number): number;
}

/** Place of the byte 0x0A in a line feed of two bytes. */
function isWideFeed(bytes: Buffer, at: number, isBig: boolean): boolean {
  return isBig ? at % 2 === 1 && bytes[at - 1] === 0 : at % 2 === 0 && bytes[at + 1] === 0;
}

function nextFeed(bytes: Buffer, from: number, to: number, coding: Coding): number {
  for (let at = bytes.indexOf(LINE_FEED, from); at >= 0 && at < to; at = bytes.indexOf(LINE_FEED, at + 1)) {
    if (coding.unit === 1) return at;
    const isBig = coding.encoding === 'utf-16be';
    if (isWideFeed(bytes, at, isBig)) return isBig ? at - 1 : at;
  }
  return -1;
}

export function lineEnds(coding: Coding): LineEnds {
  return {
    next: (bytes, from, to) => nextFeed(bytes, from, to, coding),
    count(bytes, from, to) {
      let feeds = 0;
      for (let at = nextFeed(bytes, from, to, coding); at >= 0; at = nextFeed(bytes, at + coding.unit, to, coding))
        feeds++;
      return feeds;
    },
  };
}
