import type { Environment, Fact } from '../model/finding.ts';
import { weaker } from './certainty.ts';
import { type ClientVersion, parseClientVersion } from './client-version.ts';
import type { Answer } from './conditions.ts';
import type { ReadingOfMessage } from './environment/fact.ts';
import { isOfAnother, ownerOfLife } from './environment/identities.ts';
import type { FactName } from './environment/index.ts';
import type { Case, MessageCase } from './rule.ts';

/** What is missing when a fact is. */
const MISSING: Readonly<Partial<Record<FactName, string>>> = {
  mailbox: 'nothing seen tells where the mailbox is: no EWS host, no server name, no Exchange version',
  clientVersion: 'no version of the client was seen, neither in a User-Agent nor in the name of a trace file',
  installType: 'no version of the client was seen that tells Click-to-Run from Windows Installer',
  user: 'no address of the user was seen',
  enableOfflineIM: 'the switch was not seen, neither in band nor in a companion file',
  ewsUrl: 'no EWS URL was seen, neither in a request nor in the Configuration Information',
  enableIMAutoArchiving: 'the policy was not seen, neither in band nor in a companion file',
  imAutoArchiving: "the user's own option was not seen",
};

type Value<Name extends FactName> = NonNullable<Environment[Name]>['value'];

type OwnReadings = { readonly [Name in FactName]?: ReadingOfMessage<Value<Name>> };

function isOfMessage(subject: Case): subject is MessageCase {
  return 'life' in subject;
}

/** The user of the message that is judged, where the fact is of another one. */
function strangerTo(subject: Case, evidence: Fact<unknown>['evidence']): string | undefined {
  const { identities } = subject.reading;
  // With one user nothing is asked of the message, whose judgement then holds for all of them.
  if (identities === undefined || !isOfMessage(subject)) return undefined;
  const owner = ownerOfLife(identities, subject.life);
  return owner !== undefined && isOfAnother(identities, owner, evidence) ? owner : undefined;
}

/** A fact with all that is known of it. */
interface Known<Name extends FactName> {
  readonly fact?: Fact<Value<Name>>;
  readonly isContested: boolean;
  readonly note?: string;
}

/** As it is for the message that is judged, where messages differ in it. */
function ownOf<Name extends FactName>(subject: Case, name: Name): Known<Name> | undefined {
  const own: OwnReadings = subject.reading.own ?? {};
  const readOwn: ReadingOfMessage<Value<Name>> | undefined = own[name];
  // Where no message differs nothing is asked of the message, whose judgement then holds for all of them.
  const reading = readOwn === undefined || !isOfMessage(subject) ? undefined : readOwn(subject.life);
  return reading === undefined ? undefined : { ...reading, isContested: reading.isContested === true };
}

function ofBundle<Name extends FactName>({ reading }: Case, name: Name): Known<Name> {
  const { environment, contested, notes } = reading;
  const fact: Fact<Value<Name>> | undefined = environment[name];
  const note = notes.get(name);
  return {
    ...(fact !== undefined && { fact }),
    isContested: contested.has(name),
    ...(note !== undefined && { note }),
  };
}

/** The environment as it is for the message that is judged, where one is. */
export function environmentOf(subject: Case): Environment {
  const { own, environment } = subject.reading;
  return own === undefined || !isOfMessage(subject) ? environment : own.environmentOf(subject.life);
}

/** Asks about the value of a fact; a missing fact is unknown, never a no. */
export function askFact<Name extends FactName>(
  subject: Case,
  name: Name,
  ask: (value: Value<Name>) => Answer['holds'] | Answer,
): Answer {
  const own = ownOf(subject, name);
  const { fact, isContested, note } = own ?? ofBundle(subject, name);
  if (fact === undefined) return { holds: 'unknown', because: note ?? MISSING[name] ?? 'nothing tells' };
  const stranger = own === undefined ? strangerTo(subject, fact.evidence) : undefined;
  if (stranger !== undefined)
    return { holds: 'unknown', because: `the message is of ${stranger}, and this of another user` };
  const asked = ask(fact.value);
  const answer: Answer = typeof asked === 'string' ? { holds: asked } : asked;
  return {
    found: String(fact.value),
    evidence: fact.evidence,
    isContested,
    ...(note !== undefined && { because: note }),
    ...answer,
    // A no that some witness contradicts must not end the search for the cause.
    holds: isContested && answer.holds === 'no' ? 'unknown' : answer.holds,
    certainty: weaker(fact.certainty, answer.certainty ?? 'proven'),
  };
}

/** Asks about the client's version; text that is no version is unknown. */
export function askVersion(subject: Case, ask: (version: ClientVersion) => Answer['holds'] | Answer): Answer {
  return askFact(subject, 'clientVersion', (text) => {
    const version = parseClientVersion(text);
    if (version !== undefined) return ask(version);
    return { holds: 'unknown', because: `'${text}' is no version of three or four numbers` };
  });
}

export function yesIf(holds: boolean): 'yes' | 'no' {
  return holds ? 'yes' : 'no';
}
