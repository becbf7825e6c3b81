import { versionsOfRecords } from '../../src/diagnosis/environment/client-version.ts';
import { inOrderOfTime, type LifeContext, type Told, tellLives, withoutEchoes } from '../../src/life/index.ts';
import { withMeanings } from '../../src/meanings/index.ts';
import type { Observation } from '../../src/model/observation.ts';
import { PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';
import { later } from '../make/clock.ts';
import { DAWN, observe, type Said, say } from './scene.ts';

/** Phrases in words as bare as can be: what they observe, then their holes. */
const PHRASES: Readonly<Record<string, readonly string[]>> = {
  'message-queued': [
    'queued {messageId} to {recipient}!',
    'queued conversation {conversationId}!',
    'queued to {recipient}!',
  ],
  'message-picked-up': ['picked-up {messageId}!', 'picked-up with call {requestId} {messageId}!', 'picked-up nameless'],
  'spool-written': ['spooled {messageId} as {spoolFile}!', 'spooled something as {spoolFile}!'],
  'spool-removed': ['unspooled {messageId} from {spoolFile}!'],
  'timer-started': ['timer of {messageId} runs', 'timer of {messageId} set to {seconds}!'],
  'timer-expired': ['timer of {messageId} is over', 'timer of {messageId} fired after {seconds}!', 'timer nameless'],
  'ews-request': [
    'asks {operation} {disposition} of {messageId} for {recipient}, call {requestId}!',
    'asks {operation} {disposition} of {messageId} for {recipient};',
    'asks {operation} {disposition} for {recipient} alone',
    'asks {operation} of {messageId} for {recipient}, no more said',
    'asks {operation} of item {itemId}, message {messageId}!',
    'posts {operation} as call {requestId}!',
  ],
  'ews-response': [
    'answers {messageId}: {responseCode}!',
    'answers call {requestId}: {responseCode}!',
    'answers {status}/{responseCode}!',
  ],
  'ews-failed': ['call of {messageId} failed: {errorCode}!', 'call of {messageId} failed somehow'],
  'draft-saved': ['draft of {messageId} is item {itemId}!', 'draft of {messageId} saved'],
  'message-sent': [
    'delivered {messageId}!',
    'delivered item {itemId} of {messageId} by {requestId}!',
    'delivered nameless',
  ],
  'message-failed': [
    'gave up {messageId}!',
    'gave up {messageId}, as {responseCode}!',
    'gave up {messageId}, error {errorCode}!',
  ],
  'client-version': ['client is {version}!'],
};

const books = new Map<string, PhraseSet>();

function bookOf(status: 'assumed' | 'confirmed', more: object): PhraseSet {
  const key = JSON.stringify([status, more]);
  const book = books.get(key) ?? newBook(status, more);
  books.set(key, book);
  return book;
}

function newBook(status: 'assumed' | 'confirmed', more: object): PhraseSet {
  const phrases = Object.entries(PHRASES).flatMap(([observes, texts]) =>
    texts.map((text, i) => ({
      id: `${observes} ${i}`,
      observes,
      text: `the client says: ${text}`,
      status,
      ...(observes === 'client-version' ? {} : more),
    })),
  );
  return new PhraseSet([readPhrasebook('test', JSON.stringify({ phrasebook: 1, name: 'test', phrases }))]);
}

/** A line in the words of the phrases. */
export function words(at: number, text: string, more: Partial<Said> = {}): Said {
  return say(at, `the client says: ${text}`, more);
}

export interface Wording {
  readonly status?: 'assumed' | 'confirmed';
  /** `since`, `until` of all phrases but those of the version. */
  readonly versions?: { readonly since?: string; readonly until?: string };
  readonly until?: number;
  readonly beside?: readonly Observation[];
  readonly context?: Partial<LifeContext>;
}

/** Observations of a scene with the meaning of its phrases, in order of time. */
function meant(
  scene: readonly Said[],
  { status = 'confirmed', versions = {}, beside = [] }: Wording = {},
): readonly Observation[] {
  const observed = [...observe(scene, bookOf(status, versions)), ...beside];
  return inOrderOfTime(withMeanings(observed, (seen) => versionsOfRecords(seen, undefined)));
}

/** What a scene tells of messages whose client is known by phrases. */
export function told(scene: readonly Said[], wording: Wording = {}): Told {
  const end = wording.until ?? Math.max(0, ...scene.map((said) => said.at));
  const horizon = later(DAWN, end);
  return tellLives(withoutEchoes(meant(scene, wording)), {
    horizon,
    collectedAt: horizon,
    tracesFrom: DAWN,
    hasSpooler: false,
    hasTrace: true,
    hasUndecoded: false,
    ...wording.context,
  });
}

/** Each message in short: `bob@contoso.com delivered`. */
export function inShort(scene: readonly Said[], wording: Wording = {}): readonly string[] {
  return told(scene, wording).lives.map(({ recipients, outcome }) => `${recipients.join(' ')} ${outcome}`.trim());
}
