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

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  return new Map([...map].filter(([name]) => name !== key));
}

/** The state behind an event. */
export function afterEvent(state: LiveState, event: WatchEvent): LiveState {
  switch (event.event) {
    case 'started':
      return { ...NOTHING_SEEN, folder: event.folder };
    case 'message':
      return { ...state, messages: new Map(state.messages).set(event.message.id, event.message) };
    case 'message-gone':
      return { ...state, messages: without(state.messages, event.id) };
    case 'finding': {
      const { finding } = event;
      const isNew = state.findings.get(finding.rule)?.isNew ?? state.isRead;
      return { ...state, findings: new Map(state.findings).set(finding.rule, { finding, isNew }) };
    }
    case 'finding-gone':
      return { ...state, findings: without(state.findings, event.rule) };
    case 'issue':
      return { ...state, issues: new Map(state.issues).set(JSON.stringify(event.issue), event.issue) };
    case 'issue-gone':
      return { ...state, issues: without(state.issues, JSON.stringify(event.issue)) };
    case 'settled': {
      const { horizon: _, ...rest } = state;
      return { ...rest, isRead: true, ...(event.horizon === undefined ? {} : { horizon: event.horizon }) };
    }
    case 'stopped':
      return state;
  }
}
