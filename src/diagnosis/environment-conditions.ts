import type { Fact } from '../model/finding.ts';
import { weaker } from './certainty.ts';
import { type ClientVersion, draftsFixState, parseClientVersion, predatesOfflineMessages } from './client-version.ts';
import type { Answer, Question } from './conditions.ts';
import type { FactName } from './environment/index.ts';
import { FIRST_BUILD_FOR_ON_PREMISES, FIRST_BUILD_WITH_OFFLINE_IM } from './knowledge/client-builds.ts';
import type { Case } from './rule.ts';

/** What is missing when a fact is. */
const MISSING: Readonly<Partial<Record<FactName, string>>> = {
  mailbox: 'nothing seen tells where the mailbox is: no EWS host, no server name, no Exchange version',
  clientVersion: 'no version of the client was seen, neither in a User-Agent nor in the name of a trace file',
  installType: 'no version of the client was seen that tells Click-to-Run from Windows Installer',
  user: 'no address of the user was seen',
  enableIMAutoArchiving: 'the policy was not seen, neither in band nor in a companion file',
  imAutoArchiving: "the user's own option was not seen",
};

type Value<Name extends FactName> = NonNullable<Case['reading']['environment'][Name]>['value'];

/** Asks about the value of a fact; a missing fact is unknown, never a no. */
function askFact<Name extends FactName>(
  subject: Case,
  name: Name,
  ask: (value: Value<Name>) => Answer['holds'] | Answer,
): Answer {
  const { environment, contested, notes } = subject.reading;
  const fact: Fact<Value<Name>> | undefined = environment[name];
  if (fact === undefined) return { holds: 'unknown', because: notes.get(name) ?? MISSING[name] ?? 'nothing tells' };
  const asked = ask(fact.value);
  const answer: Answer = typeof asked === 'string' ? { holds: asked } : asked;
  const note = notes.get(name);
  const isContested = contested.has(name);
  return {
    found: String(fact.value),
    evidence: fact.evidence,
    isContested,
    ...(note !== undefined && { because: note }),
    ...answer,
    // A no that some witness contradicts must not end the search for the cause.
    holds: isContested && answer.holds === 'no' ? 'unknown' : answer.holds,
    certainty: weaker(fact.certainty, answer.certainty ?? 'proven'),
  };
}

/** Asks about the client's version; text that is no version is unknown. */
function askVersion(subject: Case, ask: (version: ClientVersion) => Answer['holds'] | Answer): Answer {
  return askFact(subject, 'clientVersion', (text) => {
    const version = parseClientVersion(text);
    if (version !== undefined) return ask(version);
    return { holds: 'unknown', because: `'${text}' is no version of three or four numbers` };
  });
}

function yesIf(holds: boolean): 'yes' | 'no' {
  return holds ? 'yes' : 'no';
}

export const mailboxIsOnPremises: Question<Case> = {
  name: "the mailbox is on the organisation's own Exchange servers",
  wanted: 'on-premises',
  ask: (subject) => askFact(subject, 'mailbox', (mailbox) => yesIf(mailbox === 'on-premises')),
};

export const clientIsMsi: Question<Case> = {
  name: 'the client was installed by Windows Installer (MSI)',
  wanted: 'msi',
  ask: (subject) => askFact(subject, 'installType', (type) => yesIf(type === 'msi')),
};

export const clientIsNotMsi: Question<Case> = {
  name: 'the client is no MSI installation of 2016',
  wanted: 'click-to-run, or older than 2016',
  ask: (subject) => {
    if (subject.reading.environment.installType !== undefined) {
      return askFact(subject, 'installType', (type) => yesIf(type !== 'msi'));
    }
    // A client older than 2016 has no offline messages however it was installed.
    return askVersion(subject, (version) =>
      version.major < 16 ? 'yes' : { holds: 'unknown', because: 'its build number fits neither kind of installation' },
    );
  },
};

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

export const archivingPolicyIsOff: Question<Case> = {
  name: 'the client policy turns saving of conversations off',
  wanted: 'EnableIMAutoArchiving false',
  ask: (subject) => askFact(subject, 'enableIMAutoArchiving', (isOn) => yesIf(!isOn)),
};

export const archivingUserIsOff: Question<Case> = {
  name: 'the user has turned saving of conversations off',
  wanted: 'imAutoArchiving false',
  ask: (subject) => askFact(subject, 'imAutoArchiving', (isOn) => yesIf(!isOn)),
};

/** An absent policy leaves the choice to the user; a policy of true overrides it by the specification, so that is the weaker case. */
export const archivingPolicyIsNotOff: Question<Case> = {
  name: 'no policy turns saving of conversations off',
  wanted: 'EnableIMAutoArchiving not false',
  ask: (subject) => {
    if (subject.reading.environment.enableIMAutoArchiving === undefined) {
      return { holds: 'yes', found: 'policy not seen', certainty: 'likely' };
    }
    return askFact(subject, 'enableIMAutoArchiving', (isOn) => (isOn ? { holds: 'yes', certainty: 'possible' } : 'no'));
  },
};
