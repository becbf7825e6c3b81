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
