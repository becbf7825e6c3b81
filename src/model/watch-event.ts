import type { IsoTime, Report, ReportFinding, ReportIssue, ReportMessage } from './report.ts';

/** What a watch tells: the shapes of contract.md section 9. */
export type WatchEvent =
  | { readonly event: 'started'; readonly schema: 'oimscope.watch/1'; readonly folder: string }
  | { readonly event: 'message'; readonly message: ReportMessage }
  | { readonly event: 'message-gone'; readonly id: string }
  | { readonly event: 'finding'; readonly finding: ReportFinding }
  | { readonly event: 'finding-gone'; readonly rule: string }
  | { readonly event: 'issue'; readonly issue: ReportIssue }
  | { readonly event: 'issue-gone'; readonly issue: ReportIssue }
  | {
      readonly event: 'settled';
      readonly messages: number;
      readonly findings: number;
      readonly horizon?: IsoTime;
    }
  | { readonly event: 'stopped'; readonly report: Report };
