import type { Finding, Unexplained } from '../model/finding.ts';
import type { Attempt, Life, Outcome } from '../model/life.ts';
import { describeAttempt } from './attempts.ts';
import { collect } from './collect.ts';
import { RESPONSE_CODES } from './knowledge/response-codes.ts';
import type { CollectStep } from './rule.ts';

const FAILED: ReadonlySet<Outcome> = new Set<Outcome>([
  'stuck-in-drafts',
  'rejected',
  'unreachable',
  'timed-out',
  'left-in-spooler',
]);

/** Codes whose meaning is in no table: they are shown as they stand, and never guessed. */
function unknownCodes({ responseCode, innerResponseCode }: Attempt): readonly string[] {
  return [responseCode ?? [], innerResponseCode ?? []].flat().filter((code) => !RESPONSE_CODES.has(code));
}

/** What is known, behind a sentence on its cause. */
function knownOf({ attempts, outcome }: Life): string {
  const last = attempts.at(-1);
  if (last === undefined) return 'No EWS call of it was seen.';
  const codes = unknownCodes(last);
  const unknown = codes.length === 0 ? '' : `; what ${codes.join(' and ')} means is in no table of this tool`;
  const isSaved = last.result === 'saved' && outcome === 'stuck-in-drafts';
  const open = isSaved ? ', and nothing shows that it was sent' : '';
  return `The last that is known: ${describeAttempt(last)}${open}${unknown}.`;
}

/** An error of the environment names no message, and may be why one failed. */
function causeWords(findings: readonly Finding[]): string {
  const general = findings.filter(({ severity, messages }) => severity === 'error' && messages.length === 0);
  if (general.length === 0) return 'No cause of the catalogue explains it.';
  const names = general.map(({ rule }) => rule).join(', ');
  return `No finding is on it in particular; what was found of the environment may be why: ${names}.`;
}

/** What may tell more: where Exchange answered, its own log knows the call; where nothing was asked of it, the client alone does. */
function stepsFor({ attempts, spool }: Life): readonly CollectStep[] {
  const last = attempts.at(-1);
  if (last === undefined)
    return spool === 'unknown' ? [collect.trace, collect.spooler] : [collect.trace, collect.configuration];
  if (last.result === 'transport-error' || last.result === 'no-answer') return [collect.trace, collect.proxy];
  if (last.result === 'saved') return [collect.trace, collect.drafts, collect.version];
  return [collect.trace, collect.ewsLog];
}

/** The messages that failed and that no finding speaks of, those of which the same is known together; in the order of their first. */
export function unexplainedIn(lives: readonly Life[], findings: readonly Finding[]): readonly Unexplained[] {
  const explained = new Set(findings.flatMap(({ severity, messages }) => (severity === 'info' ? [] : messages)));
  const groups = new Map<string, { readonly messages: string[]; readonly rest: Omit<Unexplained, 'messages'> }>();
  const cause = causeWords(findings);
  for (const life of lives) {
    if (!FAILED.has(life.outcome) || explained.has(life.id)) continue;
    const text = `${cause} ${knownOf(life)}`;
    const steps = stepsFor(life);
    const key = [text, ...steps.map(({ what }) => what)].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { messages: [life.id], rest: { text, collect: steps } });
    else group.messages.push(life.id);
  }
  return [...groups.values()].map(({ messages, rest }) => ({ messages, ...rest }));
}
