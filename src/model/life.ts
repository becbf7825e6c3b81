import type { MessageDisposition } from './observation.ts';
import type { Ref } from './ref.ts';
import type { Ticks } from './ticks.ts';

/** contract.md section 3; the first row that applies wins. */
export type Outcome =
  | 'delivered'
  | 'stuck-in-drafts'
  | 'rejected'
  | 'unreachable'
  | 'timed-out'
  | 'left-in-spooler'
  | 'pending'
  | 'unknown';

export type Certainty = 'proven' | 'likely' | 'possible';

/** What joins a step to its message: an exact key, process and thread or content, or less. */
export type LinkStrength = 'exact' | 'moderate' | 'weak';

/** States of design.md section 4. */
export type LifeState =
  | 'composed'
  | 'queued'
  | 'picked-up'
  | 'in-exchange-call'
  | 'draft-saved'
  | 'sent'
  | 'rejected'
  | 'timed-out'
  | 'stuck-in-drafts';

/**
 * What stands beside a message and moves it from no state to another: its spool file, its timer, what happens to its recipient or to the client,
 * evidence that contradicts itself.
 */
export type BesideEvent =
  | 'spool-written'
  | 'spool-removed'
  | 'timer-started'
  | 'recipient-offline'
  | 'sign-in'
  | 'sign-out'
  | 'client-restarted'
  | 'policy-received'
  | 'evidence-contradicts';

/** What can happen to a message; words of the phrasebook (contract.md section 5) where it has one. */
export type LifeEvent =
  | 'message-queued'
  | 'message-picked-up'
  | 'ews-request'
  | 'ews-failed'
  | 'draft-saved'
  | 'draft-removed'
  | 'send-failed'
  | 'message-sent'
  | 'message-failed'
  | 'deadline-passed'
  | BesideEvent;

export interface Step {
  /** Absent for a step that was not seen. */
  readonly at?: Ticks;
  readonly event: LifeEvent;
  /** State after the step. */
  readonly state: LifeState;
  readonly fit: 'allowed' | 'not-allowed' | 'required-not-seen';
  readonly link: LinkStrength;
  /** Why a step does not fit, why a required one was not seen, or what more is known of why it came. */
  readonly reason?: string;
  readonly evidence: readonly Ref[];
}

/** How a failed transport reads in an attempt. */
export interface TransportError {
  readonly code: number;
  readonly name: string;
  readonly isTimeout: boolean;
}

/** One EWS call of a message with its handshakes folded in. */
export interface Attempt {
  readonly operation: 'CreateItem' | 'SendItem' | 'UpdateItem';
  readonly disposition?: MessageDisposition;
  /** DistinguishedFolderId in lower case; `unknown` for an opaque id nothing ties to a folder. */
  readonly folder?: string;
  readonly startedAt?: Ticks;
  readonly endedAt?: Ticks;
  readonly httpStatus?: number;
  readonly responseCode?: string;
  readonly innerResponseCode?: string;
  readonly backOffMs?: number;
  readonly transport?: TransportError;
  /** How the call ended, as far as the trace tells. */
  readonly result: 'accepted' | 'saved' | 'error' | 'transport-error' | 'no-answer' | 'unreadable';
  /** The error is one after which the client tries again (contract.md section 3). */
  readonly retryable: boolean;
  readonly authorizationSent: boolean;
  readonly challenges: readonly string[];
  /** Only its answer was logged. */
  readonly requestUnseen?: true;
  readonly link: LinkStrength;
  readonly evidence: readonly Ref[];
}

/** One offline message. */
export interface Life {
  /** `m1`, `m2`, … in the order of contract.md section 2. */
  readonly id: string;
  readonly outcome: Outcome;
  readonly certainty: Certainty;
  readonly recipients: readonly string[];
  /** Earliest known of queued, spool file written, first EWS request; where none is, when its timer began. */
  readonly sentAt?: Ticks;
  readonly endedAt?: Ticks;
  readonly spoolFile?: string;
  readonly itemIds: readonly string[];
  readonly requestIds: readonly string[];
  readonly conversationId?: string;
  readonly spool: 'present' | 'absent' | 'unknown';
  readonly witnesses: 'agree' | 'trace-only' | 'spool-only' | 'contradict';
  /** An item of it stands in Drafts and was neither sent nor deleted. */
  readonly hasDraft: boolean;
  /** A draft whose folder is not known for sure. */
  readonly draftFolderUncertain: boolean;
  readonly deadlinePassed: boolean;
  readonly steps: readonly Step[];
  readonly attempts: readonly Attempt[];
}
