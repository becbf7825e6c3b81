/** What a token stands for; it is the first word of the token. */
export type IdentityKind = 'user' | 'domain' | 'host' | 'ip' | 'phone' | 'sid' | 'id' | 'name' | 'file' | 'bundle';

/** A text that gives somebody or something away, and what is written in its place. */
export interface Identity {
  readonly kind: IdentityKind;
  /** As it is written in plain text. */
  readonly original: string;
  readonly token: string;
  /** Made of words that may be ordinary ones: `mark`, `Will Grace`, a bundle called `send-as-denied`. */
  readonly isWords: boolean;
  /** Characters in front that stay: `Users\` of `Users\alice`. What has it, be it 0, is known whole only, not by its beginning. */
  readonly lead?: number;
}

/** A word shorter than this may stand among bytes by chance. */
const LEAST_IN_BYTES = 5;

/** Whether an identity among bytes is none by chance. */
export function isSureInBytes({ original, isWords }: Identity): boolean {
  return original.length >= LEAST_IN_BYTES + (isWords ? 1 : 0);
}
