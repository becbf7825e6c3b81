import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import { addSeconds, type Ticks, ticksToIso } from '../../model/ticks.ts';
import { describeAttempt } from '../attempts.ts';
import { collect } from '../collect.ts';
import { anyOf, type Question } from '../conditions.ts';
import { hasNoEnd, isInSpooler, isPending } from '../message-conditions.ts';
import type { MessageCase, MessageRule } from '../rule.ts';

const wasInterrupted: Question<MessageCase> = {
  name: 'no answer of Exchange to it was seen',
  wanted: 'no EWS call, or a last one without answer',
  ask: ({ life }) => {
    const last = life.attempts.at(-1);
    if (last === undefined) return { holds: 'yes', found: 'no EWS call' };
    const isOpen = last.result === 'no-answer';
    return { holds: isOpen ? 'yes' : 'no', found: describeAttempt(last), ...(isOpen && { evidence: last.evidence }) };
  },
};

function since(sentAt: Ticks, horizon: Ticks): string {
  return `sent ${ticksToIso(sentAt)}, trace ends ${ticksToIso(horizon)}`;
}

const traceEndsEarly: Question<MessageCase> = {
  name: 'the trace ends before its two minutes are over',
  ask: ({ life, input }) => {
    if (input.horizon === undefined) return { holds: 'unknown', because: 'there is no trace' };
    if (life.sentAt === undefined) return { holds: 'unknown', because: 'it is not known when the message was sent' };
    const found = since(life.sentAt, input.horizon);
    if (input.horizon >= addSeconds(life.sentAt, DEADLINE_SECONDS)) return { holds: 'no', found };
    // A trace that ended long before says nothing of what the client did then: it is of another time.
    if (input.horizon >= addSeconds(life.sentAt, -DEADLINE_SECONDS)) return { holds: 'yes', found };
    return { holds: 'unknown', found, because: 'the trace ends well before the message was sent' };
  },
};

/** The end of a trace is no failure: the client may have run on untraced. Source: field notes, section 6, RC-42. */
export const clientExited: MessageRule = {
  id: 'client-exited',
  rootCause: 'RC-42',
  scope: 'message',
  severity: 'warning',
  restsOn: ['data', 'timing'],
  title: 'The trace ends before the message was done with: the client may have been closed or interrupted',
  why: 'A message waits in the spooler as long as the client does not run, so it may be late rather than lost.',
  fix: [
    'Copy the folder %LOCALAPPDATA%\\Microsoft\\Office\\16.0\\Lync\\sip_<user>\\History Spooler; clearing the profile folder would destroy messages that were not sent.',
    'Start Skype for Business, let it stay signed in for at least five minutes, and look whether the file leaves the spooler.',
    'If it stays, collect again: Settings > Tools > Options > General > Logging in Skype for Business: Full; send an offline message; wait three minutes; then collect.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
    'https://support.microsoft.com/kb/2604292',
  ],
  mistakenFor: [
    { rule: 'ews-timeout', how: 'A time-out needs two minutes in the trace without an answer.' },
    {
      rule: 'ews-not-deployed',
      how: 'Without any EWS call messages stay in the spooler, however long the client runs.',
    },
  ],
  collect: [collect.spooler, collect.trace],
  atMost: 'possible',
  severityFor: (lives) => (lives.every((life) => life.outcome === 'pending') ? 'info' : 'warning'),
  when: [hasNoEnd, anyOf('the message waits', isInSpooler, isPending), wasInterrupted, traceEndsEarly],
};
