/** As in src/model/installation.ts; knowledge stands on nothing. */
type Channel = 'current' | 'first-release-deferred' | 'deferred';

/** First `build.revision` with a fix, by channel; absent where no release note of the channel names it. */
export interface ClientFix {
  readonly channels: Readonly<Partial<Record<Channel, string>>>;
  /** Third field of the first MSI update with it. */
  readonly msi?: number;
}

/**
 * Releases that brought a fix. Source: release notes for Office 365 ProPlus, 2016 and 2017 (learn.microsoft.com/officeupdates); for
 * MAPI "MAPI unavailable" of the support articles, with KB3115268 of July 2016, which is 16.0.4405.1000. Field notes, section 6.
 */
export const MAPI_UNAVAILABLE_FIX: ClientFix = {
  channels: { current: '7167.2040', 'first-release-deferred': '6965.2078', deferred: '6965.2092' },
  msi: 4405,
};

export const HISTORY_SHOWN_AS_DRAFT_FIX: ClientFix = {
  channels: { current: '7341.2032', 'first-release-deferred': '7369.2038', deferred: '7369.2118' },
};

export const FALSE_BANNER_FIX: ClientFix = {
  channels: { current: '7167.2040', 'first-release-deferred': '7369.2038', deferred: '7369.2118' },
};

/** Of the deferred channels the build alone is known: 7766. */
export const MISSED_MAIL_FIX: ClientFix = {
  channels: { current: '7571.2072', 'first-release-deferred': '7766.0', deferred: '7766.0' },
};

export const EXO_MIGRATION_FIX: ClientFix = {
  channels: { current: '7369.2054', 'first-release-deferred': '7369.2054', deferred: '6965.2105' },
};

export const EXCHANGE_SIGN_IN_FIX: ClientFix = { channels: { current: '7369.2024' } };

/**
 * MSI updates after which lines of a conversation come twice, by their third field: November 2016 (KB3127939) and December 2016
 * (KB3127980); January 2017 (KB3128049), 16.0.4483, has the fix. Field notes, section 6, RC-40; the numbers are those that the files of
 * all Office 2016 updates of these months have.
 */
export const DUPLICATE_LINES_BUILDS: readonly number[] = [4456, 4471];
