import type { ChangedMessage, Differences, FactTold, MessageTold, ResultsSummary } from '../model/difference.ts';
import { count } from './page.ts';

/** What a redacted report does not let one compare. */
export const REDACTED =
  'At least one report has tokens in place of identities: messages are matched by time, and users and addresses are not compared.';
/** Tokens of bundles say whose they are only to one key. */
const OTHER_TOKENS =
  'At least one of the results has tokens in place of names, and no name is in both: only with one --redact-key the same bundle has the same token.';

/** What the tokens in results folders mean for their comparison; undefined where there is nothing to say. */
export function tokensNote(isRedacted: boolean, { bundles }: ResultsSummary): string | undefined {
  if (!isRedacted) return undefined;
  const isNoneInBoth = bundles.same + bundles.changed === 0 && bundles.new > 0 && bundles.gone > 0;
  return isNoneInBoth ? OTHER_TOKENS : REDACTED;
}

/** Both states of something; `none` where one has it not. */
export function arrow(before: string | undefined, after: string | undefined): string {
  return `${before === undefined || before === '' ? 'none' : before} -> ${after === undefined || after === '' ? 'none' : after}`;
}

export function factText(fact: FactTold | undefined): string | undefined {
  return fact && `${fact.value} (${fact.certainty})`;
}

/** What differs of a message, in words. */
export function membersText({ members }: ChangedMessage): string {
  return members.map((one) => `${one.member} ${arrow(one.before, one.after)}`).join('; ');
}

/** The number of a message in its own report, and that in the other where they differ. */
export function idText(before: MessageTold, after: MessageTold = before): string {
  return before.id === after.id ? before.id : `${before.id} -> ${after.id}`;
}

/** `2 findings new, 1 gone; 1 message changed; 1 fact changed`. */
export function headlineOf({ findings, messages, environment }: Differences): string {
  const part = (noun: string, numbers: Readonly<Record<'new' | 'gone' | 'changed', number>>): readonly string[] => {
    const words = (['new', 'gone', 'changed'] as const).filter((mark) => numbers[mark] > 0);
    if (words.length === 0) return [];
    const [first = 'new', ...others] = words;
    return [
      [`${count(numbers[first], noun)} ${first}`, ...others.map((mark) => `${numbers[mark]} ${mark}`)].join(', '),
    ];
  };
  const sizes = (changes: Readonly<Record<'new' | 'gone' | 'changed', readonly unknown[]>>) => ({
    new: changes.new.length,
    gone: changes.gone.length,
    changed: changes.changed.length,
  });
  const parts = [
    ...part('finding', sizes(findings)),
    ...part('message', sizes(messages)),
    ...part('fact', { new: 0, gone: 0, changed: environment.length }),
  ];
  return parts.length === 0 ? 'No difference.' : `${parts.join('; ')}.`;
}
