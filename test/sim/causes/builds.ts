import type { Channel } from '../../../src/model/installation.ts';
import type { Dice } from '../dice.ts';

/** A Click-to-Run release and a channel that had it. */
export interface Release {
  readonly build: string;
  readonly channel: Channel;
}

function releases(channel: Channel, builds: string): readonly Release[] {
  return builds.split(' ').map((build) => ({ build, channel }));
}

/** Source of all: release notes of Office 365 ProPlus, 2016 and 2017; field notes, section 5. */
const CURRENT = releases(
  'current',
  '6741.2017 6741.2021 6769.2015 6769.2040 6868.2060 6868.2067 6965.2053 6965.2058 6965.2063 7070.2022 7070.2036 7167.2040 7167.2060 7369.2038 7369.2054 7571.2072 7571.2075 7766.2060 8067.2115',
);
const FIRST_RELEASE = releases(
  'first-release-deferred',
  '6741.2014 6741.2025 6741.2037 6741.2042 6741.2047 6965.2058 6965.2066 6965.2076 6965.2084 7369.2038 7369.2095 7766.2060',
);
const DEFERRED = releases(
  'deferred',
  '6741.2048 6741.2063 6741.2098 6965.2092 6965.2105 6965.2115 7369.2118 7766.2076',
);
const ALL: readonly Release[] = [...CURRENT, ...FIRST_RELEASE, ...DEFERRED];

/** `7070.2022` as a number that orders releases. */
function orderOf(build: string): number {
  const [third = 0, fourth = 0] = build.split('.').map(Number);
  return third * 10_000 + fourth;
}

export function isBelow(build: string, limit: string): boolean {
  return orderOf(build) < orderOf(limit);
}

function oneOf(all: readonly Release[], dice: Dice): Release {
  const [first, ...others] = all;
  if (first === undefined) throw new Error('no such release');
  return dice.pick([first, ...others]);
}

/** A release with offline messages, and one that is supported for the mailbox. */
export function healthyRelease(dice: Dice, mailbox: 'online' | 'on-premises'): Release {
  const supported = mailbox === 'online' ? ALL : ALL.filter(({ build }) => !isBelow(build, '6965.2053'));
  return oneOf(supported, dice);
}

/** A release with the fix of the Drafts bug that is supported for a mailbox on own servers. */
export function fixedRelease(dice: Dice): Release {
  return oneOf(
    ALL.filter(({ build }) => !isBelow(build, '6965.2058')),
    dice,
  );
}

/** Releases with offline messages and the Drafts bug: before 2016-06-14, in any channel. */
export function buggyRelease(dice: Dice): Release {
  return oneOf(
    ALL.filter(({ build }) => isBelow(build, '6965.2058') && !/^6741\.20(?:48|[5-9]\d)$/.test(build)),
    dice,
  );
}

/** What the Deferred channel had from June to October 2016. */
export function fixedButTooOldRelease(dice: Dice): Release {
  return {
    build: dice.pick(['6741.2048', '6741.2056', '6741.2063', '6741.2071', '6741.2081', '6741.2088', '6741.2098']),
    channel: 'deferred',
  };
}

/** With offline messages, below the minimum for own servers. */
export function belowOnPremisesMinimum(dice: Dice): Release {
  return oneOf(
    ALL.filter(({ build }) => isBelow(build, '6920.1000')),
    dice,
  );
}

/** A release that lacks a fix, told by the first release of each channel that has it. */
export function releaseBefore(
  dice: Dice,
  fix: Readonly<Partial<Record<Channel, string>>>,
  from = '6701.1000',
): Release {
  return oneOf(
    ALL.filter(({ build, channel }) => {
      const fixed = fix[channel];
      return fixed !== undefined && isBelow(build, fixed) && !isBelow(build, from);
    }),
    dice,
  );
}

/** Click-to-Run releases without offline messages. */
export function oldRelease(dice: Dice): string {
  return dice.pick(['6366.2056', '6366.2068', '6568.2025', '6568.2036', '6001.1061', '6001.1090', '4229.1024']);
}

/** Releases for Windows Installer: 2016-01 to 2018-04. */
export function msiRelease(dice: Dice): string {
  return dice.pick(['4266.1001', '4405.1000', '4417.1000', '4546.1000', '4678.1000']);
}
