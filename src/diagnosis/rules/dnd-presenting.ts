import { collect } from '../collect.ts';
import type { EnvironmentRule } from '../rule.ts';
import { recipientDeclined } from '../sip-conditions.ts';

/**
 * Source: "Turn on or off offline messages" (the missed message of a recipient in Do Not Disturb comes from the own client of
 * the recipient).
 */
export const dndPresenting: EnvironmentRule = {
  id: 'dnd-presenting',
  rootCause: 'RC-35',
  scope: 'environment',
  severity: 'info',
  restsOn: ['data'],
  title: 'The recipient was signed in and did not want to be disturbed: no offline message was made, by design',
  why: 'While the recipient presents or is in Do Not Disturb, the missed message is sent by the own client of the recipient, so that nothing of it can be seen at the sender.',
  fix: [
    'Nothing is to be repaired: ask the recipient to look under missed conversations.',
    'If the missed mail is not there, collect from the PC of the recipient instead.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/set-up-skype-for-business-online/turn-on-or-off-offline-messages-for-admins',
    'https://support.microsoft.com/office/6b551fd3-0580-475d-abc8-79c90023a9bd',
  ],
  mistakenFor: [
    { rule: 'federated-by-design', how: 'There the recipient is offline, and Exchange accepts a message.' },
    { rule: 'archiving-policy-off', how: 'There no message to anyone who is offline is offered.' },
  ],
  collect: [collect.trace, collect.recipientMail],
  atMost: 'likely',
  when: [recipientDeclined],
};
