import type { BesideEvent, LifeEvent, LifeState } from '../../model/life.ts';

type Arrows = Partial<Record<MovingEvent, LifeState>>;

/**
 * The life of an offline message as one table (docs/life.md). A spool file may stand beside any state, so
 * it is no arrow and changes nothing. After the deadline no new call is expected: it is kept as a step that does not fit. What was under way
 * by then may yet come to an end, and a client that has given up may say so when the deadline is over, too.
 */
export const TRANSITIONS: Readonly<Record<LifeState, Arrows>> = {
  composed: { 'message-queued': 'queued' },
  queued: { 'message-picked-up': 'picked-up', 'message-queued': 'queued', 'deadline-passed': 'timed-out' },
  // Also behind a call that failed for the moment, from where it may go back into the queue; at the deadline it has failed for good.
  'picked-up': {
    'ews-request': 'in-exchange-call',
    'draft-removed': 'picked-up',
    'message-failed': 'rejected',
    'send-failed': 'stuck-in-drafts',
    'deadline-passed': 'timed-out',
    'message-picked-up': 'picked-up',
    'message-queued': 'queued',
  },
  'in-exchange-call': {
    'message-sent': 'sent',
    'draft-saved': 'draft-saved',
    'message-failed': 'rejected',
    'send-failed': 'stuck-in-drafts',
    'ews-failed': 'picked-up',
    'deadline-passed': 'timed-out',
    // Written by another thread than the one that calls.
    'message-picked-up': 'in-exchange-call',
  },
  'draft-saved': {
    'ews-request': 'in-exchange-call',
    'draft-removed': 'picked-up',
    'deadline-passed': 'stuck-in-drafts',
    'message-picked-up': 'draft-saved',
  },
  sent: {},
  rejected: { 'deadline-passed': 'rejected' },
  'timed-out': {
    'message-sent': 'sent',
    'draft-saved': 'stuck-in-drafts',
    'ews-failed': 'timed-out',
    'message-failed': 'rejected',
    'send-failed': 'stuck-in-drafts',
  },
  'stuck-in-drafts': {
    'draft-removed': 'rejected',
    'deadline-passed': 'stuck-in-drafts',
    'send-failed': 'stuck-in-drafts',
  },
};

/** An event that moves the machine. */
export type MovingEvent = Exclude<LifeEvent, BesideEvent>;

export function isBeside(event: LifeEvent): event is BesideEvent {
  return !(event in SEEN_STATE);
}

/** Where each event leads by itself: a life may stand there after one that the table has no arrow for. */
export const SEEN_STATE: Readonly<Record<MovingEvent, LifeState>> = {
  'message-queued': 'queued',
  'message-picked-up': 'picked-up',
  'ews-request': 'in-exchange-call',
  'ews-failed': 'picked-up',
  'draft-saved': 'draft-saved',
  'draft-removed': 'picked-up',
  'send-failed': 'stuck-in-drafts',
  'message-sent': 'sent',
  'message-failed': 'rejected',
  'deadline-passed': 'timed-out',
};

/** Events that as a misfit may leave a life where it stood: a line about queueing that comes late takes nothing back. */
export const STANDS_STILL: readonly MovingEvent[] = ['message-queued', 'message-picked-up'];

/**
 * Steps that can happen without a line in the trace, with what it costs to suppose one. An end is never made up. The client queues and
 * picks up in words that only a phrasebook knows, so these are missing in most traces; an EWS call shows where it was logged.
 */
export const UNSEEN_COST: Readonly<Partial<Record<MovingEvent, number>>> = {
  'message-queued': 1,
  'message-picked-up': 1,
  'ews-request': 2,
  'ews-failed': 2,
};

/** What it costs to call a step that was seen a misfit: more than any way of unseen steps. */
export const MISFIT_COST = 10;

export interface Move {
  readonly event: LifeEvent;
  readonly state: LifeState;
  readonly fit: 'allowed' | 'not-allowed' | 'required-not-seen';
}
