import { collect } from '../collect.ts';
import { lacksHistoryFix } from '../fix-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import type { EnvironmentRule } from '../rule.ts';
import { historyIsDraft } from '../seen-conditions.ts';

/**
 * Source: release notes of 2016 (items of Conversation History that look like drafts). Looks like the Drafts bug, in another
 * folder: field notes, section 6, RC-29.
 */
export const historyShownAsDraft: EnvironmentRule = {
  id: 'history-shown-as-draft',
  rootCause: 'RC-29',
  scope: 'environment',
  severity: 'info',
  restsOn: ['data'],
  title: 'Conversation history shows as drafts in old clients',
  why: 'Items in Conversation History look like unsent mail that cannot be answered, and are taken for offline messages that were left in Drafts; nothing is lost.',
  fix: [
    'Look at the folder: items in Conversation History are saved conversations, not messages that were not sent.',
    'Update the client: File > Account > Update Options > Update Now, or run "%CommonProgramFiles%\\Microsoft Shared\\ClickToRun\\OfficeC2RClient.exe" /update user',
    `It is fixed in ${firstRelease.historyShownAsDraft}.`,
  ],
  references: ['https://learn.microsoft.com/en-us/officeupdates/update-history-microsoft365-apps-by-date'],
  mistakenFor: [
    { rule: 'drafts-bug-2016-06', how: 'The bug leaves items in Drafts, and the message is not delivered.' },
  ],
  collect: [collect.version, collect.historyFolder, collect.trace],
  atMost: 'likely',
  when: [historyIsDraft, lacksHistoryFix],
};
