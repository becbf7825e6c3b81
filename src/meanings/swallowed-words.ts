import type { PhraseSeen } from '../model/observation.ts';
import { type HoleName, ID_HOLES } from '../model/phrase.ts';

/** `carol@contoso.com was never`: no list of people, which goes on with a sign or a name. */
const WORDS_BEHIND_ADDRESS = /@[^\s,;<>()]+\s+(?!(?:and|or|und|oder|et|y|e)\s)\p{Ll}/u;

/**
 * Whether a hole took words of the sentence, which then is another one and may say the opposite: `Offline message {messageId} sent to Exchange` stands in
 * `Offline message N-4105 was not sent to Exchange`, too. The last hole of a template takes the rest of the line, whatever it is.
 */
export function hasSwallowedWords({ values, template }: PhraseSeen): boolean {
  const taken = (name: HoleName): string => (template.endsWith(`{${name}}`) ? '' : (values[name]?.trim() ?? ''));
  return [...ID_HOLES].some((name) => /\s/.test(taken(name))) || WORDS_BEHIND_ADDRESS.test(taken('recipient'));
}
