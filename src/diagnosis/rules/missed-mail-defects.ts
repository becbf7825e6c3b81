import { collect } from '../collect.ts';
import { lacksMissedMailFix } from '../fix-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import { isDelivered } from '../message-conditions.ts';
import type { MessageRule } from '../rule.ts';
import { looksLost } from '../text-conditions.ts';

/**
 * Source: release notes of 2016 and 2017 (missed mail without unread mark, or without the first message). Whether a mail
 * looks lost can be seen at the recipient alone, but for one that was sent without text.
 */
export const missedMailDefects: MessageRule = {
  id: 'missed-mail-defects',
  rootCause: 'RC-31',
  scope: 'message',
  severity: 'info',
  restsOn: ['data'],
  title: 'The message was delivered, but old clients make it look lost',
  why: 'The mail may lack its mark as unread or the first words of the conversation, so that the recipient overlooks it although Exchange delivered it.',
  fix: [
    'Ask the recipient to look in the Inbox and under missed conversations for the mail of that time.',
    'Update the client: File > Account > Update Options > Update Now, or run "%CommonProgramFiles%\\Microsoft Shared\\ClickToRun\\OfficeC2RClient.exe" /update user',
    `It is fixed in ${firstRelease.missedMail}.`,
  ],
  references: [
    'https://learn.microsoft.com/en-us/officeupdates/update-history-microsoft365-apps-by-date',
    'https://learn.microsoft.com/en-us/officeupdates/monthly-channel-2017',
  ],
  mistakenFor: [
    { rule: 'federated-by-design', how: 'There the recipient is of another organisation, and gets plain mail.' },
    { rule: 'transport-stalled', how: 'There the mail has not left the server.' },
  ],
  collect: [collect.recipientMail, collect.tracking, collect.version],
  atMost: 'possible',
  needs: { words: 'there is a message that Exchange accepted', isMet: (life) => life.outcome === 'delivered' },
  when: [isDelivered, lacksMissedMailFix, looksLost],
};
