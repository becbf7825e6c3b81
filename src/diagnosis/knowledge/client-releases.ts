/** As in src/model/installation.ts; knowledge stands on nothing. */
type Channel = 'current' | 'first-release-deferred' | 'deferred';

/** A Click-to-Run release of 2016. */
export interface ClientRelease {
  readonly channel: Channel;
  /** `<build>.<revision>`; the full version is `16.0.` and this. */
  readonly build: string;
  /** The day, or the month where the release notes of several days stand together. */
  readonly date: string;
}

/** `date: builds`, by channel, in order of time. */
const ROWS: Readonly<Record<Channel, readonly string[]>> = {
  current: [
    '2016-01-12: 6366.2056',
    '2016-01-25: 6366.2062',
    '2016-02-09: 6366.2068',
    '2016-02-16: 6568.2025',
    '2016-03-03: 6568.2034',
    '2016-03-04: 6568.2036',
    '2016-03-17: 6741.2017',
    '2016-03-24: 6741.2021',
    '2016-04-04: 6769.2015',
    '2016-04-12: 6769.2017',
    '2016-04-28: 6769.2040',
    '2016-05: 6868.2060',
    '2016-05-10: 6868.2062',
    '2016-05-23: 6868.2067',
    '2016-06-06: 6965.2053',
    '2016-06-14: 6965.2058',
    '2016-06-30: 6965.2063',
    '2016-07: 7070.2022 7070.2026 7070.2028 7070.2033',
    '2016-08: 7070.2036 7167.2040',
    '2016-09-13: 7167.2060',
    '2016-10-11: 7369.2038',
    '2016-11: 7369.2054 7369.2055',
    '2016-12: 7571.2072 7571.2075',
  ],
  'first-release-deferred': [
    '2016-01-12: 6001.1054',
    '2016-02-09: 6001.1061',
    '2016-03-08: 6741.2014',
    '2016-03-14: 6741.2015',
    '2016-03-16: 6741.2017',
    '2016-03-23: 6741.2021',
    '2016-04-04: 6741.2025',
    '2016-04-12: 6741.2026',
    '2016-05: 6741.2033',
    '2016-05-10: 6741.2037',
    '2016-05-23: 6741.2042',
    '2016-06: 6741.2047',
    '2016-06-14: 6965.2058',
    '2016-06-30: 6965.2063',
    '2016-07: 6965.2066 6965.2069',
    '2016-08: 6965.2076',
    '2016-09-13: 6965.2084',
    '2016-10-11: 7369.2038',
    '2016-11: 7369.2054 7369.2055',
    '2016-12: 7369.2095',
  ],
  deferred: [
    '2016-02-09: 6001.1061',
    '2016-03-08: 6001.1068',
    '2016-04-12: 6001.1073',
    '2016-05-10: 6001.1078',
    '2016-06-14: 6001.1082 6741.2048',
    '2016-07: 6001.1085 6741.2056',
    '2016-08: 6001.1087 6741.2063',
    '2016-09-13: 6001.1090 6741.2071',
    '2016-10-11: 6741.2081 6965.2092',
    '2016-11: 6741.2088 6965.2105',
    '2016-12: 6741.2098 6965.2115',
  ],
};

function releasesOf(channel: Channel): readonly ClientRelease[] {
  return ROWS[channel].flatMap((row) => {
    const [date = '', builds = ''] = row.split(': ');
    return builds.split(' ').map((build) => ({ channel, build, date }));
  });
}

/**
 * Every Click-to-Run release of 2016. Source: release notes for Office 365 ProPlus, 2016
 * (https://learn.microsoft.com/en-us/officeupdates/update-history-microsoft365-apps-by-date); field notes, section 5.
 */
export const CLIENT_RELEASES: readonly ClientRelease[] = [
  ...releasesOf('current'),
  ...releasesOf('first-release-deferred'),
  ...releasesOf('deferred'),
];
