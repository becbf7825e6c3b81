import { collect } from '../collect.ts';
import { clientDoublesLines } from '../fix-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * Source: KB3128049 (January 2017: every item but the first comes twice when toasts are accepted by themselves); builds of
 * the MSI updates in between, field notes, section 6, RC-40. The build alone shows it, so the verdict stops at possible.
 */
export const duplicateIms: EnvironmentRule = {
  id: 'duplicate-ims',
  rootCause: 'RC-40',
  scope: 'environment',
  severity: 'info',
  restsOn: ['data'],
  title: 'The MSI updates of November and December 2016 show messages twice',
  why: 'The conversation window and Conversation History repeat lines, which looks as if messages were sent twice; they were not.',
  fix: [
    'Install the update of January 2017, KB 3128049 (Lync 2013: KB 3141468), or a later one.',
    `Check the version in Skype for Business: Settings > Help > About; it should be ${firstRelease.duplicateLinesMsi} or later.`,
  ],
  references: ['https://support.microsoft.com/kb/3128049', 'https://support.microsoft.com/kb/3127980'],
  mistakenFor: [
    { rule: 'drafts-bug-2016-06', how: 'The bug makes copies in Drafts, and the message does not arrive.' },
  ],
  collect: [collect.version],
  atMost: 'possible',
  when: [clientDoublesLines],
};
