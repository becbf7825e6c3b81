import type { Life } from '../../model/life.ts';
import { collect } from '../collect.ts';
import type { Condition } from '../conditions.ts';
import { fillsDrafts, noLookAlike } from '../draft-conditions.ts';
import { mailboxIsOnPremises } from '../environment-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import { messageJudge } from '../message-judge.ts';
import { remembered } from '../remembered.ts';
import type { Case, EnvironmentRule, MessageCase } from '../rule.ts';
import { clientIsBelowOnPremisesMinimum, clientIsFixed6741 } from '../version-conditions.ts';

/** A draft that would be blamed on the Drafts bug, had the client not its fix: the bug is superseded by this rule (contract section 3). */
const LEAVES_DRAFT: readonly Condition<MessageCase>[] = [
  mailboxIsOnPremises,
  clientIsFixed6741,
  fillsDrafts,
  noLookAlike,
];

const judgeOf = remembered(messageJudge);

function leavesDraft(life: Life, subject: Case): boolean {
  return (
    life.outcome === 'stuck-in-drafts' &&
    LEAVES_DRAFT.every((condition) => judgeOf(subject)(condition, life).result.holds === 'yes')
  );
}

/** Source: "Enable or disable offline IM" (16.0.6920.1000 for a mailbox on own servers); releases by channel, field notes, section 5.2. */
export const buildBelowOnpremMin: EnvironmentRule = {
  id: 'build-below-onprem-min',
  rootCause: 'RC-03',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'The client is too old for offline messages with a mailbox on own Exchange servers',
  why: 'It offers offline messages, but for a mailbox on own servers they are supported from 16.0.6920.1000 on only; before that they can fail or stay in Drafts.',
  fix: [
    'Update the client: File > Account > Update Options > Update Now, or run "%CommonProgramFiles%\\Microsoft Shared\\ClickToRun\\OfficeC2RClient.exe" /update user',
    `The first that will do: ${firstRelease.onPremises}; any later one will do as well.`,
    'In the Deferred Channel wait for no 6741 build, whatever its last number. To have a build that will do sooner, move the PC to First Release for Deferred Channel.',
    'Afterwards look through the Drafts folder of the mailbox and delete the offline messages that were left there.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
    'https://learn.microsoft.com/en-us/officeupdates/update-history-microsoft365-apps-by-date',
  ],
  mistakenFor: [
    {
      rule: 'drafts-bug-2016-06',
      how: 'The Drafts bug is one way in which it shows; a 6741 build from .2048 on has the fix and is too old nevertheless.',
    },
    { rule: 'build-old', how: 'Below 6701 the client does not offer offline messages at all.' },
  ],
  collect: [collect.version, collect.mailbox],
  when: [mailboxIsOnPremises, clientIsBelowOnPremisesMinimum],
  explains: leavesDraft,
};
