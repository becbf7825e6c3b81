import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import { HTTP_STATUSES } from '../../src/diagnosis/knowledge/http-statuses.ts';
import { OAUTH_ERRORS } from '../../src/diagnosis/knowledge/oauth-errors.ts';
import { RESPONSE_CODES } from '../../src/diagnosis/knowledge/response-codes.ts';
import { TRANSPORT_ERRORS } from '../../src/diagnosis/knowledge/transport-errors.ts';
import type { HttpResponse } from '../../src/model/observation.ts';
import { TRANSPORT_CODES } from '../../src/wire/transport-errors.ts';
import { attempt, input, life, ref } from './sample-input.ts';

const response: HttpResponse = {
  kind: 'http-response',
  source: 'trace.log',
  offset: 1100,
  evidence: [ref(11)],
  requestIds: [],
  cut: false,
  status: 401,
  answers: [],
  challenges: [],
  diagnostics: '2000002;reason="The token has expired.";error_category="token_expired"',
};

function codesOf(...attempts: readonly Parameters<typeof attempt>[1][]) {
  const lives = [life({ attempts: attempts.map((more, index) => attempt(11 + index, more)) })];
  return diagnose(input({ lives })).codes;
}

describe('the codes of a report', () => {
  it('are each told once, by kind, then code', () => {
    const busy = { result: 'error', httpStatus: 503, responseCode: 'ErrorServerBusy' } as const;
    const inner = {
      result: 'error',
      responseCode: 'ErrorInternalServerError',
      innerResponseCode: 'ErrorServerBusy',
    } as const;
    const cut = {
      result: 'transport-error',
      transport: { code: 12002, name: 'ERROR_WINHTTP_TIMEOUT', isTimeout: true },
    } as const;
    expect(codesOf(busy, inner, cut, busy).map(({ code }) => code)).toEqual([
      'ErrorInternalServerError',
      'ErrorServerBusy',
      '503',
      'ERROR_WINHTTP_TIMEOUT (12002, 0x80072EE2)',
    ]);
    for (const { meaning, source } of codesOf(busy, inner, cut)) {
      expect(meaning).toMatch(/^[a-z]/);
      expect(source).toMatch(/^https:/);
    }
  });

  it('that are in no list are shown as they are, without a meaning', () => {
    expect(codesOf({ result: 'error', responseCode: 'ErrorMoonPhase', httpStatus: 599 })).toEqual([
      { code: 'ErrorMoonPhase', kind: 'response-code' },
      { code: '599', kind: 'http-status' },
    ]);
  });

  it('are those of cited answers, too, and of no others', () => {
    const lives = [
      life({ attempts: [attempt(11, { result: 'error', httpStatus: 401, evidence: response.evidence })] }),
    ];
    const other: HttpResponse = { ...response, status: 418, diagnostics: '2000003', evidence: [ref(99)] };
    const { codes } = diagnose(input({ lives, observations: [response, other] }));
    expect(codes.map(({ kind, code }) => `${kind} ${code}`)).toEqual(['http-status 401', 'x-ms-diagnostics 2000002']);
  });
});

describe('what is known of codes', () => {
  it('covers every transport error that the reading of traces finds, and no other', () => {
    expect([...TRANSPORT_ERRORS.keys()].toSorted()).toEqual(TRANSPORT_CODES.toSorted());
  });

  it.each([
    ['response codes', [...RESPONSE_CODES.values()].map(({ words }) => words)],
    ['HTTP statuses', [...HTTP_STATUSES.values()]],
    ['x-ms-diagnostics', [...OAUTH_ERRORS.values()]],
    ['transport errors', [...TRANSPORT_ERRORS.values()].map(({ words }) => words)],
  ])('is in words: %s', (_, words) => {
    for (const one of words) expect(one).toMatch(/^[^.]{5,}[^.]$/);
  });
});
