import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/diagnosis/environment/index.ts';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import type { Observation } from '../../src/model/observation.ts';
import { client, ewsRequest, exchange, input, seen, signal } from './sample-input.ts';

function mailboxOf(...observations: readonly Observation[]) {
  const { environment, contested } = readEnvironment(input({ observations }));
  const { value, certainty } = environment.mailbox ?? {};
  return { value, certainty, isContested: contested.has('mailbox') };
}

describe('one sign alone', () => {
  it.each([
    ['outlook.office365.com', 'online'],
    ['AUTODISCOVER-S.Outlook.com', 'online'],
    ['mail.contoso.com', 'on-premises'],
    ['exch01', 'on-premises'],
    ['10.0.0.8', 'on-premises'],
    ['outlook.office365.com.contoso.com', 'on-premises'],
    ['notoutlook.com', 'on-premises'],
  ])('EWS host %s is %s', (host, value) => {
    expect(mailboxOf(ewsRequest(1, host))).toEqual({ value, certainty: 'proven', isContested: false });
    expect(mailboxOf(signal(1, 'ews-host', `https://${host}:443/EWS/Exchange.asmx`))).toMatchObject({ value });
  });

  it.each([
    ['backend-target', 'PUZPR06MB4716.apcprd06.prod.outlook.com', 'online', 'proven'],
    ['backend-target', 'CY4PR02MB0001', 'online', 'proven'],
    ['backend-target', 'mx-1.internal.contoso.com', 'on-premises', 'proven'],
    ['frontend-server', 'CY4PR02CA0010', 'online', 'proven'],
    ['frontend-server', 'DM5PR2101MB0886', 'online', 'proven'],
    ['frontend-server', 'EXCH01', 'on-premises', 'likely'],
    ['frontend-server', 'EX13D07UWB003', 'on-premises', 'likely'],
    ['redirect', 'alice@contoso.mail.onmicrosoft.com', 'online', 'proven'],
  ] as const)('%s %s is %s, %s', (kind, text, value, certainty) => {
    expect(mailboxOf(signal(1, kind, text))).toMatchObject({ value, certainty });
  });

  it.each([
    [15, 20, 485, 'online', 'proven'],
    [15, 2, 397, 'on-premises', 'proven'],
    [15, 0, 1104, 'on-premises', 'proven'],
    [14, 3, 301, 'on-premises', 'proven'],
    [15, 1, 466, 'on-premises', 'likely'],
    [15, 1, 497, 'online', 'likely'],
    [15, 1, 1240, 'online', 'likely'],
    [15, 1, 302, 'online', 'likely'],
    [15, 1, 1234, 'online', 'possible'],
    [15, 1, 1500, 'on-premises', 'possible'],
    [15, 0, 516, 'on-premises', 'proven'],
    [15, 0, 1002, 'on-premises', 'likely'],
    [15, 2, 2562, 'on-premises', 'likely'],
    [8, 3, 517, 'on-premises', 'proven'],
  ] as const)('Exchange %i.%i.%i is %s, %s', (major, minor, build, value, certainty) => {
    expect(mailboxOf(exchange(1, major, minor, build))).toMatchObject({ value, certainty });
  });

  it.each([
    ['15.1 without a build', exchange(1, 15, 1)],
    ['15.1 beyond the last cumulative update, when Exchange Online had long left it', exchange(1, 15, 1, 99999)],
    ['15.0 beyond any build there was', exchange(1, 15, 0, 99999)],
    ['a version of no Exchange', exchange(1, 0, 0, 0)],
    ['a number between two releases', exchange(1, 14, 16, 1)],
    ['a version from the future', exchange(1, 16, 0, 1)],
    ['a redirect to another own server', signal(1, 'redirect', 'alice@fabrikam.com')],
    ['an empty host', ewsRequest(1, '')],
  ] as const)('%s says nothing', (_, observation) => {
    expect(mailboxOf(observation).value).toBeUndefined();
  });
});

