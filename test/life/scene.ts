import { buildLives, inOrderOfTime, type LifeContext } from '../../src/life/index.ts';
import type { Life } from '../../src/model/life.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { TraceRecord } from '../../src/model/record.ts';
import type { Ticks } from '../../src/model/ticks.ts';
import { Observer } from '../../src/observe.ts';
import type { PhraseSet } from '../../src/phrases/index.ts';
import { later, moment } from '../make/clock.ts';

/** When every scene begins. */
export const DAWN: Ticks = moment('2016-06-08T09:15:00Z');

/** One record of a scene. */
export interface Said {
  /** Seconds from the beginning of the scene. */
  readonly at: number;
  readonly text: string;
  readonly pid?: number;
  readonly tid?: number;
  readonly component?: string;
  /** `Class::Method`; absent as in the formats that do not state it. */
  readonly function?: string;
  readonly source?: string;
}

const HOME = { pid: 0x1bd4, tid: 0x0d0c, component: 'OcExchange', function: 'CEws::Trace' } as const;

/** One record on the usual thread, of the usual function. */
export function say(at: number, text: string, more: Partial<Said> = {}): Said {
  return { at, text, ...HOME, ...more };
}

function recordOf(said: Said, index: number): TraceRecord {
  const { at, text, source = 'Tracing/Lync.txt', ...identity } = said;
  const prefix = 'TL_INFO(TF_COMPONENT) ';
  return {
    source,
    line: index * 100 + 1,
    offset: index * 100_000,
    raw: prefix + text,
    width: 'utf-8',
    message: text,
    at: later(DAWN, at),
    ...identity,
  };
}

/** As the readers do it: a record counts that holds a literal or that may go on with an unfinished message. */
function isWanted(record: TraceRecord, observer: Observer): boolean {
  const { literals, numbers } = observer.wanted;
  if (literals.some((literal) => record.raw.includes(literal))) return true;
  if (numbers.some((number) => new RegExp(`\\b${number}\\b`).test(record.raw))) return true;
  return observer.followsAny() && observer.follows(record.pid, record.tid);
}

/** All observations of the records, each source in its own order. */
export function observe(scene: readonly Said[], phrases?: PhraseSet): readonly Observation[] {
  const observations: Observation[] = [];
  const records = scene.map(recordOf);
  for (const source of new Set(records.map((record) => record.source))) {
    const observer = new Observer((observation) => observations.push(observation), phrases && { phrases });
    for (const record of records) {
      if (record.source === source && isWanted(record, observer)) observer.add(record);
    }
    observer.end();
  }
  return observations;
}

/** The lives that a scene tells of; its horizon is its last record, or `until` seconds from its beginning. */
export function tell(scene: readonly Said[], until?: number, context: Partial<LifeContext> = {}): readonly Life[] {
  const end = until ?? Math.max(0, ...scene.map((said) => said.at));
  const horizon = later(DAWN, end);
  return buildLives(inOrderOfTime(observe(scene)), {
    horizon,
    collectedAt: horizon,
    tracesFrom: DAWN,
    hasSpooler: false,
    hasTrace: true,
    hasUndecoded: false,
    ...context,
  });
}

/** What happened to each message, in short: `bob@contoso.com delivered`. */
export function outcomes(scene: readonly Said[], until?: number): readonly string[] {
  return tell(scene, until).map((life) => `${life.recipients.join(' ')} ${life.outcome}`);
}

/** A life without the words and places of its evidence: what must not depend on how the text was logged. */
export function gist(life: Life): unknown {
  const steps = life.steps.map(({ evidence, ...step }) => step);
  const attempts = life.attempts.map(({ evidence, ...attempt }) => attempt);
  return { ...life, steps, attempts };
}
