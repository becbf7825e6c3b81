import type { GapKind } from '../model/issue.ts';
import type { SettingSeen, SymptomSeen } from '../model/observation.ts';
import { endOfExchange } from './client-calls.ts';
import type { Question } from './conditions.ts';
import { topRankOf } from './environment/fact.ts';
import { ofKind } from './of-kind.ts';
import type { Case } from './rule.ts';

/** As of policies: what goes in band, then lists of it, then the policy keys of the PC and of its user, then the user's own choice. */
const SETTING_RANK: Readonly<Record<SettingSeen['origin'], number>> = {
  'in-band': 4,
  companion: 3,
  'machine-policy': 2,
  'user-policy': 1,
  'user-option': 0,
};

function isOnIn({ value }: SettingSeen): boolean {
  return /^(?:true|1|yes|\$true)$/i.test(value);
}

/** Whether a switch has a value; of witnesses of the best kind the last counts, and those of a list that say otherwise contest it. */
export function settingIs(name: SettingSeen['name'], isOn: boolean, missing: string): Question<Case> {
  return {
    name: `${name} is ${isOn ? 'on' : 'off'}`,
    wanted: isOn ? 'true' : 'false, or not set',
    ask: ({ input }) => {
      const seen = ofKind(input.observations, 'setting').filter((one) => one.name === name);
      const topRank = topRankOf(seen, (one) => SETTING_RANK[one.origin]);
      const top = seen.filter((one) => SETTING_RANK[one.origin] === topRank);
      const last = top.at(-1);
      if (last === undefined) {
        return isOn ? { holds: 'unknown', because: missing } : { holds: 'yes', found: 'not seen', certainty: 'likely' };
      }
      const isContested = last.origin === 'companion' && top.some((one) => isOnIn(one) !== isOnIn(last));
      const holds = isOnIn(last) === isOn ? 'yes' : 'no';
      return {
        // As of facts: a no that some witness contradicts must not end the search for the cause.
        holds: isContested && holds === 'no' ? 'unknown' : holds,
        found: last.value,
        evidence: last.evidence,
        ...(isContested && {
          isContested,
          because: 'other lists say otherwise, and which of them is of the user is not known',
        }),
      };
    },
  };
}

/** A setting by which the server sends and the client does not is contested by a message that the client sent itself. */
export function unlessClientSends(setting: Question<Case>): Question<Case> {
  return {
    ...setting,
    ask: (subject) => {
      const answer = setting.ask(subject);
      const sent = subject.input.lives.find(({ attempts }) => attempts.some(({ result }) => result === 'accepted'));
      if (answer.holds !== 'yes' || sent === undefined) return answer;
      return { ...answer, found: `${answer.found ?? ''}, yet the client sent ${sent.id} itself`, isContested: true };
    },
  };
}

const HIDES_WORDS: ReadonlySet<GapKind> = new Set<GapKind>(['undecoded', 'capped', 'damaged']);

/** What else tells that something is not so where the client has not said it, and what is missing where that does not tell. */
interface RuledOut {
  readonly by: Question<Case>;
  readonly missing: string;
}

/**
 * Whether the client has said so, in words that are published. It says them to its user: that they are not in a trace is no sign that
 * all is well.
 */
export function clientSaid(words: string, symptom: SymptomSeen['symptom'], { by, missing }: RuledOut): Question<Case> {
  return {
    name: `the client says that ${words}`,
    ask: (subject) => {
      const { input } = subject;
      const seen = ofKind(input.observations, 'symptom').filter((one) => one.symptom === symptom);
      const [first] = seen;
      if (first !== undefined) return { holds: 'yes', evidence: seen.flatMap((one) => one.evidence).slice(0, 3) };
      if (input.horizon === undefined || input.sources.length === 0)
        return { holds: 'unknown', because: 'there is no trace of the client' };
      const gap = input.gaps.find(({ kind }) => HIDES_WORDS.has(kind));
      if (gap !== undefined) return { holds: 'unknown', because: `the words may be hidden: ${gap.text}` };
      const { holds, found, evidence = [] } = by.ask(subject);
      if (holds === 'yes') return { holds: 'no', evidence, ...(found !== undefined && { found }) };
      return { holds: 'unknown', found: 'no such words in the trace', because: missing };
    },
  };
}

