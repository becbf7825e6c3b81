import type { Outcome } from '../../src/model/life.ts';
import type { Report, ReportFinding, ReportMessage, ReportRef, ReportSource } from '../../src/model/report.ts';

const TRACE = 'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt';

const sampleRef: ReportRef = {
  source: TRACE,
  line: 1234,
  offset: 567_890,
  at: '2016-07-12T09:31:05.123Z',
  text: 'POST /EWS/Exchange.asmx HTTP/1.1 client-request-id: 6d2c4f2e-0b6d-4a3c-9a51-2f1f4bb3a001',
};

export const sampleSource: ReportSource = {
  path: TRACE,
  format: 'ocs-text',
  encoding: 'utf-8',
  bytes: 1_048_576,
  records: 1234,
  undecoded: 5,
  from: '2016-07-12T09:00:00.000Z',
  to: '2016-07-12T10:00:00.1234567Z',
  zone: { value: 'UTC', basis: 'assumed' },
};

/** What an empty folder gives. */
export const emptyReport: Report = {
  schema: 'oimscope.report/1',
  tool: { name: 'oimscope', version: '0.1.0' },
  bundle: { name: 'empty', sources: [] },
  environment: {},
  messages: [],
  findings: [],
  rules: [],
  gaps: [],
  issues: [],
};

/** A raw .etl and a picture: nothing of use. */
export const uselessReport: Report = {
  ...emptyReport,
  bundle: {
    name: 'raw',
    sources: [
      { ...sampleSource, path: 'Lync-16.0.6741.5305-Office-x86ship-U.etl', format: 'etl', records: 0, undecoded: 0 },
      { ...sampleSource, path: 'screen.png', format: 'unknown', records: 0, undecoded: 0 },
    ],
  },
  issues: [
    { code: 'ETL_TRUNCATED', source: 'Lync-16.0.6741.5305-Office-x86ship-U.etl', text: 'a raw trace that is cut' },
  ],
};

export function sampleMessage(id: string, outcome: Outcome, causes: readonly string[] = []): ReportMessage {
  return {
    id,
    outcome,
    certainty: 'likely',
    recipients: ['bob@contoso.com', 'carol@contoso.com', 'dave@fabrikam.com'],
    sentAt: '2016-07-12T09:31:04.000Z',
    endedAt: '2016-07-12T09:33:04.000Z',
    keys: {
      spoolFile: '{8F5B2A10-64CE-4C9A-8D1E-52A1A5F0C001}.hist',
      itemIds: ['AAMkAGI2TG93AAA='],
      requestIds: ['6d2c4f2e-0b6d-4a3c-9a51-2f1f4bb3a001'],
      conversationId: 'AdHcJ7bFq1',
    },
    spool: 'present',
    witnesses: 'agree',
    steps: [
      {
        event: 'message-queued',
        state: 'queued',
        fit: 'required-not-seen',
        link: 'weak',
        reason: 'the trace begins later',
        evidence: [],
      },
      {
        at: '2016-07-12T09:31:05.123Z',
        event: 'ews-request',
        state: 'in-exchange-call',
        fit: 'allowed',
        link: 'exact',
        evidence: [sampleRef],
      },
    ],
    attempts: [
      {
        operation: 'CreateItem',
        disposition: 'SaveOnly',
        folder: 'drafts',
        startedAt: '2016-07-12T09:31:05.123Z',
        endedAt: '2016-07-12T09:31:05.456Z',
        httpStatus: 200,
        responseCode: 'NoError',
        evidence: [sampleRef, { ...sampleRef, line: 1240 }],
      },
      {
        operation: 'SendItem',
        transportError: 'ERROR_WINHTTP_TIMEOUT (12002, 0x80072EE2)',
        evidence: [],
      },
    ],
    causes,
  };
}

