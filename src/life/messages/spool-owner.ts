import type { Observation, SpoolFileSeen } from '../../model/observation.ts';
import type { Gathering } from './gathering.ts';

/** Spool files with the messages that they may be of. */
export interface Joinable {
  readonly files: readonly SpoolFileSeen[];
  readonly messages: readonly Gathering[];
}

function folderOf(source: string): string {
  return source.slice(0, source.lastIndexOf('/') + 1);
}

/** Who signs in, by trace, and by the folder of traces: a log is in several files, not all of which name the user. */
export function usersBySource(
  observations: readonly Observation[],
): (source: string) => ReadonlySet<string> | undefined {
  const users = new Map<string, Set<string>>();
  for (const one of observations) {
    if (one.kind !== 'user' || one.origin !== 'sip-from') continue;
    for (const key of [one.source, folderOf(one.source)]) {
      const known = users.get(key) ?? new Set();
      users.set(key, known.add(one.address));
    }
  }
  return (source) => users.get(source) ?? users.get(folderOf(source));
}

/** A file below the folder of one user is of no message in the traces of others alone. */
export function joinableByOwner(
  files: readonly SpoolFileSeen[],
  messages: readonly Gathering[],
  usersOf: (source: string) => ReadonlySet<string> | undefined,
): readonly Joinable[] {
  const sourcesOf = ({ attempts, events }: Gathering): readonly string[] => [
    ...attempts.flatMap(({ evidence }) => evidence.map(({ source }) => source)),
    ...events.map(({ seen }) => seen.source),
  ];
  const mayBeOf = (owner: string, message: Gathering): boolean => {
    const known = sourcesOf(message).flatMap((source) => usersOf(source) ?? []);
    return known.length === 0 || known.some((users) => users.has(owner));
  };
  const common: SpoolFileSeen[] = [];
  const apart = new Map<string, { readonly files: SpoolFileSeen[]; readonly messages: readonly Gathering[] }>();
  const fitting = new Map<string, readonly Gathering[]>();
  for (const file of files) {
    const { owner } = file;
    if (owner === undefined) {
      common.push(file);
      continue;
    }
    const own = fitting.get(owner) ?? messages.filter((message) => mayBeOf(owner, message));
    fitting.set(owner, own);
    if (own.length === messages.length) {
      common.push(file);
      continue;
    }
    const known = apart.get(owner) ?? { files: [], messages: own };
    apart.set(owner, known);
    known.files.push(file);
  }
  return [...apart.values(), ...(common.length === 0 ? [] : [{ files: common, messages }])];
}
