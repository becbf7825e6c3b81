import type { SymptomSeen } from '../model/observation.ts';
import { placeOf, type TraceRecord } from '../model/record.ts';
import { cite, citeOnly } from './cite.ts';

interface Words {
  readonly symptom: SymptomSeen['symptom'];
  readonly needle: RegExp;
  /** Must stand in the record as well. */
  readonly beside?: RegExp;
}

/**
 * Words that Microsoft has published: KB4099000 for the first two ("exceeds the quota of 1048576 (0x100000) bytes"; how a trace
 * words it is not known, so the size counts only beside the name of the folder), KB2436962 for the third.
 */
const PUBLISHED: readonly Words[] = [
  {
    symptom: 'deleted-items-too-big',
    needle: /(?<![\w.])(?:0x0*100000|1048576)(?![\w.])/i,
    beside: /deleted ?items/i,
  },
  { symptom: 'exchange-refuses-connection', needle: /exchange server won't let us connect/i },
  { symptom: 'outlook-address-differs', needle: /outlook profile is different from the sign-in address/i },
];

/**
 * What the text of a record says of what is wrong; the caller makes sure that no user wrote it. `hides`: of its lines no more than these words may be cited.
 */
export function observeSymptoms(record: TraceRecord, text: string, hides = false): readonly SymptomSeen[] {
  return PUBLISHED.flatMap(({ symptom, needle, beside }): readonly SymptomSeen[] => {
    const found = needle.exec(text)?.[0];
    if (found === undefined || beside?.test(text) === false) return [];
    return [
      {
        kind: 'symptom',
        source: record.source,
        offset: placeOf(record),
        evidence: [hides ? citeOnly(record, found) : cite(record, found)],
        symptom,
        ...(record.at === undefined ? {} : { at: record.at }),
        ...(record.pid === undefined ? {} : { pid: record.pid }),
        ...(record.tid === undefined ? {} : { tid: record.tid }),
      },
    ];
  });
}
