import type { BundleDigest, DigestFinding } from '../../model/bundle-digest.ts';
import { EXIT } from '../../model/exit-code.ts';
import type { Severity } from '../../model/finding.ts';
import type { Fleet, FleetBundle, FleetFinding } from '../../model/fleet.ts';
import type { Outcome } from '../../model/life.ts';
import { VERSION } from '../../model/version.ts';
import { OUTCOMES } from '../../report/outcome.ts';
import { contrastsOf } from './contrasts.ts';
import { FactBearers } from './fact-bearers.ts';
import { incidentsOf, type Trouble, troubleOf } from './incidents.ts';

const SEVERITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortedObject<Value>(map: ReadonlyMap<string, Value>): Readonly<Record<string, Value>> {
  return Object.fromEntries([...map].toSorted(([a], [b]) => compare(a, b)));
}

function addTo(map: Map<string, number>, key: string, count: number): void {
  map.set(key, (map.get(key) ?? 0) + count);
}

/** Facts that causes are counted against: what an update or a move of mailboxes would change. */
const CROSSED: ReadonlySet<string> = new Set(['clientVersion', 'channel', 'mailbox', 'exchangeVersion']);
type Causes = Map<string, Map<string, Map<string, number>>>;

/** `{ mailbox: { online: { throttled: 3 } } }`, by alphabet. */
function causesObject(causes: Causes): Fleet['causesByFact'] {
  const ofFact = (
    values: Map<string, Map<string, number>>,
  ): Readonly<Record<string, Readonly<Record<string, number>>>> => sortedObject(mapped(values, sortedObject));
  return sortedObject(mapped(causes, ofFact));
}

function mapped<Value, Other>(
  map: ReadonlyMap<string, Value>,
  to: (value: Value) => Other,
): ReadonlyMap<string, Other> {
  return new Map([...map].map(([key, value]) => [key, to(value)] as const));
}

/** The map at a key, made where it is not there. */
function innerOf<Value>(map: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const inner = map.get(key) ?? new Map<string, Value>();
  map.set(key, inner);
  return inner;
}

/** `unjudged`: part of the bundle could not be read, so that nothing failed as far as is known. */
type Health = 'failing' | 'healthy' | 'unjudged';

function isFailing({ outcomes, findings }: BundleDigest): boolean {
  const isLost = Object.keys(outcomes).some((outcome) => OUTCOMES[outcome as Outcome]?.arrival === 'failed');
  return isLost || findings.some(({ severity }) => severity !== 'info');
}

function healthOf(digest: BundleDigest): Health {
  if (isFailing(digest)) return 'failing';
  return digest.exitCode === EXIT.analysed ? 'healthy' : 'unjudged';
}

/** Takes in one bundle after the other, in any order, and sums them up. */
export class FleetTally {
  readonly #bundles: FleetBundle[] = [];
  readonly #skipped: string[] = [];
  readonly #outcomes = new Map<string, number>();
  readonly #findings = new Map<string, { severity: Severity; messages: number; bundles: string[] }>();
  /** Bundles by fact and value. */
  readonly #values = new Map<string, Map<string, number>>();
  readonly #bearers = new FactBearers();
  /** Bundles by fact, value and rule. */
  readonly #causes: Causes = new Map();
  readonly #issues = new Map<string, number>();
  readonly #troubles: Trouble[] = [];
  readonly #health: Record<Health, number> = { failing: 0, healthy: 0, unjudged: 0 };

  /** `report`: where its report stands; absent where nothing in it was usable. */
  add(name: string, digest: BundleDigest, exitCode: number, report: string | undefined): void {
    if (report === undefined) {
      this.#skipped.push(name);
      return;
    }
    this.#bundles.push({ name, exitCode, counts: digest.counts, report });
    for (const [outcome, count] of Object.entries(digest.outcomes)) addTo(this.#outcomes, outcome, count);
    for (const [code, count] of Object.entries(digest.issues)) addTo(this.#issues, code, count);
    for (const finding of digest.findings) this.#addFinding(name, finding);
    const user = digest.environment.user ?? name;
    for (const one of digest.trouble) {
      const trouble = troubleOf(name, user, one);
      if (trouble !== undefined) this.#troubles.push(trouble);
    }
    const health = healthOf(digest);
    this.#health[health] += 1;
    if (health !== 'unjudged') this.#bearers.add(digest.environment, health);
    for (const [fact, value] of Object.entries(digest.environment)) {
      addTo(innerOf(this.#values, fact), value, 1);
      if (!CROSSED.has(fact) || digest.findings.length === 0) continue;
      const rules = innerOf(innerOf(this.#causes, fact), value);
      for (const { rule } of digest.findings) addTo(rules, rule, 1);
    }
  }

  /** `redacted`: what took the identities out of the reports. */
  result(redacted?: Fleet['redacted']): Fleet {
    const counts = this.#bearers.counts();
    return {
      schema: 'oimscope.fleet/1',
      tool: { name: 'oimscope', version: VERSION },
      ...(redacted && { redacted }),
      bundles: this.#bundles.toSorted((a, b) => compare(a.name, b.name)),
      skipped: this.#skipped.toSorted(),
      outcomes: sortedObject(this.#outcomes),
      findings: this.#sortedFindings(),
      environment: sortedObject(mapped(this.#values, sortedObject)),
      causesByFact: causesObject(this.#causes),
      issues: sortedObject(this.#issues),
      incidents: incidentsOf(this.#troubles),
      health: { failing: this.#health.failing, healthy: this.#health.healthy, compared: counts.length },
      contrasts: contrastsOf(counts),
    };
  }

  #addFinding(name: string, { rule, severity, messages }: DigestFinding): void {
    const known = this.#findings.get(rule) ?? { severity, messages: 0, bundles: [] };
    this.#findings.set(rule, known);
    if (SEVERITY[severity] < SEVERITY[known.severity]) known.severity = severity;
    known.messages += messages;
    known.bundles.push(name);
  }

  #sortedFindings(): readonly FleetFinding[] {
    return [...this.#findings]
      .map(([rule, { severity, messages, bundles }]) => ({
        rule,
        severity,
        bundleCount: bundles.length,
        messageCount: messages,
        bundles: bundles.toSorted(),
      }))
      .toSorted(
        (a, b) =>
          SEVERITY[a.severity] - SEVERITY[b.severity] || b.bundleCount - a.bundleCount || compare(a.rule, b.rule),
      );
  }
}
