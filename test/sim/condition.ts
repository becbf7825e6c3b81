/** What is done to a world: how busy it is, and what its trace loses on the way. */
export interface Condition {
  readonly name: string;
  /** What it is and how it is made, in a sentence. */
  readonly text: string;
  /** Messages on their way at one time; 1 leaves that to chance. */
  readonly inFlight: number;
  readonly messages: readonly [least: number, greatest: number];
  /** Calls carry a client-request-id or a request-id. */
  readonly hasIds: boolean;
  readonly witnesses: 'any' | 'trace' | 'spooler';
  /** Percent of records that are dropped. */
  readonly lost: number;
  /** Percent of records whose text ends early, for good. */
  readonly cut: number;
  /** Percent of records without text. */
  readonly undecoded: number;
  /** Files of one rotated log. */
  readonly files: number;
  /** The calls lie in two traces, one of whose clocks is wrong. */
  readonly hasWrongClock: boolean;
  /** Files of delivered messages stay in the spooler. */
  readonly spoolContradicts: boolean;
  readonly isRaw: boolean;
}

const CLEAN: Omit<Condition, 'name' | 'text'> = {
  inFlight: 1,
  messages: [4, 8],
  hasIds: true,
  witnesses: 'any',
  lost: 0,
  cut: 0,
  undecoded: 0,
  files: 1,
  hasWrongClock: false,
  spoolContradicts: false,
  isRaw: false,
};

function condition(name: string, text: string, parts: Partial<Condition> = {}): Condition {
  return { ...CLEAN, ...parts, name, text };
}

/** All of them, in the order of the table. */
export const CONDITIONS: readonly Condition[] = [
  condition('clean', 'Every record is there; calls carry request ids.'),
  condition('loss-1', 'Each record is dropped with a probability of 1 %.', { lost: 1 }),
  condition('loss-3', 'Each record is dropped with a probability of 3 %.', { lost: 3 }),
  condition('loss-10', 'Each record is dropped with a probability of 10 %.', { lost: 10 }),
  condition('in-flight-2', 'Messages are sent two at a time; answers take 3 to 25 s.', { inFlight: 2 }),
  condition('in-flight-10', 'Ten messages are on their way at once; answers take 3 to 25 s.', {
    inFlight: 10,
    messages: [10, 12],
  }),
  condition('in-flight-50', 'Fifty messages are on their way at once; answers take 3 to 25 s.', {
    inFlight: 50,
    messages: [50, 56],
  }),
  condition('no-ids', 'No call carries a request id: a thread waits for its answer before it asks again.', {
    hasIds: false,
  }),
  condition('no-ids-50', 'Fifty messages on their way at once, each on its own thread, without request ids.', {
    hasIds: false,
    inFlight: 50,
    messages: [50, 56],
  }),
  condition('spooler-only', 'The bundle holds the History Spooler and no trace.', { witnesses: 'spooler' }),
  condition('trace-only', 'The bundle holds the trace and no History Spooler.', { witnesses: 'trace' }),
  condition('no-ids-loss-3', 'No request ids, and each record is dropped with a probability of 3 %.', {
    hasIds: false,
    lost: 3,
  }),
  condition('in-flight-50-loss-3', 'Fifty messages are on their way at once; 3 % of records are lost.', {
    inFlight: 50,
    messages: [50, 56],
    lost: 3,
  }),
  condition('no-ids-10-loss-10', 'Ten messages on their way at once, without request ids; 10 % of records are lost.', {
    hasIds: false,
    inFlight: 10,
    messages: [10, 12],
    lost: 10,
  }),
  condition('cut-3', 'The text of each record ends early, for good, with a probability of 3 %.', { cut: 3 }),
  condition('undecoded-3', 'Each record has no text with a probability of 3 %, as its decoder had no format for it.', {
    undecoded: 3,
  }),
  condition('rotated', 'The trace is one log in two or three numbered files.', { files: 3 }),
  condition('clock-offset', 'Calls lie in two traces; the clock of one is wrong by seconds, or shows another zone.', {
    hasWrongClock: true,
  }),
  condition('raw-etl', 'The trace is a raw .etl whose texts are arguments of its events.', { isRaw: true }),
  condition('spool-contradicts', 'Files of accepted messages stay in the spooler, beside ordinary history.', {
    spoolContradicts: true,
  }),
];
