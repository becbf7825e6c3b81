import { parseClientVersion } from '../client-version.ts';
import { CLIENT_RELEASES, type ClientRelease } from '../knowledge/client-releases.ts';
import type { Change, Changeable } from './fact-change.ts';

function order(build: string): number {
  const [third = 0, fourth = 0] = build.split('.').map(Number);
  return third * 100_000 + fourth;
}

function inOrder(releases: readonly ClientRelease[]): readonly ClientRelease[] {
  const seen = new Set<string>();
  return releases
    .toSorted((one, other) => order(one.build) - order(other.build) || (one.date < other.date ? -1 : 1))
    .filter(({ build }) => {
      if (seen.has(build)) return false;
      seen.add(build);
      return true;
    });
}

const ALL: readonly ClientRelease[] = inOrder(CLIENT_RELEASES);

/**
 * Later releases, in order: those of the user's channel where that is known, else of all. What holds from one of them on to the last is
 * said as `or later`.
 */
export function versionChanges({ environment }: Changeable): readonly Change[] {
  const version = parseClientVersion(environment.clientVersion?.value ?? '');
  if (version === undefined || version.major > 16) return [];
  const now = version.major < 16 ? 0 : version.build * 100_000 + (version.revision ?? 0);
  const channel = environment.channel?.value;
  const own = channel === undefined ? ALL : ALL.filter(({ build }) => released(build, channel));
  const isMsi = environment.installType?.value === 'msi';
  return own
    .filter(({ build }) => order(build) > now)
    .map(({ build, date }) => ({
      fact: 'client-version',
      words: `with ${isMsi ? 'a Click-to-Run client of ' : 'client '}build 16.0.${build} (${date}) or later`,
      apply: (input) => ({ ...input, stated: { ...input.stated, clientVersion: `16.0.${build}` } }),
    }));
}

function released(build: string, channel: ClientRelease['channel']): boolean {
  return CLIENT_RELEASES.some((release) => release.build === build && release.channel === channel);
}
