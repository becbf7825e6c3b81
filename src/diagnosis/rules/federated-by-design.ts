import { placeOfRef } from '../client-calls.ts';
import { collect } from '../collect.ts';
import type { Question } from '../conditions.ts';
import { ownerOfLife } from '../environment/identities.ts';
import { isDelivered } from '../message-conditions.ts';
import { ofKind } from '../of-kind.ts';
import { remembered } from '../remembered.ts';
import type { Case, MessageCase, MessageRule } from '../rule.ts';

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** The class of a message within the organisation, also as it is misspelt: field notes, section 1.5. */
const MISSED = /^(?:IPM\.Note\.Microsoft\.Missed|IM\.Note\.Mis+edConversation)/i;

/** Item classes of a message, in the calls that created it. */
function classesOf({ life, calls }: MessageCase): readonly string[] {
  const { recipients } = life;
  return life.attempts.flatMap(({ evidence }) =>
    evidence.flatMap((ref) =>
      (calls.requestAt.get(placeOfRef(ref))?.items ?? []).flatMap(({ itemClass, recipients: its }) =>
        itemClass !== undefined && its.some((one) => recipients.includes(one)) ? [itemClass] : [],
      ),
    ),
  );
}

/** Sets of domains by owner, once a case: each of thousands of messages asks. */
const domainsByOwner = remembered((_: Case['reading']): Map<string | undefined, ReadonlySet<string>> => new Map());

/** Domains of the user's addresses: that of mail may be another than that of the sign-in address. */
function ownDomains({ input, reading }: Case, owner: string | undefined): ReadonlySet<string> {
  const known = domainsByOwner(reading).get(owner);
  if (known !== undefined) return known;
  const own = ofKind(input.observations, 'user').filter(
    (one) => owner === undefined || reading.identities?.ownerOf(one) === owner,
  );
  const domains = new Set(own.map(({ address }) => domainOf(address)));
  domainsByOwner(reading).set(owner, domains);
  return domains;
}

/** The recipients in another domain than the sender. */
function othersOf(subject: MessageCase): readonly string[] {
  const { life, reading } = subject;
  const owner = reading.identities === undefined ? undefined : ownerOfLife(reading.identities, life);
  const own = domainOf(owner ?? reading.environment.user?.value ?? '');
  const alike = ownDomains(subject, owner);
  return life.recipients.filter((one) => domainOf(one) !== own && !alike.has(domainOf(one)));
}

/** One organisation may have several domains, so another domain is a hint of federation; the class of plain mail bears it out. */
const goesToOtherDomain: Question<MessageCase> = {
  name: 'a recipient is in another domain than the sender',
  wanted: 'another domain, and not the item class of a missed conversation',
  ask: (subject) => {
    const { life, reading } = subject;
    const { user } = reading.environment;
    if (user === undefined) return { holds: 'unknown', because: 'no address of the user was seen' };
    if (life.recipients.length === 0) return { holds: 'unknown', because: 'no recipient was seen' };
    const owner = reading.identities === undefined ? undefined : ownerOfLife(reading.identities, life);
    const own = domainOf(owner ?? user.value);
    const others = othersOf(subject);
    if (others.length === 0)
      return { holds: 'no', found: `from ${own} to ${[...new Set(life.recipients.map(domainOf))].join(', ')}` };
    const found = `${others.join(', ')}, and the sender is in ${own}`;
    const classes = classesOf(subject);
    const missed = classes.find((one) => MISSED.test(one));
    if (missed !== undefined) return { holds: 'no', found: `${found}; item class ${missed}` };
    const calls = life.attempts.flatMap((attempt) => attempt.evidence);
    return {
      holds: 'yes',
      found: classes.length === 0 ? found : `${found}; item class ${classes[0] ?? ''}`,
      certainty: classes.length === 0 ? 'possible' : 'likely',
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
  atMost: 'likely',
  otherWords: [
    {
      where: 'the message has recipients of the own organisation as well',
      isMet: (subject) => othersOf(subject).length < subject.life.recipients.length,
      title: 'One of several recipients is federated and gets the message as plain mail, by design',
      why: 'It does not show under missed conversations or in Conversation History there, so that this recipient may take it for lost although it was delivered. The recipients that are meant are those of another domain than the sender: oimscope explain federated-by-design names them.',
      fix: [
        'Ask the recipient of the other domain to look in the Inbox, and in Junk Email, for a mail from the sender.',
        'Nothing is to be repaired: between organisations an offline message has no missed-conversation class.',
      ],
    },
  ],
  needs: { words: 'there is a message that Exchange accepted', isMet: (life) => life.outcome === 'delivered' },
  when: [isDelivered, goesToOtherDomain],
};
