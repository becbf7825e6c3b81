import type { Life } from '../model/life.ts';
import { judge } from './conditions.ts';
import { messageJudge } from './message-judge.ts';
import { PRECEDENCE, type Precedence } from './precedence.ts';
import type { Case } from './rule.ts';
import type { Ruling } from './ruling.ts';

type Rulings = ReadonlyMap<string, Ruling>;

/** The rulings of a case, and what is asked of it to tell which of them explain others away. */
interface Court {
  readonly rulings: Rulings;
  readonly subject: Case;
  readonly lives: ReadonlyMap<string, Life>;
}

/** Whether a precedence holds for messages: they may be of several versions of the client. */
function holdsForMessages({ when }: Precedence, { subject, lives }: Court): (message: string) => boolean {
  if (when.length === 0) return () => true;
  const judgeFor = messageJudge(subject);
  return (message) => {
    const life = lives.get(message);
    return life !== undefined && when.every((condition) => judgeFor(condition, life).result.holds === 'yes');
  };
}

/** Of a rule about messages the conditions are asked of the one nearest to it, else of the case. */
function holdsAtAll(one: Precedence, { result }: Ruling, court: Court): boolean {
  if (result.message !== undefined) return holdsForMessages(one, court)(result.message);
  return one.when.every((condition) => judge(condition, court.subject).result.holds === 'yes');
}

/** What of a ruling a precedence explains: all of it, or some of its messages. */
interface Explanation {
  readonly of: Precedence;
  readonly messages: readonly string[];
  readonly isWhole: boolean;
}

function explanationOf(one: Precedence, ruling: Ruling, court: Court): Explanation {
  const messages = ruling.finding?.messages ?? [];
  if (ruling.without === undefined) {
    const mayBe = ruling.finding === undefined ? one.evenQuiet === true : one.over === 'everything';
    return { of: one, messages: [], isWhole: mayBe && holdsAtAll(one, ruling, court) };
  }
  const explained = messages.filter(holdsForMessages(one, court));
  if (one.over === 'everything') return { of: one, messages: explained, isWhole: explained.length === messages.length };
  const byOther = new Set(court.rulings.get(one.by)?.finding?.messages);
  return { of: one, messages: explained.filter((message) => byOther.has(message)), isWhole: false };
}

/** What the causes that fired explain of a ruling. */
function explanationsOf(ruling: Ruling, court: Court): readonly Explanation[] {
  const { id } = ruling.result;
  return PRECEDENCE.filter((one) => one.rule === id && court.rulings.get(one.by)?.result.status === 'fired').map(
    (one) => explanationOf(one, ruling, court),
  );
}

/** What other causes leave of a ruling, or those that leave nothing of it. */
type Left = { readonly ruling: Ruling } | { readonly explainedBy: readonly Precedence[] };

function leftOf(ruling: Ruling, court: Court): Left {
  const { status } = ruling.result;
  if (status !== 'fired' && status !== 'quiet') return { ruling };
  const explanations = explanationsOf(ruling, court);
  const whole = explanations.filter(({ isWhole }) => isWhole);
  if (whole.length > 0) return { explainedBy: whole.map(({ of }) => of) };
  const partial = explanations.filter(({ messages }) => messages.length > 0);
  if (partial.length === 0 || ruling.without === undefined) return { ruling };
  const rest = ruling.without(new Set(partial.flatMap(({ messages }) => messages)));
  return rest === undefined ? { explainedBy: partial.map(({ of }) => of) } : { ruling: rest };
}

/** Takes from each ruling what other causes explain; a rule of which nothing is left says by which. */
export function supersede(all: readonly Ruling[], subject: Case): readonly Ruling[] {
  const court: Court = {
    rulings: new Map(all.map((ruling) => [ruling.result.id, ruling])),
    subject,
    lives: new Map(subject.input.lives.map((life) => [life.id, life])),
  };
  const left = all.map((ruling) => [ruling, leftOf(ruling, court)] as const);
  const standing = new Set(left.flatMap(([{ result }, one]) => ('ruling' in one ? [result.id] : [])));
  return left.map(([{ result }, one]): Ruling => {
    if ('ruling' in one) return one.ruling;
    const { explainedBy } = one;
    const by = (explainedBy.find((explanation) => standing.has(explanation.by)) ?? explainedBy[0])?.by;
    return { result: { ...result, status: 'superseded', ...(by !== undefined && { supersededBy: by }) } };
  });
}
