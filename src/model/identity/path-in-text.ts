/** A stretch of a text that is one name, with its ending. */
export interface Segment {
  readonly start: number;
  readonly end: number;
}

/** A path, or an address of the web, and where it ends. Without segments where all of it is everybody's. */
export interface Path {
  readonly segments: readonly Segment[];
  readonly end: number;
  readonly separator: string;
  /** Whether a root stands in front of the first segment. */
  readonly isRooted: boolean;
}

/** A path, and where it begins. */
export interface PathInText extends Path {
  readonly start: number;
}

const ESCAPES = /%[\da-f]{2}/i;

/** A name with its percent-encoding undone, where it is one. */
export function withoutPercents(name: string): string {
  if (!ESCAPES.test(name)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
