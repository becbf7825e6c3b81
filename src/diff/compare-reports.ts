import type {
  ChangedFact,
  ChangedFinding,
  ChangedMember,
  ChangedMessage,
  Changes,
  Differences,
  FactTold,
  FindingTold,
  MessageTold,
  OutcomeCount,
} from '../model/difference.ts';
import { byCodeUnits } from '../model/order.ts';
import type { StoredFact, StoredFinding, StoredMessage, StoredReport } from '../model/stored-report.ts';
import { addTo } from './add-to.ts';
import { type MatchedMessages, matchMessages } from './match-messages.ts';
import { byMessage, findingTold, messageTold } from './told.ts';

/** Facts that name somebody or something of an organisation: in a redacted report a token stands for them. */
const IDENTITIES: ReadonlySet<string> = new Set(['user', 'ewsUrl']);

/** What of a message is compared, in words; undefined for what it has not. */
function membersOf(message: StoredMessage, isRedacted: boolean): Readonly<Record<string, string | undefined>> {
  const { outcome, certainty, causes, sentAt, recipients, attempts } = message;
  return {
    outcome,
    certainty,
    causes: causes.toSorted(byCodeUnits).join(', '),
    sentAt,
    ...(isRedacted ? {} : { recipients: recipients.join(', ') }),
    attempts: String(attempts.length),
  };
}