/** Items of conversation history that Exchange names as drafts. */
export const historyIsDraft: Question<Case> = {
  name: 'an item of conversation history is marked as a draft',
  wanted: 'item class IPM.Note.Microsoft.Conversation with IsDraft true',
  ask: ({ input }) => {
    const answers = ofKind(input.observations, 'http-response')
      .filter(({ operation }) => operation === 'GetItem' || operation === 'FindItem' || operation === 'SyncFolderItems')
      .flatMap((one) => one.answers);
    if (answers.every(({ hasHistoryDraft }) => hasHistoryDraft === undefined))
      return { holds: 'unknown', because: 'no item of conversation history was read back from Exchange in the trace' };
    const drafts = answers.filter((one) => one.hasHistoryDraft === true);
    return { holds: drafts.length > 0 ? 'yes' : 'no', evidence: drafts.flatMap((one) => one.evidence).slice(0, 3) };
  },
};

/** Saving to the folder fails and is not got over; that the folder is missing at first, and then made, is usual. */
export const folderIsMissing: Question<Case> = {
  name: 'Exchange does not find the folder that the client saves to',
  wanted: 'ErrorFolderNotFound on CreateItem, and no success after it',
  ask: ({ calls, input }) => {
    const saves = calls.exchanges.filter(
      ({ request, response }) => request.operation === 'CreateItem' && response !== undefined,
    );
    const logged = ofKind(input.observations, 'ews-log-entry').filter(
      ({ operation, clientVersion }) => operation === 'CreateItem' && clientVersion !== undefined,
    );
    if (saves.length + logged.length === 0) return { holds: 'unknown', because: 'no answer to a CreateItem was seen' };
    const isMissing = (codes: readonly string[]): boolean => codes.includes('ErrorFolderNotFound');
    const last = saves.at(-1);
    const lastLogged = logged.at(-1);
    const end = last === undefined ? undefined : endOfExchange(last);
    if (end !== undefined && isMissing(end.codes)) {
      return { holds: 'yes', found: `${end.words} with ErrorFolderNotFound`, evidence: end.evidence };
    }
    if (end === undefined && lastLogged?.errorCode === 'ErrorFolderNotFound')
      return { holds: 'yes', found: 'in the log of Exchange', evidence: lastLogged.evidence, certainty: 'likely' };
    if (end !== undefined && (end.isUnreadable || end.answerer !== undefined))
      return { holds: 'unknown', found: end.words, because: 'the last answer to a CreateItem does not tell it' };
    return { holds: 'no', ...(end !== undefined && { found: end.words }) };
  },
};

/** Addresses that sign in on the PC, as SIP, the profile folders and the registry name them. */
export const severalAccounts: Question<Case> = {
  name: 'several accounts are used on the PC',
  ask: ({ input }) => {
    const seen = ofKind(input.observations, 'user').filter(({ origin }) => origin !== 'ews-header');
    const addresses = [...new Set(seen.map(({ address }) => address.toLowerCase()))];
    if (addresses.length === 0) return { holds: 'unknown', because: 'no address of the user was seen' };
    const firsts = addresses.flatMap(
      (address) => seen.find((one) => one.address.toLowerCase() === address)?.evidence ?? [],
    );
    const found = addresses.join(', ');
    if (addresses.length > 1) return { holds: 'yes', found, evidence: firsts, certainty: 'likely' };
    const isListed = seen.some(({ origin }) => origin === 'registry' || origin === 'configuration');
    if (isListed) return { holds: 'no', found };
    return {
      holds: 'unknown',
      found,
      because: 'the keys of the client in the registry, which name its accounts, are not there',
    };
  },
};
