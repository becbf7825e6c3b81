import type { Finding, Unexplained } from '../model/finding.ts';
import type { Attempt, Life, Outcome } from '../model/life.ts';
import { describeAttempt } from './attempts.ts';
import { collect } from './collect.ts';
import { RESPONSE_CODES } from './knowledge/response-codes.ts';
import { messageJudge } from './message-judge.ts';
import type { Case, CollectStep, Rule } from './rule.ts';
import type { Ruling } from './ruling.ts';

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

/**
 * An error of the environment names no message, and may be why one failed: of the same user, and unless what is known of the very message
 * says otherwise.
 */
function causeOf({ subject, rulings }: Judged, rules: readonly Rule[]): (life: Life) => string {
  const fired = new Set(
    rulings.flatMap(({ finding }) =>
      finding?.severity === 'error' && finding.messages.length === 0 ? [finding.rule] : [],
    ),
  );
  const general = rules.filter(({ id }) => fired.has(id));
  const judgeFor = messageJudge(subject);
  return (life) => {
    const left = general.filter(
      ({ when, scope }) =>
        scope === 'message' || when.every((condition) => judgeFor(condition, life).result.holds !== 'no'),
    );
    if (left.length === 0) return 'No cause of the catalogue explains it.';
    const names = left.map(({ id }) => id).join(', ');
    return `No finding is on it in particular; what was found of the environment may be why: ${names}.`;
  };
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

/** What the rules make of one user, or of all there is. */
export interface Judged {
  readonly subject: Case;
  readonly rulings: readonly Ruling[];
}

/** The messages that failed and that no finding speaks of, those of which the same is known together; in the order of their first. */
export function unexplainedIn(
  lives: readonly Life[],
  findings: readonly Finding[],
  judged: readonly Judged[],
  rules: readonly Rule[],
): readonly Unexplained[] {
  const explained = new Set(findings.flatMap(({ severity, messages }) => (severity === 'info' ? [] : messages)));
  const left = new Set(lives.filter(({ outcome, id }) => FAILED.has(outcome) && !explained.has(id)));
  if (left.size === 0) return [];
  const causes = new Map<Life, string>();
  for (const one of judged) {
    const causeOfLife = causeOf(one, rules);
    for (const life of one.subject.input.lives) if (left.has(life)) causes.set(life, causeOfLife(life));
  }
  const groups = new Map<string, { readonly messages: string[]; readonly rest: Omit<Unexplained, 'messages'> }>();
  for (const life of left) {
    const text = `${causes.get(life) ?? ''} ${knownOf(life)}`;
    const steps = stepsFor(life);
    const key = [text, ...steps.map(({ what }) => what)].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { messages: [life.id], rest: { text, collect: steps } });
    else group.messages.push(life.id);
  }
  return [...groups.values()].map(({ messages, rest }) => ({ messages, ...rest }));
}
