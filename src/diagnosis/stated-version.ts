import type { Stated } from '../model/diagnosis-input.ts';
import type { Issue } from '../model/issue.ts';
import { parseClientVersion } from './client-version.ts';
import { CLIENT_RELEASES } from './knowledge/client-releases.ts';

/** The name of the option stands where another issue has its file. */
const OPTION = '--client-version';
const WHERE = 'The release stands under File > Account in an Office program, and behind OC/ in a User-Agent.';

/** Last numbers of the releases of a build, as far as the release notes of 2016 go. */
function revisionsOf(build: number): readonly number[] {
  const prefix = `${build}.`;
  const own = CLIENT_RELEASES.flatMap((release) => (release.build.startsWith(prefix) ? [release.build] : []));
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
  if (known.length === 0 || known.includes(version.revision)) return [];
  return [issue(`no release of build ${version.build} in 2016 ends in ${last}; known are ${known.join(', ')}.`)];
}