function changedMembers(
  before: Readonly<Record<string, string | undefined>>,
  after: Readonly<Record<string, string | undefined>>,
): readonly ChangedMember[] {
  return Object.keys(before).flatMap((member): readonly ChangedMember[] => {
    const [was, is] = [before[member], after[member]];
    if (was === is) return [];
    return [{ member, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

function compareMessages(matched: MatchedMessages, isRedacted: boolean): Changes<MessageTold, ChangedMessage> {
  const changed = matched.pairs.flatMap(({ before, after }): readonly ChangedMessage[] => {
    const members = changedMembers(membersOf(before, isRedacted), membersOf(after, isRedacted));
    return members.length === 0 ? [] : [{ before: messageTold(before), after: messageTold(after), members }];
  });
  // By the earlier of both: an order that is the same from either side.
  const first = ({ before, after }: ChangedMessage): MessageTold => (byMessage(before, after) <= 0 ? before : after);
  return {
    new: matched.new.map(messageTold).sort(byMessage),
    gone: matched.gone.map(messageTold).sort(byMessage),
    changed: changed.sort((a, b) => byMessage(first(a), first(b))),
  };
}

/** Findings by rule; several of one rule in an order of their own. */
function byRule(findings: readonly StoredFinding[]): ReadonlyMap<string, readonly StoredFinding[]> {
  const lists = new Map<string, StoredFinding[]>();
  const order = (one: StoredFinding): string => JSON.stringify([one.severity, one.verdict, one.title]);
  for (const finding of findings.toSorted((a, b) => byCodeUnits(order(a), order(b))))
    addTo(lists, finding.rule, finding);
  return lists;
}

function byId(messages: readonly StoredMessage[]): ReadonlyMap<string, StoredMessage> {
  return new Map(messages.map((message) => [message.id, message]));
}

/** Messages of a finding that the other report does not name in its finding of the same rule. */
function onlyOf(
  messages: readonly StoredMessage[],
  others: ReadonlySet<StoredMessage>,
  partners: ReadonlyMap<StoredMessage, StoredMessage>,
): readonly MessageTold[] {
  const alone = messages.filter((message) => {
    const partner = partners.get(message);
    return partner === undefined || !others.has(partner);
  });
  return alone.map(messageTold).sort(byMessage);
}

/** Compares the findings of two reports, whose messages are matched. */
class FindingComparison {
  readonly #before: ReadonlyMap<string, StoredMessage>;
  readonly #after: ReadonlyMap<string, StoredMessage>;
  readonly #afterOf: ReadonlyMap<StoredMessage, StoredMessage>;
  readonly #beforeOf: ReadonlyMap<StoredMessage, StoredMessage>;

  constructor(before: StoredReport, after: StoredReport, { pairs }: MatchedMessages) {
    this.#before = byId(before.messages);
    this.#after = byId(after.messages);
    this.#afterOf = new Map(pairs.map((pair) => [pair.before, pair.after]));
    this.#beforeOf = new Map(pairs.map((pair) => [pair.after, pair.before]));
  }

  compare(before: readonly StoredFinding[], after: readonly StoredFinding[]): Changes<FindingTold, ChangedFinding> {
    const [was, is] = [byRule(before), byRule(after)];
    const [fresh, gone, changed]: [FindingTold[], FindingTold[], ChangedFinding[]] = [[], [], []];
    for (const rule of [...new Set([...was.keys(), ...is.keys()])].sort(byCodeUnits)) {
      const [old, now] = [was.get(rule) ?? [], is.get(rule) ?? []];
      const both = Math.min(old.length, now.length);
      gone.push(...old.slice(both).map((one) => findingTold(one, this.#before)));
      fresh.push(...now.slice(both).map((one) => findingTold(one, this.#after)));
      for (const [i, one] of old.slice(0, both).entries()) changed.push(...this.#changed(one, now[i] ?? one));
    }
    return { new: fresh, gone, changed };
  }

  #changed(before: StoredFinding, after: StoredFinding): readonly ChangedFinding[] {
    const was = before.messages.flatMap((id) => this.#before.get(id) ?? []);
    const is = after.messages.flatMap((id) => this.#after.get(id) ?? []);
    const gone = onlyOf(was, new Set(is), this.#afterOf);
    const fresh = onlyOf(is, new Set(was), this.#beforeOf);
    const isSame = before.severity === after.severity && before.verdict === after.verdict;
    if (isSame && gone.length + fresh.length === 0) return [];
    return [
      {
        rule: before.rule,
        severity: { before: before.severity, after: after.severity },
        verdict: { before: before.verdict, after: after.verdict },
        messages: { new: fresh, gone },
      },
    ];
  }
}

function compareFacts(
  before: StoredReport['environment'],
  after: StoredReport['environment'],
  isRedacted: boolean,
): readonly ChangedFact[] {
  const toldOf = (fact: StoredFact | undefined): FactTold | undefined =>
    fact && { value: fact.value, certainty: fact.certainty };
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(byCodeUnits);
  return names.flatMap((name): readonly ChangedFact[] => {
    const [was, is] = [toldOf(before[name]), toldOf(after[name])];
    const isSameValue =
      was?.value === is?.value || (isRedacted && IDENTITIES.has(name) && was !== undefined && is !== undefined);
    if (isSameValue && was?.certainty === is?.certainty) return [];
    return [{ name, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

/** Messages by outcome. */
export function countOutcomes(
  messages: readonly StoredMessage[],
  counts: Map<string, number> = new Map(),
): Map<string, number> {
  for (const { outcome } of messages) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return counts;
}

/** The outcomes whose numbers differ. */
export function compareOutcomes(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): readonly OutcomeCount[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort(byCodeUnits)
    .map((outcome) => ({ outcome, before: before.get(outcome) ?? 0, after: after.get(outcome) ?? 0 }))
    .filter((one) => one.before !== one.after);
}

/** What differs between two reports. What the second one has more is `new`; the other way round it would be `gone`. */
export function compareReports(before: StoredReport, after: StoredReport): Differences {
  const isRedacted = before.redacted !== undefined || after.redacted !== undefined;
  const matched = matchMessages(before.messages, after.messages, isRedacted);
  return {
    isRedacted,
    findings: new FindingComparison(before, after, matched).compare(before.findings, after.findings),
    messages: compareMessages(matched, isRedacted),
    environment: compareFacts(before.environment, after.environment, isRedacted),
    outcomes: compareOutcomes(countOutcomes(before.messages), countOutcomes(after.messages)),
  };
}

export function isSame({ findings, messages, environment, outcomes }: Differences): boolean {
  const lists = [findings, messages].flatMap((changes) => [changes.new, changes.gone, changes.changed]);
  return [...lists, environment, outcomes].every((list) => list.length === 0);
}
