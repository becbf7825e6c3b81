import type { Disposition } from '../make/ews.ts';
import type { Dice } from './dice.ts';
import { RETRYABLE } from './retryable.ts';

/** How Exchange, or the way to it, will treat one try of one message. */
export type Fate =
  | { readonly kind: 'ok' }
  | { readonly kind: 'code'; readonly code: string; readonly inner?: string }
  | { readonly kind: 'fault'; readonly code: string; readonly backOffMs?: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'transport'; readonly code: number }
  | { readonly kind: 'silence' };

/** What a client does with one message, and what it meets. */
export interface Plan {
  /** For the record of tests: which story this is. */
  readonly story: string;
  readonly disposition: Disposition;
  /** Fates of the CreateItem, one a try; the last holds for all further tries. */
  readonly create: readonly [Fate, ...Fate[]];
  /** Fates of the sending of a draft. */
  readonly send: readonly [Fate, ...Fate[]];
  readonly sendVia: 'SendItem' | 'UpdateItem';
  /** What happens to a saved draft before it is sent. */
  readonly between: 'nothing' | 'update' | 'deleted' | 'moved' | 'forgotten';
  readonly deletesFailed: boolean;
  readonly tries: number;
  readonly keepsId: boolean;
  /** The client is closed, or Exchange is given up, before it asks at all. */
  readonly isNeverAsked: boolean;
}

const OK: Fate = { kind: 'ok' };
const HARD = [
  'ErrorQuotaExceeded',
  'ErrorInvalidRecipients',
  'ErrorAccessDenied',
  'ErrorInternalServerError',
  'ErrorNonExistentMailbox',
  'ErrorMessageSizeExceeded',
  'ErrorSubmissionQuotaExceeded',
] as const;
const HARD_SEND = ['ErrorStaleObject', 'ErrorItemNotFound', 'ErrorIrresolvableConflict', 'ErrorAccessDenied'] as const;
const UNREACHABLE = [12007, 12029, 12030, 12175, 12157, 10054, 10061] as const;

function hard(dice: Dice): Fate {
  return dice.weighted<Fate>([
    [6, { kind: 'code', code: dice.pick(HARD) }],
    [1, { kind: 'code', code: 'ErrorInternalServerError', inner: 'ErrorAccessDenied' }],
    [2, { kind: 'fault', code: dice.pick(['ErrorSchemaValidation', 'ErrorAccessDenied']) }],
    [2, { kind: 'status', status: dice.pick([403, 500, 404, 502]) }],
    [1, { kind: 'status', status: 401 }],
  ]);
}

function busy(dice: Dice): Fate {
  return dice.weighted<Fate>([
    [5, { kind: 'code', code: dice.pick(RETRYABLE) }],
    [2, { kind: 'code', code: 'ErrorInternalServerError', inner: dice.pick(RETRYABLE) }],
    [2, { kind: 'fault', code: 'ErrorServerBusy', backOffMs: 1000 * (5 + dice.below(60)) }],
    [2, { kind: 'status', status: dice.pick([429, 503]) }],
  ]);
}

function slow(dice: Dice): Fate {
  return dice.pick<Fate>([
    { kind: 'transport', code: 12002 },
    { kind: 'status', status: 504 },
    { kind: 'transport', code: 10060 },
  ]);
}

function passing(dice: Dice): Fate {
  return dice.weighted<Fate>([
    [4, busy(dice)],
    [2, slow(dice)],
    [2, { kind: 'transport', code: dice.pick(UNREACHABLE) }],
    [1, { kind: 'silence' }],
  ]);
}

type Draft = Partial<Plan> & { readonly story: string };

/** What can befall a draft that was saved. */
function draftStories(dice: Dice): readonly (readonly [number, Draft])[] {
  const send = (story: string, fate: Fate, more: Partial<Plan> = {}): Draft => ({ story, send: [fate], ...more });
  return [
    [30, { story: 'delivered in two steps' }],
    [6, { story: 'draft sent by another try', send: [passing(dice), OK] }],
    [4, { story: 'draft updated, then sent', between: 'update' }],
    [3, { story: 'draft sent by UpdateItem', sendVia: 'UpdateItem' }],
    [6, { story: 'draft forgotten', between: 'forgotten' }],
    [6, send('draft refused', { kind: 'code', code: dice.pick(HARD_SEND) })],
    [2, send('draft refused by UpdateItem', { kind: 'code', code: dice.pick(HARD_SEND) }, { sendVia: 'UpdateItem' })],
    [4, send('draft met a busy server', busy(dice))],
    [2, send('draft met silence', { kind: 'silence' })],
    [2, send('draft met no way', { kind: 'transport', code: dice.pick(UNREACHABLE) })],
    [2, send('draft denied', { kind: 'code', code: 'ErrorSendAsDenied' })],
    [2, { story: 'draft deleted by the user', between: 'deleted' }],
    [1, { story: 'draft moved by the user', between: 'moved' }],
    [3, send('draft refused and deleted', { kind: 'code', code: dice.pick(HARD_SEND) }, { deletesFailed: true })],
  ];
}

/** What can befall a message at its first step. */
function firstStories(dice: Dice): readonly (readonly [number, Draft])[] {
  const create = (story: string, ...fates: readonly [Fate, ...Fate[]]): Draft => ({ story, create: fates });
  return [
    [40, { story: 'delivered at once' }],
    [8, create('delivered by the second try', passing(dice), OK)],
    [3, create('delivered by the third try', passing(dice), passing(dice), OK)],
    [11, create('rejected', hard(dice))],
    [2, create('rejected by the second try', passing(dice), hard(dice))],
    [5, create('rejected as busy', busy(dice))],
    [7, create('unreachable', { kind: 'transport', code: dice.pick(UNREACHABLE) })],
    [4, create('silence', { kind: 'silence' })],
    [5, create('too slow', slow(dice))],
    [2, create('a page instead of an answer', { kind: 'status', status: 200 })],
    [3, { ...create('denied', { kind: 'code', code: 'ErrorSendAsDenied' }), disposition: 'SendAndSaveCopy' }],
    [1, { ...create('denied without a copy', { kind: 'code', code: 'ErrorSendAsDenied' }), disposition: 'SendOnly' }],
  ];
}

/** Draws what will happen to a message. */
export function drawPlan(dice: Dice, canBeLeft: boolean): Plan {
  const isTwoSteps = dice.chance(45);
  const base: Plan = {
    story: '',
    disposition: isTwoSteps ? 'SaveOnly' : dice.pick(['SendOnly', 'SendAndSaveCopy']),
    create: [OK],
    send: [OK],
    sendVia: 'SendItem',
    between: dice.chance(10) ? 'update' : 'nothing',
    deletesFailed: false,
    tries: 1 + dice.below(4),
    keepsId: dice.chance(40),
    isNeverAsked: false,
  };
  if (canBeLeft && dice.chance(10)) return { ...base, story: 'never asked for', isNeverAsked: true };
  const story = dice.weighted(isTwoSteps && dice.chance(75) ? draftStories(dice) : firstStories(dice));
  const plan = { ...base, ...story };
  // A story of several fates is told to its end.
  return { ...plan, tries: Math.max(plan.tries, plan.create.length, plan.send.length) };
}
