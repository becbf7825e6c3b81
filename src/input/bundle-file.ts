import type { Ticks } from '../model/ticks.ts';

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
  /**
   * The bytes in order, in chunks of any size. A chunk is valid until the next one is asked for: its memory is used
   * again. Errors of the system are thrown as they are.
   */
  chunks(): AsyncIterable<Uint8Array>;
}
