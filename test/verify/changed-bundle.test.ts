import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StoredRef, StoredReport } from '../../src/model/stored-report.ts';
import type { Verification } from '../../src/model/verification.ts';
import { afterChange, edit } from './after-change.ts';

const TRACE = 'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt';
const SIP = 'Tracing/Lync-UccApi-0.UccApilog';

/** Citations of a source that hold, by what the verification tells. */
function holding(found: Verification, path: string): readonly [number, number] {
  const source = found.sources.find((one) => one.path === path);
  return [source?.hold ?? -1, source?.citations ?? -1];
}

function statesOf(found: Verification): ReadonlySet<string> {
  return new Set(found.lost.map(({ state }) => state));
}

describe('a bundle that changed since the report', () => {
  test('a line more at the top moves all behind it by one line and its bytes', async () => {
    const found = await afterChange('drafts-bug', (folder) =>
      edit(folder, TRACE, (text) => `one line more\r\n${text}`),
    );
    const [hold, citations] = holding(found, TRACE);
    // The version of the client is told by the name of the file.
    expect([hold, citations > 20]).toEqual([found.lost.length === citations ? 0 : 1, true]);
    expect(statesOf(found)).toEqual(new Set(['moved']));
    for (const { place, now } of found.lost) {
      expect(now).toEqual({ source: TRACE, line: place.line + 1, offset: (place.offset ?? 0) + 15 });
    }
  });

  test('one byte of the evidence changes the citations that have it, and no other', async () => {
    let at: StoredRef | undefined;
    const found = await afterChange('drafts-bug', (folder, report) => {
      at = report.messages[0]?.attempts[0]?.evidence[0];
      const offset = at?.offset ?? 0;
      edit(folder, TRACE, (text) => `${text.slice(0, offset + 20)}#${text.slice(offset + 21)}`);
    });
    expect(found.lost.map(({ state, place }) => [state, place.line])).toEqual([['changed', at?.line]]);
    expect(found.lost[0]?.text).toBe(at?.text);
    expect(found.lost[0]?.citedBy).toContain('message m1');
  });

  test('carriage returns that were doubled move lines by bytes alone, also those that a reader no longer understands', async () => {
    const found = await afterChange('drafts-bug', (folder) =>
      edit(folder, TRACE, (text) => text.replaceAll('\r\n', '\r\r\n')),
    );
    expect(found.lost.length).toBeGreaterThan(20);
    expect(statesOf(found)).toEqual(new Set(['moved']));
    for (const { place, now } of found.lost) {
      // A byte more for each line in front of it.
      expect(now).toEqual({ source: TRACE, line: place.line, offset: (place.offset ?? 0) + place.line - 1 });
    }
  });

  test('words that stand in many places are not found in one where they are cited as well', async () => {
    let broken: StoredRef | undefined;
    const found = await afterChange('drafts-bug', (folder, report) => {
      const refs = report.messages.flatMap(({ attempts }) => attempts.flatMap(({ evidence }) => evidence));
      broken = refs.find(({ text, line }) => refs.some((other) => other.text === text && other.line !== line));
      edit(folder, TRACE, (text) => {
        const at = text.indexOf(broken?.text ?? '', broken?.offset);
        return `${text.slice(0, at)}#${text.slice(at + 1)}`;
      });
    });
    expect(found.lost.map(({ state, place }) => [state, place.line])).toEqual([['changed', broken?.line]]);
  });

  test('a file that is gone takes its citations with it', async () => {
    const found = await afterChange('drafts-bug', (folder) => rmSync(join(folder, TRACE)));
    const [hold, citations] = holding(found, TRACE);
    expect(hold).toBe(0);
    expect(found.counts['source-missing']).toBe(citations);
    expect(statesOf(found)).toEqual(new Set(['source-missing']));
    expect(holding(found, SIP)[0]).toBe(holding(found, SIP)[1]);
  });

  test('a log that was rotated is found under its new name', async () => {
    const found = await afterChange('drafts-bug', (folder) => {
      renameSync(join(folder, SIP), join(folder, 'Tracing/Lync-UccApi-1.UccApilog'));
      writeFileSync(join(folder, SIP), '06/09/2016|09:00:00.000 1BD4:2B00 INFO  :: a new log\r\n');
    });
    expect(statesOf(found)).toEqual(new Set(['moved']));
    for (const { place, now } of found.lost) {
      expect(place.source).toBe(SIP);
      expect(now).toEqual({ ...place, source: 'Tracing/Lync-UccApi-1.UccApilog' });
    }
    expect(found.lost.length).toBeGreaterThan(2);
  });

  test('a file that was cut keeps what stands in front of the cut', async () => {
    let cut = 0;
    const found = await afterChange('drafts-bug', (folder, report) => {
      cut = report.messages[1]?.attempts[0]?.evidence[0]?.offset ?? 0;
      edit(folder, TRACE, (text) => text.slice(0, cut));
    });
    for (const { place, state } of found.lost) expect([state, (place.offset ?? 0) >= cut]).toEqual(['changed', true]);
    expect(holding(found, TRACE)[0]).toBeGreaterThan(5);
    expect(found.lost.length).toBeGreaterThan(5);
  });

  test('what nothing cites any more, but stands beside what moved, has moved with it', async () => {
    // Without its request line a request is none; the other lines of it still stand there.
    const found = await afterChange('drafts-bug', (folder, report) => {
      const [first] = report.messages[0]?.attempts[0]?.evidence ?? [];
      const offset = first?.offset ?? 0;
      edit(folder, TRACE, (text) => {
        const broken = `${text.slice(0, offset)}${text.slice(offset).replace('POST ', 'PAST ')}`;
        return `more\r\n${broken}`;
      });
    });
    const lost = found.lost.filter(({ state }) => state !== 'moved');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.text).toContain('POST ');
  });

  test('line ends of another kind move what stands behind them, on the same lines', async () => {
    const found = await afterChange('drafts-bug', (folder) => {
      edit(folder, TRACE, (text) =>
        text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'),
      );
    });
    expect(statesOf(found)).toEqual(new Set(['moved']));
    for (const { place, now } of found.lost) {
      expect(now?.line).toBe(place.line);
      expect(now?.offset).not.toBe(place.offset);
    }
  });

  test('a spool file that was written to', async () => {
    const spool = 'sip_alice@contoso.com/History Spooler/0A1B0001.hist';
    const found = await afterChange('drafts-bug', (folder) => edit(folder, spool, (text) => `${text}\0`));
    expect(found.lost.map(({ state, place }) => [state, place.source])).toEqual([['changed', spool]]);
  });

  test('a text without a time of its own is not found where another citation of it still holds', async () => {
    // A raw trace: records have no time as written, and some say the same.
    let broken: StoredRef | undefined;
    const found = await afterChange('raw-trace', (folder, report) => {
      const refs = Object.values(report.environment).flatMap((fact) => fact?.evidence ?? []);
      broken = refs.find(({ text, line }) => refs.some((other) => other.text === text && other.line !== line));
      const path = join(folder, broken?.source ?? '');
      const bytes = readFileSync(path);
      const places = (['latin1', 'utf16le'] as const)
        .map((encoding) => bytes.indexOf(broken?.text ?? '', broken?.offset, encoding))
        .filter((at) => at >= 0);
      bytes.write('#', Math.min(...places));
      writeFileSync(path, bytes);
    });
    const states = found.lost.filter(({ place }) => place.line === broken?.line).map(({ state }) => state);
    expect(states).toEqual(['changed']);
  });

  test('a record of a raw trace that was overwritten', async () => {
    const found = await afterChange('raw-trace', (folder, report) => {
      const [ref] = report.messages[0]?.attempts[0]?.evidence ?? [];
      const path = join(folder, ref?.source ?? '');
      const bytes = readFileSync(path);
      bytes.fill(0x41, (ref?.offset ?? 0) + 60, (ref?.offset ?? 0) + 100);
      writeFileSync(path, bytes);
    });
    expect(found.counts.changed).toBeGreaterThan(0);
    expect(found.counts.holds).toBeGreaterThan(found.counts.changed);
  });
});

