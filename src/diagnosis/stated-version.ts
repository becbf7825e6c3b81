import type { Stated } from '../model/diagnosis-input.ts';
import type { Environment } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import { parseClientVersion } from './client-version.ts';
import { FIRST_BUILD_BEYOND_ALL } from './knowledge/client-builds.ts';
import { CLIENT_FIXES } from './knowledge/client-fixes.ts';
import { CLIENT_RELEASES } from './knowledge/client-releases.ts';

/** The name of the option stands where another issue has its file. */
const OPTION = '--client-version';
const WHERE = 'The release stands under File > Account in an Office program, and behind OC/ in a User-Agent.';

/** Releases that are known: those of 2016, and later ones that brought a fix. */
const KNOWN: readonly string[] = [
  ...CLIENT_RELEASES.map(({ build }) => build),
  ...CLIENT_FIXES.flatMap(({ channels }) => Object.values(channels)),
];

/** Last numbers of the releases of a build, as far as they are known. */
function revisionsOf(build: number): readonly number[] {
  const prefix = `${build}.`;
  const own = KNOWN.filter((release) => release.startsWith(prefix));
  return [...new Set(own)].map((release) => Number(release.slice(prefix.length))).toSorted((one, other) => one - other);
}

/**
 * A version that was stated is believed, so that one which no release has is to be looked at again: the name of a trace file carries
 * the revision of UCCAPI, which is another number. Source: field notes, section 5.4.
 */
export function statedVersionIssues({ clientVersion }: Stated): readonly Issue[] {
  const text = clientVersion?.trim() ?? '';
  const version = parseClientVersion(text);
  const last = /^\d+\.\d+\.\d+\.(\d+)$/.exec(text)?.[1];
  if (version === undefined || last === undefined || version.major !== 16 || version.minor !== 0) return [];
  const issue = (why: string): Issue => ({
    code: 'VERSION_DOUBTFUL',
    source: OPTION,
    text: `${text}: ${why} ${WHERE}`,
  });
  if (version.revision === undefined) {
    return [
      issue(
        `${last} is a revision of UCCAPI, as in the name of a trace file, and of no release; it is left out of account.`,
      ),
    ];
  }
  const known = revisionsOf(version.build);
  // A channel that kept the build had releases beyond 2016: only what lies between two known ones is in no list.
  if (known.includes(version.revision) || version.revision > (known.at(-1) ?? 0)) return [];
  return [issue(`no release of build ${version.build} in 2016 ends in ${last}; known are ${known.join(', ')}.`)];
}

/** What was seen is believed, too, though no client has it: a trace that somebody has written over, or made. */
export function seenVersionIssues({ clientVersion }: Environment): readonly Issue[] {
  const [seen] = clientVersion?.evidence ?? [];
  const version = parseClientVersion(clientVersion?.value ?? '');
  if (seen === undefined || version === undefined || version.build < FIRST_BUILD_BEYOND_ALL) return [];
  const text = `${clientVersion?.value}: no client has such a build. ${WHERE}`;
  return [{ code: 'VERSION_DOUBTFUL', source: seen.source, line: seen.line, text }];
}
