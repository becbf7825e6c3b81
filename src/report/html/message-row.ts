import type { IsoTime, ReportAttempt, ReportMessage, ReportRef, ReportStep } from '../../model/report.ts';
import { answerText, callText } from '../attempt-text.ts';
import { toSecond } from '../moment.ts';
import { OUTCOMES } from '../outcome.ts';
import { foldedEvidence, placesHtml } from './evidence.ts';
import { escapeHtml, escapeText, shortened } from './html-text.ts';
import { type Lane, laneHtml } from './lane.ts';
import type { TimeLine } from './time-line.ts';
import { factList, outcomeHtml, timeHtml } from './words.ts';

/** Addresses and causes of a report in a fixed order: rows name them by number, for the filters. */
export interface Filters {
  readonly recipients: ReadonlyMap<string, number>;
  readonly causes: ReadonlyMap<string, number>;
}

/** Recipients that the head of a row names; its life names all. */
const MOST_NAMED = 20;

const FITS: Readonly<Record<ReportStep['fit'], string>> = {
  allowed: '',
  'not-allowed': 'not expected here',
  'required-not-seen': 'needed, but not seen',
};

/** A step; the date stands only where it is another than that of the step before, or of the sending. */
function stepHtml(step: ReportStep, before: ReportStep | undefined, sentAt: IsoTime | undefined): string {
  const { at, event, state, fit, link, reason, evidence } = step;
  const doubts = [
    ...(fit === 'allowed' ? [] : [FITS[fit]]),
    ...(link === 'exact' || at === undefined ? [] : [`${link} link`]),
  ];
  const tags = doubts.map((doubt) => ` <span class="tag">${doubt}</span>`).join('');
  const because = reason === undefined ? '' : ` <span class="note">${escapeText(reason)}</span>`;
  return `<li>${timeHtml(at, before?.at, sentAt)}<b>${event}</b> → ${state}${tags}${because}${foldedEvidence(evidence, sentAt)}`;
}

/** What a citation is known by: two of the same place may be two objects, as in a report that was read from a file. */
function refKey({ source, line, offset, text }: ReportRef): string {
  return `${source}\0${line}\0${offset}\0${text}`;
}

/** Where an attempt stands; the text of it stands with the steps, but for lines that no step has. */
function attemptEvidence(
  evidence: readonly ReportRef[],
  told: ReadonlySet<string>,
  startedAt: IsoTime | undefined,
): string {
  const places = placesHtml(evidence.filter((ref) => told.has(refKey(ref))));
  const own = foldedEvidence(
    evidence.filter((ref) => !told.has(refKey(ref))),
    startedAt,
  );
  return `${places === '' ? '' : `<p class="note">${places}</p>`}${own}`;
}

function attemptHtml(attempt: ReportAttempt, told: ReadonlySet<string>): string {
  const { startedAt, endedAt, evidence } = attempt;
  const until = endedAt === undefined ? '' : `to ${timeHtml(endedAt, startedAt)}`;
  return `<li>${timeHtml(startedAt)}${until}<b>${escapeText(callText(attempt))}</b>: ${escapeText(answerText(attempt))}${attemptEvidence(evidence, told, startedAt)}`;
}

function list(title: string, items: readonly string[], name: string): string {
  return items.length === 0 ? '' : `<h3>${title}</h3><ol class="${name}">${items.join('\n')}</ol>`;
}

function texts(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : escapeHtml(values.join(', '));
}

function codes(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.map((value) => `<code>${escapeHtml(value)}</code>`).join(' ');
}

function causesHtml(causes: readonly string[]): string | undefined {
  if (causes.length === 0) return undefined;
  return causes
    .map((cause) => `<a href="#finding-${escapeHtml(cause)}"><code>${escapeHtml(cause)}</code></a>`)
    .join(' ');
}

/** The life of a message: what is known of it, its steps and its attempts, each with where that stands. */
function lifeHtml(message: ReportMessage): string {
  const { recipients, sentAt, endedAt, certainty, outcome, spool, witnesses, keys, steps, attempts, causes } = message;
  const told = new Set(steps.flatMap(({ evidence }) => evidence.map(refKey)));
  const facts = factList([
    ['To', texts(recipients.map(shortened)) ?? 'not known'],
    ['Outcome', `${OUTCOMES[outcome].phrase}, ${certainty}`],
    ['Causes', causesHtml(causes)],
    ['Sent', sentAt === undefined ? 'not known' : timeHtml(sentAt)],
    ['Ended', endedAt === undefined ? undefined : timeHtml(endedAt)],
    ['Spool file', `${keys.spoolFile === undefined ? '' : `${escapeHtml(keys.spoolFile)}, `}${spool}`],
    ['Witnesses', witnesses],
  ]);
  const ids = factList(
    [
      ['Item ids', codes(keys.itemIds)],
      ['Request ids', codes(keys.requestIds)],
      ['Conversation', keys.conversationId === undefined ? undefined : codes([keys.conversationId])],
    ],
    'ids',
  );
  let timed: ReportStep | undefined;
  const stepItems = steps.map((step) => {
    const item = stepHtml(step, timed, sentAt);
    if (step.at !== undefined) timed = step;
    return item;
  });
  const attemptItems = attempts.map((attempt) => attemptHtml(attempt, told));
  return `${facts}${ids}${list('Steps', stepItems, 'steps')}${list('Attempts', attemptItems, 'steps')}`;
}

/** The first recipient, which is cut where there is no room, and how many more there are, which is not. */
function recipientsHtml(recipients: readonly string[]): string {
  const [first, ...others] = recipients.slice(0, MOST_NAMED).map(shortened);
  if (first === undefined) return '<span class="dest">recipient not known</span>';
  const unnamed = recipients.length - MOST_NAMED;
  const rest = escapeHtml([...others, ...(unnamed > 0 ? [`${unnamed} more`] : [])].join(', '));
  const more =
    others.length === 0
      ? ''
      : `<span class="more" aria-hidden="true">+${recipients.length - 1}</span><span class="unseen">, ${rest}</span>`;
  const name = escapeHtml(first);
  return `<span class="dest" title="${name}${others.length === 0 ? '' : `, ${rest}`}"><span>${name}</span>${more}</span>`;
}

/** What the filters know of a row, as numbers in an attribute. */
function numbered(name: string, values: readonly string[], known: ReadonlyMap<string, number>): string {
  const numbers = new Set(values.flatMap((value) => known.get(value) ?? []));
  return numbers.size === 0 ? '' : ` data-${name}="${[...numbers].join(' ')}"`;
}

/** A message as a row of the time line that unfolds into its life. */
export function messageRow(
  message: ReportMessage,
  lane: Lane | undefined,
  { view, isOneDay }: Pick<TimeLine, 'view' | 'isOneDay'>,
  filters: Filters,
): string {
  const { id, outcome, recipients, sentAt, causes } = message;
  const at = lane === undefined ? 0 : lane.start - view.from;
  const drawing =
    lane === undefined ? '<span class="lane note">no time known</span>' : laneHtml(lane, outcome, at, view.span);
  const name = escapeHtml(id);
  return `<li class="row" data-outcome="${outcome}"${numbered('recipients', recipients, filters.recipients)}${numbered('causes', causes, filters.causes)}><details class="message" id="${name}"><summary><span class="who"><span class="id">${name}</span> ${outcomeHtml(outcome)} <span class="when">${escapeHtml(isOneDay ? toSecond(sentAt).slice(-8) : toSecond(sentAt))}</span> ${recipientsHtml(recipients)}</span>${drawing}</summary><div class="life">${lifeHtml(message)}</div></details></li>
`;
}
