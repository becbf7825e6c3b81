import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { TraceError } from '../../src/model/errors.ts';
import type { StoredReport } from '../../src/model/stored-report.ts';
import { readReport } from '../../src/stored/read-report.ts';
import { emptyReport, fullReport, uselessReport } from '../report/sample-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'oimscope-stored-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Uint8Array): Promise<StoredReport> {
  const path = join(folder, 'report.json');
  writeFileSync(path, content);
  return readReport(path);
}

/** What is said of a content; fails where it is taken for a report, or an error is none that the user can act on. */
async function faultOf(content: string | Uint8Array): Promise<string> {
  try {
    await read(content);
  } catch (error) {
    if (error instanceof TraceError) return error.message.replace(`${join(folder, 'report.json')}: `, '');
    throw error;
  }
  throw new Error('it was read');
}

function faultOfData(value: unknown): Promise<string> {
  return faultOf(JSON.stringify(value));
}

const text = JSON.stringify(fullReport, undefined, 2);

describe('a report is read', () => {
  test('out of a pipe', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [report] = await Promise.all([readReport(pipe), writeFile(pipe, text)]);
    expect(report).toMatchObject({ schema: 'oimscope.report/1', tool: fullReport.tool });
  });

  test.each([
    ['empty', emptyReport],
    ['useless', uselessReport],
    ['full', fullReport],
  ])('that is %s', async (_, report) => {
    const stored = await read(JSON.stringify(report));
    expect(report).toMatchObject(JSON.parse(JSON.stringify(stored)));
    expect(stored.messages.map(({ id }) => id)).toEqual(report.messages.map(({ id }) => id));
  });

  test.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, as PowerShell writes it by >', Buffer.from(`\ufeff${text}`.replaceAll('\n', '\r\n'), 'utf16le')],
    ['UTF-16 of the other order', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['lines that end in CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
  ])('in %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual(await read(text));
  });

  test('with members and words that a later version of the same schema has', async () => {
    const [message] = fullReport.messages;
    const stored = await read(
      JSON.stringify({ ...fullReport, mood: { fine: true }, messages: [{ ...message, outcome: 'recalled', x: 1 }] }),
    );
    expect(stored.messages[0]?.outcome).toBe('recalled');
    expect(stored).not.toHaveProperty('mood');
  });

  test('whose members are called like those of every object', async () => {
    const environment = '{"__proto__":{"value":"x","certainty":"proven","evidence":[]},"constructor":1}';
    const stored = await read(text.replace(/"environment": \{/, `"environment": ${environment.slice(0, -1)},`));
    expect(Object.getPrototypeOf(stored.environment)).toBe(Object.prototype);
    expect(Object.keys(stored.environment)).not.toContain('__proto__');
    expect(Object.keys(stored.environment)).not.toContain('constructor');
  });
});

describe('what is no report is refused in words', () => {
  test.each([
    ['nothing', '', /^empty;/],
    ['blanks', ' \n\n', /^empty;/],
    ['a report that was cut', text.slice(0, -40), /ends early: the report was cut/],
    ['a damaged report', text.replace('"messages"', '"messages'), /not JSON, or damaged/],
    ['a log', 'TL_INFO(TF_COMPONENT) [0]1BD4.2B00::06/08/2016', /not JSON, or damaged/],
    ['bytes', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0x80]), /neither UTF-8 nor UTF-16/],
    ['a list', '[]', /not a report: it has no "schema"/],
    ['null', 'null', /not a report/],
    ['a word', '"oimscope.report/1"', /not a report/],
    ['another schema', '{"schema":"contoso/1"}', /"schema" is "contoso\/1"/],
    ['the summary of a batch', '{"schema":"oimscope.fleet/1"}', /name the results folder/],
    ['a report of a later schema', '{"schema":"oimscope.report/2"}', /written by a later version.*oimscope\.report\/1/],
  ])('%s', async (_, content, words) => {
    expect(await faultOf(content)).toMatch(words);
  });

  const [message] = fullReport.messages;
  const ref = { source: 'a', line: 1, offset: 0, text: '' };
  const [finding] = fullReport.findings;
  test.each([
    ['messages', { ...fullReport, messages: {} }],
    ['messages', { ...fullReport, messages: undefined }],
    ['messages[0].keys.itemIds', { ...fullReport, messages: [{ ...message, keys: { requestIds: [] } }] }],
    ['messages[0].recipients[0]', { ...fullReport, messages: [{ ...message, recipients: [1] }] }],
    [
      'findings[0].evidence[1].line',
      { ...fullReport, findings: [{ ...finding, evidence: [ref, { ...ref, line: '2' }] }] },
    ],
    ['findings[0].evidence[0].line', { ...fullReport, findings: [{ ...finding, evidence: [{ ...ref, line: 0 }] }] }],
    [
      'findings[0].evidence[0].offset',
      { ...fullReport, findings: [{ ...finding, evidence: [{ ...ref, offset: -1 }] }] },
    ],
    [
      'findings[0].evidence[0].offset',
      { ...fullReport, findings: [{ ...finding, evidence: [{ ...ref, offset: 1e300 }] }] },
    ],
    ['environment.user.value', { ...fullReport, environment: { user: { value: {}, certainty: 'x', evidence: [] } } }],
    ['issues[0].source', { ...fullReport, issues: [{ code: 'EMPTY', source: null, text: 'x' }] }],
  ])('a wrong member is named: %s', async (member, report) => {
    expect(await faultOfData(report)).toContain(`a damaged report: ${member}: `);
  });

  test('conditions nested without end, and JSON nested deeper than any stack', async () => {
    const nested = (levels: number): string => `${'[{"parts":'.repeat(levels)}[]${'}]'.repeat(levels)}`;
    const report = (conditions: string): string =>
      JSON.stringify({ ...emptyReport, rules: [{ id: 'quota', conditions: 'X' }] }).replace('"X"', conditions);
    expect((await read(report(nested(20)))).rules).toHaveLength(1);
    expect(await faultOf(report(nested(40)))).toContain('a damaged report: rules[0].conditions');
    expect(await faultOf(report(nested(200_000)))).toMatch(/damaged/);
  });

  test('a folder, a path that is not there, and a file beyond the limit', async () => {
    mkdirSync(join(folder, 'results'), { recursive: true });
    await expect(readReport(join(folder, 'results'))).rejects.toThrow(/a folder; name the file/);
    await expect(readReport(join(folder, 'none.json'))).rejects.toThrow(/no such file/);
    const huge = join(folder, 'huge.json');
    writeFileSync(huge, '{');
    truncateSync(huge, 300 << 20);
    await expect(readReport(huge)).rejects.toThrow(/larger than 256 MiB/);
  });
});
