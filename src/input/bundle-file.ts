import type { Issue, IssueCode } from '../model/issue.ts';
import type { Ticks } from '../model/ticks.ts';

/** Bytes of a file from `start` up to `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Bytes of a chunk at most; as many as are read fastest unless told. */
  readonly step?: number;
}

/** One file of a bundle, not yet opened. */
export interface BundleFile {
  /** Path in the report: relative to the bundle, with `/`. */
  readonly path: string;
  /** The path with the folders above the bundle: where it stood says what it is (`…/sip_alice@contoso.com/History Spooler`). */
  readonly place: string;
  /** Size in bytes; 0 when it is known only after reading (standard input). */
  readonly bytes: number;
  /** Time of the last change, where the file has one. */
  readonly modifiedAt?: Ticks;
  /** `modifiedAt` is local time of a zone that nobody tells, read as UTC: that of a member whose archive keeps no other. */
  readonly hasLocalTime?: boolean;
  /** Where it stands on disk, if it does: parts of such a file can be read on their own. */
  readonly disk?: string;
  /** Which file on disk it is, whatever is written to it; absent where that is not known. */
  readonly inode?: string;
  /** Another one whenever the file is another, or may have been written to; absent where that is not known. */
  readonly version?: string;
  /** Its bytes come once and never again: standard input. */
  readonly isReadOnce?: boolean;
  /** Why nothing can be read of it, where that is known beforehand: an archive that is encrypted, say. */
  readonly unusable?: { readonly code: IssueCode; readonly text: string };
  /**
   * The bytes in order, in chunks of any size. A chunk is valid until the next one is asked for: its memory is used
   * again. Errors of the system are thrown as they are. `stretch`: only those bytes of a file on disk.
   */
  chunks(stretch?: Stretch): AsyncIterable<Uint8Array>;
  /** Called once when nothing more is read of it; answers what was lost of it, where it came out of an archive. */
  finish?(): Promise<readonly Issue[]>;
}
