import { describe, expect, it } from 'vitest';
import { readExchanges } from '../../src/diagnosis/exchanges.ts';
import type { HttpRequest, HttpResponse, Observation, TransportFailure } from '../../src/model/observation.ts';
import { ewsRequest, ref, second } from './sample-input.ts';

function asked(seconds: number, id: string | undefined, tid = 1, operation = 'CreateItem'): HttpRequest {
  const ids = id === undefined ? { requestIds: [] } : { requestIds: [id], clientRequestId: id };
  return { ...ewsRequest(seconds, 'mail.contoso.com'), ...ids, tid, operation };
}

function answered(seconds: number, status: number, id?: string, tid = 1): HttpResponse {
  return {
    kind: 'http-response',
    at: second(seconds),
    source: 'trace.log',
    offset: seconds * 100,
    tid,
    evidence: [ref(seconds)],
    requestIds: id === undefined ? [] : [id],
    cut: false,
    answers: [],
    challenges: [],
    status,
  };
}

function failed(seconds: number, tid = 1): TransportFailure {
  const place = { at: second(seconds), source: 'trace.log', offset: seconds * 100, tid, evidence: [ref(seconds)] };
  return { kind: 'transport-failure', ...place, code: 12029, name: 'CANNOT_CONNECT', isTimeout: false, requestIds: [] };
}

function told(observations: readonly Observation[]): readonly string[] {
  return readExchanges(observations).map(
    ({ request, response, failure, isHandshake }) =>
      `${request.clientRequestId ?? request.tid} ${response?.status ?? failure?.code ?? 'open'}${isHandshake ? ' leg' : ''}`,
  );
}

describe('a request and its answer', () => {
  it('belong together by their id, whatever the thread', () => {
    expect(told([asked(1, 'a'), asked(2, 'b'), answered(3, 200, 'b', 9), answered(4, 500, 'a', 9)])).toEqual([
      'a 500',
      'b 200',
    ]);
  });

  it('belong together by thread where no id ties them, and one answer answers one request', () => {
    expect(
      told([asked(1, undefined, 1), asked(2, undefined, 2), answered(3, 200, undefined, 1), failed(4, 2)]),
    ).toEqual(['1 200', '2 12029']);
    expect(told([asked(1, undefined), answered(2, 200), answered(3, 500), failed(4)])).toEqual(['1 200']);
  });

  it('an answer with an id of nobody is taken for that of the thread', () => {
    expect(told([asked(1, undefined), answered(2, 200, 'server')])).toEqual(['1 200']);
  });
});

describe('a 401', () => {
  it('is a leg of a handshake where the call goes on within a minute', () => {
    expect(told([asked(1, 'a'), answered(2, 401, 'a'), asked(3, 'a'), answered(4, 200, 'a')])).toEqual([
      'a 401 leg',
      'a 200',
    ]);
    expect(told([asked(1, undefined), answered(2, 401), asked(60, undefined), answered(61, 200)])).toEqual([
      '1 401 leg',
      '1 200',
    ]);
  });

  it('is final where nothing follows, another operation does, or later than a minute', () => {
    expect(told([asked(1, undefined), answered(2, 401)])).toEqual(['1 401']);
    expect(told([asked(1, undefined), answered(2, 401), asked(3, undefined, 1, 'GetFolder')])).toEqual([
      '1 401',
      '1 open',
    ]);
    expect(told([asked(1, undefined), answered(2, 401), asked(63, undefined)])).toEqual(['1 401', '1 open']);
  });

  it('of a row of legs only the last is final', () => {
    const legs = [1, 3, 5].flatMap((at) => [asked(at, 'a'), answered(at + 1, 401, 'a')]);
    expect(told(legs)).toEqual(['a 401 leg', 'a 401 leg', 'a 401']);
  });
});
