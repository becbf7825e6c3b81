import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { MailboxLocation } from '../../model/finding.ts';
import type { Certainty } from '../../model/life.ts';
import { factOf, type Reading } from './fact.ts';
import { type MailboxSign, mailboxSigns } from './mailbox-signals.ts';

/** The first of the surest signs of each kind: seeing the same thing again does not make it truer. */
function bestOfEachKind(signs: readonly MailboxSign[]): readonly MailboxSign[] {
  const seen = new Set<MailboxSign['kind']>();
  return [...signs.filter(({ isSure }) => isSure), ...signs.filter(({ isSure }) => !isSure)].filter(({ kind }) => {
    if (seen.has(kind)) return false;
    seen.add(kind);
    return true;
  });
}

function total(signs: readonly MailboxSign[]): number {
  return signs.reduce((sum, sign) => sum + sign.weight, 0);
}

function certaintyOf(winners: readonly MailboxSign[], losers: readonly MailboxSign[], isContested: boolean): Certainty {
  if (winners.some((sign) => sign.kind === 'option')) return 'proven';
  if (isContested) return 'possible';
  if (losers.length > 0) return winners.some((sign) => sign.isSure) ? 'likely' : 'possible';
  return winners.some((sign) => sign.isSure) ? 'proven' : 'likely';
}

/**
 * Where the user's mailbox is, by weighing the signs (field notes, section 4.7). What the user states outweighs them. Absent
 * without signs, and when both sides weigh the same.
 */
export function readMailbox(input: DiagnosisInput): Reading<MailboxLocation> {
  if (input.stated.mailbox !== undefined) return { fact: factOf(input.stated.mailbox, 'proven', []) };
  const signs = input.observations.flatMap(mailboxSigns);
  const online = bestOfEachKind(signs.filter((sign) => sign.value === 'online'));
  const onPremises = bestOfEachKind(signs.filter((sign) => sign.value === 'on-premises'));
  if (total(online) === total(onPremises)) {
    if (signs.length === 0) return {};
    const [here, there] = [onPremises, online].map((side) => side.map((sign) => sign.found).join(', '));
    return { note: `the signs weigh the same: on-premises by ${here}; online by ${there}` };
  }
  const [winners, losers] = total(online) > total(onPremises) ? [online, onPremises] : [onPremises, online];
  const isExplained = winners.some((sign) => sign.kind === 'option' || sign.kind === 'redirect');
  const isContested = !isExplained && losers.some((sign) => sign.isSure);
  const value: MailboxLocation = winners === online ? 'online' : 'on-premises';
  const strongest = winners.toSorted((one, other) => other.weight - one.weight).map((sign) => sign.witness);
  const fact = factOf(value, certaintyOf(winners, losers, isContested), strongest.slice(0, 3));
  if (!isContested) return { fact };
  return { fact, isContested, note: `contradicted by ${losers.map((sign) => sign.found).join(', ')}` };
}
