import { reportOfReading } from '../analyze.ts';
import type { Discovery } from '../input/discover.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { PhraseSeen } from '../model/observation.ts';
import type { PhraseKind, PhraseMatch } from '../model/phrase.ts';
import type { RadarShape, SuggestedPhrase } from '../model/radar-report.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { PhraseSet, readPhrasebook } from '../phrases/index.ts';
import { type Reading, readSources, type ScanThreads } from '../reading/index.ts';
import { takesBackSent } from './guess-kind.ts';
import { matchedBy } from './matched-by.ts';
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

/** Where lines are read again. */
interface Traces {
  readonly discovery: Discovery;
  readonly options: AnalysisOptions;
  readonly threads: ScanThreads;
}

/** Lines that are tried: of a trace with more the first ones. To make lives of 100,000 lines takes three times as long as all else, and 80 MB. */
const MOST_TRIED = 2000;

/** What a trial tells of the lines that it matches, in the order of the reading. */
async function seenBy(trial: PhraseSet, { discovery, options, threads }: Traces): Promise<readonly PhraseSeen[]> {
  const enough = new AbortController();
  const signal = options.signal === undefined ? enough.signal : AbortSignal.any([options.signal, enough.signal]);
  const told: PhraseSeen[] = [];
  const onLine = (line: UnmatchedLine): void => {
    const scope = {
      ...(line.component === undefined ? {} : { component: line.component }),
      ...(line.function === undefined ? {} : { function: line.function }),
    };
    const [match] = told.length < MOST_TRIED ? trial.matchLine(line.text, scope) : [];
    if (match !== undefined) told.push(seenOf(line, match));
    if (told.length === MOST_TRIED) enough.abort();
  };
  const literals = trial.literals.filter((one) => /^[\x20-\x7e]{3,}$/.test(one));
  try {
    await readSources(discovery, { ...options, signal }, undefined, { literals, onLine }, threads);
  } catch (error) {
    if (!enough.signal.aborted || options.signal?.aborted === true) throw error;
  }
  return told;
}

/**
 * Tries the guesses that messages were sent: with all that is guessed, lives are made of the traces, and where a message was kept or failed after such a line, the guess is refuted, as
 * the line may tell of what was tried. Input that can be read but once cannot be tried: of it no sending is guessed. Tells which phrases are refuted (`matchedBy`). `reading`: what
 * is known of the traces without guesses.
 */
export async function refutedSendings(
  shapes: readonly RadarShape[],
  reading: Reading,
  traces: Traces,
): Promise<ReadonlySet<string>> {
  const sent = sendings(shapes);
  if (sent.length === 0) return new Set();
  if (traces.discovery.files.some(({ isReadOnce }) => isReadOnce === true)) return new Set(sent.map(matchedBy));
  const trial = trialOf(shapes);
  const { onPersons: _, since: __, until: ___, ...options } = traces.options;
  const told = await seenBy(trial, { ...traces, options });
  const tried = { ...reading, observations: [...reading.observations, ...told] };
  const { messages } = await reportOfReading(traces.discovery, tried, options);
  const refuted = refutedIn(messages, told);
  return new Set(trial.phrases.filter(({ id }) => refuted.has(id)).map(matchedBy));
}
