import { TICKS_PER_SECOND } from '../model/ticks.ts';
import { nearestOffset } from '../model/utc-offsets.ts';
import type { Question } from './conditions.ts';
import type { Case } from './rule.ts';

/** Kerberos takes no more than this between two clocks; tokens are no more patient. */
const ALLOWED = 300 * TICKS_PER_SECOND;

function minutes(ticks: number): string {
  return (ticks / TICKS_PER_SECOND / 60).toFixed(1);
}

/** The times of requests against the Date headers of their answers. */
export const clockIsWrong: Question<Case> = {
  name: 'the clock of the PC differs from that of Exchange by more than five minutes',
  wanted: 'more than 300 seconds by every pair of request and answer',
  ask: ({ input }) => {
    const measured = input.sources.flatMap(({ path, skew, zone }) =>
      skew?.against === 'date-header' ? [{ path, skew, zone }] : [],
    );
    if (measured.length === 0) return { holds: 'unknown', because: 'no answer with a Date header was seen' };
    const off = measured.find(
      ({ skew }) => Math.min(Math.abs(skew.least), Math.abs(skew.greatest)) > ALLOWED && skew.least * skew.greatest > 0,
    );
    const [first] = measured;
    if (off === undefined) return { holds: 'no', found: `${minutes(first?.skew.greatest ?? 0)} minutes` };
    const found = `${minutes(off.skew.least)} to ${minutes(off.skew.greatest)} minutes in ${off.path}`;
    const middle = (off.skew.least + off.skew.greatest) / 2;
    // A zone that somebody gave may be the wrong one, too; only a difference that no zone has is surely that of the clock.
    const toZone = Math.abs(nearestOffset(-middle) + middle);
    if (off.zone.basis !== 'stated' && toZone <= ALLOWED) {
      return {
        holds: 'unknown',
        found,
        because: 'the trace does not state its zone, and the difference is one of zones',
      };
    }
    const evidence = input.observations
      .filter((one) => one.kind === 'http-response' && one.date !== undefined && one.source === off.path)
      .flatMap((one) => one.evidence);
    return { holds: 'yes', found, evidence: evidence.slice(0, 3), certainty: 'likely' };
  },
};
