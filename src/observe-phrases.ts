import type { PhraseSeen } from './model/observation.ts';
import type { PhraseMatch } from './model/phrase.ts';
import { placeOf, type TraceRecord } from './model/record.ts';
import type { Ref } from './model/ref.ts';
import { mergedStretches, type Stretch } from './model/stretches.ts';
import { isTradeWord } from './model/trade-words.ts';
import { goesOnWrittenFrom } from './model/written-text.ts';
import { aroundIn, doubtfulIn, type PhraseSet, skippedIn, spokenIn, writtenIn } from './phrases/index.ts';
import { LineCiter } from './wire/line-citer.ts';

function without(line: string, stretches: readonly Stretch[]): string {
  let [text, at] = ['', 0];
  for (const { start, end } of stretches) {
    text += `${line.slice(at, start)}…`;
    at = end;
  }
  return text + line.slice(at);
}

function seenIn(
  record: TraceRecord,
  { phrase, values }: PhraseMatch,
  evidence: Ref,
  otherwise: PhraseSeen | undefined,
): PhraseSeen {
  const { since, until } = phrase;
  return {
    kind: 'phrase',
    source: record.source,
    offset: placeOf(record),
    evidence: [evidence],
    observes: phrase.observes,
    phrase: phrase.id,
    template: phrase.text,
    status: phrase.status,
    values: Object.fromEntries([...values].filter(([name]) => name !== 'text')),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(otherwise === undefined ? {} : { otherwise }),
    ...(record.at === undefined ? {} : { at: record.at }),
    ...(record.pid === undefined ? {} : { pid: record.pid }),
    ...(record.tid === undefined ? {} : { tid: record.tid }),
  };
}

/** What of a hole with a name somebody may have written, as behind the addresses of a `{recipient}` that takes the rest of a line; where all words are the client's (`, attempt 2`) nobody has. */
function saidInHoles(line: string, match: PhraseMatch): readonly Stretch[] {
  const isOfClient = ({ start, end }: Stretch): boolean =>
    (line.slice(start, end).match(/[\p{L}'’]+/gu) ?? []).every((word) => isTradeWord(word.toLowerCase()));
  return doubtfulIn(line, match).filter((stretch) => !isOfClient(stretch));
}

/** What phrases say of a record. */
export interface SaidByPhrases {
  readonly seen: readonly PhraseSeen[];
  /** The text without what somebody may have written. */
  readonly text: string;
  /** Some of its lines hold what is kept nowhere: no more than the evidence may be cited. */
  readonly hides: boolean;
}

/** What the lines of a record's text say in the words of the phrases; the caller makes sure that no user wrote them. */
export function observePhrases(record: TraceRecord, text: string, phrases: PhraseSet): SaidByPhrases {
  if (phrases.phrases.length === 0) return { seen: [], text, hides: false };
  const citer = new LineCiter(record, text);
  const lines = [...citer.lines];
  let goesOnFrom: number | undefined;
  const found = citer.lines.flatMap((line, number) => {
    const matches = phrases.matchLine(line, record);
    if (matches.length === 0) return [];
    const written = mergedStretches(matches.flatMap((match) => writtenIn(line, match)));
    goesOnFrom ??= goesOnWrittenFrom(citer.lines);
    const around = number > goesOnFrom ? aroundIn : spokenIn;
    const skipped = matches.flatMap((match) => [
      ...skippedIn(match),
      ...around(line, match),
      ...saidInHoles(line, match),
    ]);
    lines[number] = without(line, written);
    return [{ matches, number, hidden: [...written, ...skipped] }];
  });
  // A form may write all lines of a record in one: none is cited as it stands there where one of them hides something.
  const hides = found.some(({ hidden }) => hidden.length > 0);
  const seen = found.flatMap(({ matches, number, hidden }) => {
    const evidence = hides ? citer.citeWithout(number, hidden, matches[0]?.at) : citer.cite(number);
    const first = matches.reduceRight<PhraseSeen | undefined>(
      (otherwise, match) => seenIn(record, match, evidence, otherwise),
      undefined,
    );
    return first ?? [];
  });
  return { seen, text: hides ? lines.join('\n') : text, hides };
}
