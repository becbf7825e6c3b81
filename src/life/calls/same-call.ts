import type { HttpResponse, RequestedItem, ToldByPhrase } from '../../model/observation.ts';
import { areOfTwoMessages, type HttpEvent } from './http-event.ts';

function differ<Value>(one: Value | undefined, other: Value | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function peopleOf(items: readonly RequestedItem[]): string {
  return items
    .flatMap(({ recipients }) => recipients)
    .toSorted()
    .join(' ');
}

function listsDiffer(one: string, other: string): boolean {
  return one !== '' && other !== '' && one !== other;
}

/** A phrase has one id for a call: the client's own, or the server's, which a text may have beside the other. */
function idsDiffer(one: HttpEvent, other: HttpEvent): boolean {
  const [id, another] = [one, other].map((event) =>
    event.kind === 'transport-failure' ? undefined : event.clientRequestId,
  );
  return differ(id, another) && !one.requestIds.some((shared) => other.requestIds.includes(shared));
}

function answerOf({ fault, answers }: HttpResponse): HttpResponse['answers'][number] | undefined {
  return fault ?? answers[0];
}

/** That a call failed, and no more. */
function saysOnlyFailed(event: HttpEvent): boolean {
  if (event.kind !== 'http-response' || event.told === undefined || event.status !== undefined) return false;
  const answer = answerOf(event);
  return answer?.responseClass === 'Error' && answer.responseCode === undefined;
}

/** Whether two of which a phrase tells one at least may be of one request, or of one end of it. */
export function maySaySame(one: HttpEvent, other: HttpEvent): boolean {
  if (areOfTwoMessages(one, other) || idsDiffer(one, other)) return false;
  if (one.kind === 'transport-failure' && other.kind === 'transport-failure') return one.code === other.code;
  if (one.kind === 'transport-failure' || other.kind === 'transport-failure')
    return saysOnlyFailed(one) || saysOnlyFailed(other);
  if (differ(one.operation, other.operation)) return false;
  if (one.kind === 'http-request' && other.kind === 'http-request') {
    if (differ(one.disposition, other.disposition)) return false;
    if (listsDiffer(one.itemIds.join(' '), other.itemIds.join(' '))) return false;
    return !listsDiffer(peopleOf(one.items), peopleOf(other.items));
  }
  if (one.kind !== 'http-response' || other.kind !== 'http-response' || differ(one.status, other.status)) return false;
  const [answer, another] = [answerOf(one), answerOf(other)];
  return !differ(answer?.responseCode, another?.responseCode) && !differ(answer?.responseClass, another?.responseClass);
}

/** The people of a request whose own were cut off, or not told. */
function withPeople(items: readonly RequestedItem[], more: readonly RequestedItem[]): readonly RequestedItem[] {
  const [item] = more;
  const isNameless = items.every(({ recipients }) => recipients.length === 0) && items.length <= 1;
  if (item === undefined || item.recipients.length === 0 || !isNameless) return items;
  return [{ ...item, ...items[0], recipients: item.recipients }];
}

/** What tells of a call with what a phrase adds to it: the name of the message, ids, people that were cut off it. */
export function joined<Event extends HttpEvent>(event: Event, phrase: HttpEvent, told: ToldByPhrase): Event {
  const requestIds = [...new Set([...event.requestIds, ...phrase.requestIds])];
  const evidence = [...event.evidence, ...phrase.evidence];
  const whole: Event = { ...event, told, requestIds, evidence };
  if (whole.kind !== 'http-request' || phrase.kind !== 'http-request') return whole;
  return { ...whole, items: withPeople(whole.items, phrase.items) };
}

function answersOf(one: HttpResponse, other: HttpResponse): Pick<HttpResponse, 'answers' | 'cut'> {
  const [answer, another] = [answerOf(one), answerOf(other)];
  if (answer === undefined || another === undefined) return answer === undefined ? other : one;
  const whole = { ...another, ...answer, itemIds: [...new Set([...answer.itemIds, ...another.itemIds])] };
  // Of two that tell of an error one may know its code.
  return { answers: [whole], cut: one.cut && other.cut };
}

/** Two phrases that tell of one request, or of one end of it, as one: the first, with what the second adds. */
export function merged(one: HttpEvent, other: HttpEvent): HttpEvent {
  const both = {
    evidence: [...one.evidence, ...other.evidence],
    requestIds: [...new Set([...one.requestIds, ...other.requestIds])],
    told: { phrase: '', ...other.told, ...one.told },
  };
  // Which failure of the network it was says more than that it failed.
  if (one.kind !== other.kind) return { ...(one.kind === 'transport-failure' ? one : other), ...both };
  const whole = { ...other, ...one, ...both };
  if (whole.kind === 'http-request' && one.kind === 'http-request' && other.kind === 'http-request') {
    const itemIds = one.itemIds.length > 0 ? one.itemIds : other.itemIds;
    return { ...whole, itemIds, items: withPeople(one.items, other.items) };
  }
  if (whole.kind === 'http-response' && one.kind === 'http-response' && other.kind === 'http-response')
    return { ...whole, ...answersOf(one, other) };
  return whole;
}
