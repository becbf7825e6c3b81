import { collect } from '../collect.ts';
import { mailboxIsOnPremises } from '../environment-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import type { EnvironmentRule } from '../rule.ts';
import { clientIsBelowOnPremisesMinimum } from '../version-conditions.ts';

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
};
