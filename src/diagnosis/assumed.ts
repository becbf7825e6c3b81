import type { Environment, Fact, Finding } from '../model/finding.ts';
import type { Certainty, Life, LifeEvent } from '../model/life.ts';
import type { Ref } from '../model/ref.ts';

function placeOf({ source, offset }: Pick<Ref, 'source' | 'offset'>): string {
  return `${offset} ${source}`;
}

/** What happens to all messages alike, or to a recipient, tells none from another. */
const SHARED: ReadonlySet<LifeEvent> = new Set<LifeEvent>([
  'sign-in',
  'sign-out',
  'policy-received',
  'client-restarted',
  'recipient-offline',
]);

interface Cited {
  readonly evidence: readonly Pick<Ref, 'source' | 'offset'>[];
}

/** What is looked at of a life. */
interface Told {
  readonly id: string;
  readonly steps: readonly (Cited & { readonly event: LifeEvent })[];
  readonly attempts: readonly Cited[];
}

/** Where a life has evidence of its own. */
function placesOf({ steps, attempts }: Told): readonly string[] {
  const own = steps.filter(({ event }) => !SHARED.has(event));
  return [...own, ...attempts].flatMap(({ evidence }: Cited) => evidence.map(placeOf));
}

function capped(certainty: Certainty): Certainty {
  return certainty === 'proven' ? 'likely' : certainty;
}

/**
 * Lives that are likely at most where they rest on assumed phrases alone. `sober`: the lives that the same observations tell without
 * those; what these prove of the same evidence stays proven.
 */
export function withAssumedLives(lives: readonly Life[], sober: readonly Life[]): readonly Life[] {
  const proven = new Map<string, Set<Life['outcome']>>();
  for (const life of sober) {
    if (life.certainty !== 'proven') continue;
    for (const place of placesOf(life)) {
      const outcomes = proven.get(place) ?? new Set();
      proven.set(place, outcomes.add(life.outcome));
    }
  }
  return lives.map((life): Life => {
    if (life.certainty !== 'proven' || placesOf(life).some((place) => proven.get(place)?.has(life.outcome) === true))
      return life;
    return { ...life, certainty: capped(life.certainty) };
  });
}

function cappedFact<Value>(fact: Fact<Value>, sober: Fact<Value> | undefined): Fact<Value> {
  const isProven = sober?.certainty === 'proven' && sober.value === fact.value;
  return isProven ? fact : { ...fact, certainty: capped(fact.certainty) };
}

/** The facts, likely at most where assumed phrases alone tell them. */
function withAssumedFacts(told: Environment, sober: Environment): Environment {
  const { user, clientVersion, installType, channel, mailbox, exchangeVersion, ewsUrl } = told;
  const { enableOfflineIM, enableIMAutoArchiving, imAutoArchiving } = told;
  return {
    ...(user && { user: cappedFact(user, sober.user) }),
    ...(clientVersion && { clientVersion: cappedFact(clientVersion, sober.clientVersion) }),
    ...(installType && { installType: cappedFact(installType, sober.installType) }),
    ...(channel && { channel: cappedFact(channel, sober.channel) }),
    ...(mailbox && { mailbox: cappedFact(mailbox, sober.mailbox) }),
    ...(exchangeVersion && { exchangeVersion: cappedFact(exchangeVersion, sober.exchangeVersion) }),
    ...(ewsUrl && { ewsUrl: cappedFact(ewsUrl, sober.ewsUrl) }),
    ...(enableOfflineIM && { enableOfflineIM: cappedFact(enableOfflineIM, sober.enableOfflineIM) }),
    ...(enableIMAutoArchiving && {
      enableIMAutoArchiving: cappedFact(enableIMAutoArchiving, sober.enableIMAutoArchiving),
    }),
    ...(imAutoArchiving && { imAutoArchiving: cappedFact(imAutoArchiving, sober.imAutoArchiving) }),
  };
}

interface Diagnosed {
  readonly environment: Environment;
  readonly findings: readonly Finding[];
}

/** Where the messages of a finding have evidence of their own; their ids are others in another run. */
function placesOfMessages({ messages }: Finding, lives: ReadonlyMap<string, Told>): readonly string[] {
  return messages.flatMap((id) => {
    const life = lives.get(id);
    return life === undefined ? [] : placesOf(life);
  });
}

/**
 * What was diagnosed of some lives, likely at most where it is not proven without the assumed phrases. `sober`: what is diagnosed without them, and of
 * which lives; a finding on messages stays proven where it is proven there of one of them, or of none in particular.
 */
export function withAssumed<Whole extends Diagnosed>(
  told: Whole,
  lives: readonly Told[],
  sober: Diagnosed,
  soberLives: readonly Told[],
): Whole {
  const byId = (all: readonly Told[]): ReadonlyMap<string, Told> => new Map(all.map((life) => [life.id, life]));
  const [known, soberKnown] = [byId(lives), byId(soberLives)];
  const proven = new Map<string, { readonly isOfNone: boolean; readonly places: ReadonlySet<string> }>();
  for (const finding of sober.findings)
    if (finding.verdict === 'proven')
      proven.set(finding.rule, {
        isOfNone: finding.messages.length === 0,
        places: new Set(placesOfMessages(finding, soberKnown)),
      });
  const staysProven = (finding: Finding): boolean => {
    const same = proven.get(finding.rule);
    if (same === undefined) return false;
    return (
      same.isOfNone ||
      finding.messages.length === 0 ||
      placesOfMessages(finding, known).some((place) => same.places.has(place))
    );
  };
  const findings = told.findings.map(
    (finding): Finding =>
      finding.verdict === 'proven' && !staysProven(finding) ? { ...finding, verdict: 'likely' } : finding,
  );
  return { ...told, findings, environment: withAssumedFacts(told.environment, sober.environment) };
}
