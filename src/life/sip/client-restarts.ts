import type { Observation } from '../../model/observation.ts';
import type { Ref } from '../../model/ref.ts';
import type { Ticks } from '../../model/ticks.ts';
import type { Timed } from './in-time.ts';

/** Another process of the client speaks where one has spoken last. */
export interface Restart extends Timed {
  readonly before: number;
  readonly after: number;
  readonly evidence: readonly Ref[];
}

/** What one process of the client says, from the first to the last of it, over all logs. */
interface Process {
  readonly pid: number;
  readonly sources: Set<string>;
  first: Ticks;
  last: Ticks;
  firstEvidence: readonly Ref[];
  lastEvidence: readonly Ref[];
}

/** `Lync-UccApi-0.UccApilog` and `Lync-UccApi-1.UccApilog` are of one log, and so are the traces of two versions of the client. */
function logOf(source: string): string {
  return source
    .toLowerCase()
    .replace(/\.bak\b/g, '')
    .replace(/\d+/g, '#');
}

/** The User-Agent of the client, or none. Outlook speaks to Exchange as well. */
const CLIENT_AGENT = /\b(?:OC|UCCAPI|Lync)\//i;

function isByClient(one: Observation): boolean {
  switch (one.kind) {
    case 'http-request':
      return one.isEws && (one.userAgent === undefined || CLIENT_AGENT.test(one.userAgent));
    case 'user':
      return one.origin === 'sip-from';
    case 'client-version':
      return one.origin === 'sip-user-agent';
    case 'sip-invitation':
    case 'sip-answer':
    case 'session':
      return true;
    default:
      return false;
  }
}

function processesOf(observations: readonly Observation[]): readonly Process[] {
  const processes = new Map<number, Process>();
  for (const one of observations) {
    const { at, pid, evidence, source } = one;
    if (at === undefined || pid === undefined || !isByClient(one)) continue;
    const known = processes.get(pid);
    if (known === undefined) {
      const sources = new Set([source]);
      processes.set(pid, { pid, sources, first: at, last: at, firstEvidence: evidence, lastEvidence: evidence });
      continue;
    }
    known.sources.add(source);
    if (at < known.first) [known.first, known.firstEvidence] = [at, evidence];
    if (at > known.last) [known.last, known.lastEvidence] = [at, evidence];
  }
  return [...processes.values()].sort((a, b) => a.first - b.first || a.pid - b.pid);
}

/**
 * Restarts of the client, in order of time: another process speaks in the same log, and only when all of those before it have
 * spoken last. Two that speak side by side are two clients.
 */
export function clientRestarts(observations: readonly Observation[]): readonly Restart[] {
  const latest = new Map<string, Process>();
  const restarts: Restart[] = [];
  for (const process of processesOf(observations)) {
    const logs = new Set([...process.sources].map(logOf));
    const before = [...logs].flatMap((log) => latest.get(log) ?? []).sort((a, b) => b.last - a.last)[0];
    if (before !== undefined && before.last < process.first) {
      const evidence = [...before.lastEvidence.slice(0, 1), ...process.firstEvidence.slice(0, 1)];
      restarts.push({ at: process.first, before: before.pid, after: process.pid, evidence });
    }
    for (const log of logs) {
      const known = latest.get(log);
      if (known === undefined || known.last <= process.last) latest.set(log, process);
    }
  }
  return restarts;
}
