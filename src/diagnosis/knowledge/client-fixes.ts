/** As in src/model/installation.ts; knowledge stands on nothing. */
type Channel = 'current' | 'first-release-deferred' | 'deferred';

/** First `build.revision` with a fix, by channel; absent where no release note of the channel names it. */
export interface ClientFix {
  readonly channels: Readonly<Partial<Record<Channel, string>>>;
  /** Third field of the first MSI update with it. */
  readonly msi?: number;
}

/**
 * The first release of each channel with offline messages (16.0.6701.1000 or later) for a mailbox in Exchange Online. Field notes,
 * section 5: 6701 itself was never released.
 */
export const OFFLINE_IM_ONLINE: ClientFix = {
  channels: { current: '6741.2017', 'first-release-deferred': '6741.2014', deferred: '6741.2048' },
};

/**
 * The same for a mailbox on own Exchange servers: 16.0.6920.1000 or later, and with the Drafts fix of 2016-06-14. 16.0.6965.2053 is
 * above the minimum and may still have the bug.
 */
export const OFFLINE_IM_ON_PREMISES: ClientFix = {
  channels: { current: '6965.2058', 'first-release-deferred': '6965.2058', deferred: '6965.2092' },
};

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

/** KB3128049 of January 2017. */
export const DUPLICATE_LINES_FIX: ClientFix = { channels: {}, msi: 4483 };

/** Every fix: from one of these releases on something is otherwise. */
export const CLIENT_FIXES: readonly ClientFix[] = [
  OFFLINE_IM_ONLINE,
  OFFLINE_IM_ON_PREMISES,
  MAPI_UNAVAILABLE_FIX,
  HISTORY_SHOWN_AS_DRAFT_FIX,
  FALSE_BANNER_FIX,
  MISSED_MAIL_FIX,
  EXO_MIGRATION_FIX,
  EXCHANGE_SIGN_IN_FIX,
  DUPLICATE_LINES_FIX,
];
