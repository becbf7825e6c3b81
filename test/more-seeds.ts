import fc from 'fast-check';

/** Runs of a law that states no number of its own. */
const RUNS = 1000;
const MOST_MS = 20_000;

fc.configureGlobal({ numRuns: RUNS, interruptAfterTimeLimit: MOST_MS, markInterruptAsFailure: false });
