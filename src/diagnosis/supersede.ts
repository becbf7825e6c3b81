import { judge } from './conditions.ts';
import { PRECEDENCE, type Precedence } from './precedence.ts';
import type { Case } from './rule.ts';
import type { Ruling } from './ruling.ts';

type Rulings = ReadonlyMap<string, Ruling>;

function holdsFor({ when }: Precedence, subject: Case): boolean {
  return when.every((condition) => judge(condition, subject).result.holds === 'yes');
}

/** Precedences whose other rule fired and whose conditions hold. */
function explanationsOf(ruling: Ruling, rulings: Rulings, subject: Case): readonly Precedence[] {
  const { id } = ruling.result;
  return PRECEDENCE.filter(
    (one) => one.rule === id && rulings.get(one.by)?.result.status === 'fired' && holdsFor(one, subject),
  );
}

function messagesOf(explanations: readonly Precedence[], rulings: Rulings): ReadonlySet<string> {
  return new Set(explanations.flatMap(({ by }) => rulings.get(by)?.finding?.messages ?? []));
}

function sharesMessage({ finding }: Ruling, explanation: Precedence, rulings: Rulings): boolean {
  const explained = messagesOf([explanation], rulings);
  return finding?.messages.some((message) => explained.has(message)) === true;
}

/** What other causes leave of a ruling, or those that leave nothing of it. */
type Left = { readonly ruling: Ruling } | { readonly explainedBy: readonly Precedence[] };

function leftOf(ruling: Ruling, rulings: Rulings, subject: Case): Left {
  const { status } = ruling.result;
  if (status !== 'fired' && status !== 'quiet') return { ruling };
  const explanations = explanationsOf(ruling, rulings, subject);
  const whole = explanations.filter(({ over, evenQuiet }) =>
    status === 'fired' ? over === 'everything' : evenQuiet === true,
  );
  if (whole.length > 0) return { explainedBy: whole };
  const partial = explanations.filter((one) => sharesMessage(ruling, one, rulings));
  if (partial.length === 0 || ruling.without === undefined) return { ruling };
  const rest = ruling.without(messagesOf(partial, rulings));
  return rest === undefined ? { explainedBy: partial } : { ruling: rest };
}

/** Takes from each ruling what other causes explain; a rule of which nothing is left says by which. */
export function supersede(all: readonly Ruling[], subject: Case): readonly Ruling[] {
  const rulings: Rulings = new Map(all.map((ruling) => [ruling.result.id, ruling]));
  const left = all.map((ruling) => [ruling, leftOf(ruling, rulings, subject)] as const);
  const standing = new Set(left.flatMap(([{ result }, one]) => ('ruling' in one ? [result.id] : [])));
  return left.map(([{ result }, one]): Ruling => {
    if ('ruling' in one) return one.ruling;
    const { explainedBy } = one;
    const by = (explainedBy.find((explanation) => standing.has(explanation.by)) ?? explainedBy[0])?.by;
    return { result: { ...result, status: 'superseded', ...(by !== undefined && { supersededBy: by }) } };
  });
}
