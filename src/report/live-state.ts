import type { IsoTime, ReportFinding, ReportIssue, ReportMessage } from '../model/report.ts';
import type { WatchEvent } from '../model/watch-event.ts';

/** A finding, and whether it came up while the watch ran. */
export interface LiveFinding {
  readonly finding: ReportFinding;
  readonly isNew: boolean;
}

/** What the events of a watch add up to. */
export interface LiveState {
  readonly folder: string;
  readonly messages: ReadonlyMap<string, ReportMessage>;
  readonly findings: ReadonlyMap<string, LiveFinding>;
  /** By all that is said of each: an issue has no id. */
  readonly issues: ReadonlyMap<string, ReportIssue>;
  readonly horizon?: IsoTime;
  /** What was there when the watch began has been read. */
  readonly isRead: boolean;
}

export const NOTHING_SEEN: LiveState = {
  folder: '',
  messages: new Map(),
  findings: new Map(),
  issues: new Map(),
  isRead: false,
};

/** A state that takes events in: whoever follows a watch keeps one, as a copy at each event would take longer the more there is. */
export interface OpenState extends LiveState {
  folder: string;
  readonly messages: Map<string, ReportMessage>;
  readonly findings: Map<string, LiveFinding>;
  readonly issues: Map<string, ReportIssue>;
  horizon?: IsoTime;
  isRead: boolean;
}

/** A state of its own, equal to another. */
export function openState(state: LiveState = NOTHING_SEEN): OpenState {
  const { messages, findings, issues } = state;
  return { ...state, messages: new Map(messages), findings: new Map(findings), issues: new Map(issues) };
}

/** Takes an event in. */
export function takeIn(state: OpenState, event: WatchEvent): void {
  switch (event.event) {
    case 'started':
      for (const known of [state.messages, state.findings, state.issues]) known.clear();
      state.folder = event.folder;
      state.isRead = false;
      delete state.horizon;
      break;
    case 'message':
      state.messages.set(event.message.id, event.message);
      break;
    case 'message-gone':
      state.messages.delete(event.id);
      break;
    case 'finding': {
      const { finding } = event;
      const isNew = state.findings.get(finding.rule)?.isNew ?? state.isRead;
      state.findings.set(finding.rule, { finding, isNew });
      break;
    }
    case 'finding-gone':
      state.findings.delete(event.rule);
      break;
    case 'issue':
      state.issues.set(JSON.stringify(event.issue), event.issue);
      break;
    case 'issue-gone':
      state.issues.delete(JSON.stringify(event.issue));
      break;
    case 'settled':
      state.isRead = true;
      if (event.horizon === undefined) delete state.horizon;
      else state.horizon = event.horizon;
      break;
    case 'stopped':
      break;
  }
}

/** The state behind an event; the one before stays as it is. For many events `takeIn` is faster. */
export function afterEvent(state: LiveState, event: WatchEvent): LiveState {
  const next = openState(state);
  takeIn(next, event);
  return next;
}
