import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Channel } from '../../model/installation.ts';
import type { Observation } from '../../model/observation.ts';
import { parseClientVersion } from '../client-version.ts';
import { versionWords } from '../fix-words.ts';
import { CLIENT_FIXES, type ClientFix } from '../knowledge/client-fixes.ts';
import { CLIENT_RELEASES } from '../knowledge/client-releases.ts';
import { type Change, type Changeable, NOWHERE } from './fact-change.ts';

function order(release: string): number {
  const [third = 0, fourth = 0] = release.split('.').map(Number);
  return third * 100_000 + fourth;
}

/** Each once, the oldest first. */
function inOrder(releases: readonly string[]): readonly string[] {
  return [...new Set(releases)].toSorted((one, other) => order(one) - order(other));
}

function releasesOf({ channels }: ClientFix, channel: Channel | undefined): readonly string[] {
  const own = channel === undefined ? undefined : channels[channel];
  if (channel === undefined) return Object.values(channels);
  // A fix that no release note of the channel names came to it with the release that brought it elsewhere, or later.
  return own === undefined ? Object.values(channels) : [own];
}

/** ` (2016-06-14)`, where the release notes of 2016 tell the day. */
function dateWords(release: string, channel: Channel | undefined): string {
  const found = CLIENT_RELEASES.filter(({ build }) => build === release);
  const date = (found.find((one) => one.channel === channel) ?? found[0])?.date;
  return date === undefined ? '' : ` (${date})`;
}

/** What tells how the client was installed and kept up to date, the version aside. */
function isOfInstallation({ kind }: Observation): boolean {
  return kind === 'install-type' || kind === 'channel';
}

/** The user stays in the channel, whatever others released the same version. */
function withVersion(input: DiagnosisInput, clientVersion: string, channel: Channel | undefined): DiagnosisInput {
  const others = input.observations.filter((one) => !isOfInstallation(one));
  const kept: Observation | undefined = channel && { ...NOWHERE, kind: 'channel', value: channel };
  return {
    ...input,
    stated: { ...input.stated, clientVersion },
    observations: kept === undefined ? others : [...others, kept],
  };
}

/** Updates of Windows Installer, for a client that was installed by it. */
function updatesOfMsi(now: number): readonly Change[] {
  const builds = CLIENT_FIXES.flatMap(({ msi }) => msi ?? []).filter((build) => build * 100_000 > now);
  return inOrder(builds.map(String)).map((build) => ({
    fact: 'client-version',
    words: `with the MSI update of build ${versionWords(build)} or later`,
    apply: (input) => ({ ...input, stated: { ...input.stated, clientVersion: `${versionWords(build)}.1000` } }),
  }));
}

/**
 * Rows of later releases, each in order: those that brought something (what the fix of a rule names), in the user's channel where that is
 * known, else in any. What holds from one of them on to the last is said as `or later`.
 */
export function versionChanges({ environment }: Changeable): readonly (readonly Change[])[] {
  const version = parseClientVersion(environment.clientVersion?.value ?? '');
  if (version === undefined || version.major > 16) return [];
  const now = version.major < 16 ? 0 : version.build * 100_000 + (version.revision ?? 0);
  const channel = environment.channel?.value;
  const isMsi = environment.installType?.value === 'msi';
  const releases = inOrder(CLIENT_FIXES.flatMap((fix) => releasesOf(fix, channel)));
  const clickToRun = releases
    .filter((release) => order(release) > now)
    .map((release): Change => {
      const kind = isMsi ? 'a Click-to-Run client of build' : 'client build';
      return {
        fact: 'client-version',
        words: `with ${kind} ${versionWords(release)}${dateWords(release, channel)} or later`,
        apply: (input) => withVersion(input, `16.0.${release}`, channel),
      };
    });
  return isMsi ? [updatesOfMsi(now), clickToRun] : [clickToRun];
}
