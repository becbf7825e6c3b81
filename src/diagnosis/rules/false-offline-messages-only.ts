import { hasCodeOf } from '../attempts.ts';
import { collect } from '../collect.ts';
import { lacksBannerFix } from '../fix-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import { isNotDelivered, someCallEnded } from '../message-conditions.ts';
import type { MessageRule } from '../rule.ts';

/**
 * Source: release notes of 2016 (the banner "Offline messages only" where the recipient cannot receive any). The banner is in
 * no trace: a recipient whom Exchange refused is what shows that it was wrong.
 */
export const falseOfflineMessagesOnly: MessageRule = {
  id: 'false-offline-messages-only',
  rootCause: 'RC-30',
  scope: 'message',
  severity: 'info',
  restsOn: ['data'],
  title: 'The client offered an offline message to someone who cannot receive any',
  why: 'Old clients show "Offline messages only" for recipients without a mailbox, too, so that the user believes a message is on its way that cannot arrive.',
  fix: [
    'Reach the recipient in another way.',
    'Update the client: File > Account > Update Options > Update Now, or run "%CommonProgramFiles%\\Microsoft Shared\\ClickToRun\\OfficeC2RClient.exe" /update user',
    `It is fixed in ${firstRelease.falseBanner}.`,
  ],
  references: [
    'https://learn.microsoft.com/en-us/officeupdates/update-history-microsoft365-apps-by-date',
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
  ],
  mistakenFor: [{ rule: 'bad-recipient', how: 'That is why the message failed; this is why it was offered.' }],
  collect: [collect.version, collect.recipient],
  atMost: 'possible',
  when: [
    isNotDelivered,
    someCallEnded('the recipient cannot receive it', 'ErrorNonExistentMailbox or ErrorInvalidRecipients', (attempt) =>
      hasCodeOf(attempt, 'recipient'),
    ),
    lacksBannerFix,
  ],
};
