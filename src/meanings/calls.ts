import type {
  HttpRequest,
  HttpResponse,
  Observation,
  PhraseSeen,
  RequestedItem,
  ToldError,
} from '../model/observation.ts';
import { withoutSubject } from '../wire/private-text.ts';
import { errorOf, isSuccess, responseCodeOf, toldStatus } from './errors.ts';
import { observedAt, toldBy } from './seen.ts';
import {
  addressesOf,
  dispositionIn,
  dispositionOf,
  folderOf,
  type HoleValues,
  hostOf,
  idOf,
  itemIdOf,
  lowerIdOf,
  operationIn,
  operationOf,
} from './values.ts';

/** A phrase has one id for a call: be it the client's own or the server's, request and answer share it. */
function idsOf(values: HoleValues): Pick<HttpRequest, 'requestIds' | 'clientRequestId'> {
  const id = lowerIdOf(values.requestId);
  return id === undefined ? { requestIds: [] } : { requestIds: [id], clientRequestId: id };
}

function itemOf(seen: PhraseSeen): RequestedItem {
  const conversationId = idOf(seen.values.conversationId);
  return {
    element: 'Message',
    recipients: addressesOf(seen.values.recipient),
    evidence: seen.evidence,
    ...(conversationId === undefined ? {} : { conversationId }),
  };
}

/** What a phrase says that was called, in a hole or in its own words. */
function calledOf({ values, template }: PhraseSeen): string | undefined {
  return operationOf(values.operation) ?? operationIn(template);
}

/** Where the operation is not told: a call for somebody, or of a message, makes an item, unless it names the one that it sends. In words that nobody knows it may be told to do anything with one. */
function askedOf(seen: PhraseSeen): string | undefined {
  const { values } = seen;
  const told = calledOf(seen);
  if (told !== undefined) return told;
  if (values.messageId === undefined && values.recipient === undefined) return undefined;
  if (itemIdOf(values.itemId) === undefined) return 'CreateItem';
  return values.operation === undefined ? 'SendItem' : undefined;
}

/** A call to Exchange. */
export function requestOf(seen: PhraseSeen): HttpRequest {
  const { values } = seen;
  const operation = askedOf(seen);
  const disposition =
    dispositionOf(values.disposition) ?? dispositionIn(seen.template) ?? dispositionIn(values.operation ?? '');
  const folder = folderOf(values.folder);
  const itemId = itemIdOf(values.itemId);
  const host = hostOf(values.url);
  const isCreation = operation === 'CreateItem';
  return {
    kind: 'http-request',
    ...observedAt(seen),
    ...idsOf(values),
    told: toldBy(seen),
    cut: false,
    method: 'POST',
    isEws: true,
    hasAuthorization: false,
    items: isCreation ? [itemOf(seen)] : [],
    itemIds: isCreation || itemId === undefined ? [] : [itemId],
    folders: operation === 'GetFolder' && folder !== undefined ? [folder] : [],
    ...(operation === undefined ? {} : { operation }),
    ...(disposition === undefined ? {} : { disposition }),
    ...(folder === undefined ? {} : { folder }),
    ...(host === undefined ? {} : { host, url: withoutSubject(values.url?.trim() ?? '') }),
  };
}

function answerOf(
  seen: PhraseSeen,
  status: number | undefined,
  answers: HttpResponse['answers'],
  isCut: boolean,
): HttpResponse {
  const operation = calledOf(seen);
  return {
    kind: 'http-response',
    ...observedAt(seen),
    ...idsOf(seen.values),
    told: toldBy(seen),
    cut: isCut,
    answers,
    challenges: [],
    ...(status === undefined ? {} : { status }),
    ...(operation === undefined ? {} : { operation }),
  };
}

/** A call that failed: over the network where the code says so, else by an answer of Exchange. */
function failureOf(seen: PhraseSeen, { transport, status, responseCode }: ToldError): Observation {
  if (transport !== undefined) {
    const { requestIds } = idsOf(seen.values);
    return { kind: 'transport-failure', ...observedAt(seen), ...transport, requestIds, told: toldBy(seen) };
  }
  if (responseCode === undefined) return answerOf(seen, status, [], false);
  const answer = { responseClass: 'Error' as const, responseCode, itemIds: [], folders: [], evidence: seen.evidence };
  return answerOf(seen, status, [answer], false);
}

/** An answer of Exchange. */
export function responseOf(seen: PhraseSeen): Observation {
  const { values } = seen;
  const error = errorOf(values);
  if (error?.transport !== undefined) return failureOf(seen, error);
  const status = toldStatus(values);
  const responseCode =
    responseCodeOf(values.responseCode) ?? error?.responseCode ?? successOf(values.errorCode, status);
  const itemId = itemIdOf(values.itemId);
  if (responseCode === undefined && itemId === undefined) return answerOf(seen, status ?? error?.status, [], false);
  const answer = {
    itemIds: itemId === undefined ? [] : [itemId],
    folders: [],
    evidence: seen.evidence,
    ...(responseCode === undefined ? {} : { responseCode, responseClass: classOf(responseCode) }),
  };
  return answerOf(seen, status, [answer], false);
}

/** An error code that says that nothing failed, unless the status says otherwise. */
function successOf(errorCode: string | undefined, status = 200): 'NoError' | undefined {
  return status < 400 && isSuccess(errorCode) ? 'NoError' : undefined;
}

function classOf(responseCode: string): 'Success' | 'Error' {
  return responseCode === 'NoError' ? 'Success' : 'Error';
}

/** A call that the client says has failed. Where it does not say why, the client may try again: its code counts as cut off. */
export function failedCallOf(seen: PhraseSeen): Observation {
  const error = errorOf(seen.values);
  if (error !== undefined) return failureOf(seen, error);
  const answer = { responseClass: 'Error' as const, itemIds: [], folders: [], evidence: seen.evidence };
  return answerOf(seen, toldStatus(seen.values), [answer], true);
}
