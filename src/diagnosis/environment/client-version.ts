import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Fact } from '../../model/finding.ts';
import type { Life } from '../../model/life.ts';
import type { ClientVersionSeen, Observation, Observed, VersionOrigin } from '../../model/observation.ts';
import type { Ticks } from '../../model/ticks.ts';
import { weaker } from '../certainty.ts';
import { parseClientVersion } from '../client-version.ts';
import { ofKind } from '../of-kind.ts';
import { loggedVersions } from './ews-log.ts';
import { factOf, grouped, type Reading, type ReadingOfMessage, topRankOf } from './fact.ts';
import { type Identities, ownerOfLife } from './identities.ts';
import { witnessesByFile, witnessesOfMessages } from './own-witnesses.ts';

/**
 * The `OC/` version of a User-Agent is that of the release. A trace file is named after UCCAPI, whose revision is another number.
 * Source: field notes, section 5.4.
 */
const RANK: Readonly<Record<VersionOrigin, number>> = {
  option: 4,
  'ews-user-agent': 3,
  'sip-user-agent': 3,
  phrase: 3,
  configuration: 2,
  // The user may have another PC.
  'ews-log': 1,
  'trace-file-name': 0,
};

/** Words that are only assumed to state it count where nothing better than the name of a file does. */
const ASSUMED_RANK = 0.5;

function rankOf({ origin, isAssumed }: ClientVersionSeen): number {
  return isAssumed === true ? ASSUMED_RANK : RANK[origin];
}

function textOf(seen: ClientVersionSeen): string {
  return seen.origin === 'trace-file-name' ? seen.version.split('.').slice(0, 3).join('.') : seen.version;
}

function certaintyFor(best: ClientVersionSeen, isUnanimous: boolean): 'proven' | 'likely' | 'possible' {
  if (best.origin === 'trace-file-name') return 'possible';
  return isUnanimous && rankOf(best) > RANK.configuration ? 'proven' : 'likely';
}

interface Best {
  /** Witnesses of the best kind, in order of time. */
  readonly top: readonly ClientVersionSeen[];
  /** One that is no version, where none is. */
  readonly illegible?: ClientVersionSeen;
}

/** Text that is no version is passed over. `user`: whose client it is, where that is known. */
function bestWitnesses({ observations }: Pick<DiagnosisInput, 'observations'>, user: string | undefined): Best {
  const own = ofKind(observations, 'client-version');
  const seen = [...own, ...loggedVersions(observations, user)];
  // Each request names the version again, and few texts are among them.
  const texts = new Set(seen.map((one) => one.version));
  const versions = new Set([...texts].filter((text) => parseClientVersion(text) !== undefined));
  const legible = seen.filter((one) => versions.has(one.version));
  const topRank = topRankOf(legible, rankOf);
  const [illegible] = legible.length === 0 ? seen : [];
  return {
    top: legible.filter((one) => rankOf(one) === topRank),
    ...(illegible !== undefined && { illegible }),
  };
}

/** The latest of some witnesses, one step less certain where others differ. */
function latestOf(witnesses: readonly ClientVersionSeen[]): Fact<string> | undefined {
  const latest = witnesses.at(-1);
  if (latest === undefined) return undefined;
  const agreeing = witnesses.filter((one) => textOf(one) === textOf(latest));
  return factOf(textOf(latest), certaintyFor(latest, agreeing.length === witnesses.length), agreeing);
}

/** What the user states, else the latest version of the best kind of witness. */
export function readClientVersion(input: DiagnosisInput, user?: string): Reading<string> {
  const { clientVersion } = input.stated;
  if (clientVersion !== undefined) return { fact: factOf(clientVersion.trim(), 'proven', []) };
  const { top, illegible } = bestWitnesses(input, user);
  const fact = latestOf(top);
  if (fact !== undefined) return { fact };
  return illegible === undefined ? {} : { note: `'${illegible.version}' is no version of three or four numbers` };
}

/** The last of some witnesses, in order of time, at or before a moment. */
function lastUntil(witnesses: readonly TimedVersion[], until: Ticks): TimedVersion | undefined {
  let [from, to] = [0, witnesses.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((witnesses[middle]?.at ?? until) <= until) from = middle + 1;
    else to = middle;
  }
  return witnesses[from - 1];
}

type TimedVersion = ClientVersionSeen & { readonly at: Ticks };

function isTimed(one: ClientVersionSeen): one is TimedVersion {
  return one.at !== undefined;
}

/**
 * The version that wrote a record: what the user states, else that of the last witness of the best kind before it, else the first one's.
 * A trace file is named after the version that wrote it.
 */
export function versionsOfRecords(
  observations: readonly Observation[],
  stated: string | undefined,
): (one: Observed) => string | undefined {
  if (stated !== undefined) return () => stated.trim();
  const { top } = bestWitnesses({ observations }, undefined);
  const [first] = top;
  if (first === undefined) return () => undefined;
  if (first.origin === 'trace-file-name') {
    const byFile = new Map(top.map((one) => [one.source, textOf(one)]));
    return ({ source }) => byFile.get(source) ?? (byFile.size === 1 ? textOf(first) : undefined);
  }
  const timed = top.filter(isTimed).toSorted((a, b) => a.at - b.at);
  return ({ at }) => {
    if (at === undefined || timed.length === 0) return textOf(first);
    return textOf(lastUntil(timed, at) ?? timed[0] ?? first);
  };
}

/** Whose a source is that names nobody, or where all are of one. */
const NOBODY = '';

/** The version in force when a message was sent: that of the last witness before, of the same user as far as that is known. */
function versionInForce(
  top: readonly ClientVersionSeen[],
  identities: Identities | undefined,
): (life: Life) => TimedVersion | undefined {
  const byOwner = grouped(top.filter(isTimed), (one) => identities?.ownerOf(one) ?? NOBODY);
  return (life) => {
    const { sentAt } = life;
    if (sentAt === undefined) return undefined;
    const owner = identities === undefined ? undefined : ownerOfLife(identities, life);
    const mayBe = owner === undefined ? [NOBODY] : [NOBODY, owner];
    const last = mayBe.flatMap((one) => lastUntil(byOwner.get(one) ?? [], sentAt) ?? []);
    return last.reduce<TimedVersion | undefined>(
      (best, one) => (best === undefined || one.at > best.at ? one : best),
      undefined,
    );
  };
}

/**
 * The version of the client that sent a message, where the client was updated within the bundle: what its own calls say, else the
 * version in force when it was sent. Undefined where all witnesses agree, or the user has stated the version: then it is that of the bundle.
 */
export function versionsOfMessages(
  input: DiagnosisInput,
  user: string | undefined,
  identities: Identities | undefined,
): ReadingOfMessage<string> | undefined {
  if (input.stated.clientVersion !== undefined) return undefined;
  const { top } = bestWitnesses(input, user);
  const [first] = top;
  if (first === undefined || top.every((one) => textOf(one) === textOf(first))) return undefined;
  const own =
    first.origin === 'trace-file-name'
      ? witnessesByFile(top, (one) => one)
      : witnessesOfMessages(input.observations, top, (one) => one);
  const inForce = versionInForce(top, identities);
  return (life) => {
    const fact = latestOf(own(life));
    if (fact !== undefined) return { fact, note: `the client of ${life.id}, as its own calls say` };
    const before = inForce(life);
    if (before === undefined) return undefined;
    const certainty = weaker('likely', certaintyFor(before, true));
    return { fact: factOf(textOf(before), certainty, [before]), note: `the client that ran when ${life.id} was sent` };
  };
}
