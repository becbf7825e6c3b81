import { EXCHANGE_BUILDS, EXCHANGE_FAMILIES } from './knowledge/exchange-builds.ts';

/** Fields of ServerVersionInfo; real servers leave the last two out at times. */
export interface ExchangeVersion {
  readonly major: number;
  readonly minor: number;
  readonly build?: number;
  readonly revision?: number;
}

/** `Exchange 2016 CU2`; undefined for a number in no published list, as Exchange Online had many of in 2016. */
function exchangeReleaseOf(version: ExchangeVersion): string | undefined {
  const family = `${version.major}.${version.minor}`;
  const release = version.build === undefined ? undefined : EXCHANGE_BUILDS[family]?.get(version.build);
  return release ?? EXCHANGE_FAMILIES[family];
}

/** `15.1.466.0 (Exchange 2016 CU2)`, or the numbers alone. */
export function exchangeVersionText(version: ExchangeVersion): string {
  const fields = [
    version.major,
    version.minor,
    version.build,
    version.build === undefined ? undefined : version.revision,
  ];
  const numbers = fields.filter((field) => field !== undefined).join('.');
  const release = exchangeReleaseOf(version);
  return release === undefined ? numbers : `${numbers} (${release})`;
}

/**
 * The last build that Exchange Online can have had in common with own servers: that of September 2017, as it had 15.20 alone from the
 * middle of that year on. Source: field notes, section 4.7.
 */
const LAST_BUILD_OF_ONLINE = 1261;
/** Builds of 15.1 that Exchange Online was seen to run: 15.1.302, 15.1.497.14 and 15.1.1240.20. Source: field notes, section 4.7. */
const ONLINE_BUILDS: ReadonlySet<number> = new Set([302, 497, 1240]);

/** No server has later builds of these two: from the middle of 2017 on Exchange Online has 15.20 alone, and both products have ended. */
const LAST_SHARED_BUILD = Math.max(...(EXCHANGE_BUILDS['15.1']?.keys() ?? []));
const LAST_BUILD_OF_2013 = Math.max(...(EXCHANGE_BUILDS['15.0']?.keys() ?? []));

interface Location {
  readonly value: 'on-premises' | 'online';
  readonly isSure: boolean;
  /** The number is in no list and was seen nowhere: which counts only where nothing else tells. */
  readonly isGuess?: true;
}

/**
 * What a version says of where the mailbox is; undefined when it says nothing, as numbers do that no Exchange has. Source: field notes,
 * section 4.7.
 */
export function locationOfExchange(version: ExchangeVersion): Location | undefined {
  const { major, minor, build } = version;
  const family = `${major}.${minor}`;
  if (family === '15.20') return { value: 'online', isSure: true };
  if (major !== 15) return EXCHANGE_FAMILIES[family] === undefined ? undefined : { value: 'on-premises', isSure: true };
  const isListed = build !== undefined && EXCHANGE_BUILDS[family]?.has(build) === true;
  if (minor === 2) return { value: 'on-premises', isSure: isListed };
  // Exchange Online ran 15.0 until about 2015, long before the first client with offline messages, with builds outside the list.
  if (minor === 0) {
    return (build ?? 0) > LAST_BUILD_OF_2013 ? undefined : { value: 'on-premises', isSure: isListed };
  }
  if (minor !== 1 || build === undefined || build > LAST_SHARED_BUILD) return undefined;
  if (isListed) return { value: 'on-premises', isSure: false };
  // Exchange Online ran 15.1 in 2016 and 2017 too, with builds outside the list of cumulative updates; own servers have later ones alone.
  if (ONLINE_BUILDS.has(build)) return { value: 'online', isSure: false };
  return { value: build < LAST_BUILD_OF_ONLINE ? 'online' : 'on-premises', isSure: false, isGuess: true };
}
