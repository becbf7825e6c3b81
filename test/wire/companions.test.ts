import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import { Observer } from '../../src/observe.ts';
import { fileOf, readFile } from '../contract/read-file.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/formats');

async function observed(bytes: Uint8Array): Promise<readonly Observation[]> {
  const found: Observation[] = [];
  const observer = new Observer((observation) => found.push(observation));
  await readFile(fileOf(bytes), { wanted: observer, onRecord: (record) => observer.add(record) });
  observer.end();
  return found;
}

/** What is told, without place; evidence as `line: text`. */
async function toldBy(file: string | Uint8Array): Promise<readonly object[]> {
  const bytes = typeof file === 'string' ? readFileSync(join(FIXTURES, file)) : file;
  return (await observed(bytes)).map(({ source, offset, at, evidence, ...rest }) => ({
    ...rest,
    evidence: evidence.map((ref) => `${ref.line}: ${ref.text}`).join(),
  }));
}

describe('output of cmdlets', () => {
  test('a transcript tells each value at its line, and nothing of one left empty', async () => {
    expect(await toldBy('cs-policy/transcript/input.txt')).toEqual([
      {
        kind: 'policy',
        name: 'EnableOfflineIM',
        value: true,
        origin: 'companion',
        identity: 'Global',
        evidence: '10: EnableOfflineIm  : True',
      },
      {
        kind: 'setting',
        name: 'EnableServerConversationHistory',
        value: 'False',
        origin: 'companion',
        evidence: '21: EnableServerConversationHistory    : False',
      },
      {
        kind: 'policy',
        name: 'EnableIMAutoArchiving',
        value: false,
        origin: 'companion',
        identity: 'Tag:Sales',
        evidence: '29: EnableIMAutoArchiving              : False',
      },
      {
        kind: 'setting',
        name: 'DisableSavingIM',
        value: 'True',
        origin: 'companion',
        evidence: '28: DisableSavingIM                    : True',
      },
      {
        kind: 'setting',
        name: 'EnableServerConversationHistory',
        value: 'False',
        origin: 'companion',
        evidence: '30: EnableServerConversationHistory    : False',
      },
      {
        kind: 'setting',
        name: 'AllowAdalForNonLyncIndependentOfLync',
        value: 'True',
        origin: 'companion',
        evidence: expect.stringMatching(/^24: PolicyEntry/),
      },
      {
        kind: 'setting',
        name: 'EnableServerConversationHistory',
        value: 'True',
        origin: 'companion',
        evidence: '36: EnableServerConversationHistory : True',
      },
    ]);
  });

  test('of a table or CSV the row is cited', async () => {
    const table = await toldBy('cs-policy/table/input.txt');
    expect(table.at(-1)).toMatchObject({ name: 'EnableOfflineIM', evidence: '11: Global             False' });
    const csv = await toldBy('cs-policy/csv/input.csv');
    expect(csv.at(-1)).toMatchObject({ name: 'DisableSavingIM', evidence: expect.stringMatching(/^4: "Tag:Vertrieb/) });
  });

  test('a number in a companion is no error of the network', async () => {
    const text = 'Description : WinHTTP error 12002\nEnableOfflineIm : True\n';
    expect((await observed(Buffer.from(text))).map((one) => one.kind)).toEqual(['policy']);
  });
});

describe('Configuration Information', () => {
  test('tells states, the URL in use, version and user', async () => {
    const told = await toldBy('cs-policy/configuration-information/input.txt');
    expect(told).toMatchObject([
      { kind: 'exchange-link', service: 'ews', state: 'ok' },
      { kind: 'exchange-link', service: 'mapi', state: 'unavailable' },
      {
        kind: 'ews-url',
        url: 'https://mail.contoso.com/EWS/Exchange.asmx',
        isInUse: true,
        evidence: expect.stringMatching(/^7: EWS Int/),
      },
      { kind: 'mailbox-signal', signal: 'ews-host', value: 'mail.contoso.com' },
      { kind: 'client-version', version: '16.0.6741.2042', origin: 'configuration' },
      { kind: 'user', address: 'alice@contoso.com', origin: 'configuration' },
    ]);
  });

  test.each([
    ['EWS not deployed', 'not-deployed'],
    ['EWS not fully initialized', 'not-initialized'],
    ['EWS Status OK', 'ok'],
    ['Lync cannot connect', 'other'],
  ])('%s, in any layout', async (words, state) => {
    for (const mark of [';;', '\t', ' : ']) {
      const text = `Inside User Status${mark}FALSE\nEWS Information${mark}${words}\n`;
      expect(await toldBy(Buffer.from(text))).toMatchObject([{ kind: 'exchange-link', service: 'ews', state }]);
    }
  });

  test('no subject in the query of a URL is told or cited', async () => {
    const url = 'https://in.contoso.com/ews?subject=quagga&body=okapi';
    const told = await toldBy(Buffer.from(`Inside User Status;TRUE;--;\nEWS Internal URL;${url};--;\n`));
    expect(told).toMatchObject([{ kind: 'ews-url', url: expect.stringContaining('https://in.contoso.com/ews') }, {}]);
    expect(JSON.stringify(told)).not.toMatch(/quagga|okapi/);
  });

  test('the URL of the other network is not the one in use', async () => {
    const text = 'Inside User Status;FALSE;--;\nEWS Internal URL;https://in.contoso.com/ews;--;\n';
    expect(await toldBy(Buffer.from(text))).toMatchObject([{ kind: 'ews-url', isInUse: false }]);
  });
});

describe('the registry', () => {
  test('tells user, tracing, policies, version, channel and kind of installation', async () => {
    expect(await toldBy('reg/lync-and-office/input.reg')).toMatchObject([
      { kind: 'user', address: 'alice@contoso.com', origin: 'registry', evidence: expect.stringMatching(/^7: /) },
      {
        kind: 'setting',
        name: 'EnableTracing',
        value: '1',
        origin: 'user-option',
        evidence: expect.stringMatching(/^5: /),
      },
      { kind: 'setting', name: 'TracingLevel', value: 'FULL' },
      { kind: 'setting', name: 'AllowAdalForNonLyncIndependentOfLync', value: '1', origin: 'user-policy' },
      { kind: 'channel', value: 'first-release-deferred', evidence: expect.stringMatching(/^23: "CDNBaseUrl"=/) },
      { kind: 'client-version', version: '16.0.6741.2042', origin: 'configuration' },
      { kind: 'install-type', value: 'click-to-run', evidence: expect.stringMatching(/^22: "VersionToReport"=/) },
    ]);
  });

  test('of a deleted key or an InstallRoot tells nothing', async () => {
    expect(await toldBy('reg/regedit4/input.reg')).toMatchObject([
      { kind: 'user', address: 'alice@contoso.com' },
      { kind: 'policy', name: 'EnableIMAutoArchiving', value: false, origin: 'machine-policy' },
    ]);
    expect(await toldBy('reg/other-keys/input.reg')).toEqual([]);
  });

  test('of reg query tells the same', async () => {
    expect(await toldBy('reg/query/input.txt')).toMatchObject([
      { kind: 'user', address: 'alice@contoso.com', evidence: expect.stringMatching(/^7: ServerSipUri/) },
      { kind: 'setting', name: 'EnableTracing', value: '1' },
      { kind: 'setting', name: 'TracingLevel', value: 'FULL' },
      { kind: 'client-version', version: '16.0.6965.2058' },
      { kind: 'install-type', value: 'click-to-run' },
    ]);
  });

  const CHANNEL_KEY = 'REGEDIT4\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration]\n';
  test.each([
    ['"UpdateChannel"="http://officecdn.microsoft.com/pr/492350F6-3A01-4F97-B9C0-C7C6DDF67D60"', ['current']],
    ['"CDNBaseUrl"="http://officecdn.microsoft.com/pr/7ffbc6bf-bc32-4f92-8982-f9dd17fd3114"', ['deferred']],
    ['"UpdateBranch"="Business"', ['deferred']],
    // First Release for Current Channel is none of the three.
    ['"CDNBaseUrl"="http://officecdn.microsoft.com/pr/64256afe-f5d9-4f86-8936-8840a6a4f5be"', []],
    ['"CDNBaseUrl"="\\\\\\\\files\\\\office"', []],
  ])('the channel of %s', async (line, expected) => {
    const told = await observed(Buffer.from(`${CHANNEL_KEY}${line}\n`));
    expect(told.flatMap((one) => (one.kind === 'channel' ? [one.value] : []))).toEqual(expected);
  });
});

describe('a log of Exchange', () => {
  test('tells each call of a client, the server and its version once, and no user of the bundle', async () => {
    expect(await toldBy('ews-log/exchange-2013/input.log')).toMatchObject([
      { kind: 'ews-log-entry', operation: 'GetStreamingEvents', httpStatus: 200, user: 'alice@contoso.com' },
      { kind: 'exchange-version', major: 15, minor: 0, build: 1178, revision: 2, origin: 'ews-log' },
      { kind: 'mailbox-signal', signal: 'frontend-server', value: 'EXCH01' },
      {
        kind: 'ews-log-entry',
        operation: 'CreateItem',
        errorCode: 'ErrorSendAsDenied',
        requestId: '5b2f7f3c-0c1f-4f57-9d21-0a7be1c4d5f6',
        clientRequestId: '8f2d0c1e-6a3b-4f57-9d21-0a7be1c4d5f6',
        clientVersion: '16.0.6741.2042',
        server: 'EXCH01',
      },
      { kind: 'ews-log-entry', httpStatus: 500, errorCode: 'ErrorServerBusy', user: 'bob@contoso.com' },
    ]);
  });

  test('of which a row lacks the version has that of its head', async () => {
    const versions = (await observed(readFileSync(join(FIXTURES, 'ews-log/joined/input.log')))).filter(
      (one) => one.kind === 'exchange-version',
    );
    expect(versions).toMatchObject([
      { major: 15, minor: 0, build: 1178, revision: 2 },
      { major: 15, minor: 1, build: 466, revision: 34 },
    ]);
  });
});
