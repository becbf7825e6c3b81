import type { FolderName, Observed, ToldError } from './observed.ts';
import type { HoleName, PhraseKind, PhraseStatus } from './phrase.ts';

/** The client says that autodiscover found nothing. */
export interface AutodiscoverFailure extends Observed {
  readonly kind: 'autodiscover-failure';
}

/** What phrases tell of a message beside its calls (contract.md section 5). */
export type MessageEvent = Extract<
  PhraseKind,
  | 'message-queued'
  | 'message-picked-up'
  | 'spool-written'
  | 'spool-removed'
  | 'timer-started'
  | 'timer-expired'
  | 'draft-saved'
  | 'message-sent'
  | 'message-failed'
>;

/** Something that happened to a message, in the words of a phrasebook. */
export interface MessageEventSeen extends Observed {
  readonly kind: 'message-event';
  readonly event: MessageEvent;
  readonly phrase: string;
  readonly messageId?: string;
  /** As it stands there. */
  readonly conversationId?: string;
  /** Base name, lower case. */
  readonly spoolFile?: string;
  readonly itemId?: string;
  /** Lower case, without braces. */
  readonly requestId?: string;
  /** SMTP addresses, lower case. */
  readonly recipients: readonly string[];
  /** Of a draft: where it was saved. */
  readonly folder?: FolderName;
  /** Of a failure. */
  readonly error?: ToldError;
  /** Of a timer: for how many seconds it was set, or ran. */
  readonly seconds?: number;
}

/** What a line says in the words of a phrasebook (contract.md section 5); the values of its holes are as they stand there. */
export interface PhraseSeen extends Observed {
  readonly kind: 'phrase';
  readonly observes: PhraseKind;
  /** Its id, and its template: what it says where no hole does. */
  readonly phrase: string;
  readonly template: string;
  readonly status: PhraseStatus;
  readonly values: Readonly<Partial<Record<HoleName, string>>>;
  /** Versions of the client that write so. */
  readonly since?: string;
  readonly until?: string;
  /** What the line says where the client is of none of these versions. */
  readonly otherwise?: PhraseSeen;
}
