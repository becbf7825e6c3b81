import { describe, expect, it } from 'vitest';
import { meaningOf, withMeanings } from '../../src/meanings/index.ts';
import type { Observation, PhraseSeen } from '../../src/model/observation.ts';
import { HOLE_NAMES, PHRASE_KINDS } from '../../src/model/phrase.ts';
import { seen } from './seen.ts';

function only(one: PhraseSeen): Observation | undefined {
  const [first, ...more] = meaningOf(one);
  expect(more).toEqual([]);
  return first;
}

describe('a call that a phrase tells of', () => {
  it('has its operation, disposition, folder, people and ids as the wire has them', () => {
    const values = {
      operation: 'm:createitem',
      disposition: 'saveonly',
      folder: 'the Drafts folder',
      recipient: 'Bob Example <SIP:Bob@contoso.com>; carol@contoso.com, bob@contoso.com',
      requestId: '{3F2504E0-4F89-11D3-9A0C-0305E82C3301}',
      messageId: '"Msg-7".',
      conversationId: 'AdPQwQ+QHyGg==',
      url: 'https://Mail.contoso.com/EWS/Exchange.asmx',
    };
    expect(only(seen('ews-request', values))).toMatchObject({
      kind: 'http-request',
      isEws: true,
      operation: 'CreateItem',
      disposition: 'SaveOnly',
      folder: { distinguished: 'drafts' },
      host: 'mail.contoso.com',
      requestIds: ['3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
      clientRequestId: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
      told: { phrase: 'one', messageId: 'msg-7' },
      items: [
        { element: 'Message', recipients: ['bob@contoso.com', 'carol@contoso.com'], conversationId: 'AdPQwQ+QHyGg==' },
      ],
      itemIds: [],
    });
  });

  it.each([
    [{ messageId: '7' }, 'CreateItem', 1, []],
    [{ messageId: '7', itemId: 'AAMk=' }, 'SendItem', 0, ['AAMk=']],
    [{ operation: 'DeleteItemRequest', itemId: '[AAMk=]' }, 'DeleteItem', 0, ['AAMk=']],
    [{ operation: 'ResolveNames' }, 'ResolveNames', 0, []],
    [{ requestId: 'abcd' }, undefined, 0, []],
    [{ operation: 'CreateItem SaveOnly', messageId: '7' }, 'CreateItem', 1, []],
    [{ operation: 'Move Item', messageId: '7', itemId: 'AAMk=' }, 'MoveItem', 0, ['AAMk=']],
    [{ operation: 'a look at', messageId: '7', itemId: 'AAMk=' }, undefined, 0, ['AAMk=']],
  ])('of %j is %s', (values, operation, items, itemIds) => {
    const request = only(seen('ews-request', values));
    if (request?.kind !== 'http-request') throw new Error('no request');
    expect([request.operation, request.items.length, request.itemIds]).toEqual([operation, items, itemIds]);
  });

  it.each([
    ['SendItem for offline message {messageId} sent to Exchange', 'SendItem', undefined],
    ['CreateItem SaveOnly for offline message {messageId} sent to Exchange', 'CreateItem', 'SaveOnly'],
    ['CreateItem or SendItem of {messageId}, SaveOnly or SendOnly', 'CreateItem', undefined],
    ['CreateItems of {messageId}', 'CreateItem', undefined],
  ])('in the words of %s', (template, operation, disposition) => {
    const request = only(seen('ews-request', { messageId: '7' }, { template }));
    if (request?.kind !== 'http-request') throw new Error('no request');
    expect([request.operation, request.disposition]).toEqual([operation, disposition]);
  });

  it.each([
    ['CreateItem SaveOnly', 'SaveOnly'],
    ['CreateItem, SendAndSaveCopy', 'SendAndSaveCopy'],
    ['CreateItem (SendOnly)', 'SendOnly'],
    ['createitem saveonly', 'SaveOnly'],
    ['CreateItem', undefined],
  ])('of %s has its disposition behind the operation', (operation, disposition) => {
    const request = only(seen('ews-request', { messageId: '7', operation }));
    if (request?.kind !== 'http-request') throw new Error('no request');
    expect([request.operation, request.disposition]).toEqual(['CreateItem', disposition]);
  });

  it('is answered for the operation in the words of the phrase', () => {
    const template = 'SendItem of {messageId} answered {responseCode}';
    expect(only(seen('ews-response', { messageId: '7', responseCode: 'NoError' }, { template }))).toMatchObject({
      operation: 'SendItem',
    });
  });

  it.each([
    ['Entwürfe', { distinguished: 'drafts' }],
    ['\\\\alice@contoso.com\\Drafts', { distinguished: 'drafts' }],
    ['Conversation History', { distinguished: 'conversationhistory' }],
    ['AAMkAGE1RHJhZnRz=', { opaque: 'aamkage1rhjhznrz=' }],
  ])('to the folder %s', (folder, expected) => {
    expect(only(seen('ews-request', { folder }))).toMatchObject({ folder: expected });
  });

  it.each([
    [
      { responseCode: 'noerror', status: '200' },
      { status: 200, answers: [{ responseCode: 'NoError', responseClass: 'Success' }] },
    ],
    [{ responseCode: 'ErrorServerBusy' }, { answers: [{ responseCode: 'ErrorServerBusy', responseClass: 'Error' }] }],
    [{ status: '503 Service Unavailable' }, { status: 503, answers: [] }],
    [{ responseCode: '200' }, { status: 200, answers: [] }],
    [{ responseCode: '503 Service Unavailable' }, { status: 503, answers: [] }],
    [{ responseCode: '0x80004005' }, { answers: [{ responseCode: '0x80004005' }] }],
    [{ status: '9999', responseCode: 'what a mess' }, { answers: [] }],
    [{ errorCode: '0x80004005' }, { answers: [{ responseCode: '0x80004005', responseClass: 'Error' }] }],
  ])('is answered as %j says', (values, expected) => {
    expect(only(seen('ews-response', values))).toMatchObject({ kind: 'http-response', ...expected });
  });

  it.each([
    'NoError',
    'noerror',
    'Success',
    'SUCCEEDED',
    'OK',
    'S_OK',
    '0',
    '0x0',
    '0x00000000',
    '-0',
    'ERROR_SUCCESS',
  ])('has succeeded where the code is %s', (code) => {
    for (const hole of ['responseCode', 'errorCode'] as const)
      expect(only(seen('ews-response', { [hole]: code }))).toMatchObject({
        kind: 'http-response',
        answers: [{ responseCode: 'NoError', responseClass: 'Success' }],
      });
    expect(only(seen('message-failed', { responseCode: code }))).not.toHaveProperty('error');
    expect(only(seen('ews-failed', { errorCode: code }))).toMatchObject({ kind: 'http-response', cut: true });
  });

  it.each([
    [
      { errorCode: '12002' },
      { kind: 'transport-failure', code: 12002, name: 'ERROR_WINHTTP_TIMEOUT', isTimeout: true },
    ],
    [{ errorCode: '0x80072ee2' }, { kind: 'transport-failure', code: 12002 }],
    [{ errorCode: '2147954402' }, { kind: 'transport-failure', code: 12002 }],
    [{ errorCode: 'hr=-2147012894' }, { kind: 'transport-failure', code: 12002 }],
    [{ errorCode: 'ERROR_WINHTTP_CANNOT_CONNECT' }, { kind: 'transport-failure', code: 12029 }],
    [{ errorCode: '12111' }, { kind: 'transport-failure', code: 12111, name: 'error 12111', isTimeout: false }],
    [
      { errorCode: '12002', responseCode: 'ErrorServerBusy' },
      { kind: 'transport-failure', code: 12002 },
    ],
    [{ errorCode: '0x80190191' }, { kind: 'http-response', status: 401, answers: [] }],
    [{ errorCode: '503' }, { kind: 'http-response', status: 503 }],
    [{ errorCode: '0x80070005' }, { kind: 'http-response', answers: [{ responseCode: '0x80070005' }] }],
    [{ errorCode: 'ErrorQuotaExceeded' }, { kind: 'http-response', answers: [{ responseCode: 'ErrorQuotaExceeded' }] }],
    [
      { responseCode: 'ErrorServerBusy', status: '500' },
      { kind: 'http-response', status: 500, answers: [{ responseCode: 'ErrorServerBusy' }] },
    ],
    [{}, { kind: 'http-response', cut: true, answers: [{ responseClass: 'Error' }] }],
    [{ errorCode: '0' }, { kind: 'http-response', cut: true }],
  ])('fails as %j says', (values, expected) => {
    expect(only(seen('ews-failed', values))).toMatchObject(expected);
  });
});

describe('what a phrase tells of the environment', () => {
  it.each([
    [
      'client-version',
      { version: 'build 16.0.6741.2048,' },
      { kind: 'client-version', version: '16.0.6741.2048', origin: 'phrase' },
    ],
    ['mailbox-location', { value: 'On-Prem' }, { kind: 'mailbox-signal', signal: 'phrase', value: 'on-premises' }],
    ['mailbox-location', { value: 'not online, on-premises' }, { kind: 'mailbox-signal', value: 'on-premises' }],
    ['mailbox-location', { value: 'online, no longer on own servers' }, { kind: 'mailbox-signal', value: 'online' }],
    ['mailbox-location', { value: 'online, not found on-premises' }, { kind: 'mailbox-signal', value: 'online' }],
    ['mailbox-location', { value: 'Office365' }, { kind: 'mailbox-signal', signal: 'phrase', value: 'online' }],
    [
      'policy',
      { name: 'EnableOfflineIm', value: 'Disabled' },
      { kind: 'policy', name: 'EnableOfflineIM', value: false, origin: 'in-band' },
    ],
    [
      'policy',
      { name: 'imAutoArchiving', value: '1' },
      { kind: 'policy', name: 'imAutoArchiving', value: true, origin: 'user-option' },
    ],
    ['policy', { name: 'DisableSavingIM', value: 'true' }, { kind: 'setting', name: 'DisableSavingIM', value: '1' }],
    ['ews-state', { value: 'EWS Status OK' }, { kind: 'exchange-link', service: 'ews', state: 'ok' }],
    [
      'mapi-state',
      { value: 'MAPI unavailable; retrying' },
      { kind: 'exchange-link', service: 'mapi', state: 'unavailable' },
    ],
    ['autodiscover-failed', {}, { kind: 'autodiscover-failure' }],
    ['client-exit', {}, { kind: 'session', event: 'sign-out' }],
  ] as const)('as %s of %j', (observes, values, expected) => {
    expect(only(seen(observes, values))).toMatchObject(expected);
  });

  it('may stand in its own words', () => {
    const one = seen('ews-state', {}, { template: 'EWS not deployed' });
    expect(only(one)).toMatchObject({ state: 'not-deployed' });
    expect(only(seen('mailbox-location', {}, { template: 'the mailbox is online' }))).toMatchObject({
      value: 'online',
    });
  });

  it('is nothing where the values make no sense', () => {
    const senseless = [
      seen('policy', { name: 'EnableOfflineIM', value: 'perhaps' }),
      seen('policy', { name: 'Colour', value: 'true' }),
      seen('mailbox-location', { value: 'online or on-premises' }),
      seen('mailbox-location', { value: 'somewhere' }),
      seen('mailbox-location', { value: 'not on-premises' }),
      seen('mailbox-location', { value: 'no longer in the cloud' }),
      seen('mailbox-location', {}, { template: "the mailbox isn't online" }),
      seen('mailbox-location', { value: 'is not yet online' }),
      seen('mailbox-location', { value: 'non-online' }),
      seen('client-version', {}),
    ];
    expect(senseless.flatMap(meaningOf)).toEqual([]);
  });

  it('names the user where it does', () => {
    expect(meaningOf(seen('sign-in', { value: 'sip:Alice@contoso.com' }))).toMatchObject([
      { kind: 'session', event: 'sign-in', user: 'alice@contoso.com' },
      { kind: 'user', address: 'alice@contoso.com', origin: 'phrase' },
    ]);
  });
});

describe('a phrase of any kind', () => {
  const HOSTILE = [
    '',
    ' ',
    '\u0000',
    '{',
    '-',
    '0x',
    '99999999999999999999',
    '@',
    'a@',
    '\\',
    '/',
    '=',
    "'".repeat(5000),
  ];

  it('with any value in its holes tells something or nothing, and never throws', () => {
    for (const observes of PHRASE_KINDS)
      for (const value of HOSTILE) {
        const values = Object.fromEntries(HOLE_NAMES.map((name) => [name, value]));
        for (const one of meaningOf(seen(observes, values))) expect(one.kind).not.toBe('phrase');
      }
  });

  it('is marked where it is assumed', () => {
    for (const observes of PHRASE_KINDS) {
      const values = { value: 'online', version: '16.0.6741.2048', name: 'EnableOfflineIM' };
      const told = meaningOf(
        seen(observes, observes === 'policy' ? { ...values, value: 'true' } : values, { status: 'assumed' }),
      );
      expect(told.length).toBeGreaterThan(0);
      for (const one of told) expect(one.isAssumed).toBe(true);
    }
  });
});

describe('a phrase of some versions', () => {
  const told = (version: string | undefined, more: Partial<PhraseSeen>): number =>
    withMeanings([seen('message-queued', { messageId: '7' }, more)], () => () => version).length;

  it.each([
    ['16.0.6741.2048', { since: '16.0.6741.2048' }, 1],
    ['16.0.6741.2047', { since: '16.0.6741.2048' }, 0],
    ['16.0.6741.2048', { until: '16.0.6741.2048' }, 1],
    ['16.0.6741.2049', { until: '16.0.6741.2048' }, 0],
    ['16.0.6741.2048', { since: '16.0.6741', until: '16.0.6741' }, 1],
    ['16.0.6741', { since: '16.0.6741.2048' }, 1],
    ['16.0.10000.1', { since: '16.0.9999.1' }, 1],
    ['16.0.10000.1', { until: '16.0.9999' }, 0],
    [undefined, { since: '16.0.9999' }, 1],
    ['not a version', { since: '16.0.9999' }, 1],
  ])('counts for %s by %j: %i', (version, more, count) => {
    expect(told(version, more)).toBe(count);
  });

  it('that tells the version is one of that version', () => {
    const version = (text: string): PhraseSeen => seen('client-version', { version: text }, { since: '16.0.6741' });
    expect(withMeanings([version('16.0.6741.2048')], () => () => '16.0.4000.1')).toHaveLength(1);
    expect(withMeanings([version('16.0.4000.1')], () => () => '16.0.6741.2048')).toHaveLength(0);
  });
});

it.each(['ews-request', 'ews-state'] as const)('the URL of a phrase that tells %s has no subject', (observes) => {
  const url = 'https://mail.contoso.com/EWS/Exchange.asmx?subject=quagga&body=okapi';
  const told = JSON.stringify(meaningOf(seen(observes, { url })).filter(({ kind }) => kind !== 'phrase'));
  expect(told).toContain('https://mail.contoso.com/EWS/Exchange.asmx');
  expect(told).not.toMatch(/quagga|okapi/);
});

describe('a hole that took words of the sentence', () => {
  it.each([
    ['message-sent', 'Note {messageId} sent to Exchange', { messageId: 'N-4105 was not' }],
    ['message-failed', 'Note {messageId} failed with {responseCode}', { messageId: 'N-4105 has not' }],
    ['draft-saved', 'item {itemId} saved', { itemId: 'AAMk1 will be' }],
    ['message-sent', 'Note to {recipient} sent', { recipient: 'carol@contoso.com was never' }],
  ] as const)('%s tells nothing by %s', (kind, template, values) => {
    expect(meaningOf({ ...seen(kind, values), template })).toEqual([]);
  });

  it.each([
    ['message-sent', 'Note sent: {messageId}', { messageId: 'N-4105 to bob' }],
    ['message-sent', 'Note {messageId} sent', { messageId: ' N-4105 ' }],
    ['message-sent', 'Note to {recipient} sent', { recipient: 'bob@contoso.com and carol@contoso.com' }],
    ['message-sent', 'Note to {recipient} sent', { recipient: 'Bob Miller <bob@contoso.com>, carol@contoso.com' }],
  ] as const)('%s is told by %s, of which none did', (kind, template, values) => {
    expect(meaningOf({ ...seen(kind, values), template })).toHaveLength(1);
  });
});
