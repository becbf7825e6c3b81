import type { Environment } from '../model/finding.ts';
import { askVersion, environmentOf, yesIf } from './ask-fact.ts';
import type { ClientVersion } from './client-version.ts';
import type { Question } from './conditions.ts';
import {
  type ClientFix,
  DUPLICATE_LINES_BUILDS,
  EXCHANGE_SIGN_IN_FIX,
  EXO_MIGRATION_FIX,
  FALSE_BANNER_FIX,
  HISTORY_SHOWN_AS_DRAFT_FIX,
  MAPI_UNAVAILABLE_FIX,
  MISSED_MAIL_FIX,
} from './knowledge/client-fixes.ts';
import type { Case } from './rule.ts';

type FixState = 'below' | 'fixed' | 'unknown';

/** Where a version stands to a release such as `7369.2038`; a revision that is not known decides nothing within the build. */
function stateTo(version: ClientVersion, release: string): FixState {
  const [build = 0, revision = 0] = release.split('.').map(Number);
  if (version.build !== build) return version.build < build ? 'below' : 'fixed';
  if (version.revision === undefined) return 'unknown';
  return version.revision < revision ? 'below' : 'fixed';
}

/** By the channel where it is known, else only where all channels agree. */
function fixStateOf(version: ClientVersion, fix: ClientFix, environment: Environment): FixState {
  if (version.major !== 16) return version.major < 16 ? 'unknown' : 'fixed';
  if (environment.installType?.value === 'msi') {
    if (fix.msi === undefined) return 'unknown';
    return version.build < fix.msi ? 'below' : 'fixed';
  }
  const channel = environment.channel?.value;
  const own = channel === undefined ? undefined : fix.channels[channel];
  if (own !== undefined) return stateTo(version, own);
  const states = new Set(Object.values(fix.channels).map((release) => stateTo(version, release)));
  const [only] = states;
  return states.size === 1 && only !== undefined ? only : 'unknown';
}

/** A fix that came to each channel with a release of its own. */
function clientLacksFix(what: string, fix: ClientFix): Question<Case> {
  const wanted = Object.entries(fix.channels).map(([channel, release]) => `below 16.0.${release} (${channel})`);
  return {
    name: `the client is older than the fix of ${what}`,
    wanted: wanted.join(', '),
    ask: (subject) =>
      askVersion(subject, (version) => {
        const state = fixStateOf(version, fix, environmentOf(subject));
        if (state === 'unknown') return { holds: 'unknown', because: 'the channel decides, or the fourth field' };
        return yesIf(state === 'below');
      }),
  };
}

export const lacksMapiFix: Question<Case> = clientLacksFix('MAPI for new profiles', MAPI_UNAVAILABLE_FIX);
export const lacksHistoryFix: Question<Case> = clientLacksFix(
  'history that shows as drafts',
  HISTORY_SHOWN_AS_DRAFT_FIX,
);
export const lacksBannerFix: Question<Case> = clientLacksFix('the false banner', FALSE_BANNER_FIX);
export const lacksMissedMailFix: Question<Case> = clientLacksFix('missed mail', MISSED_MAIL_FIX);
export const lacksMigrationFix: Question<Case> = clientLacksFix('the move to Exchange Online', EXO_MIGRATION_FIX);
export const lacksSignInFix: Question<Case> = clientLacksFix('the sign-in', EXCHANGE_SIGN_IN_FIX);

/** Of MSI updates; Click-to-Run has no such numbers. */
export const clientDoublesLines: Question<Case> = {
  name: 'the client is the update of November or December 2016',
  wanted: DUPLICATE_LINES_BUILDS.map((build) => `16.0.${build}`).join(' or '),
  ask: (subject) =>
    askVersion(subject, (version) => yesIf(version.major === 16 && DUPLICATE_LINES_BUILDS.includes(version.build))),
};
