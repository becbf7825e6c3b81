import type { Disposition } from '../make/ews.ts';

/** What Exchange says to one item of a request. */
export interface ItemReply {
  readonly code: string;
  readonly inner?: string;
  readonly itemId?: string;
}

/** What becomes of a call. */
export type Reply =
  | { readonly kind: 'items'; readonly items: readonly ItemReply[] }
  | { readonly kind: 'fault'; readonly status: number; readonly code: string; readonly backOffMs?: number }
  /** A status and no SOAP: a gateway, a load balancer, a proxy that answers 200 with a page of its own. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'transport'; readonly code: number }
  | { readonly kind: 'silence' };

export type Operation = 'CreateItem' | 'SendItem' | 'UpdateItem' | 'DeleteItem' | 'MoveItem';

/** A folder that a CreateItem names. */
export type FolderKind = 'drafts' | 'none' | 'opaque-tied' | 'opaque-untied' | 'sentitems';

/** One call as it truly was, its handshakes included. Times are seconds from the beginning of the world. */
export interface SimCall {
  readonly id: number;
  readonly operation: Operation;
  readonly disposition?: Disposition;
  readonly folder?: FolderKind;
  /** Index of the message of each item, in order. */
  readonly messages: readonly number[];
  readonly itemId?: string;
  readonly requestId?: string;
  /** When the trace shows its first leg. */
  startedAt: number;
  readonly reply: Reply;
  /** Absent while no answer has come. */
  endedAt?: number;
}

/** What a record of the trace is a part of. */
export interface PartOf {
  readonly call: number;
  readonly part: 'request' | 'challenge' | 'answer';
  /** Of a handshake. */
  readonly round: number;
}

/** One record of the trace, before it is written in any format. */
export interface SimRecord {
  readonly at: number;
  readonly pid: number;
  readonly tid: number;
  readonly level: 'TL_ERROR' | 'TL_WARN' | 'TL_INFO';
  readonly component: string;
  readonly function: string;
  readonly text: string;
  readonly of?: PartOf;
  readonly isUndecoded?: boolean;
}
