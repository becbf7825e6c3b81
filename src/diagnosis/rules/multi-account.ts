import { collect } from '../collect.ts';
import { ewsIsDown, linkIs } from '../link-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';
import { severalAccounts } from '../seen-conditions.ts';

/** Source: KB2689469 (history in the wrong mailbox where EWS fails, and MAPI has several accounts to choose from). */
export const multiAccount: EnvironmentRule = {
  id: 'multi-account',
  rootCause: 'RC-37',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['data'],
  title: 'Exchange Web Services fail, and the client may save to another mailbox of the profile',
  why: 'Without EWS the client uses MAPI and the default account of Outlook, so that history and missed conversations may lie in the mailbox of another account.',
  fix: [
    'Put EWS right first: see the Configuration Information, and the findings on EWS in this report.',
    'In Control Panel > Mail > E-mail Accounts, set the mailbox of the user as default, or give each account a profile of its own.',
    'Look for the missing items in Conversation History of the other mailboxes.',
  ],
  references: ['https://support.microsoft.com/kb/2689469', 'https://support.microsoft.com/kb/3026442'],
  mistakenFor: [
    { rule: 'outlook-mismatch', how: 'There the client says that the addresses differ.' },
    { rule: 'mapi-unavailable', how: 'There MAPI fails as well.' },
  ],
  collect: [collect.configuration, collect.outlookProfile, collect.clientKeys],
  atMost: 'possible',
  when: [ewsIsDown, linkIs('mapi', 'ok'), severalAccounts],
};
