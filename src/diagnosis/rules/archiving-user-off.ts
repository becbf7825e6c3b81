import { collect } from '../collect.ts';
import { withoutDeliveryUnder } from '../delivered-conditions.ts';
import { archivingPolicyIsNotOff, archivingUserIsOff } from '../environment-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * The option is kept by the server and stands in the category `otherOptions`: `<imAutoArchiving>false</imAutoArchiving>`. That it
 * gates offline messages as the policy does is an inference, so the verdict stops at likely. Source: field notes, section 1.9.
 */
export const archivingUserOff: EnvironmentRule = {
  id: 'archiving-user-off',
  rootCause: 'RC-08',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['data'],
  title: 'The user has turned off saving of conversations, and offline messages with it',
  why: 'Without saving to Conversation History the client does not offer to send a message to someone who is offline, so the fault shows for this user alone.',
  fix: [
    'In Skype for Business open Settings > Tools > Options > Personal.',
    'Tick "Save IM conversations in my email Conversation History folder" and choose OK.',
    'Sign out and in again.',
    'If the box cannot be changed, a policy sets it: Get-CsClientPolicy | Format-Table Identity, EnableIMAutoArchiving, DisableSavingIM',
  ],
  references: [
    'https://learn.microsoft.com/en-us/previous-versions/office/developer/communication-server-2007-R2/dd941542(v=office.13)',
    'https://learn.microsoft.com/en-us/powershell/module/skypeforbusiness/set-csclientpolicy',
  ],
  mistakenFor: [{ rule: 'archiving-policy-off', how: 'The box in the options is greyed out where a policy sets it.' }],
  collect: [collect.trace, collect.clientPolicy],
  atMost: 'likely',
  when: [withoutDeliveryUnder('imAutoArchiving', archivingUserIsOff), archivingPolicyIsNotOff],
};
