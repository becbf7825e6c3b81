import type { Report, ReportFinding, ReportIssue, ReportMessage } from '../model/report.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import { StableIds } from './stable-ids.ts';

function withIds(finding: ReportFinding, ids: ReadonlyMap<string, string>): ReportFinding {
  const { counterfactual } = finding;
  const message = counterfactual?.message;
  return {
    ...finding,
    messages: finding.messages.map((id) => ids.get(id) ?? id),
    ...(counterfactual === undefined || message === undefined
      ? {}
      : { counterfactual: { ...counterfactual, message: ids.get(message) ?? message } }),
  };
}

/** Tells successive reports apart: what is new, changed or gone. */
export class Changes {
  readonly #ids = new StableIds();
  /** Messages, findings and issues as they were told last. */
  #messages: ReadonlyMap<string, string> = new Map();
  #findings: ReadonlyMap<string, string> = new Map();
  #issues: ReadonlyMap<string, ReportIssue> = new Map();

  /** The events that lead from the state of the last report to that of this one. */
  of(report: Report): readonly WatchEvent[] {
    const ids = this.#ids.assign(report.messages);
    const events: WatchEvent[] = [];
    const messages = new Map<string, string>();
    for (const numbered of report.messages) {
      const message: ReportMessage = { ...numbered, id: ids.get(numbered.id) ?? numbered.id };
      const text = JSON.stringify(message);
      messages.set(message.id, text);
      if (this.#messages.get(message.id) !== text) events.push({ event: 'message', message });
    }
    for (const id of this.#messages.keys()) if (!messages.has(id)) events.push({ event: 'message-gone', id });
    const findings = new Map<string, string>();
    for (const numbered of report.findings) {
      const finding = withIds(numbered, ids);
      const text = JSON.stringify(finding);
      findings.set(finding.rule, text);
      if (this.#findings.get(finding.rule) !== text) events.push({ event: 'finding', finding });
    }
    for (const rule of this.#findings.keys()) if (!findings.has(rule)) events.push({ event: 'finding-gone', rule });
    // An issue is all that is said of it: one that reads otherwise is another one.
    const issues = new Map(report.issues.map((issue) => [JSON.stringify(issue), issue]));
    for (const [text, issue] of this.#issues) if (!issues.has(text)) events.push({ event: 'issue-gone', issue });
    for (const [text, issue] of issues) if (!this.#issues.has(text)) events.push({ event: 'issue', issue });
    this.#issues = issues;
    this.#messages = messages;
    this.#findings = findings;
    return events;
  }
}
