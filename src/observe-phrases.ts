import type { PhraseSeen } from './model/observation.ts';
import type { PhraseMatch } from './model/phrase.ts';
import { placeOf, type TraceRecord } from './model/record.ts';
import type { Ref } from './model/ref.ts';
import type { PhraseSet } from './phrases/index.ts';
import { cite } from './wire/cite.ts';

/** Cites the line of a match, without what stands in a `{text}`: it may be what somebody wrote. */
function citeMatch(record: TraceRecord, line: string, { values }: PhraseMatch): Ref {
  const ref = cite(record, line.trim());
  const text = values.get('text');
  return text === undefined || text === '' ? ref : { ...ref, text: ref.text.replaceAll(text, '…') };
}

function seenIn(record: TraceRecord, line: string, match: PhraseMatch): PhraseSeen {
  const { phrase, values } = match;
  const { since, until } = phrase;
  return {
    kind: 'phrase',
    source: record.source,
    offset: placeOf(record),
    evidence: [citeMatch(record, line, match)],
    observes: phrase.observes,
    phrase: phrase.id,
    template: phrase.text,
    status: phrase.status,
    values: Object.fromEntries([...values].filter(([name]) => name !== 'text')),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(record.at === undefined ? {} : { at: record.at }),
    ...(record.pid === undefined ? {} : { pid: record.pid }),
    ...(record.tid === undefined ? {} : { tid: record.tid }),
  };
}

/** What the lines of a record's text say in the words of the phrases; the caller makes sure that no user wrote them. */
export function observePhrases(record: TraceRecord, text: string, phrases: PhraseSet): readonly PhraseSeen[] {
  if (phrases.phrases.length === 0) return [];
  return text.split('\n').flatMap((line): readonly PhraseSeen[] => {
    const match = phrases.matchLine(line.endsWith('\r') ? line.slice(0, -1) : line, record);
    return match === undefined ? [] : [seenIn(record, line, match)];
  });
}
