import { askVersion, yesIf } from './ask-fact.ts';
import { type ClientVersion, draftsFixState, predatesOfflineMessages } from './client-version.ts';
import type { Answer, Question } from './conditions.ts';
import { FIRST_BUILD_FOR_ON_PREMISES, FIRST_BUILD_WITH_OFFLINE_IM } from './knowledge/client-builds.ts';
import type { Case } from './rule.ts';

export const clientPredatesOfflineMessages: Question<Case> = {
  name: 'the client is older than the first one with offline messages',
  wanted: `below 16.0.${FIRST_BUILD_WITH_OFFLINE_IM}`,
  ask: (subject) => askVersion(subject, (version) => yesIf(predatesOfflineMessages(version))),
};

export const clientIsBelowOnPremisesMinimum: Question<Case> = {
  name: 'the client has offline messages, but not yet for a mailbox on own servers',
  wanted: `16.0.${FIRST_BUILD_WITH_OFFLINE_IM} or later, below 16.0.${FIRST_BUILD_FOR_ON_PREMISES}`,
  ask: (subject) =>
    askVersion(subject, (version) =>
      yesIf(
        version.major === 16 &&
          version.minor === 0 &&
          version.build >= FIRST_BUILD_WITH_OFFLINE_IM &&
          version.build < FIRST_BUILD_FOR_ON_PREMISES,
      ),
    ),
};

const REVISION_DECIDES =
  'the fourth field decides within this build, and it is not known: that of a trace file name is the UCCAPI revision';

/** How the fix state of a version answers "is it below the fix". */
function belowFix(version: ClientVersion): Answer {
  const state = draftsFixState(version);
  if (state === 'unknown') return { holds: 'unknown', because: REVISION_DECIDES };
  if (state === 'no-feature' || state === 'fixed') return { holds: 'no' };
  // No release note names the fix, so that the threshold is an upper bound; within the build that brought it, only a guess.
  return { holds: 'yes', certainty: state === 'below' ? 'likely' : 'possible' };
}

export const clientIsBelowDraftsFix: Question<Case> = {
  name: 'the client has offline messages, but not yet the Drafts fix of June 2016',
  wanted: '16.0.6701 or later; below 16.0.6741.2048 within 6741, else below 16.0.6965.2058',
  ask: (subject) => askVersion(subject, belowFix),
};

export const clientHasDraftsFix: Question<Case> = {
  name: 'the client has the Drafts fix of June 2016',
  wanted: '16.0.6965.2058 or later, or 16.0.6741.2048 or later within 6741',
  ask: (subject) =>
    askVersion(subject, (version) => {
      const state = draftsFixState(version);
      if (state === 'unknown') return { holds: 'unknown', because: REVISION_DECIDES };
      if (state === 'maybe-below')
        return { holds: 'unknown', because: 'the exact revision of the fix is not published' };
      return yesIf(state === 'fixed');
    }),
};

/** The fix is in, yet the build is below the minimum for own servers: what the Deferred channel had from June to October 2016. */
export const clientIsFixed6741: Question<Case> = {
  name: 'the client is 16.0.6741 with the Drafts fix',
  wanted: '16.0.6741.2048 or a later 6741 build',
  ask: (subject) =>
    askVersion(subject, (version) => yesIf(version.build === 6741 && draftsFixState(version) === 'fixed')),
};
