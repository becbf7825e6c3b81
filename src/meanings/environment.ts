import type { Observation, PhraseSeen, SettingName } from '../model/observation.ts';
import { linkStateOf } from '../wire/configuration.ts';
import { withoutSubject } from '../wire/private-text.ts';
import { addressOf, versionIn } from '../wire/property-lines.ts';
import { policyName } from '../wire/sip-policies.ts';
import { observedAt, wordsOf } from './seen.ts';
import { flagOf, hostOf, idOf } from './values.ts';

export function clientVersionOf(seen: PhraseSeen): readonly Observation[] {
  const { values } = seen;
  const version = versionIn(values.version ?? values.value) ?? idOf(values.version ?? values.value);
  return version === undefined ? [] : [{ kind: 'client-version', ...observedAt(seen), version, origin: 'phrase' }];
}

const ON_PREMISES = /\bon[-_ ]?prem(?:ise)?s?\b|\bown server|\blocal server/i;
const ONLINE = /\bonline\b|\boffice ?365\b|\bo365\b|\bexo\b|\bcloud\b/i;
/** What a negation takes back: all up to the next stop, or a `but`. */
const NEGATED = /(?:\b(?:not|no|non|never|neither|nor|without)\b|n['’]t\b)(?:(?!\bbut\b)[^,;.:!?()])*/gi;

/** Where the mailbox is, in the usual spellings; words that say both, or neither, say nothing. */
export function mailboxLocationOf(seen: PhraseSeen): readonly Observation[] {
  const words = wordsOf(seen).replace(NEGATED, '');
  const isOnline = ONLINE.test(words);
  const host = hostOf(seen.values.url);
  const byHost =
    host === undefined
      ? []
      : [{ kind: 'mailbox-signal', ...observedAt(seen), signal: 'ews-host', value: host } as const];
  if (isOnline === ON_PREMISES.test(words)) return byHost;
  const value = isOnline ? 'online' : 'on-premises';
  return [{ kind: 'mailbox-signal', ...observedAt(seen), signal: 'phrase', value }, ...byHost];
}

const SETTINGS: readonly SettingName[] = [
  'DisableSavingIM',
  'EnableServerConversationHistory',
  'EnableTracing',
  'TracingLevel',
  'AllowAdalForNonLyncIndependentOfLync',
];

/** A switch by its name; the user's own archiving option is one, too. */
export function policyOf(seen: PhraseSeen): readonly Observation[] {
  const name = idOf(seen.values.name) ?? '';
  const text = seen.values.value ?? '';
  const setting = SETTINGS.find((known) => known.toLowerCase() === name.toLowerCase());
  if (setting !== undefined) {
    const value = flagOf(text) === undefined ? idOf(text) : String(Number(flagOf(text)));
    return value === undefined
      ? []
      : [{ kind: 'setting', ...observedAt(seen), name: setting, value, origin: 'in-band' }];
  }
  const value = flagOf(text);
  if (value === undefined) return [];
  if (name.toLowerCase() === 'imautoarchiving')
    return [{ kind: 'policy', ...observedAt(seen), name: 'imAutoArchiving', value, origin: 'user-option' }];
  const policy = policyName(name);
  return policy === undefined ? [] : [{ kind: 'policy', ...observedAt(seen), name: policy, value, origin: 'in-band' }];
}

export function linkOf(seen: PhraseSeen, service: 'ews' | 'mapi'): readonly Observation[] {
  const state = linkStateOf(wordsOf(seen));
  const url = seen.values.url?.trim();
  return [
    { kind: 'exchange-link', ...observedAt(seen), service, state },
    ...(service === 'ews' && url !== undefined && hostOf(url) !== undefined
      ? [{ kind: 'ews-url', ...observedAt(seen), url: withoutSubject(url), isInUse: true } as const]
      : []),
  ];
}

/** The client signs in, or ends; whose client it is, one of the holes may say. */
export function sessionOf(seen: PhraseSeen, event: 'sign-in' | 'sign-out'): readonly Observation[] {
  const { recipient, name, value } = seen.values;
  const user = [recipient, name, value].flatMap((text) => addressOf(idOf(text)) ?? [])[0];
  return [
    { kind: 'session', ...observedAt(seen), event, ...(user === undefined ? {} : { user }) },
    ...(user !== undefined && event === 'sign-in'
      ? [{ kind: 'user', ...observedAt(seen), address: user, origin: 'phrase' } as const]
      : []),
  ];
}
