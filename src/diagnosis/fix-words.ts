import type { Channel } from '../model/installation.ts';
import {
  type ClientFix,
  DUPLICATE_LINES_FIX,
  EXCHANGE_SIGN_IN_FIX,
  EXO_MIGRATION_FIX,
  FALSE_BANNER_FIX,
  HISTORY_SHOWN_AS_DRAFT_FIX,
  MAPI_UNAVAILABLE_FIX,
  MISSED_MAIL_FIX,
  OFFLINE_IM_ON_PREMISES,
  OFFLINE_IM_ONLINE,
} from './knowledge/client-fixes.ts';

const CHANNELS: readonly (readonly [Channel, string])[] = [
  ['current', 'Current Channel'],
  ['first-release-deferred', 'First Release for Deferred Channel'],
  ['deferred', 'Deferred Channel'],
];

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** `16.0.6965.2058`; where the last field is not known, as in `7766.0`, without it. */
export function versionWords(release: string): string {
  return `16.0.${release.replace(/\.0$/, '')}`;
}

/** `16.0.7369.2054 (Current Channel and First Release for Deferred Channel) and 16.0.6965.2105 (Deferred Channel)`. */
function releaseWords({ channels }: ClientFix): string {
  const releases = [...new Set(CHANNELS.flatMap(([channel]) => channels[channel] ?? []))];
  return listed(
    releases.map((release) => {
      const names = CHANNELS.flatMap(([channel, name]) => (channels[channel] === release ? [name] : []));
      return `${versionWords(release)} (${listed(names)})`;
    }),
  );
}

/** `16.0.4405`: the first MSI update with a fix. */
function msiWords({ msi }: ClientFix): string {
  return msi === undefined ? 'no MSI update' : versionWords(String(msi));
}

type Thing =
  | 'withOfflineMessages'
  | 'onPremises'
  | 'missedMail'
  | 'falseBanner'
  | 'historyShownAsDraft'
  | 'mapi'
  | 'mapiMsi'
  | 'exoMigration'
  | 'exchangeSignIn'
  | 'duplicateLinesMsi';

/** The first releases in which something is otherwise, as fixes name them; counterfactuals name those of the same tables. */
export const firstRelease: Readonly<Record<Thing, string>> = {
  withOfflineMessages: `for a mailbox in Exchange Online ${releaseWords(OFFLINE_IM_ONLINE)}; for one on own servers ${releaseWords(OFFLINE_IM_ON_PREMISES)}`,
  onPremises: releaseWords(OFFLINE_IM_ON_PREMISES),
  missedMail: releaseWords(MISSED_MAIL_FIX),
  falseBanner: releaseWords(FALSE_BANNER_FIX),
  historyShownAsDraft: releaseWords(HISTORY_SHOWN_AS_DRAFT_FIX),
  mapi: releaseWords(MAPI_UNAVAILABLE_FIX),
  mapiMsi: msiWords(MAPI_UNAVAILABLE_FIX),
  exoMigration: releaseWords(EXO_MIGRATION_FIX),
  exchangeSignIn: releaseWords(EXCHANGE_SIGN_IN_FIX),
  duplicateLinesMsi: msiWords(DUPLICATE_LINES_FIX),
};
