import type { Report, ReportRef } from '../../src/model/report.ts';
import { fullReport } from './sample-reports.ts';

/** The full sample with one text in every place that data of a bundle can reach. */
export function hostileReport(text: string): Report {
  const ref = (old: ReportRef): ReportRef => ({ ...old, source: text, text });
  const refs = (old: readonly ReportRef[]): readonly ReportRef[] => old.map(ref);
  return {
    ...fullReport,
    bundle: { name: text, sources: fullReport.bundle.sources.map((source) => ({ ...source, path: text })) },
    environment: {
      user: { value: text, certainty: 'proven', evidence: [] },
      clientVersion: { value: text, certainty: 'proven', evidence: [] },
      exchangeVersion: { value: text, certainty: 'proven', evidence: [] },
      ewsUrl: { value: text, certainty: 'proven', evidence: [] },
    },
    messages: fullReport.messages.map((message) => ({
      ...message,
      recipients: [text, text],
      keys: { spoolFile: text, itemIds: [text], requestIds: [text], conversationId: text },
      steps: message.steps.map((step) => ({ ...step, reason: text, evidence: refs(step.evidence) })),
      attempts: message.attempts.map((attempt) => ({
        ...attempt,
        responseCode: text,
        evidence: refs(attempt.evidence),
      })),
    })),
    findings: fullReport.findings.map((finding) => ({ ...finding, why: text, evidence: refs(finding.evidence) })),
    rules: fullReport.rules.map((rule) => ({
      ...rule,
      conditions: rule.conditions.map((condition) => ({ ...condition, found: text, because: text })),
    })),
    codes: (fullReport.codes ?? []).map((code) => ({ ...code, code: text })),
    gaps: fullReport.gaps.map((gap) => ({ ...gap, source: text, text })),
    issues: fullReport.issues.map((issue) => ({ ...issue, source: text, text })),
  };
}

export const HOSTILE_TEXTS: readonly string[] = [
  '\u001b[2J\u001b]0;owned\u0007',
  '\u202egnp.exe\u2066',
  '$& $` $1 $$',
  '</script><img src=x onerror=alert(1)>',
  'x'.repeat(10_000),
  '漢字かな'.repeat(200),
  '👩‍👩‍👧‍👦🇩🇪❤️🫠👍🏽',
  'สวัสดีครับ नमस्ते שלום',
  'line one\r\nline two\u2028three\u0085four',
  '\ud800 lone',
  '\u{f0000}\u{100000}\u0300\u0301',
  '',
];
