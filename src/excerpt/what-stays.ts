import type { Report, ReportMessage } from '../model/report.ts';

/** What an excerpt must still tell. */
export interface WhatStays {
  /** Ids of rules and what they found, in the order of rules. */
  readonly findings: readonly {
    readonly rule: string;
    readonly verdict: string;
    readonly messages: readonly string[];
  }[];
  /** Messages by themselves: those of a bundle without findings. */
  readonly messages: readonly string[];
  /** Rules that fired on the whole bundle: no other may fire on a part of it. */
  readonly known: ReadonlySet<string>;
}

/** How an address is written in the excerpt. */
export type AddressInExcerpt = (address: string) => string;

/** A message is known by what is told of it: its number differs where others were left out. */
function messageText(message: ReportMessage, inExcerpt: AddressInExcerpt): string {
  const { outcome, certainty, sentAt = '', recipients } = message;
  return JSON.stringify([outcome, certainty, sentAt, recipients.map((one) => inExcerpt(one.toLowerCase()))]);
}

/**
 * What is to stay of a report: the findings of `rules`, of all without them, with verdicts and the outcomes of their messages; of a report
 * without findings the outcomes of all messages. `inExcerpt`: how the addresses of the report are written in the excerpt.
 */
export function whatStays(
  report: Report,
  rules: readonly string[] | undefined,
  inExcerpt: AddressInExcerpt = (address) => address,
): WhatStays {
  const byId = new Map(report.messages.map((message) => [message.id, messageText(message, inExcerpt)]));
  const chosen = report.findings.filter(({ rule }) => rules === undefined || rules.includes(rule));
  const findings = chosen.map(({ rule, verdict, messages }) => ({
    rule,
    verdict,
    messages: messages.flatMap((id) => byId.get(id) ?? []).toSorted(),
  }));
  return {
    findings: findings.toSorted((a, b) => (a.rule < b.rule ? -1 : 1)),
    messages: report.findings.length === 0 ? [...byId.values()].toSorted() : [],
    known: new Set(report.findings.map(({ rule }) => rule)),
  };
}

/** Whether a report on a part of the bundle tells the same; `rules` as for `whatStays`. */
export function tellsTheSame(part: Report, stays: WhatStays, rules: readonly string[] | undefined): boolean {
  const { findings, messages, known } = whatStays(part, rules);
  if ([...known].some((rule) => !stays.known.has(rule))) return false;
  return (
    JSON.stringify(findings) === JSON.stringify(stays.findings) &&
    (stays.findings.length > 0 || JSON.stringify(messages) === JSON.stringify(stays.messages))
  );
}
