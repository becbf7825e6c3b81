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

/** What a version says of where the mailbox is, with the weight it has in that decision; undefined when it says nothing. */
export function locationOfExchange(
  version: ExchangeVersion,
): { readonly value: 'on-premises' | 'online'; readonly isSure: boolean } | undefined {
  if (version.major < 15) return { value: 'on-premises', isSure: true };
  if (version.major > 15) return undefined;
  if (version.minor === 20) return { value: 'online', isSure: true };
  if (version.minor === 2) return { value: 'on-premises', isSure: true };
  // Exchange Online ran 15.0 until about 2015, long before the first client with offline messages.
  if (version.minor === 0) return { value: 'on-premises', isSure: true };
  if (version.minor !== 1 || version.build === undefined) return undefined;
  // Exchange Online ran 15.1 in 2016 and 2017 too (15.1.497.14), with builds outside the list of cumulative updates.
  const isCumulativeUpdate = EXCHANGE_BUILDS['15.1']?.has(version.build) === true;
  return { value: isCumulativeUpdate ? 'on-premises' : 'online', isSure: false };
}
