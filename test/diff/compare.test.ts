import { describe, expect, test } from 'vitest';
import { compareReports, isSame } from '../../src/diff/compare-reports.ts';
import type { StoredMessage, StoredReport } from '../../src/model/stored-report.ts';
import { emptyReport } from '../report/sample-reports.ts';

const MESSAGE: StoredMessage = {
  id: 'm1',
  outcome: 'pending',
  certainty: 'likely',
  recipients: ['bob@contoso.com'],
  sentAt: '2016-06-08T09:15:00Z',
  keys: { itemIds: [], requestIds: [] },
  steps: [],
  attempts: [],
  causes: [],
};

function reportOf(messages: readonly StoredMessage[], more: Partial<StoredReport> = {}): StoredReport {
  return { ...emptyReport, messages, ...more };
}

/** What is said of two messages, each alone in its report. */
function between(
  before: Partial<StoredMessage>,
  after: Partial<StoredMessage>,
  more: Partial<StoredReport> = {},
): string {
  const { messages } = compareReports(
    reportOf([{ ...MESSAGE, ...before }]),
    reportOf([{ ...MESSAGE, outcome: 'delivered', ...after }], more),
  );
  const [changed] = messages.changed;
  if (changed === undefined) return messages.new.length + messages.gone.length === 2 ? 'two' : 'same';
  return changed.members.map(({ member }) => member).join(' ');
}

describe('a message is known again', () => {
  const other = { sentAt: '2016-06-09T10:00:00Z', recipients: ['carol@contoso.com'] };
  test.each<[string, Partial<StoredMessage>]>([
    ['an item id', { keys: { itemIds: ['AAMk='], requestIds: [] } }],
    ['a request id', { keys: { itemIds: [], requestIds: ['6d2c'] } }],
  ])('by %s, whatever else changed', (_, part) => {
    expect(between(part, { ...part, ...other })).toBe('outcome sentAt recipients');
  });

  test('by its spool file, whatever folder that lies in', () => {
    const keys = (spoolFile: string) => ({ keys: { spoolFile, itemIds: [], requestIds: [] } });
    expect(between(keys('a/1.hist'), { ...keys('b\\1.HIST'), ...other })).toBe('outcome sentAt recipients');
  });

  test('by its conversation, with the same recipients', () => {
    const keys = { conversationId: 'AdHc', itemIds: [], requestIds: [] };
    expect(between({ keys }, { keys, sentAt: '2016-06-09T10:00:00Z' })).toBe('outcome sentAt');
    expect(between({ keys }, { keys, ...other })).toBe('two');
  });

  test('by time and recipients, in any order and case', () => {
    const recipients = ['bob@contoso.com', 'carol@contoso.com'];
    expect(between({ recipients }, { recipients: ['Carol@contoso.com', 'bob@contoso.com'] })).toBe(
      'outcome recipients',
    );
    expect(between({}, { sentAt: '2016-06-08T09:15:01Z' })).toBe('two');
    expect(between({ sentAt: undefined }, { sentAt: undefined })).toBe('two');
  });

  test('never by its number', () => {
    expect(between({ id: 'm1' }, { id: 'm1', ...other })).toBe('two');
  });

  test('by time alone where identities are tokens', () => {
    const redacted = { redacted: { by: 'ticket' } };
    expect(between({}, { recipients: ['user-1a2b@domain-3c4d.example'] }, redacted)).toBe('outcome');
    expect(between({}, { recipients: ['user-1a2b@domain-3c4d.example'] })).toBe('two');
    expect(between({}, { recipients: [] }, redacted)).toBe('outcome');
    // A token that happens to be the same says nothing of itself.
    const keys = { itemIds: ['id-1a2b'], requestIds: [] };
    expect(between({ keys }, { keys, sentAt: '2016-06-09T10:00:00Z' }, redacted)).toBe('two');
  });
});

test('of several messages of one request each is known by its recipients', () => {
  const keys = { itemIds: [], requestIds: ['6d2c'] };
  const to = (name: string, more: Partial<StoredMessage> = {}): StoredMessage => ({
    ...MESSAGE,
    keys,
    recipients: [`${name}@contoso.com`],
    ...more,
  });
  const before = reportOf([to('bob'), to('carol', { id: 'm2' }), to('dave', { id: 'm3' })]);
  const after = reportOf([to('dave'), to('carol', { id: 'm2', outcome: 'delivered' })]);
  const { messages } = compareReports(before, after);
  expect(messages.gone.map(({ id }) => id)).toEqual(['m1']);
  expect(messages.new).toEqual([]);
  expect(messages.changed.map((one) => [one.before.id, one.after.id])).toEqual([['m2', 'm2']]);
});

describe('findings', () => {
  const finding = {
    rule: 'quota',
    severity: 'warning',
    verdict: 'likely',
    title: 'Full',
    messages: ['m1'],
    evidence: [],
  };
  const second = { ...MESSAGE, id: 'm2', sentAt: '2016-06-08T10:00:00Z' };

  test('a finding on a message under another number is the same', () => {
    const first = { ...MESSAGE, id: 'm1', sentAt: '2016-06-08T08:00:00Z' };
    const before = reportOf([MESSAGE], { findings: [finding] });
    const after = reportOf([first, { ...MESSAGE, id: 'm2' }], { findings: [{ ...finding, messages: ['m2'] }] });
    const { findings, messages } = compareReports(before, after);
    expect(findings).toEqual({ new: [], gone: [], changed: [] });
    expect(messages.new.map(({ id }) => id)).toEqual(['m1']);
  });

  test('severity, verdict and messages are told, words are not', () => {
    const before = reportOf([MESSAGE, second], { findings: [finding] });
    const after = reportOf([MESSAGE, second], {
      findings: [{ ...finding, title: 'Other words', severity: 'error', messages: ['m2'] }],
    });
    const [changed] = compareReports(before, after).findings.changed;
    expect(changed?.severity).toEqual({ before: 'warning', after: 'error' });
    expect(changed?.verdict).toEqual({ before: 'likely', after: 'likely' });
    expect(changed?.messages.new.map(({ id }) => id)).toEqual(['m2']);
    expect(changed?.messages.gone.map(({ id }) => id)).toEqual(['m1']);
    const words = reportOf([MESSAGE, second], { findings: [{ ...finding, title: 'Other words' }] });
    expect(isSame(compareReports(before, words))).toBe(true);
  });

  test('a finding on a message that is not in the report is still a finding', () => {
    const report = reportOf([], { findings: [finding] });
    expect(compareReports(emptyReport, report).findings.new).toMatchObject([{ rule: 'quota', messages: [] }]);
  });
});

test('facts are compared by value and certainty, not by evidence; names of people are not where one side has tokens', () => {
  const fact = (value: string, certainty = 'proven') => ({ value, certainty, evidence: [] });
  const before = reportOf([], { environment: { user: fact('alice@contoso.com'), mailbox: fact('online') } });
  const environment = { user: fact('user-1a2b'), mailbox: fact('online', 'likely'), channel: fact('msi') };
  const names = (more: object) =>
    compareReports(before, reportOf([], { environment, ...more })).environment.map(({ name }) => name);
  expect(names({})).toEqual(['channel', 'mailbox', 'user']);
  expect(names({ redacted: true })).toEqual(['channel', 'mailbox']);
  const moved = { ...environment, mailbox: fact('on-premises') };
  expect(names({ redacted: true, environment: moved })).toEqual(['channel', 'mailbox']);
});
