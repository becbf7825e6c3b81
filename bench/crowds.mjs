// Crowds of observations for bench/lives.mjs: what the life of messages is built from, made without a trace.

const START = -1_130_000_000_000_000; // in 2016, in ticks
const SECOND = 10_000_000;
const moment = (i) => START + i * (SECOND / 100);

function observed(i, more = {}) {
  const at = moment(i);
  const ref = { source: 'Tracing/Lync.txt', line: i + 1, offset: i * 1000, at, text: 'POST /EWS/Exchange.asmx' };
  return { source: ref.source, offset: ref.offset, at, pid: 7124, tid: 1, evidence: [ref], ...more };
}

function request(i, operation, more = {}) {
  const base = { requestIds: [], cut: false, isEws: true, hasAuthorization: true, items: [], itemIds: [], folders: [] };
  return { kind: 'http-request', ...observed(i), ...base, operation, ...more };
}

function create(i, to, bodyHash, disposition, more = {}) {
  const item = { element: 'Message', recipients: [to], bodyHash, subjectHash: 's', evidence: [] };
  return request(i, 'CreateItem', { disposition, items: [item], folder: { distinguished: 'drafts' }, ...more });
}

function response(i, operation, answer, more = {}) {
  const answers = answer === undefined ? [] : [{ itemIds: [], folders: [], evidence: [], ...answer }];
  const base = { requestIds: [], cut: false, status: 200, challenges: [] };
  return { kind: 'http-response', ...observed(i), ...base, operation, answers, ...more };
}

const DONE = { responseClass: 'Success', responseCode: 'NoError' };
const BUSY = { responseClass: 'Error', responseCode: 'ErrorServerBusy' };

/** Crowds of about `count` observations each, by name. */
export const CROWDS = {
  'two steps each, ids': (count) =>
    Array.from({ length: Math.ceil(count / 6) }, (_, n) => {
      const [i, id, item] = [n * 6, { requestIds: [`c${n}`], clientRequestId: `c${n}` }, `item${n}`];
      const send = { requestIds: [`d${n}`], clientRequestId: `d${n}` };
      return [
        create(i, `u${n % 500}@contoso.com`, `b${n}`, 'SaveOnly', id),
        response(i + 1, undefined, undefined, { ...id, status: 401 }),
        create(i + 2, `u${n % 500}@contoso.com`, `b${n}`, 'SaveOnly', id),
        response(i + 3, 'CreateItem', { ...DONE, itemIds: [item] }, id),
        request(i + 4, 'SendItem', { ...send, itemIds: [item] }),
        response(i + 5, 'SendItem', DONE, send),
      ];
    }).flat(),
  'one thread, no ids, one recipient': (count) =>
    Array.from({ length: Math.ceil(count / 2) }, (_, n) => [
      create(n * 2, 'bob@contoso.com', `b${n}`, 'SendOnly'),
      response(n * 2 + 1, 'CreateItem', DONE),
    ]).flat(),
  'requests without answers': (count) =>
    Array.from({ length: count }, (_, n) => create(n, 'bob@contoso.com', `b${n}`, 'SaveOnly')),
  'requests, then their answers': (count) =>
    Array.from({ length: count }, (_, n) =>
      n < count / 2 ? create(n, 'bob@contoso.com', `b${n}`, 'SendOnly') : response(n, 'CreateItem', DONE),
    ),
  'one id on all of them': (count) =>
    Array.from({ length: count }, (_, n) => {
      const id = { requestIds: ['same'], clientRequestId: 'same' };
      return n % 2 === 0 ? create(n, 'bob@contoso.com', `b${n}`, 'SendOnly', id) : response(n, 'FindItem', DONE, id);
    }),
  'one message tried again and again': (count) =>
    Array.from({ length: count }, (_, n) =>
      n % 2 === 0 ? create(n, 'bob@contoso.com', 'b', 'SendOnly') : response(n, 'CreateItem', BUSY),
    ),
  'a handshake without an end': (count) =>
    Array.from({ length: count }, (_, n) =>
      n % 2 === 0 ? create(n, 'bob@contoso.com', 'b', 'SendOnly') : response(n, undefined, undefined, { status: 401 }),
    ),
  'one ItemId in all messages': (count) =>
    Array.from({ length: count }, (_, n) =>
      n % 2 === 0
        ? create(n, 'bob@contoso.com', `b${n}`, 'SaveOnly')
        : response(n, 'CreateItem', { ...DONE, itemIds: ['same'] }),
    ),
  'ItemIds in a circle': (count) =>
    Array.from({ length: count }, (_, n) =>
      n % 2 === 0
        ? request(n, 'UpdateItem', { disposition: 'SaveOnly', itemIds: [`item${n % 100}`] })
        : response(n, 'UpdateItem', { ...DONE, itemIds: [`item${(n + 1) % 100}`] }),
    ),
  'spool files of one conversation': (count) =>
    Array.from({ length: Math.ceil(count / 3) }, (_, n) => {
      const i = n * 3;
      const request = create(i, 'bob@contoso.com', undefined, 'SendOnly');
      const file = {
        kind: 'spool-file',
        ...observed(i + 2, { source: `History Spooler/${n}.hist` }),
        file: `${n}.hist`,
        owner: 'alice@contoso.com',
        reading: 'parsed',
        initiator: 'alice@contoso.com',
        participants: ['bob@contoso.com'],
        saysMissed: true,
        conversationIds: ['same'],
        writtenAt: moment(i),
      };
      const items = [{ ...request.items[0], bodyHash: `b${n}`, conversationId: 'same' }];
      return [{ ...request, items }, response(i + 1, 'CreateItem', BUSY), file];
    }).flat(),
};
