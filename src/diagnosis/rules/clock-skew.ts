import { clockIsWrong } from '../clock-conditions.ts';
import { collect } from '../collect.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * Source: KB2787614 (time of the PC); five minutes is what Kerberos takes. Measured by the Date headers of answers, which are
 * to the second.
 */
export const clockSkew: EnvironmentRule = {
  id: 'clock-skew',
  rootCause: 'RC-41',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['timing'],
  title: 'The clock of the PC is off by more than five minutes',
  why: 'Tickets and tokens count as expired or not yet valid, so that the sign-in to Exchange fails with right credentials; certificates may fail, too.',
  fix: [
    'Compare: w32tm /stripchart /computer:<domain controller> /samples:3 /dataonly',
    'Set the clock: w32tm /resync',
    'See where the PC takes its time from: w32tm /query /source; members of a domain should have a domain controller: w32tm /config /syncfromflags:domhier /update',
    'Sign out of Skype for Business and in again.',
  ],
  references: ['https://support.microsoft.com/kb/2787614'],
  mistakenFor: [
    { rule: 'oauth-token', how: 'A token is refused for other reasons, too; see the category.' },
    { rule: 'auth-401', how: 'Wrong credentials fail with a right clock.' },
  ],
  collect: [collect.clock, collect.trace],
  when: [clockIsWrong],
};
