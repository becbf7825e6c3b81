import { collect } from '../collect.ts';
import type { EnvironmentRule } from '../rule.ts';
import { settingIs, unlessClientSends } from '../seen-conditions.ts';

/**
 * Source: Set-CsConversationHistoryConfiguration and EnableServerConversationHistory of Set-CsClientPolicy; the storage
 * service says 32054 where it fails, support articles.
 */
export const serverSideHistory: EnvironmentRule = {
  id: 'server-side-history',
  rootCause: 'RC-39',
  scope: 'environment',
  severity: 'info',
  restsOn: ['data'],
  title: 'The server keeps conversation history and missed messages, not the client',
  why: 'Missed-message notes are then written by Skype for Business Server, so that the trace of the client may show no call for them, and that is no failure; offline messages that the client sends itself go on beside it.',
  fix: [
    "Look for failures of the storage service on the Front End servers: Get-WinEvent -FilterHashtable @{ LogName = 'Lync Server'; Id = 32054 }",
    'See the setting: Get-CsClientPolicy | Format-List Identity, EnableServerConversationHistory; Get-CsConversationHistoryConfiguration',
    'Test the way from the server to the mailbox: Test-CsExStorageConnectivity -SipUri sip:<user>',
    'It needs Exchange 2013 or later; otherwise let the client save: Set-CsClientPolicy -Identity Global -EnableServerConversationHistory $false',
  ],
  references: [
    'https://learn.microsoft.com/en-us/powershell/module/skypeforbusiness/set-csclientpolicy',
    'https://learn.microsoft.com/en-us/skypeforbusiness/troubleshoot/server-exchange-integration/sfb-and-exchange-integration-fails',
  ],
  mistakenFor: [
    { rule: 'archiving-policy-off', how: 'There neither saves.' },
    { rule: 'accepted-domain-wildcard', how: 'That is why the server may fail to save.' },
  ],
  collect: [collect.clientPolicy, collect.historyConfiguration, collect.storageLog],
  when: [
    unlessClientSends(
      settingIs(
        'EnableServerConversationHistory',
        true,
        'the setting was seen neither in band nor in a companion file',
      ),
    ),
  ],
};
