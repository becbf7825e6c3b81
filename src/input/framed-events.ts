/** What an `<Event>` is, as kernel/events.ts writes it. */
export const EVENT_KIND = {
  /** Its text lies open. */
  plain: 0,
  /** Another began before its end tag. */
  broken: 1,
  /** It has no text: the kernel counted it as undecoded. */
  silent: 2,
  /** It has bytes with text, in which nothing is that was looked for. */
  text: 3,
  /** It has bytes that need a closer look; not counted yet. */
  unjudged: 4,
} as const;
/** Added to the kind of an event whose time is not among those that the least and the greatest were found of. */
export const ODD_TIME = 8;
/** Numbers that stand for an event: start, end, time attribute, payload, kind. */
export const EVENT_NUMBERS = 5;

/** Some of the events of a window, in their order. Places in the window, -1 for none; valid until the next are asked for. */
export interface FramedEvents {
  readonly count: number;
  /** Where to go on: there is room for so many only. */
  readonly resume: number;
  /** Start of an event without an end tag, at the end of the window. */
  readonly open: number;
  /** Attributes with the least and the greatest of the times that are not odd. */
  readonly leastTime: number;
  readonly greatestTime: number;
  /** End of the last whole event. */
  readonly used: number;
  readonly undecoded: number;
  /** EVENT_NUMBERS for each. */
  readonly numbers: Int32Array;
}
