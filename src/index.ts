export { analyze } from './analyze.ts';
export {
  type BatchAnalysisOptions,
  type BatchOptions,
  type BatchProgress,
  type BundleBudget,
  type MergeOptions,
  type MergeResult,
  mergeResults,
  type QueueOptions,
  runBatch,
  type ServeOptions,
  type Shard,
  serveQueue,
} from './batch/index.ts';
export { type DecodeForm, type DecodeOptions, type DecodeResult, decodeTrace } from './decode.ts';
export type { CollectStep, Likeness, RootCause, Rule } from './diagnosis/rule.ts';
export { rules } from './diagnosis/rules/index.ts';
export type { TraceSummary } from './etl/index.ts';
export { type Format, formats } from './formats/index.ts';
export { type LearnResult, learnFormats } from './learn.ts';
export { listPhrases, type PhraseDoubt, type PhraseList } from './list-phrases.ts';
export type { AnalysisOptions, Progress, ZoneOption } from './model/analysis-options.ts';
export type { Stated } from './model/diagnosis-input.ts';
export { TraceError, type TraceErrorCode } from './model/errors.ts';
export type { RuleStatus, Severity, Verdict } from './model/finding.ts';
export type { Fleet, FleetBundle, FleetContrast, FleetFinding, FleetHealth, FleetIncident } from './model/fleet.ts';
export type { Certainty, Outcome } from './model/life.ts';
export type { Phrase } from './model/phrase.ts';
export type {
  IsoTime,
  Report,
  ReportAttempt,
  ReportCondition,
  ReportEnvironment,
  ReportFact,
  ReportFinding,
  ReportGap,
  ReportIssue,
  ReportMessage,
  ReportRef,
  ReportRule,
  ReportSkew,
  ReportSource,
  ReportStep,
} from './model/report.ts';
export { type Ticks, ticksFromIso, ticksToIso } from './model/ticks.ts';
export type { WatchEvent } from './model/watch-event.ts';
export {
  explain,
  type OutputFormat,
  type Render,
  type RenderOptions,
  render,
  renderers,
  renderParts,
} from './report/index.ts';
export { afterEvent, type LiveFinding, type LiveState, NOTHING_SEEN } from './report/live-state.ts';
export { liveLine, liveLines } from './report/live-view.ts';
export { type WatchAnalysis, type WatchOptions, watchFolder } from './watch/index.ts';
