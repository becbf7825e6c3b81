import { askFact, askVersion, yesIf } from './ask-fact.ts';
import type { Question } from './conditions.ts';
import type { Case } from './rule.ts';

export const mailboxIsOnPremises: Question<Case> = {
  name: "the mailbox is on the organisation's own Exchange servers",
  wanted: 'on-premises',
  ask: (subject) => askFact(subject, 'mailbox', (mailbox) => yesIf(mailbox === 'on-premises')),
};

/** What a need asks that own servers must meet: unknown leaves the rule a say. */
export const mailboxIsNotOnline: Question<Case> = {
  ...mailboxIsOnPremises,
  name: 'the mailbox is not in Exchange Online',
};

export const offlineMessagesAreOff: Question<Case> = {
  name: 'the server turns offline messages off',
  wanted: 'EnableOfflineIm false',
  ask: (subject) => askFact(subject, 'enableOfflineIM', (isOn) => yesIf(!isOn)),
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