export function sampleFinding(rule: string, messages: readonly string[]): ReportFinding {
  return {
    rule,
    severity: 'error',
    verdict: 'likely',
    title: 'The June 2016 client leaves offline messages in Drafts',
    why: 'The recipient never gets the message, and the sender sees only a failure notice.',
    fix: ['Update Office to 16.0.6965.2053 or later.', 'Delete the copies that stand in Drafts by hand.'],
    references: ['https://support.microsoft.com/kb/3115268'],
    messages,
    evidence: [1, 2, 3, 4].map((line) => ({ ...sampleRef, line })),
    counterfactual: {
      ...(messages[0] !== undefined && { message: messages[0] }),
      changes: [{ fact: 'client-version', words: 'with client build 16.0.6965.2058 (2016-06-14) or later' }],
    },
  };
}

export const fullReport: Report = {
  ...emptyReport,
  bundle: { name: 'drafts-bug', sources: [sampleSource] },
  horizon: '2016-07-12T10:00:00.1234567Z',
  collectedAt: '2016-07-12T10:30:00.000Z',
  environment: {
    user: { value: 'alice@contoso.com', certainty: 'proven', evidence: [sampleRef] },
    clientVersion: { value: '16.0.6741.2048', certainty: 'likely', evidence: [sampleRef] },
    installType: { value: 'click-to-run', certainty: 'likely', evidence: [] },
    channel: { value: 'deferred', certainty: 'possible', evidence: [] },
    mailbox: { value: 'on-premises', certainty: 'proven', evidence: [sampleRef] },
    exchangeVersion: { value: '15.1.669.32', certainty: 'proven', evidence: [sampleRef] },
    ewsUrl: { value: 'https://mail.contoso.com/EWS/Exchange.asmx', certainty: 'proven', evidence: [sampleRef] },
    enableIMAutoArchiving: { value: true, certainty: 'proven', evidence: [sampleRef] },
  },
  messages: [
    sampleMessage('m1', 'stuck-in-drafts', ['drafts-bug-2016-06']),
    sampleMessage('m2', 'stuck-in-drafts', ['drafts-bug-2016-06']),
    sampleMessage('m3', 'rejected'),
    sampleMessage('m4', 'delivered'),
    sampleMessage('m5', 'pending'),
  ],
  findings: [sampleFinding('drafts-bug-2016-06', ['m1', 'm2'])],
  rules: [
    {
      id: 'drafts-bug-2016-06',
      status: 'fired',
      conditions: [{ name: 'the mailbox is on-premises', holds: 'yes', found: 'on-premises', evidence: [sampleRef] }],
    },
    {
      id: 'send-as-denied',
      status: 'quiet',
      conditions: [
        { name: 'there is a message', holds: 'yes' },
        {
          name: 'Exchange refused the sender',
          holds: 'no',
          joins: 'any',
          parts: [
            { name: 'ErrorSendAsDenied was answered', holds: 'no', wanted: 'ErrorSendAsDenied', found: 'NoError' },
          ],
        },
      ],
    },
    {
      id: 'server-off',
      status: 'cannot-tell',
      conditions: [{ name: 'the server allows it', holds: 'unknown', because: 'no provisioning text' }],
    },
    { id: 'build-old', status: 'superseded', supersededBy: 'drafts-bug-2016-06', conditions: [] },
    { id: 'clock-skew', status: 'failed', error: 'unreachable: undefined', conditions: [] },
  ],
  codes: [
    { code: 'ErrorMoonPhase', kind: 'response-code' },
    {
      code: 'NoError',
      kind: 'response-code',
      meaning: 'done as asked',
      source: 'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode',
    },
    {
      code: '401',
      kind: 'http-status',
      meaning: 'credentials are wanted',
      source: 'https://www.rfc-editor.org/rfc/rfc9110',
    },
  ],
  collect: [{ what: 'The trace of the client', how: 'Copy the folder Tracing', settles: ['server-off'] }],
  gaps: [
    { kind: 'undecoded', source: TRACE, text: '5 of 1234 records have no text' },
    { kind: 'zone-assumed', source: TRACE, text: 'the trace states no zone; UTC was assumed' },
  ],
  issues: [
    { code: 'NOT_RECOGNISED', source: 'screen.png', text: 'no format claims it' },
    { code: 'XML_TRUNCATED', source: 'trace.xml', line: 12, text: 'the last event is cut' },
  ],
};
