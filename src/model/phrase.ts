/** What a phrase can tell (contract.md section 5). */
export const PHRASE_KINDS = [
  'message-queued',
  'message-picked-up',
  'spool-written',
  'spool-removed',
  'timer-started',
  'timer-expired',
  'ews-request',
  'ews-response',
  'ews-failed',
  'draft-saved',
  'message-sent',
  'message-failed',
  'autodiscover-failed',
  'ews-state',
  'mapi-state',
  'client-version',
  'mailbox-location',
  'policy',
  'sign-in',
  'client-exit',
] as const;

export type PhraseKind = (typeof PHRASE_KINDS)[number];

/** What a hole of a template can fill (contract.md section 5). */
export const HOLE_NAMES = [
  'messageId',
  'conversationId',
  'recipient',
  'spoolFile',
  'itemId',
  'requestId',
  'operation',
  'disposition',
  'folder',
  'status',
  'responseCode',
  'errorCode',
  'url',
  'version',
  'name',
  'value',
  'seconds',
  'text',
] as const;

export type HoleName = (typeof HOLE_NAMES)[number];

/** Holes for ids, which have no blanks. */
export const ID_HOLES: ReadonlySet<HoleName> = new Set<HoleName>([
  'messageId',
  'conversationId',
  'itemId',
  'requestId',
]);

/** `assumed`: nobody has seen a client write it so; what rests on it is likely at most. */
export type PhraseStatus = 'assumed' | 'confirmed';

/** One sentence of a client, as a phrasebook has it. */
export interface Phrase {
  readonly id: string;
  readonly observes: PhraseKind;
  /** The template: literal text, `{name}` and `{*}`. */
  readonly text: string;
  readonly status: PhraseStatus;
  readonly component?: string;
  readonly function?: string;
  readonly note?: string;
  /** Versions of the client, both inclusive. */
  readonly since?: string;
  readonly until?: string;
  /** Name of the phrasebook, and the file it was read from; `default` for the one that is shipped. */
  readonly book: string;
  readonly file: string;
}

/** What a hole, or without a name `{*}`, stands for in a line: a stretch of its characters, end exclusive. */
export interface FoundHole {
  readonly name?: HoleName;
  readonly start: number;
  readonly end: number;
}

/** What a phrase found in a line. */
export interface PhraseMatch {
  readonly phrase: Phrase;
  /** Texts of the holes, without blanks around them; of a name that stands twice, the first. */
  readonly values: ReadonlyMap<HoleName, string>;
  /** All of them and `{*}`, in their order. */
  readonly holes: readonly FoundHole[];
  /** Where its words begin in the line, and where the last of them ends, in characters. */
  readonly at: number;
  readonly end: number;
}