describe('what is not the bundle as it was given', () => {
  test('the folder above it: each file is known by the end of its path', async () => {
    const found = await afterChange('drafts-bug', (folder) => {
      mkdirSync(join(folder, 'alice'));
      for (const name of ['Tracing', 'sip_alice@contoso.com'])
        renameSync(join(folder, name), join(folder, 'alice', name));
    });
    expect(found.lost).toEqual([]);
    expect(found.sources.map(({ path, foundAs }) => foundAs === `alice/${path}`)).not.toContain(false);
  });

  test('a file is that of one path, however many end like it', async () => {
    const name = TRACE.slice('Tracing/'.length);
    const found = await afterChange(
      'drafts-bug',
      (folder) => {
        mkdirSync(join(folder, 'alice'));
        renameSync(join(folder, 'Tracing'), join(folder, 'alice', 'Tracing'));
      },
      (report) => ({
        ...report,
        messages: JSON.parse(JSON.stringify(report.messages).replaceAll(TRACE, name)),
      }),
    );
    expect(found.sources.filter(({ foundAs }) => foundAs === `alice/${TRACE}`).map(({ path }) => path)).toEqual([
      TRACE,
    ]);
    const lost = found.lost.filter(({ place }) => place.source === name);
    expect(lost.length).toBeGreaterThan(5);
    expect(new Set(lost.map(({ state, now }) => (state === 'moved' ? now?.source : state)))).not.toContain('changed');
  });

  const withTokens = (report: StoredReport): StoredReport => ({
    ...JSON.parse(JSON.stringify(report).replaceAll(/alice@contoso\.com/gi, 'user-ab2c3d4e@domain-fg5h6i7j.example')),
    redacted: { by: 'ticket' },
  });

  test('a report with tokens of other words than those at the place', async () => {
    const found = await afterChange(
      'drafts-bug',
      (folder) => edit(folder, TRACE, (text) => text.replaceAll(/Mailbox/gi, 'Nailbox')),
      withTokens,
    );
    const lost = found.lost.map(({ state, text = '' }) => [state, /mailbox/i.test(text)]);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.filter(([state, isOfMailbox]) => state !== 'changed' || !isOfMailbox)).toEqual([]);
    expect(found.lost.some(({ text = '' }) => text.includes('user-ab2c3d4e'))).toBe(true);
  });

  test('a report with tokens: places are compared, and texts between the tokens', async () => {
    const found = await afterChange('drafts-bug', () => undefined, withTokens);
    expect(found.lost).toEqual([]);
    expect(found.report.isRedacted).toBe(true);
    expect(found.counts.redacted).toBeGreaterThan(0);
    expect(found.counts.holds).toBeGreaterThan(found.counts.redacted);
  });

  test('a report with tokens of a bundle that changed', async () => {
    const found = await afterChange(
      'drafts-bug',
      (folder) => edit(folder, TRACE, (text) => `x${text}`),
      (report) => ({ ...report, redacted: true }),
    );
    expect(found.counts.moved).toBeGreaterThan(20);
    expect(found.counts.redacted).toBe(0);
  });
});
