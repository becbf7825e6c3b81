import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import { exchangeVersionText } from '../exchange-version.ts';
import { ofKind } from '../of-kind.ts';
import { factOf, type Reading } from './fact.ts';

/**
 * The version that Exchange states in its answers; the latest one, where an update or a move of the mailbox changed it. Without
 * answers that of a server whose log is there, which need not be the one with the mailbox.
 */
export function readExchangeVersion(input: DiagnosisInput): Reading<string> {
  const all = ofKind(input.observations, 'exchange-version');
  const answered = all.filter((one) => one.origin === undefined);
  const seen = answered.length > 0 ? answered : all;
  const latest = seen.at(-1);
  if (latest === undefined) return {};
  const value = exchangeVersionText(latest);
  const agreeing = seen.filter((one) => exchangeVersionText(one) === value);
  return {
    fact: factOf(value, agreeing.length === seen.length && latest.origin === undefined ? 'proven' : 'likely', agreeing),
  };
}
