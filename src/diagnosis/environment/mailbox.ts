import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { MailboxLocation } from '../../model/finding.ts';
import type { Certainty, Life } from '../../model/life.ts';
import { greatest, type Ticks, ticksToIso } from '../../model/ticks.ts';
import { factOf, type Reading, type ReadingOfMessage } from './fact.ts';
import { type Identities, ownerOfLife } from './identities.ts';
import { type MailboxSign, mailboxSignsIn } from './mailbox-signals.ts';
import { witnessesOfMessages } from './own-witnesses.ts';

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
  if (isContested || winners.every(({ isGuess }) => isGuess === true)) return 'possible';
  if (losers.length > 0) return winners.some((sign) => sign.isSure) ? 'likely' : 'possible';
  return winners.some((sign) => sign.isSure) ? 'proven' : 'likely';
}

/** Weighs the signs (field notes, section 4.7). No value without signs, and when both sides weigh the same. */
function weighed(all: readonly MailboxSign[]): Reading<MailboxLocation> {
  const sound = all.filter(({ isGuess }) => isGuess !== true);
  const signs = sound.length > 0 ? sound : all;
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
  if (sound.length === 0) return { fact, note: `${winners[0]?.found ?? ''} is no published release for own servers` };
  if (!isContested) return { fact };
  return { fact, isContested, note: `contradicted by ${losers.map((sign) => sign.found).join(', ')}` };
}

interface Span {
  readonly from: Ticks;
  readonly to: Ticks;
}

/** From when to when sure signs point to one side; undefined where some have no time, or no server with the mailbox answered. */
function spanOf(signs: readonly MailboxSign[]): Span | undefined {
  let span: Span | undefined;
  for (const { witness } of signs) {
    const { at } = witness;
    if (at === undefined) return undefined;
    const { from, to } = span ?? { from: at, to: at };
    span = { from: at < from ? at : from, to: at > to ? at : to };
  }
  return signs.some(({ kind }) => kind === 'backend-target') ? span : undefined;
}

/** A mailbox that was moved: servers of one side answered for it, and then those of the other alone. It is where it was last. */
function moved(signs: readonly MailboxSign[]): Reading<MailboxLocation> | undefined {
  const sure = signs.filter(({ isSure, isGuess }) => isSure && isGuess !== true);
  if (sure.some(({ kind }) => kind === 'option' || kind === 'redirect')) return undefined;
  const [online, own] = [
    sure.filter(({ value }) => value === 'online'),
    sure.filter(({ value }) => value !== 'online'),
  ];
  const [there, here] = [spanOf(online), spanOf(own)];
  if (there === undefined || here === undefined) return undefined;
  const isToOnline = here.to < there.from;
  if (!isToOnline && there.to >= here.from) return undefined;
  const [value, last, before, until] = isToOnline
    ? (['online', online, own, here.to] as const)
    : (['on-premises', own, online, there.to] as const);
  const fact = factOf(
    value,
    'likely',
    last.map(({ witness }) => witness),
  );
  const note = `the mailbox was ${before[0]?.value ?? ''} until ${ticksToIso(until)}, by ${before[0]?.found ?? ''}`;
  return { fact, note };
}

/** Where the user's mailbox is, by all signs. What the user states outweighs them. */
export function readMailbox(input: DiagnosisInput): Reading<MailboxLocation> {
  if (input.stated.mailbox !== undefined) return { fact: factOf(input.stated.mailbox, 'proven', []) };
  const signs = mailboxSignsIn(input.observations);
  return moved(signs) ?? weighed(signs);
}

/** When the last call of a message was made. */
function lastCallOf({ attempts, sentAt }: Life): Ticks | undefined {
  return greatest([sentAt, ...attempts.map(({ startedAt }) => startedAt)]);
}

/** Whether Exchange took something of it: where it did, the mailbox was. */
function wasTaken({ attempts }: Life): boolean {
  return attempts.some(({ result }) => result === 'accepted' || result === 'saved');
}

/** What is not known to be later counts as before. */
function isAtOrBefore(at: Ticks | undefined, until: Ticks | undefined): boolean {
  return at === undefined || until === undefined || at <= until;
}

/** The first redirect that the client of a user got; what names nobody is of all. */
function firstRedirects(
  signs: readonly MailboxSign[],
  identities: Identities | undefined,
): (owner: string | undefined) => MailboxSign | undefined {
  const redirects = signs.filter(({ kind }) => kind === 'redirect');
  const known = new Map<string | undefined, MailboxSign | undefined>();
  return (owner) => {
    if (known.has(owner)) return known.get(owner);
    const isOf = ({ witness }: MailboxSign): boolean =>
      owner === undefined || (identities?.ownerOf(witness) ?? owner) === owner;
    const first = redirects.find(isOf);
    known.set(owner, first);
    return first;
  };
}

/**
 * Where the mailbox was when a message was sent, where there are signs of both sides, as of a mailbox that was moved: by what its own
 * calls show, and by a redirect that came before. A redirect that came later tells of a move, unless the server that was asked until
 * then took nothing: then it may have been the first hop alone. Undefined where the messages do not differ.
 */
export function mailboxesOfMessages(
  input: DiagnosisInput,
  identities: Identities | undefined,
): ReadingOfMessage<MailboxLocation> | undefined {
  if (input.stated.mailbox !== undefined) return undefined;
  const signs = mailboxSignsIn(input.observations);
  const [first] = signs;
  if (first === undefined || signs.every(({ value }) => value === first.value)) return undefined;
  if (signs.some(({ kind }) => kind === 'option')) return undefined;
  const own = witnessesOfMessages(input.observations, signs, ({ witness }) => witness);
  const redirectOf = firstRedirects(signs, identities);
  return (life) => {
    const seen = own(life);
    if (seen.length === 0) return undefined;
    const redirect = redirectOf(identities === undefined ? undefined : ownerOfLife(identities, life));
    const isBefore = isAtOrBefore(redirect?.witness.at, lastCallOf(life));
    if (redirect !== undefined && !isBefore && !wasTaken(life)) return undefined;
    const before = redirect !== undefined && isBefore ? [redirect] : [];
    const reading = weighed([...seen, ...before]);
    return { note: `the mailbox of ${life.id}, as its own calls show`, ...reading };
  };
}
