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

/** Third fields grow by some 1,500 a year, and were below 20,000 in 2025: no client has one from here on. */
export const FIRST_BUILD_BEYOND_ALL = 40_000;
