import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Life } from '../../model/life.ts';
import type { Observation, PolicySeen, SettingSeen } from '../../model/observation.ts';
import { addSeconds, greatest } from '../../model/ticks.ts';
import { answerChanges } from './answer-changes.ts';
import { type Change, type Changeable, NOWHERE } from './fact-change.ts';

/** Behind this many seconds from sending the two minutes of a message are over, and a trace that goes on shows what became of it. */
const LONG_AFTER_SECONDS = 180;
/** Skype for Business Server 2015 with the cumulative update that brought offline messages. Field notes, section 6, RC-06. */
const SERVER_WITH_OFFLINE_IM = '6.0.9319.259';

function eachObservation(input: DiagnosisInput, change: (one: Observation) => Observation): DiagnosisInput {
  return { ...input, observations: input.observations.map(change) };
}

function eachLife(input: DiagnosisInput, change: (life: Life) => Life): DiagnosisInput {
  return { ...input, lives: input.lives.map(change) };
}

function mailboxChanges({ environment }: Changeable): readonly Change[] {
  const now = environment.mailbox?.value;
  if (now === undefined) return [];
  const mailbox = now === 'online' ? 'on-premises' : 'online';
  const words =
    mailbox === 'online' ? 'with the mailbox in Exchange Online' : 'with the mailbox on own Exchange servers';
  return [{ fact: 'mailbox', words, apply: (input) => ({ ...input, stated: { ...input.stated, mailbox } }) }];
}

const POLICIES: readonly (readonly [
  PolicySeen['name'],
  'enableOfflineIM' | 'enableIMAutoArchiving' | 'imAutoArchiving',
])[] = [
  ['EnableOfflineIM', 'enableOfflineIM'],
  ['EnableIMAutoArchiving', 'enableIMAutoArchiving'],
  ['imAutoArchiving', 'imAutoArchiving'],
];

function policyChanges({ environment }: Changeable): readonly Change[] {
  return POLICIES.flatMap(([name, fact]) => {
    const now = environment[fact]?.value;
    if (now === undefined) return [];
    const value = !now;
    const seen: PolicySeen = { ...NOWHERE, kind: 'policy', name, value, origin: 'in-band' };
    const apply = (input: DiagnosisInput): DiagnosisInput => ({
      ...input,
      observations: [...input.observations.filter((one) => one.kind !== 'policy' || one.name !== name), seen],
    });
    return [{ fact: 'policy', words: `with ${name} ${value}`, apply }];
  });
}

/** The other value of a switch; undefined for what is none. */
function flipped(value: string): string | undefined {
  const other: Readonly<Record<string, string>> = { true: 'false', false: 'true', '0': '1', '1': '0' };
  return other[value.trim().toLowerCase()];
}

function settingChanges({ input }: Changeable): readonly Change[] {
  const latest = new Map<SettingSeen['name'], string>();
  for (const one of input.observations) if (one.kind === 'setting') latest.set(one.name, one.value);
  return [...latest].flatMap(([name, now]) => {
    const value = flipped(now);
    if (value === undefined) return [];
    const apply = (changed: DiagnosisInput) =>
      eachObservation(changed, (one) => (one.kind === 'setting' && one.name === name ? { ...one, value } : one));
    return [{ fact: 'setting', words: `with ${name} ${value}`, apply }];
  });
}

function linkChanges({ input }: Changeable): readonly Change[] {
  const links = input.observations.filter((one) => one.kind === 'exchange-link').filter((one) => one.state !== 'ok');
  return [...new Set(links.map((one) => one.service))].map((service) => ({
    fact: 'exchange-link',
    words: `with ${service.toUpperCase()} reported as OK by the client`,
    apply: (changed) =>
      eachObservation(changed, (one) =>
        one.kind === 'exchange-link' && one.service === service ? { ...one, state: 'ok' } : one,
      ),
  }));
}

function serverChanges({ input }: Changeable): readonly Change[] {
  if (!input.observations.some((one) => one.kind === 'sip-server')) return [];
  const words = `with Skype for Business Server ${SERVER_WITH_OFFLINE_IM} or later`;
  const apply = (changed: DiagnosisInput) =>
    eachObservation(changed, (one) =>
      one.kind === 'sip-server'
        ? { ...one, version: one.version.replace(/\d+(?:\.\d+)+/, SERVER_WITH_OFFLINE_IM) }
        : one,
    );
  return [{ fact: 'server-version', words, apply }];
}

/** A draft that was sent after all, and a Drafts folder without what was accepted. */
function draftChanges({ input }: Changeable): readonly Change[] {
  const changes: Change[] = [];
  if (input.lives.some((life) => life.hasDraft || life.outcome === 'stuck-in-drafts')) {
    const apply = (changed: DiagnosisInput) =>
      eachLife(changed, (life) =>
        life.hasDraft || life.outcome === 'stuck-in-drafts'
          ? { ...life, outcome: 'delivered', hasDraft: false, draftFolderUncertain: false }
          : life,
      );
    changes.push({ fact: 'draft', words: 'had its draft been sent', apply });
  }
  if (input.observations.some((one) => one.kind === 'folder-items' && one.items > 0)) {
    const apply = (changed: DiagnosisInput) =>
      eachObservation(changed, (one) => (one.kind === 'folder-items' ? { ...one, items: 0 } : one));
    changes.push({ fact: 'draft', words: 'with no item in Drafts', apply });
  }
  return changes;
}

function spoolChanges({ input }: Changeable): readonly Change[] {
  if (!input.lives.some((life) => life.spool === 'present')) return [];
  const apply = (changed: DiagnosisInput) =>
    eachLife(changed, ({ spoolFile: _, ...life }) => ({
      ...life,
      spool: 'absent',
      outcome: life.outcome === 'left-in-spooler' ? 'unknown' : life.outcome,
    }));
  return [{ fact: 'spool-file', words: 'had its file left the spooler', apply }];
}

function traceChanges({ input }: Changeable): readonly Change[] {
  const { horizon } = input;
  const last = greatest(input.lives.map((life) => life.sentAt));
  if (horizon === undefined || last === undefined) return [];
  const until = addSeconds(last, LONG_AFTER_SECONDS);
  if (horizon >= until) return [];
  const words = 'with a trace that goes on until its two minutes are over';
  return [{ fact: 'trace-end', words, apply: (changed) => ({ ...changed, horizon: until }) }];
}

function recipientChanges({ input, environment }: Changeable): readonly Change[] {
  const user = environment.user?.value;
  if (user === undefined || !input.lives.some((life) => life.recipients.length > 0)) return [];
  const domain = user.slice(user.lastIndexOf('@') + 1);
  const apply = (changed: DiagnosisInput) =>
    eachLife(changed, (life) => ({
      ...life,
      recipients: life.recipients.map((recipient) => `${recipient.slice(0, recipient.lastIndexOf('@'))}@${domain}`),
    }));
  return [{ fact: 'recipient', words: `had all recipients been of ${domain}, as the sender is`, apply }];
}

/**
 * The closed list of what can be thought otherwise, what an administrator can change first. The versions of the client are tried
 * apart (`versionChanges`), as one of them stands for all that come after it.
 */
export const FACT_CHANGES: readonly ((subject: Changeable) => readonly Change[])[] = [
  mailboxChanges,
  policyChanges,
  settingChanges,
  linkChanges,
  serverChanges,
  answerChanges,
  draftChanges,
  traceChanges,
  spoolChanges,
  recipientChanges,
];
