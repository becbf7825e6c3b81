import type { PhraseKind } from '../model/phrase.ts';
import type { Mention, RadarShape, SuggestedPhrase } from '../model/radar-report.ts';
import { ticksToIso } from '../model/ticks.ts';
import type { Shape } from './build-shapes.ts';
import { contestedGuesses } from './contested-guesses.ts';
import type { ContestingLine } from './contesting-lines.ts';
import { guessByWords, guessesByFate, type Ranked } from './guess-by-fate.ts';
import { IdHolesByValue } from './id-holes-by-value.ts';
import type { KnownLife } from './known-window.ts';
import { withoutPeople } from './mask-path.ts';
import { matchedBy } from './matched-by.ts';
import { phraseId } from './phrase-id.ts';
import { knownShare } from './rank-known.ts';
import { shownShape } from './shape-parts.ts';
import { suggestTemplate } from './suggest-template.ts';
import type { Told } from './told-by-phrases.ts';
import { wordingOf } from './wording.ts';

/** How much each makes a shape worth a look. */
const WEIGHT: Readonly<Record<Mention, number>> = {
  'offline-im': 3,
  drafts: 3,
  spooler: 2,
  'message-id': 2,
  'known-message': 2,
  ews: 1,
};

function phraseOf(
  shape: Shape,
  observes: PhraseKind | undefined,
  messageIds: IdHolesByValue,
): SuggestedPhrase | undefined {
  const { component } = shape;
  const hole = messageIds.of(shape, observes);
  const template = hole === undefined ? shape.template : suggestTemplate(shape.parts, shape.isCut, hole);
  if (template === undefined) return undefined;
  const scope = {
    ...(component === undefined ? {} : { component }),
    ...(shape.function === undefined ? {} : { function: shape.function }),
  };
  return {
    id: phraseId(template, JSON.stringify(scope)),
    ...(observes === undefined ? {} : { observes }),
    text: template,
    ...scope,
  };
}

function worth({ shape, words }: Ranked): number {
  const mentions = shape.mentions.reduce((sum, mention) => sum + WEIGHT[mention], 0);
  return mentions + (words === undefined ? 0 : 2) + (shape.template === undefined ? -2 : 0);
}

/** Those that go best with known messages first, then those that say most of the matter, then the frequent ones. */
function inOrder(ranked: readonly Ranked[]): readonly Ranked[] {
  const text = ({ shape }: Ranked): string =>
    `${shape.template}\n${shape.first.source}\n${shape.component}\n${shownShape(shape.parts, [])}`;
  return ranked
    .map((one) => ({ one, worth: worth(one), text: text(one) }))
    .toSorted(
      (a, b) =>
        (b.one.known?.score ?? 0) - (a.one.known?.score ?? 0) ||
        b.worth - a.worth ||
        b.one.shape.count - a.one.shape.count ||
        (a.text < b.text ? -1 : a.text > b.text ? 1 : a.one.shape.first.offset - b.one.shape.first.offset),
    )
    .map(({ one }) => one);
}

/** Gives phrases ids that differ: a later one with the same words is the second. */
function numbered(): (phrase: SuggestedPhrase) => SuggestedPhrase {
  const times = new Map<string, number>();
  return (phrase) => {
    const time = (times.get(phrase.id) ?? 0) + 1;
    times.set(phrase.id, time);
    return time === 1 ? phrase : { ...phrase, id: phraseId(phrase.text, `${phrase.id}\n${time}`) };
  };
}

function withoutGuess({ observes: _, ...phrase }: SuggestedPhrase): SuggestedPhrase {
  return phrase;
}

/** What the lines of a trace tell beside their shapes. */
export interface Beside {
  /** How many known messages have no line in the trace. */
  readonly unmet?: number;
  readonly crowded?: ReadonlySet<number>;
  /** Lines that are not shown. */
  readonly failures?: readonly ContestingLine[];
  /** Phrases (`matchedBy`) whose guess was tried and failed. */
  readonly refuted?: ReadonlySet<string>;
}

/** The shapes as they are reported. `known`: absent where nobody told of messages. */
export function reportShapes(
  shapes: readonly Shape[],
  told: Told,
  known?: readonly KnownLife[],
  { unmet = 0, crowded, failures, refuted = new Set() }: Beside = {},
): readonly RadarShape[] {
  const messageIds = new IdHolesByValue(shapes, told.messageIds);
  const ranked = shapes.map((shape): Ranked => {
    const wording = wordingOf(shape);
    const guess = guessByWords(shape, wording, known ?? [], messageIds.of(shape, 'message-sent'));
    return { shape, known: known && knownShare(shape, known), wording, ...guess };
  });
  const byFate = guessesByFate(
    ranked,
    { messages: known?.length ?? 0, unmet, ...(crowded && { crowded }) },
    told.kinds,
  );
  const withOwnId = numbered();
  const suggestions = inOrder(ranked).map((one) => {
    const phrase = phraseOf(one.shape, one.words ?? byFate.get(one.shape), messageIds);
    return { ...one, phrase: phrase && refuted.has(matchedBy(phrase)) ? withoutGuess(phrase) : phrase };
  });
  const contested = contestedGuesses(suggestions, failures);
  return suggestions.map(({ shape, known: share, words, phrase: suggested }, i): RadarShape => {
    const { first, component, function: called } = shape;
    const phrase = suggested && withOwnId(contested.has(shape) ? withoutGuess(suggested) : suggested);
    return {
      id: `s${i + 1}`,
      count: shape.count,
      mentions: shape.mentions,
      first: {
        source: withoutPeople(first.source),
        line: first.ref.line,
        offset: first.ref.offset,
        ...(first.at === undefined ? {} : { at: ticksToIso(first.at) }),
        text: shownShape(shape.parts, first.samples),
      },
      ...(component === undefined ? {} : { component }),
      ...(called === undefined ? {} : { function: called }),
      ...(phrase === undefined ? {} : { phrase }),
      ...(phrase?.observes === undefined ? {} : { basis: words === undefined ? 'known-outcome' : 'words' }),
      ...(share === undefined ? {} : { known: share }),
    };
  });
}
