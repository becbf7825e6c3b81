import type { BesideEvent, LifeEvent, LifeState } from '../model/life.ts';

type Arrows = Partial<Record<LifeEvent, LifeState>>;

/**
 * The life of an offline message as one table (design section 4). A spool file may stand beside any state, so
 * spool-written is no arrow and changes nothing. After the deadline nothing more is expected: what is seen then is kept
 * as a step that does not fit.
 */
export const TRANSITIONS: Readonly<Record<LifeState, Arrows>> = {
  composed: { 'message-queued': 'queued' },
  queued: { 'message-picked-up': 'picked-up', 'deadline-passed': 'timed-out' },
  // Behind a call that failed for the moment; at the deadline it has failed for good.
  'picked-up': {
    'ews-request': 'in-exchange-call',
    'draft-removed': 'picked-up',
    'message-failed': 'rejected',
    'send-failed': 'stuck-in-drafts',
    'deadline-passed': 'timed-out',
  },
  'in-exchange-call': {
    'message-sent': 'sent',
    'draft-saved': 'draft-saved',
    'message-failed': 'rejected',
    'send-failed': 'stuck-in-drafts',
    'ews-failed': 'picked-up',
    'deadline-passed': 'timed-out',
  },
  'draft-saved': {
    'ews-request': 'in-exchange-call',
    'draft-removed': 'picked-up',
    'deadline-passed': 'stuck-in-drafts',
  },
  sent: {},
  rejected: {},
  'timed-out': {},
  'stuck-in-drafts': { 'draft-removed': 'rejected' },
};

/** Where a life stands after an event that the table has no arrow for: what was seen counts more than the table. */
const SEEN_STATE: Readonly<Record<Exclude<LifeEvent, 'spool-written' | BesideEvent>, LifeState>> = {
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

/** Steps that can happen without a line in the trace. An end is never made up. */
const MAY_BE_UNSEEN: readonly LifeEvent[] = ['message-queued', 'message-picked-up', 'ews-request', 'ews-failed'];

export interface Move {
  readonly event: LifeEvent;
  readonly state: LifeState;
  readonly fit: 'allowed' | 'not-allowed' | 'required-not-seen';
}

/** The shortest way from a state to one that has an arrow for `event`, over steps that may be unseen; undefined when there is none. */
function unseenWay(from: LifeState, event: LifeEvent): readonly Move[] | undefined {
  const ways: { state: LifeState; moves: readonly Move[] }[] = [{ state: from, moves: [] }];
  const visited = new Set<LifeState>([from]);
  for (const way of ways) {
    if (TRANSITIONS[way.state][event] !== undefined) return way.moves;
    for (const unseen of MAY_BE_UNSEEN) {
      const state = TRANSITIONS[way.state][unseen];
      if (state === undefined || visited.has(state)) continue;
      visited.add(state);
      ways.push({ state, moves: [...way.moves, { event: unseen, state, fit: 'required-not-seen' }] });
    }
  }
  return undefined;
}

/** A spool file may stand beside any state, and so may what happens to the recipient or to the client. */
function standsBeside(event: LifeEvent): event is 'spool-written' | BesideEvent {
  return !Object.hasOwn(SEEN_STATE, event);
}

/**
 * One step of the machine, pure: the moves that explain `event` in `state`. The last is the event itself; before it
 * stand the steps that the table requires and that nothing shows. An event without an arrow is kept as not-allowed.
 */
export function step(state: LifeState, event: LifeEvent): readonly Move[] {
  if (standsBeside(event)) return [{ event, state, fit: 'allowed' }];
  const way = unseenWay(state, event);
  if (way === undefined) return [{ event, state: SEEN_STATE[event], fit: 'not-allowed' }];
  const before = way.at(-1)?.state ?? state;
  return [...way, { event, state: TRANSITIONS[before][event] ?? SEEN_STATE[event], fit: 'allowed' }];
}
