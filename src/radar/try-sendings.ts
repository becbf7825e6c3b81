import { reportOfReading } from '../analyze.ts';
import type { Discovery } from '../input/discover.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { PhraseSeen } from '../model/observation.ts';
import type { PhraseKind, PhraseMatch } from '../model/phrase.ts';
import type { RadarShape, SuggestedPhrase } from '../model/radar-report.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { PhraseSet, readPhrasebook } from '../phrases/index.ts';
import { readSources } from '../reading/index.ts';
import { takesBackSent } from './guess-kind.ts';
import { matchedBy } from './matched-by.ts';
import { MENTION_LITERALS } from './mentions.ts';
import { refutedIn } from './refuted-in.ts';

const TIE = /\{(?:messageId|itemId|recipient)\}/;

/** What is supposed of a shape for the trial alone: lines of a message which may say that it was not sent after all are taken for a failure. */
function supposedOf({ phrase, first }: RadarShape): PhraseKind | undefined {
  if (phrase === undefined || phrase.observes !== undefined) return phrase?.observes;
  return TIE.test(phrase.text) && takesBackSent(first.text) ? 'message-failed' : undefined;
}

/** The phrases of the shapes, one for each of the same words; its id tells which. */
function trialOf(shapes: readonly RadarShape[]): PhraseSet {
  const phrases = new Map<string, object>();
  for (const shape of shapes) {
    const { phrase } = shape;
    const observes = supposedOf(shape);
    if (phrase === undefined || observes === undefined || phrases.has(matchedBy(phrase))) continue;
    const { id: _, ...words } = phrase;
    phrases.set(matchedBy(phrase), { id: `t${phrases.size}`, ...words, observes, status: 'assumed' });
  }
  return new PhraseSet([
    readPhrasebook('radar', JSON.stringify({ phrasebook: 1, name: 'radar', phrases: [...phrases.values()] })),
  ]);
}

function seenOf(line: UnmatchedLine, { phrase, values }: PhraseMatch): PhraseSeen {
  const { source, offset, at, pid, tid } = line;
  return {
    kind: 'phrase',
    source,
    offset,
    evidence: [{ source, ...line.cite(), text: '' }],
    observes: phrase.observes,
    phrase: phrase.id,
    template: phrase.text,
    status: phrase.status,
    values: Object.fromEntries([...values].filter(([name]) => name !== 'text')),
    ...(at === undefined ? {} : { at }),
    ...(pid === undefined ? {} : { pid }),
    ...(tid === undefined ? {} : { tid }),
  };
}

/** Phrases (`matchedBy`) that are guessed to tell of a sending. */
function sendings(shapes: readonly RadarShape[]): readonly SuggestedPhrase[] {
  return shapes.flatMap(({ phrase }) => (phrase?.observes === 'message-sent' ? [phrase] : []));
}

/**
 * Tries the guesses that messages were sent: with all that is guessed, lives are made of the traces, and where a message was kept or failed after such a line, the guess is refuted, as
 * the line may tell of what was tried. Input that can be read but once cannot be tried: of it no sending is guessed. Tells which phrases are refuted (`matchedBy`).
 */
export async function refutedSendings(
  discovery: Discovery,
  options: AnalysisOptions,
  shapes: readonly RadarShape[],
): Promise<ReadonlySet<string>> {
  const sent = sendings(shapes);
  if (sent.length === 0) return new Set();
  if (discovery.files.some(({ isReadOnce }) => isReadOnce === true)) return new Set(sent.map(matchedBy));
  const trial = trialOf(shapes);
  const told: PhraseSeen[] = [];
  const onLine = (line: UnmatchedLine): void => {
    const scope = {
      ...(line.component === undefined ? {} : { component: line.component }),
      ...(line.function === undefined ? {} : { function: line.function }),
    };
    const [match] = trial.matchLine(line.text, scope);
    if (match !== undefined) told.push(seenOf(line, match));
  };
  // Lines that tell an id alone may have no word of the matter.
  const literals = [
    ...new Set([...MENTION_LITERALS, ...trial.literals.filter((one) => /^[\x20-\x7e]{3,}$/.test(one))]),
  ];
  const { onPersons: _, since: __, until: ___, ...whole } = options;
  const reading = await readSources(discovery, whole, undefined, { literals, onLine });
  const tried = { ...reading, observations: [...reading.observations, ...told] };
  const { messages } = await reportOfReading(discovery, tried, whole);
  const refuted = refutedIn(messages, told);
  return new Set(trial.phrases.filter(({ id }) => refuted.has(id)).map(matchedBy));
}