describe('several signs', () => {
  it('a redirect to the tenant outweighs everything that the first hop shows', () => {
    const firstHop = [
      ewsRequest(1, 'mail.contoso.com'),
      signal(2, 'backend-target', 'mx-1.internal.contoso.com'),
      signal(3, 'frontend-server', 'EXCH01'),
      exchange(4, 15, 0, 1210),
    ];
    expect(mailboxOf(...firstHop)).toMatchObject({ value: 'on-premises', certainty: 'proven' });
    const redirect = signal(5, 'redirect', 'alice@contoso.mail.onmicrosoft.com');
    expect(mailboxOf(...firstHop, redirect)).toEqual({ value: 'online', certainty: 'likely', isContested: false });
  });

  it('sure signs of both sides contest the fact', () => {
    const both = [ewsRequest(1, 'mail.contoso.com'), signal(2, 'backend-target', 'x.prod.outlook.com')];
    expect(mailboxOf(...both)).toEqual({ value: 'on-premises', certainty: 'possible', isContested: true });
  });

  it('of a mailbox that was moved the servers that answered for it last tell, whichever way it went', () => {
    const own = (at: number) => [
      ewsRequest(at, 'mail.contoso.com'),
      signal(at, 'backend-target', 'ex.corp.contoso.com'),
    ];
    const there = (at: number) => [
      ewsRequest(at, 'outlook.office365.com'),
      signal(at, 'backend-target', 'x.prod.outlook.com'),
    ];
    const moved = { certainty: 'likely', isContested: false };
    expect(mailboxOf(...own(1), ...own(2), ...there(3))).toEqual({ value: 'online', ...moved });
    expect(mailboxOf(...there(1), ...own(2))).toEqual({ value: 'on-premises', ...moved });
    expect(mailboxOf(...own(1), ...there(2), ...own(3)).value).toBeUndefined();
    const { notes } = readEnvironment(input({ observations: [...own(1), ...there(3)] }));
    expect(notes.get('mailbox')).toBe(
      'the mailbox was on-premises until 2016-05-10T08:00:01.000Z, by mail.contoso.com',
    );
  });

  it('equal weights leave it unknown, with the reason', () => {
    const { environment, notes } = readEnvironment(
      input({ observations: [ewsRequest(1, 'mail.contoso.com'), ewsRequest(2, 'outlook.office365.com')] }),
    );
    expect(environment.mailbox).toBeUndefined();
    expect(notes.get('mailbox')).toMatch(/mail\.contoso\.com.*outlook\.office365\.com/);
  });

  it('of a kind the surest counts, whatever was seen first', () => {
    const both = [exchange(1, 15, 1, 466), exchange(2, 15, 0, 1210)];
    expect(mailboxOf(...both)).toMatchObject({ value: 'on-premises', certainty: 'proven' });
    expect(mailboxOf(...both.toReversed())).toEqual(mailboxOf(...both));
  });

  it('a build that is no release counts only where nothing else tells', () => {
    const between = exchange(1, 15, 1, 1234);
    const own = { value: 'on-premises', isContested: false };
    expect(mailboxOf(between, ewsRequest(2, 'mail.contoso.com'))).toEqual({ ...own, certainty: 'proven' });
    expect(mailboxOf(between, signal(2, 'frontend-server', 'EXCH01'))).toEqual({ ...own, certainty: 'likely' });
    const { notes } = readEnvironment(input({ observations: [between] }));
    expect(notes.get('mailbox')).toContain('15.1.1234');
  });

  it('repetition weighs nothing', () => {
    const many = Array.from({ length: 20 }, (_, at) => signal(at, 'frontend-server', 'EXCH01'));
    expect(mailboxOf(...many, ewsRequest(30, 'outlook.office365.com'))).toMatchObject({ value: 'online' });
    expect(mailboxOf(...many)).toEqual(mailboxOf(signal(1, 'frontend-server', 'EXCH01')));
  });

  it('what the user states outweighs all', () => {
    const { environment } = readEnvironment(
      input({ observations: [ewsRequest(1, 'outlook.office365.com')], stated: { mailbox: 'on-premises' } }),
    );
    expect(environment.mailbox).toEqual({ value: 'on-premises', certainty: 'proven', evidence: [] });
  });
});

describe('a mailbox that is stated to be in Exchange Online', () => {
  const answer = (code: string): Observation => ({
    ...seen(2),
    kind: 'http-response',
    requestIds: [],
    cut: false,
    status: 200,
    answers: [
      {
        responseClass: code === 'NoError' ? 'Success' : 'Error',
        responseCode: code,
        itemIds: [],
        folders: [],
        evidence: [],
      },
    ],
    challenges: [],
  });
  const statusAfter = (code: string) =>
    diagnose(
      input({
        observations: [client(1, '16.0.6741.2042'), ewsRequest(1, 'mail.contoso.com'), answer(code)],
        stated: { mailbox: 'online' },
      }),
    ).rules.find(({ id }) => id === 'post-exo-migration')?.status;

  it('was not moved from a server that took a call for it', () => {
    expect(statusAfter('NoError')).toBe('quiet');
    expect(statusAfter('ErrorNonExistentMailbox')).toBe('fired');
  });
});
