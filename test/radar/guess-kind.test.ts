import { expect, test } from 'vitest';
import { guessKind } from '../../src/radar/guess-kind.ts';

test.each([
  ['offline message m1 enqueued for later', 'message-queued'],
  ['OfflineImQueue: message added to queue', 'message-queued'],
  ['note picked up by the worker', 'message-picked-up'],
  ['message dequeued', 'message-picked-up'],
  ['spool file written', 'spool-written'],
  ['removed x.hist from disk', 'spool-removed'],
  ['timer for m1 armed', 'timer-started'],
  ['timer for m1 expired', 'timer-expired'],
  ['deadline of two minutes reached', 'timer-expired'],
  ['EWS CreateItem request issued', 'ews-request'],
  ['EWS CreateItem came back with 200', 'ews-response'],
  ['EWS CreateItem failed', 'ews-failed'],
  ['message saved as draft', 'draft-saved'],
  ['message moved to Drafts', 'draft-saved'],
  ['note was delivered', 'message-sent'],
  ['message could not be sent', 'message-failed'],
  ['message was not delivered', 'message-failed'],
  ['Autodiscover failed', 'autodiscover-failed'],
  ['user signed in', 'sign-in'],
  ['client is shutting down', 'client-exit'],
  ['timer for m1 was not started', undefined],
  ['no draft was saved', undefined],
  ['offline message rides again', undefined],
])('%j tells %s', (text, kind) => {
  expect(guessKind(text)).toBe(kind);
});
