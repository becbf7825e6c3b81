import { collect } from '../collect.ts';
import { firstRelease } from '../fix-words.ts';
import type { EnvironmentRule } from '../rule.ts';
import { clientStaysBehind, failsAtOldServer, oldServerIsAsked } from '../server-conditions.ts';

/**
 * Source: release notes of 2016 (history and EWS after a move to Exchange Online); a redirect means that the mailbox is
 * there, field notes, section 4.7.
 */
export const postExoMigration: EnvironmentRule = {
  id: 'post-exo-migration',
  rootCause: 'RC-32',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['data', 'timing'],
  title: 'The client goes on to ask the old Exchange server after the mailbox moved to Exchange Online',
  why: 'The old server has no such mailbox any more, so that offline messages and history fail until the client forgets its address.',
  fix: [
    'Update the client: File > Account > Update Options > Update Now, or run "%CommonProgramFiles%\\Microsoft Shared\\ClickToRun\\OfficeC2RClient.exe" /update user',
    `It is fixed in ${firstRelease.exoMigration}.`,
    'Copy the folder History Spooler first; then sign out, choose "Delete my sign-in info" in the sign-in window, and sign in again.',
    'See that autodiscover tells of Exchange Online: Get-RemoteMailbox -Identity <user> | Format-List RemoteRoutingAddress',
  ],
  references: [
    'https://learn.microsoft.com/en-us/officeupdates/update-history-microsoft365-apps-by-date',
    'https://support.microsoft.com/kb/2787614',
  ],
  mistakenFor: [
    {
      rule: 'store-down',
      how: 'While a mailbox is moved, Exchange answers ErrorMailboxMoveInProgress, and the client waits.',
    },
    { rule: 'auth-401', how: 'There the server asked is the right one.' },
  ],
  collect: [collect.trace, collect.version, collect.mailbox],
  atMost: 'likely',
  when: [oldServerIsAsked, clientStaysBehind],
  explains: failsAtOldServer,
};
