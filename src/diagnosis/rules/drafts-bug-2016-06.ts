import { collect } from '../collect.ts';
import { fillsDrafts, noLookAlike } from '../draft-conditions.ts';
import { mailboxIsOnPremises } from '../environment-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import type { MessageRule } from '../rule.ts';
import { clientIsBelowDraftsFix } from '../version-conditions.ts';

/** Source: "Enable or disable offline IM" (known issue, fixed in all Click-to-Run channels as of 2016-06-14); contract section 3. */
export const draftsBug201606: MessageRule = {
  id: 'drafts-bug-2016-06',
  rootCause: 'RC-04',
  scope: 'message',
  severity: 'error',
  restsOn: ['data'],
  title: 'The Drafts bug of early 2016: the client creates the message again and again and does not send it',
  why: 'The message never reaches its recipient, the user is told that it failed, and the Drafts folder of the mailbox fills with copies.',
  fix: [
    'Update the client: File > Account > Update Options > Update Now, or run "%CommonProgramFiles%\\Microsoft Shared\\ClickToRun\\OfficeC2RClient.exe" /update user',
    `For a mailbox on own servers the version to reach is ${firstRelease.onPremises}, or a later one.`,
    'Quit Skype for Business and copy the folder %LOCALAPPDATA%\\Microsoft\\Office\\16.0\\Lync\\sip_<user>\\History Spooler before anything else is cleaned up.',
    'In Outlook, delete the leftover offline messages from Drafts; an update does not remove them.',
    'Ask the user to send the message again.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
    'https://learn.microsoft.com/en-us/officeupdates/update-history-microsoft365-apps-by-date',
  ],
  mistakenFor: [
    { rule: 'send-as-denied', how: 'Exchange answers ErrorSendAsDenied, with any build.' },
    {
      rule: 'stale-changekey',
      how: 'SendItem is called and answered with a stale change key or an item that is gone.',
    },
    {
      rule: 'transport-stalled',
      how: 'The client is fixed and Exchange answers success; mail of Outlook on the web stays in Drafts too.',
    },
    { rule: 'history-shown-as-draft', how: 'The item lies in Conversation History, not in Drafts.' },
    {
      rule: 'build-below-onprem-min',
      how: 'A 6741 build from .2048 on has the fix, so that the draft is no sign of the bug there.',
    },
  ],
  collect: [collect.trace, collect.version, collect.mailbox, collect.drafts],
  when: [mailboxIsOnPremises, clientIsBelowDraftsFix, fillsDrafts, noLookAlike],
};
