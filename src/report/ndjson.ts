import type { Report } from '../model/report.ts';
import { jsonLine } from './json.ts';

/**
 * The report as one object a line: first all that is no list of its own (`{"kind":"environment","schema":…,"environment":{…}}`), then each message, finding,
 * rule, gap and issue under the name of its kind (`{"kind":"gap","gap":{…}}`), as gaps have a member `kind` themselves. The lines hold the whole report.
 */
export function* ndjsonParts(report: Report): Generator<string> {
  const { messages, findings, rules, gaps, issues, ...rest } = report;
  yield jsonLine({ kind: 'environment', ...rest });
  for (const message of messages) yield jsonLine({ kind: 'message', message });
  for (const finding of findings) yield jsonLine({ kind: 'finding', finding });
  for (const rule of rules) yield jsonLine({ kind: 'rule', rule });
  for (const gap of gaps) yield jsonLine({ kind: 'gap', gap });
  for (const issue of issues) yield jsonLine({ kind: 'issue', issue });
}
