import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import type { Gap } from '../model/issue.ts';
import type { Life } from '../model/life.ts';
import { readClientCalls } from './client-calls.ts';
import { type Identities, isOfAll, ownerOfLife } from './environment/identities.ts';
import { type EnvironmentReading, readEnvironment } from './environment/index.ts';
import type { Case } from './rule.ts';

/** More people than sign in on a PC whose files somebody collects: each would be judged with all that is of nobody. */
const MOST_USERS = 20;
/** Addresses that a gap names. */
const MOST_NAMED = 10;

function caseOf(input: DiagnosisInput, reading: EnvironmentReading): Case {
  return { input, reading, calls: readClientCalls(input.observations) };
}

/** The input without what is of another user. That somebody else signs in is a fact of the PC. */
function inputOf(user: string, input: DiagnosisInput, identities: Identities, lives: readonly Life[]): DiagnosisInput {
  const { ownerOf, ownerOfSource } = identities;
  const isOwn = (source: string): boolean => (ownerOfSource(source) ?? user) === user;
  return {
    ...input,
    lives,
    observations: input.observations.filter(
      (one) => one.kind === 'user' || isOfAll(one) || (ownerOf(one) ?? user) === user,
    ),
    sources: input.sources.filter(({ path }) => isOwn(path)),
    gaps: input.gaps.filter(({ source }) => source === undefined || isOwn(source)),
  };
}

/** Who did more than leave a folder behind. */
function active({ observations }: DiagnosisInput, { ownerOf }: Identities): ReadonlySet<string> {
  return new Set(
    observations.flatMap((one) => (one.kind === 'user' || one.kind === 'spool-file' ? [] : (ownerOf(one) ?? []))),
  );
}

/**
 * What the rules are judged on: the input as a whole or, where several users sign in, what is of each of them and of nobody, so that no
 * rule joins what is of two. The user whom the environment names comes first, with the messages of nobody known.
 */
export function casesOf(input: DiagnosisInput): readonly Case[] {
  const reading = readEnvironment(input);
  const { identities, environment } = reading;
  const first = environment.user?.value;
  if (identities === undefined || first === undefined || identities.addresses.length > MOST_USERS)
    return [caseOf(input, reading)];
  const livesOf = new Map<string, Life[]>();
  for (const life of input.lives) {
    const owner = ownerOfLife(identities, life) ?? first;
    const known = livesOf.get(owner);
    if (known === undefined) livesOf.set(owner, [life]);
    else known.push(life);
  }
  const isActive = active(input, identities);
  const others = identities.addresses.filter((user) => user !== first && (livesOf.has(user) || isActive.has(user)));
  const own = caseOf(inputOf(first, input, identities, livesOf.get(first) ?? []), reading);
  const rest = others.map((user) => {
    const part = inputOf(user, input, identities, livesOf.get(user) ?? []);
    return caseOf(part, readEnvironment(part, user));
  });
  return [own, ...rest];
}

/** That what the report tells of the environment is of one user among several. */
export function severalUsersGaps([first]: readonly Case[]): readonly Gap[] {
  const { identities, environment } = first?.reading ?? {};
  if (identities === undefined || environment?.user === undefined) return [];
  const { addresses, doing } = identities;
  const shown = addresses.slice(0, MOST_NAMED).join(', ');
  const rest = addresses.length > MOST_NAMED ? ` and ${addresses.length - MOST_NAMED} more` : '';
  const told = `the environment is that of ${environment.user.value}`;
  const text = `Several users ${doing} (${shown}${rest}): ${told}, and what lies in files of nobody in particular may be of any of them.`;
  return [{ kind: 'several-users', text }];
}
