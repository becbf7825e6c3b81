/**
 * `<build>.<revision>` of each Click-to-Run release of 2016, by channel; the full version is `16.0.` and this.
 * Source: release notes for Office 365 ProPlus, 2016 (learn.microsoft.com/officeupdates).
 */
export const CHANNEL_BUILDS: Readonly<Record<'current' | 'first-release-deferred' | 'deferred', readonly string[]>> = {
  current: [
    '6366.2056 6366.2062 6366.2068 6568.2025 6568.2034 6568.2036 6741.2017 6741.2021 6769.2015 6769.2017 6769.2040',
    '6868.2060 6868.2062 6868.2067 6965.2053 6965.2058 6965.2063 7070.2022 7070.2026 7070.2028 7070.2033 7070.2036',
    '7167.2040 7167.2060 7369.2038 7369.2054 7369.2055 7571.2072 7571.2075',
  ].flatMap((row) => row.split(' ')),
  'first-release-deferred': [
    '6001.1054 6001.1061 6741.2014 6741.2015 6741.2017 6741.2021 6741.2025 6741.2026 6741.2033 6741.2037 6741.2042',
    '6741.2047 6965.2058 6965.2063 6965.2066 6965.2069 6965.2076 6965.2084 7369.2038 7369.2054 7369.2055 7369.2095',
  ].flatMap((row) => row.split(' ')),
  deferred: [
    '6001.1061 6001.1068 6001.1073 6001.1078 6001.1082 6001.1085 6001.1087 6001.1090 6741.2048 6741.2056 6741.2063',
    '6741.2071 6741.2081 6741.2088 6741.2098 6965.2092 6965.2105 6965.2115',
  ].flatMap((row) => row.split(' ')),
};

/** First build with offline messages: 16.0.6701.1000. Source: "Enable or disable offline IM", Skype for Business Server. */
export const FIRST_BUILD_WITH_OFFLINE_IM = 6701;

/** First build supported for a mailbox on own Exchange servers: 16.0.6920.1000. Source: as above. */
export const FIRST_BUILD_FOR_ON_PREMISES = 6920;

/**
 * Releases of 2016-06-14, the day by which all Click-to-Run channels had the Drafts fix, by build. No release note names the fix
 * itself, so these are upper bounds: an earlier revision of the same build may hold it (contract section 3).
 */
export const DRAFTS_FIX_REVISIONS: ReadonlyMap<number, number> = new Map([
  [6741, 2048],
  [6965, 2058],
]);

/** Builds from this one on, in every channel, were released after the Drafts fix; below it only the releases listed above have it. */
export const FIRST_BUILD_WITH_DRAFTS_FIX = 6965;

/** Third fields that Windows Installer (MSI) releases of Office 2016 use; Click-to-Run left this range with 6001. */
export const MSI_BUILDS: { readonly from: number; readonly to: number } = { from: 4200, to: 5999 };
/** Fourth fields of MSI releases, as in 16.0.4266.1001 and 16.0.4405.1000. */
export const MSI_REVISIONS: readonly number[] = [1000, 1001];
/** The first Click-to-Run releases, 16.0.4229.1024 and .1029, lie within the MSI range. */
export const CLICK_TO_RUN_AMONG_MSI = 4229;

/**
 * Revisions of the UCCAPI component, as in `UCCAPI/16.0.6965.5308 OC/16.0.6965.2117`. They say nothing of the release, and
 * compared with one they would call every build fixed. Trace files are named after them: Lync-16.0.6965.5305-Office-x86ship-U.etl.
 */
export const UCCAPI_REVISIONS: { readonly from: number; readonly to: number } = { from: 5000, to: 5999 };
