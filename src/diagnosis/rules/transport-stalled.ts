import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import { isOwnedBy } from '../../model/folder-owner.ts';
import type { FolderItemsSeen } from '../../model/observation.ts';
import { collect } from '../collect.ts';
import type { Question } from '../conditions.ts';
import { mailboxIsOnPremises } from '../environment-conditions.ts';
import { isDelivered } from '../message-conditions.ts';
import { ofKind } from '../of-kind.ts';
import { remembered } from '../remembered.ts';
import type { MessageCase, MessageRule } from '../rule.ts';
import { clientHasDraftsFix } from '../version-conditions.ts';

interface Counts {
  /** Messages that Exchange accepted. */
  readonly accepted: number;
  /** Drafts that other messages have left. */
  readonly stuck: number;
  readonly inDrafts: readonly FolderItemsSeen[];
}

const countsOf: (input: DiagnosisInput) => Counts = remembered(({ lives, observations }) => ({
  accepted: lives.filter((life) => life.outcome === 'delivered').length,
  stuck: lives.filter((life) => life.outcome !== 'delivered' && life.hasDraft).length,
  inDrafts: ofKind(observations, 'folder-items'),
}));

/** Drafts that other messages are known to have left there are not counted for the accepted ones. */
const draftsHoldAccepted: Question<MessageCase> = {
  name: 'Drafts holds at least as many items as were accepted',
  ask: ({ input, reading }) => {
    const { accepted, stuck, inDrafts } = countsOf(input);
    const user = reading.environment.user?.value;
    const seen = inDrafts.findLast(({ owner }) => owner === undefined || user === undefined || isOwnedBy(owner, user));
    if (seen === undefined && inDrafts.length > 0) {
      return {
        holds: 'unknown',
        because: 'the count of Drafts names its owner, and nothing tells that this is the user',
      };
    }
    if (seen === undefined) {
      return { holds: 'unknown', because: 'the bundle has no Get-MailboxFolderStatistics output for Drafts' };
    }
    const others = stuck === 0 ? '' : `, ${stuck} of other messages`;
    const found = `${seen.items} in Drafts${others}; ${accepted} accepted`;
    return { holds: seen.items - stuck >= accepted ? 'yes' : 'no', found, evidence: seen.evidence };
  },
};

/**
 * A count of items is no proof that they are these messages, so the verdict stops at possible. Source: contract section 3;
 * "Back pressure", "Mail flow and the transport pipeline", Exchange Server.
 */
export const transportStalled: MessageRule = {
  id: 'transport-stalled',
  rootCause: 'RC-26',
  scope: 'message',
  severity: 'warning',
  restsOn: ['data'],
  title: 'Exchange accepted the message, yet Drafts still holds as many items: mail transport may stand still',
  why: 'Everything the user sends waits in Drafts without any error while the transport services of Exchange do not run or cannot resolve names.',
  fix: [
    'Send a mail from Outlook on the web with the same mailbox: if it stays in Drafts too, the client is not at fault.',
    'On each Mailbox server: Test-ServiceHealth, then Get-Service MSExchangeTransport, MSExchangeSubmission, MSExchangeDelivery, MSExchangeFrontEndTransport',
    'Start what has stopped: Start-Service MSExchangeTransport; Restart-Service MSExchangeSubmission',
    'Check that the network adapters name no public DNS server: Get-DnsClientServerAddress; and in Exchange: Get-TransportService | Format-List Name, *DNS*',
    'Check for back pressure, event 15004, 15006 or 15007 of MSExchangeTransport: Get-EventLog -LogName Application -Source MSExchangeTransport -Newest 50',
  ],
  references: [
    'https://learn.microsoft.com/en-us/exchange/mail-flow/back-pressure',
    'https://learn.microsoft.com/en-us/exchange/mail-flow/mail-flow',
    'https://learn.microsoft.com/en-us/powershell/module/exchange/test-servicehealth',
  ],
  mistakenFor: [
    {
      rule: 'drafts-bug-2016-06',
      how: 'The bug needs a client below the fix, and mail of Outlook on the web goes out.',
    },
    { rule: 'history-shown-as-draft', how: 'There the item lies in Conversation History.' },
  ],
  collect: [collect.drafts, collect.tracking, collect.version, collect.mailbox],
  atMost: 'possible',
  needs: { words: 'there is a message that Exchange accepted', isMet: (life) => life.outcome === 'delivered' },
  when: [isDelivered, mailboxIsOnPremises, clientHasDraftsFix, draftsHoldAccepted],
};
