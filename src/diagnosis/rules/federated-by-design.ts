import { collect } from '../collect.ts';
import type { Question } from '../conditions.ts';
import { ownerOfLife } from '../environment/identities.ts';
import { isDelivered } from '../message-conditions.ts';
import type { MessageCase, MessageRule } from '../rule.ts';

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** One organisation may have several domains, so another domain is a hint of federation and no more. */
const goesToOtherDomain: Question<MessageCase> = {
  name: 'a recipient is in another domain than the sender',
  ask: ({ life, reading }) => {
    const { user } = reading.environment;
    if (user === undefined) return { holds: 'unknown', because: 'no address of the user was seen' };
    if (life.recipients.length === 0) return { holds: 'unknown', because: 'no recipient was seen' };
    const domains = new Set(life.recipients.map(domainOf));
    const owner = reading.identities === undefined ? undefined : ownerOfLife(reading.identities, life);
    const own = domainOf(owner ?? user.value);
    const others = [...domains].filter((domain) => domain !== own);
    const found = `from ${own} to ${[...domains].join(', ')}`;
    if (others.length === 0) return { holds: 'no', found };
    const calls = life.attempts.flatMap((attempt) => attempt.evidence);
    return {
      holds: 'yes',
      found,
      certainty: 'possible',
      evidence: [...(owner === undefined ? user.evidence : []), ...calls],
    };
  },
};

/** Source: "Enable or disable offline IM" (messages of federated senders arrive as plain mail). */
export const federatedByDesign: MessageRule = {
  id: 'federated-by-design',
  rootCause: 'RC-34',
  scope: 'message',
  severity: 'info',
  restsOn: ['data'],
  title: 'A federated recipient gets the message as plain mail, by design',
  why: 'It does not show under missed conversations or in Conversation History there, so that the recipient may take it for lost although it was delivered.',
  fix: [
    'Ask the recipient to look in the Inbox, and in Junk Email, for a mail from the sender.',
    'Nothing is to be repaired: between organisations an offline message has no missed-conversation class.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
  ],
  mistakenFor: [
    {
      rule: 'bad-recipient',
      how: 'A wrong address is answered with an error, or comes back as a report of non-delivery.',
    },
    {
      rule: 'missed-mail-defects',
      how: 'Within the organisation the mail has the missed-conversation class and may lack its mark as unread.',
    },
  ],
  collect: [collect.trace, collect.recipientMail],
  atMost: 'possible',
  needs: { words: 'there is a message that Exchange accepted', isMet: (life) => life.outcome === 'delivered' },
  when: [isDelivered, goesToOtherDomain],
};
