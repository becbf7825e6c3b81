import * as cast from '../cast.ts';
import { later, moment } from '../clock.ts';
import { createItem, deleteItem, itemResponse, updateItem } from '../ews.ts';
import { exchangeOf } from '../exchange-session.ts';
import { noise } from '../noise.ts';
import type { Story } from '../story.ts';
import { tracerptXml } from '../tracerpt-xml.ts';

const DRAFTS = { distinguished: 'drafts' };

/** The draft was touched by something else before it could be sent. */
export function staleChangekey(): Story {
  const id = 'stale-changekey';
  const client = {
    ...cast.clientProcess('6965.2053', cast.EXCHANGE_2016_CU1, { prefix: 'soap' }),
    hasFullUrls: true,
  };
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-10T08:00:00Z');
  const to = moment('2016-06-10T08:45:00Z');
  const drafts = [
    { at: moment('2016-06-10T08:05:00Z'), to: 'bob@contoso.com', text: 'First try.', code: 'ErrorStaleObject' },
    { at: moment('2016-06-10T08:15:00Z'), to: 'carol@contoso.com', text: 'Second try.', code: 'ErrorItemNotFound' },
    {
      at: moment('2016-06-10T08:25:00Z'),
      to: 'dave@contoso.com',
      text: 'Third try.',
      code: 'ErrorChangeKeyRequiredForWriteOperations',
    },
  ].map((draft, i) => ({ ...draft, item: exchange.item(), tid: 0x1600 + 4 * i }));
  const calls = drafts.flatMap(({ at, to: recipient, text, code, item, tid }) => [
    ...exchange.create({
      at,
      tid,
      mails: [cast.missedMail([recipient], text)],
      disposition: 'SaveOnly',
      folder: DRAFTS,
      outcomes: [{ code: 'NoError', item }],
    }),
    ...(code === 'ErrorChangeKeyRequiredForWriteOperations'
      ? exchange.call({
          at: later(at, 1),
          tid,
          soap: updateItem(item, 'Missed conversation with Alice Appleby', 'SendAndSaveCopy', client.style),
          answer: {
            status: 200,
            afterSeconds: 0.4,
            soap: itemResponse('UpdateItem', [{ code }], client.server.version, client.style),
          },
        })
      : exchange.send({ at: later(at, 1), tid, item, outcome: { code } })),
  ]);
  const trace = [...noise(id, client, { from, to, lines: 300, calls: 3 }), ...calls];
  return {
    id,
    title: 'Drafts that changed before they could be sent',
    tale: [
      'The client saves each message in Drafts and then sends the draft, in two steps. In between, an add-in of Outlook touches the drafts, so that Exchange refuses to send them: the change key is stale, the item is gone, the key is missing. The build is below that of 14 June 2016, yet it is not the Drafts bug: the error of the second step explains each draft.',
    ],
    options: ['--now', '2016-06-10T10:00:00Z'],
    files: [
      {
        path: cast.tracePath(client, 'xml'),
        bytes: tracerptXml(trace, { offsetText: 'utc' }),
        modifiedAt: to,
      },
    ],
    messages: drafts.map((draft) => ({ recipients: [draft.to], outcome: 'stuck-in-drafts', sentAt: draft.at })),
    fired: ['stale-changekey'],
    quiet: cast.quietBut('stale-changekey'),
  };
}

/** Conversation history that Outlook shows as a draft, and a draft that the client deletes itself. */
export function draftDeleted(): Story {
  const id = 'draft-deleted';
  const client = cast.clientProcess('6965.2053', cast.EXCHANGE_2016_CU1, { prefix: '', pretty: true });
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-11T14:00:00Z');
  const to = moment('2016-06-11T14:30:00Z');
  const at = moment('2016-06-11T14:10:00Z');
  const item = exchange.item();
  const history = {
    ...cast.missedMail(['erin@contoso.com'], 'We talked about the budget.'),
    itemClass: 'IPM.Note.Microsoft.Conversation',
  };
  const answer = (operation: string, code: string): string =>
    itemResponse(operation, [{ code }], client.server.version, client.style);
  const calls = [
    ...exchange.create({
      at,
      tid: 0x1800,
      mails: [cast.missedMail(['erin@contoso.com'], 'The attachment is too much, I fear.')],
      disposition: 'SaveOnly',
      outcomes: [{ code: 'NoError', item }],
    }),
    ...exchange.send({ at: later(at, 1), tid: 0x1800, item, outcome: { code: 'ErrorMessageSizeExceeded' } }),
    ...exchange.call({
      at: later(at, 2),
      tid: 0x1800,
      soap: deleteItem(item, client.style),
      answer: { status: 200, afterSeconds: 0.1, soap: answer('DeleteItem', 'NoError') },
    }),
    ...[300, 330, 360].flatMap((seconds) =>
      exchange.call({
        at: later(at, seconds),
        tid: 0x1804,
        soap: createItem([history], 'SaveOnly', { distinguished: 'conversationhistory' }, client.style),
        answer: { status: 200, afterSeconds: 0.2, soap: answer('CreateItem', 'NoError') },
      }),
    ),
  ];
  const trace = [...noise(id, client, { from, to, lines: 200, calls: 2 }), ...calls];
  return {
    id,
    title: 'No draft is left',
    tale: [
      'A message is saved without a folder being named, which means Drafts. Exchange refuses to send it, as it is too big, and the client deletes the draft again: what decides is the refusal.',
      'Later the client keeps the history of an ordinary conversation, three times, in Conversation History. Outlook shows these items as drafts, but they are no offline messages.',
    ],
    options: ['--now', '2016-06-11T16:00:00Z'],
    files: [
      {
        path: cast.tracePath(client, 'xml'),
        bytes: tracerptXml(trace, {
          offsetMinutes: 480,
          offsetText: 'short-by-one-colon',
          levelName: '信息',
          encoding: 'utf-8-bom',
        }),
        modifiedAt: to,
      },
    ],
    messages: [{ recipients: ['erin@contoso.com'], outcome: 'rejected', sentAt: at }],
    fired: [],
    quiet: cast.quietBut(),
  };
}
