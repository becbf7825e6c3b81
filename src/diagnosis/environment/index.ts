import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Environment } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { Ticks } from '../../model/ticks.ts';
import { readClientVersion } from './client-version.ts';
import { readEwsUrl } from './ews-url.ts';
import { readExchangeVersion } from './exchange-version.ts';
import type { FactName, Reading } from './fact.ts';
import { type Identities, isOfAll, readIdentities } from './identities.ts';
import { readChannel, readInstallType } from './install.ts';
import { readMailbox } from './mailbox.ts';
import { type OwnFacts, readOwnFacts } from './own-facts.ts';
import { readPolicy } from './policy.ts';
import { readThisUser, readUser } from './user.ts';

export type { FactName } from './fact.ts';

/** The environment with what the report does not carry of its facts. */
export interface EnvironmentReading {
  readonly environment: Environment;
  /** Facts that some witness contradicts. */
  readonly contested: ReadonlySet<FactName>;
  /** Why a fact is missing although something was seen, or what contests it. */
  readonly notes: ReadonlyMap<FactName, string>;
  /** Since when facts are seen to be in force that came at a moment. */
  readonly since: ReadonlyMap<FactName, Ticks>;
  /** Where several users sign in: the facts are of the one that the environment names. */
  readonly identities?: Identities;
  /** Facts in which messages of the bundle differ; absent where they differ in none. */
  readonly own?: OwnFacts;
}

const FACT_NAMES: readonly FactName[] = [
  'user',
  'clientVersion',
  'installType',
  'channel',
  'mailbox',
  'exchangeVersion',
  'ewsUrl',
  'enableOfflineIM',
  'enableIMAutoArchiving',
  'imAutoArchiving',
];

type Readings = { readonly [Name in FactName]-?: Reading<NonNullable<Environment[Name]>['value']> };

function factsOf(readings: Readings): Environment {
  const { user, clientVersion, installType, channel, mailbox, exchangeVersion, ewsUrl } = readings;
  const { enableOfflineIM, enableIMAutoArchiving, imAutoArchiving } = readings;
  return {
    ...(user.fact && { user: user.fact }),
    ...(clientVersion.fact && { clientVersion: clientVersion.fact }),
    ...(installType.fact && { installType: installType.fact }),
    ...(channel.fact && { channel: channel.fact }),
    ...(mailbox.fact && { mailbox: mailbox.fact }),
    ...(exchangeVersion.fact && { exchangeVersion: exchangeVersion.fact }),
    ...(ewsUrl.fact && { ewsUrl: ewsUrl.fact }),
    ...(enableOfflineIM.fact && { enableOfflineIM: enableOfflineIM.fact }),
    ...(enableIMAutoArchiving.fact && { enableIMAutoArchiving: enableIMAutoArchiving.fact }),
    ...(imAutoArchiving.fact && { imAutoArchiving: imAutoArchiving.fact }),
  };
}

/** How the facts of one user are read where several sign in: without what is of another, and contested by what may be. */
class OneOfSeveral {
  readonly #input: DiagnosisInput;
  readonly #own: DiagnosisInput;
  readonly #note: string;

  constructor(input: DiagnosisInput, user: string, { addresses, ownerOf }: Identities) {
    const isOwn = (one: Observation): boolean => (ownerOf(one) ?? user) === user;
    const observations = input.observations.filter((one) => isOfAll(one) || isOwn(one));
    this.#input = { ...input, observations };
    const certain = observations.filter((one) => isOfAll(one) || ownerOf(one) === user);
    this.#own = { ...input, observations: certain };
    this.#note = `several users sign in (${addresses.join(', ')}), and what tells this may be of another`;
  }

  /** What is of the PC: a file that names nobody tells it too. */
  get input(): DiagnosisInput {
    return this.#input;
  }

  /** What differs between users: a file that names nobody, or several, only contests it. */
  read<Value>(read: (input: DiagnosisInput) => Reading<Value>): Reading<Value> {
    const own = read(this.#own);
    const all = read(this.#input);
    if (own.fact?.value === all.fact?.value) return own;
    const fact = own.fact ?? all.fact;
    if (fact === undefined) return all;
    return { fact: { ...fact, certainty: 'possible' }, isContested: true, note: this.#note };
  }
}

/** Each fact that the observations, or the user's statements, tell; of one user in particular where that is asked for. */
export function readEnvironment(input: DiagnosisInput, of?: string): EnvironmentReading {
  const identities = readIdentities(input);
  const user = of === undefined ? readUser(input, identities) : readThisUser(input, of);
  const one =
    identities === undefined || user.fact === undefined
      ? undefined
      : new OneOfSeveral(input, user.fact.value, identities);
  const ofPc = one?.input ?? input;
  const read = <Value>(reader: (input: DiagnosisInput) => Reading<Value>): Reading<Value> =>
    one === undefined ? reader(input) : one.read(reader);
  const clientVersion = readClientVersion(ofPc, user.fact?.value);
  const readings: Readings = {
    user,
    clientVersion,
    installType: readInstallType(ofPc, clientVersion.fact),
    channel: readChannel(ofPc, clientVersion.fact),
    mailbox: read(readMailbox),
    exchangeVersion: read(readExchangeVersion),
    ewsUrl: read(readEwsUrl),
    enableOfflineIM: read((seen) => readPolicy(seen, 'EnableOfflineIM')),
    enableIMAutoArchiving: read((seen) => readPolicy(seen, 'EnableIMAutoArchiving')),
    imAutoArchiving: read((seen) => readPolicy(seen, 'imAutoArchiving')),
  };
  const notes = new Map<FactName, string>();
  const contested = new Set<FactName>();
  const sinceOf = new Map<FactName, Ticks>();
  for (const name of FACT_NAMES) {
    const { note, isContested, since } = readings[name];
    if (since !== undefined) sinceOf.set(name, since);
    if (note !== undefined) notes.set(name, note);
    if (isContested === true) contested.add(name);
  }
  const environment = factsOf(readings);
  const own = readOwnFacts(input, environment, identities);
  return { environment, contested, notes, since: sinceOf, ...(identities && { identities }), ...(own && { own }) };
}
