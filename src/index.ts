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
  type TokenMap,
} from './batch/index.ts';
export { type DecodeForm, type DecodeOptions, type DecodeResult, decodeTrace } from './decode.ts';
export type { CollectStep, Likeness, RootCause, Rule } from './diagnosis/rule.ts';
export { rules } from './diagnosis/rules/index.ts';
export { diff, diffReports } from './diff/diff.ts';
export type { TraceSummary } from './etl/index.ts';
export {
  checkExcerptFolder,
  type Excerpt,
  type ExcerptOptions,
  type ExcerptProgress,
  type ExcerptSize,
  makeExcerpt,
  type NoExcerpt,
  sizeOf,
  writeExcerpt,
} from './excerpt/index.ts';
export { type Format, formats } from './formats/index.ts';
export { type LearnResult, learnFormats } from './learn.ts';
export { listPhrases, type PhraseDoubt, type PhraseList } from './list-phrases.ts';
export type { AnalysisOptions, Progress, ZoneOption } from './model/analysis-options.ts';
export type { Stated } from './model/diagnosis-input.ts';
export type { BundleDiff, Differences, ReportsDiff, ResultsDiff, ResultsSummary } from './model/difference.ts';
export { TraceError, type TraceErrorCode } from './model/errors.ts';
export type { RuleStatus, Severity, Verdict } from './model/finding.ts';
export type { Fleet, FleetBundle, FleetContrast, FleetFinding, FleetHealth, FleetIncident } from './model/fleet.ts';
export type { Certainty, Outcome } from './model/life.ts';
export type { Phrase } from './model/phrase.ts';
export type {
  KnownMessage,
  KnownShare,
  Mention,
  RadarReport,
  RadarShape,
  SuggestedPhrase,
} from './model/radar-report.ts';
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
export type { StoredReport } from './model/stored-report.ts';
export { type Ticks, ticksFromIso, ticksToIso } from './model/ticks.ts';
export type { CitationState, LostCitation, Verification } from './model/verification.ts';
export type { WatchEvent } from './model/watch-event.ts';
export { type DraftPhrasebook, draftPhrasebook, type KnownList, type RadarOptions, radar } from './radar/index.ts';
export {
  type Among,
  checkLeak,
  type IdentityKind,
  type Leak,
  LeakError,
  type LeakForm,
  Redaction,
  type RedactOptions,
  redactReport,
  withoutData,
} from './redact/index.ts';
export { differenceParts } from './report/difference.ts';
export {
  explain,
  type ListFormat,
  type OutputFormat,
  type Render,
  type RenderOptions,
  render,
  renderers,
  renderParts,
  renderRadar,
} from './report/index.ts';
export {
  dueLines,
  liveLines,
  NOTHING_TOLD,
  type OpenTold,
  openTold,
  type Told,
  tellDue,
  tellEvent,
} from './report/live-lines.ts';
export {
  afterEvent,
  type LiveFinding,
  type LiveState,
  NOTHING_SEEN,
  type OpenState,
  openState,
  takeIn,
} from './report/live-state.ts';
export { hasOpenEnds } from './report/live-texts.ts';
export { viewLines } from './report/live-view.ts';
export { columnsOf } from './report/text-width.ts';
export { verificationParts } from './report/verification.ts';
export { readReport } from './stored/read-report.ts';
export { verifyReport } from './verify/verify-report.ts';
export { type WatchAnalysis, type WatchOptions, watchFolder } from './watch/index.ts';
