import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Observation, PolicySeen, SettingSeen } from '../../model/observation.ts';
import { tokenChanges, withoutAbandoned } from './answer-changes.ts';
import { type Change, type Changeable, NOWHERE } from './fact-change.ts';

/** Skype for Business Server 2015 with the cumulative update that brought offline messages. Field notes, section 6, RC-06. */
const SERVER_WITH_OFFLINE_IM = '6.0.9319.259';

function eachObservation(input: DiagnosisInput, change: (one: Observation) => Observation): DiagnosisInput {
  return { ...input, observations: input.observations.map(change) };
}

/** What can be changed about a mailbox is that it moves to Exchange Online; nobody moves one back to mend offline messages. */
function mailboxChanges({ environment }: Changeable): readonly Change[] {
  if (environment.mailbox?.value !== 'on-premises') return [];
  const apply = (input: DiagnosisInput): DiagnosisInput => ({
    ...input,
    stated: { ...input.stated, mailbox: 'online' },
  });
  return [{ fact: 'mailbox', words: 'with the mailbox in Exchange Online', apply }];
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

/** Where the clock of the PC was measured against that of Exchange. */
function clockChanges({ input }: Changeable): readonly Change[] {
  if (!input.sources.some(({ skew }) => skew?.against === 'date-header')) return [];
  const apply = (changed: DiagnosisInput): DiagnosisInput => ({
    ...changed,
    sources: changed.sources.map((source) =>
      source.skew?.against === 'date-header' ? { ...source, skew: { ...source.skew, least: 0, greatest: 0 } } : source,
    ),
  });
  return [{ fact: 'clock', words: 'with the clock of the PC set right', apply }];
}

/** The client goes on to a host below the domain of the sign-in address without asking anybody. */
function hostChanges({ environment }: Changeable): readonly Change[] {
  const domain = environment.user?.value.split('@').at(-1)?.toLowerCase();
  if (domain === undefined || environment.ewsUrl === undefined) return [];
  const host = `mail.${domain}`;
  const url = `https://${host}/EWS/Exchange.asmx`;
  const apply = (changed: DiagnosisInput) =>
    withoutAbandoned(
      eachObservation(changed, (one) => {
        if (one.kind === 'ews-url') return { ...one, url };
        if (one.kind === 'exchange-link' && one.service === 'ews') return { ...one, state: 'ok' };
        return one.kind === 'http-request' && one.isEws ? { ...one, host, url } : one;
      }),
    );
  return [{ fact: 'ews-host', words: `with an EWS host in ${domain}, the domain of the sign-in address`, apply }];
}

/**
 * The closed list of what of the environment can be thought otherwise: what an administrator can change. That a call had not failed is
 * none of it, as it only says the error again. The versions of the client are tried apart (`versionChanges`), as one of them stands for
 * all that come after it.
 */
export const FACT_CHANGES: readonly ((subject: Changeable) => readonly Change[])[] = [
  mailboxChanges,
  policyChanges,
  settingChanges,
  tokenChanges,
  serverChanges,
  clockChanges,
  hostChanges,
];
