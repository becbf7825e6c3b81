import type { DiagnosisInput } from '../../src/model/diagnosis-input.ts';
import type { Channel } from '../../src/model/installation.ts';
import type { Attempt, Life } from '../../src/model/life.ts';
import type {
  ClientVersionSeen,
  EwsLogEntry,
  ExchangeVersionSeen,
  FolderItemsSeen,
  HttpRequest,
  MailboxSignal,
  MailboxSignalSeen,
  Observation,
  Observed,
  PolicySeen,
  UserSeen,
  VersionOrigin,
} from '../../src/model/observation.ts';
import type { Ref } from '../../src/model/ref.ts';
import { addSeconds, type Ticks, ticksFromUtc } from '../../src/model/ticks.ts';

const START = ticksFromUtc(2016, 5, 10, 8, 0, 0, 0);

/** Seconds after the start of the sample trace. */
export function second(seconds: number): Ticks {
  if (START === undefined) throw new Error('the start of the samples is no time');
  return addSeconds(START, seconds);
}

export function ref(seconds: number, text = 'line'): Ref {
  return { source: 'trace.log', line: seconds + 1, offset: seconds * 100, at: second(seconds), text };
}

export function seen(seconds: number): Observed {
  return { at: second(seconds), source: 'trace.log', offset: seconds * 100, evidence: [ref(seconds)] };
}

export function ewsRequest(seconds: number, host: string, url = '/EWS/Exchange.asmx'): HttpRequest {
  const lists = { requestIds: [], items: [], itemIds: [], folders: [] };
  return {
    ...seen(seconds),
    ...lists,
    kind: 'http-request',
    host,
    url,
    isEws: true,
    hasAuthorization: true,
    cut: false,
  };
}

export function signal(seconds: number, kind: MailboxSignal, value: string): MailboxSignalSeen {
  return { ...seen(seconds), kind: 'mailbox-signal', signal: kind, value };
}

export function exchange(seconds: number, major: number, minor: number, build?: number): ExchangeVersionSeen {
  return { ...seen(seconds), kind: 'exchange-version', major, minor, ...(build !== undefined && { build }) };
}

export function client(seconds: number, version: string, origin: VersionOrigin = 'ews-user-agent'): ClientVersionSeen {
  return { ...seen(seconds), kind: 'client-version', version, origin };
}

export function policy(
  seconds: number,
  name: PolicySeen['name'],
  value: boolean,
  origin: PolicySeen['origin'] = 'in-band',
  identity?: string,
): PolicySeen {
  return { ...seen(seconds), kind: 'policy', name, value, origin, ...(identity !== undefined && { identity }) };
}

export function logEntry(seconds: number, address: string, clientVersion: string): EwsLogEntry {
  return { ...seen(seconds), kind: 'ews-log-entry', user: address, clientVersion };
}

/** What the registry or the Configuration Information says. */
export const listed = {
  channel: (seconds: number, value: Channel): Observation => ({ ...seen(seconds), kind: 'channel', value }),
  clickToRun: (seconds: number): Observation => ({ ...seen(seconds), kind: 'install-type', value: 'click-to-run' }),
  ewsUrl: (seconds: number, url: string, isInUse = true): Observation => ({
    ...seen(seconds),
    kind: 'ews-url',
    url,
    isInUse,
  }),
} as const;

export function draftItems(items: number): FolderItemsSeen {
  return { ...seen(0), kind: 'folder-items', folder: 'drafts', items };
}

export function user(seconds: number, address: string, origin: UserSeen['origin'] = 'sip-from'): UserSeen {
  return { ...seen(seconds), kind: 'user', address, origin };
}

export function attempt(seconds: number, more: Partial<Attempt> = {}): Attempt {
  return {
    operation: 'CreateItem',
    disposition: 'SendAndSaveCopy',
    startedAt: second(seconds),
    endedAt: second(seconds + 1),
    result: 'accepted',
    retryable: false,
    authorizationSent: true,
    challenges: [],
    link: 'exact',
    evidence: [ref(seconds)],
    ...more,
  };
}

export function life(more: Partial<Life> = {}): Life {
  return {
    id: 'm1',
    outcome: 'rejected',
    certainty: 'proven',
    recipients: ['bob@contoso.com'],
    sentAt: second(10),
    itemIds: [],
    requestIds: [],
    spool: 'unknown',
    witnesses: 'trace-only',
    hasDraft: false,
    draftFolderUncertain: false,
    deadlinePassed: true,
    steps: [],
    attempts: [],
    ...more,
  };
}

export function input(more: Partial<DiagnosisInput> = {}): DiagnosisInput {
  return {
    lives: [],
    observations: [],
    sources: [],
    gaps: [],
    stated: {},
    horizon: second(600),
    collectedAt: second(900),
    ...more,
  };
}
