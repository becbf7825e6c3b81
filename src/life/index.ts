import type { Life } from '../model/life.ts';
import type { HttpResponse, MessageEventSeen, Observation, SpoolFileSeen } from '../model/observation.ts';
import { buildCalls } from './calls/calls.ts';
import { certaintyOf } from './certainty.ts';
import { withCountOfDrafts } from './drafts-count.ts';
import { isHttp } from './is-http.ts';
import { gatherMessages } from './messages/gather.ts';
import type { Gathering } from './messages/gathering.ts';
import { joinEvents, tellOfFiles } from './messages/join-events.ts';
import { joinSpool } from './messages/join-spool.ts';
import { usersBySource } from './messages/spool-owner.ts';
import { judge, type Moments } from './outcome.ts';
import { SipSide } from './sip/sip-side.ts';
import type { Blindness } from './steps/blindness.ts';
import { stepsOf } from './steps/steps.ts';
import { witnessesOf } from './steps/witnesses.ts';
import type { Writable } from './writable.ts';

export { endGaps, unpairedGaps, unplacedEventGaps, unplacedGaps } from './call-gaps.ts';
export { answersWithoutRequest } from './calls/calls.ts';
export { withoutEchoes } from './calls/echoes.ts';
export { answersZone, clockGaps } from './clocks/clock-gaps.ts';
export { clockJumpGaps } from './clocks/clock-jumps.ts';
export { measureClocks } from './clocks/clocks.ts';
export { withClock, withClocks } from './clocks/moved-times.ts';
export { unknownSpoolGaps } from './spool-gaps.ts';
export { inOrderOfTime } from './timeline.ts';

/** What lives are judged by beside the observations. */
export interface LifeContext extends Moments, Blindness {
  /** The bundle has a History Spooler folder, even if it is empty. */
  readonly hasSpooler: boolean;
}

function lifeOf(message: Gathering, context: LifeContext, sip: SipSide): Writable<Life> {
  const judgement = judge(message, context);
  const spool = message.spool === undefined ? (context.hasSpooler ? 'absent' : 'unknown') : 'present';
  const life: Writable<Life> = {
    id: '',
    outcome: judgement.outcome,
    certainty: certaintyOf(message, judgement, context),
    recipients: message.recipients,
    itemIds: message.itemIds,
    requestIds: message.requestIds,
    spool,
    witnesses: witnessesOf(message, judgement),
    hasDraft: message.drafts.size > 0 && judgement.outcome !== 'delivered',
    draftFolderUncertain: message.hasUncertainDraft,
    deadlinePassed: judgement.deadlinePassed,
    steps: stepsOf(message, judgement, context, sip),
    attempts: message.attempts,
  };
  const { sentAt, conversationId } = message;
  if (sentAt !== undefined) life.sentAt = sentAt;
  if (judgement.endedAt !== undefined) life.endedAt = judgement.endedAt;
  if (message.spool !== undefined) life.spoolFile = message.spool.file;
  if (conversationId !== undefined) life.conversationId = conversationId;
  return life;
}

/** The life with its number in the report, given where it was built: no copy is made of it. */
function numbered(life: Writable<Life>, place: number): Life {
  life.id = `m${place + 1}`;
  return life;
}

/** By when a life was sent, then by where its first evidence stands. */
function compareLives(a: Life, b: Life): number {
  const [one, other] = [a.sentAt ?? Number.POSITIVE_INFINITY, b.sentAt ?? Number.POSITIVE_INFINITY];
  return one === other ? compareFirstEvidence(a, b) : one - other;
}

function compareFirstEvidence(a: Life, b: Life): number {
  const [one, other] = [a, b].map(({ steps }) => steps.find(({ evidence }) => evidence.length > 0)?.evidence[0]);
  const [source, otherSource] = [one?.source ?? '', other?.source ?? ''];
  if (source !== otherSource) return source < otherSource ? -1 : 1;
  return (one?.line ?? 0) - (other?.line ?? 0);
}

/** What observations tell of messages. */
export interface Told {
  /** Numbered in the order of the report. */
  readonly lives: readonly Life[];
  /** Answers that accepted a sending which no message is known for. */
  readonly unplaced: readonly HttpResponse[];
  /** What phrases tell of some message, and nothing of which. */
  readonly unplacedEvents: readonly MessageEventSeen[];
}

/** Rebuilds the life of every offline message that the observations, in order of time, tell of, and what is left over. */
export function tellLives(observations: readonly Observation[], context: LifeContext): Told {
  // Almost all of a big trace are calls: what else there is is looked for in what is left.
  const beside = observations.filter((one) => !isHttp(one));
  const files = beside.filter((one): one is SpoolFileSeen => one.kind === 'spool-file');
  const users = new Set(beside.filter((one) => one.kind === 'user').map(({ address }) => address));
  const events = beside.filter((one): one is MessageEventSeen => one.kind === 'message-event');
  const { messages, nameless, unplaced, visits = [] } = gatherMessages(buildCalls(observations), events.length > 0);
  const joined = joinEvents({ events, messages, visits });
  const sip = new SipSide(observations);
  const doubt = unplaced.length === 0 ? context : { ...context, hasUnpaired: true };
  const spooled = joinSpool(joined.messages, nameless, files, users, usersBySource(beside));
  tellOfFiles(spooled, joined.ofFiles);
  const lives = spooled
    .map((message) => lifeOf(message, doubt, sip))
    .sort(compareLives)
    .map(numbered);
  return { lives: withCountOfDrafts(lives, beside), unplaced, unplacedEvents: joined.unplaced };
}

/** The lives alone. */
export function buildLives(observations: readonly Observation[], context: LifeContext): readonly Life[] {
  return tellLives(observations, context).lives;
}
