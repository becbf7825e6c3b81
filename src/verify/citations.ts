import type { StoredCondition, StoredRef, StoredReport } from '../model/stored-report.ts';

/** A place that the report names, once, however often. */
export interface Citation {
  readonly source: string;
  readonly line: number;
  /** Absent for the line of an issue, of which the report has no text. */
  readonly ref?: StoredRef;
  readonly citedBy: Set<string>;
  /** Of a spool file: whom the messages that rest on it are for, as lists of addresses, where the file alone, or the file as well, tells it. */
  readonly recipients: (readonly string[])[];
}

/** Gathers citations, each once. */
class Gathering {
  readonly #found = new Map<string, Citation>();

  add(by: string, refs: readonly StoredRef[] | undefined, recipients?: readonly string[]): void {
    for (const ref of refs ?? []) {
      const { source, line, offset, text, stamp } = ref;
      const citation = this.#at(JSON.stringify([source, line, offset, text, stamp ?? '']), { source, line, ref });
      citation.citedBy.add(by);
      if (recipients !== undefined) citation.recipients.push(recipients);
    }
  }

  addLine(by: string, source: string, line: number): void {
    this.#at(JSON.stringify([source, line]), { source, line }).citedBy.add(by);
  }

  all(): readonly Citation[] {
    return [...this.#found.values()];
  }

  #at(key: string, what: Omit<Citation, 'citedBy' | 'recipients'>): Citation {
    const known = this.#found.get(key) ?? { ...what, citedBy: new Set(), recipients: [] };
    this.#found.set(key, known);
    return known;
  }
}

function addConditions(found: Gathering, by: string, conditions: readonly StoredCondition[]): void {
  for (const { evidence, parts = [] } of conditions) {
    found.add(by, evidence);
    addConditions(found, by, parts);
  }
}

/** The file of a message was tied to it by them, or is all that tells of them; one that was tied by a key may have others. */
function restsOnRecipients(
  event: string | undefined,
  link: string | undefined,
  witnesses: string | undefined,
): boolean {
  return event === 'spool-written' && (witnesses === 'spool-only' || link === 'moderate' || link === 'weak');
}

/** All places that a report names: those of its facts, messages, findings, conditions, and of its issues where they name a line. */
export function citationsOf(report: StoredReport): readonly Citation[] {
  const found = new Gathering();
  for (const [name, fact] of Object.entries(report.environment)) found.add(`fact ${name}`, fact?.evidence);
  for (const { id, steps, attempts, recipients, witnesses } of report.messages) {
    for (const { event, link, evidence } of steps)
      found.add(`message ${id}`, evidence, restsOnRecipients(event, link, witnesses) ? recipients : undefined);
    for (const { evidence } of attempts) found.add(`message ${id}`, evidence);
  }
  for (const { rule, evidence } of report.findings) found.add(`finding ${rule}`, evidence);
  for (const { id, conditions } of report.rules) addConditions(found, `rule ${id}`, conditions);
  for (const { code, source, line } of report.issues)
    if (line !== undefined) found.addLine(`issue ${code}`, source, line);
  return found.all();
}
