import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { issueCodes, reportOf } from './bundle-of.ts';

const NAMESPACE = 'xmlns="http://schemas.microsoft.com/win/2004/08/events/event"';

function event(payload: string, second = 0): string {
  const time = `2016-06-08T11:15:0${second}.000000000+0159`;
  return `<Event ${NAMESPACE}>
<System><Provider /><TimeCreated SystemTime="${time}" /><Execution ProcessID="7124" ThreadID="3084" /></System>
${payload}
</Event>
`;
}

function message(text: string, second = 0): string {
  return event(`<DebugData><Message>${text}</Message></DebugData>`, second);
}

const VERSION =
  'HTTP/1.1 200 OK\n&lt;s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"&gt;&lt;s:Header&gt;&lt;h:ServerVersionInfo MajorVersion="15" MinorVersion="1" MajorBuildNumber="396" MinorBuildNumber="30" xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types" /&gt;&lt;/s:Header&gt;&lt;s:Body&gt;&lt;m:GetFolderResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" /&gt;&lt;/s:Body&gt;&lt;/s:Envelope&gt;';
/** An event whose evidence shows that the reading went on. */
const WITNESS = message(VERSION, 9);

function expectWitness(report: Report): void {
  expect(report.environment.exchangeVersion?.value).toContain('15.1');
}

describe('what is wrong with one event is an issue of its own, and the reading goes on', () => {
  test('a file cut between events has no issue, for an interrupted run leaves no end tag', async () => {
    const report = await reportOf({ 'a.xml': `<Events>\n${WITNESS}` });
    expect(report.issues).toEqual([]);
    expectWitness(report);
  });

  test.each(['<Event ', `<Event ${NAMESPACE}>`, message('HTTP/1.1 200 OK').slice(0, -4)])(
    'a file cut inside %s',
    async (rest) => {
      const report = await reportOf({ 'a.xml': `<Events>\n${WITNESS}${rest}` });
      expect(issueCodes(report)).toEqual(['XML_TRUNCATED a.xml']);
      expect(report.issues[0]?.line).toBe(1 + `<Events>\n${WITNESS}`.split('\n').length - 1);
      expectWitness(report);
    },
  );

  test('an event without its end tag', async () => {
    const report = await reportOf({
      'a.xml': `<Events>${message('HTTP/1.1 200 OK').replace('</Event>', '')}${WITNESS}</Events>`,
    });
    expect(issueCodes(report)).toEqual(['XML_BROKEN a.xml']);
    expectWitness(report);
  });

  test.each([
    ['a wrong end tag', '<EventData><Data>HTTP/1.1 200 OK</Wrong></EventData>'],
    ['an end tag that is missing', '<EventData><Data>HTTP/1.1 200 OK</EventData>'],
    ['an end tag without a start', '<EventData></Data>HTTP/1.1 200 OK</EventData>'],
    ['an attribute without an end', '<EventData><Data Name="x>HTTP/1.1 200 OK</Data></EventData>'],
  ])('%s inside an event', async (_, payload) => {
    const report = await reportOf({ 'a.xml': `<Events>${event(payload)}${WITNESS}</Events>` });
    expect(issueCodes(report)).toEqual(['XML_BROKEN a.xml']);
    expectWitness(report);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'])(
    'an element that is called %s changes nothing else',
    async (name) => {
      const payload = `<EventData><${name} polluted="yes">HTTP/1.1 200 OK</${name}><Data ${name}="yes">x</Data></EventData>`;
      const report = await reportOf({ 'a.xml': `<Events>${event(payload)}${WITNESS}</Events>` });
      expect(report.issues.every((issue) => issue.code === 'XML_BROKEN')).toBe(true);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      expectWitness(report);
    },
  );
});

describe('no DTD is processed', () => {
  const BOMB = `<!DOCTYPE Events [
<!ENTITY a "HTTP/1.1 200 OK">
${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('\n')}
<!ENTITY file SYSTEM "file:///etc/passwd">
]>`;

  test('in front of the root: its entities stay as they are written', async () => {
    const report = await reportOf({
      'a.xml': `<?xml version="1.0"?>\n${BOMB}\n<Events>${message('HTTP/1.1 &j;')}${WITNESS}</Events>`,
    });
    expect(JSON.stringify(report).length).toBeLessThan(100_000);
    expect(JSON.stringify(report)).not.toContain('root:');
    expect(report.issues.length).toBeLessThanOrEqual(1);
  });

  test('inside an event', async () => {
    const report = await reportOf({
      'a.xml': `<Events>${event(`${BOMB}<Data>HTTP/1.1 &j; &file;</Data>`)}${WITNESS}</Events>`,
    });
    expect(JSON.stringify(report)).not.toContain('root:');
    expectWitness(report);
  });

  test('a message of many references is read whole', async () => {
    const text = `HTTP/1.1 200 OK\nX-Text: ${'&#20449;&#24687;'.repeat(20_000)}\n`;
    const report = await reportOf({ 'a.xml': `<Events>${message(text)}${WITNESS}</Events>` });
    expect(report.issues).toEqual([]);
    expectWitness(report);
  });

  test.each(['&#0;', '&#x110000;', '&#55296;', '&#xFFFFFFFFFF;', '&#;', '&;', '&unknown;'])(
    'the reference %s stands for nothing and breaks nothing',
    async (reference) => {
      const report = await reportOf({
        'a.xml': `<Events>${message(`HTTP/1.1 200 OK ${reference}`)}${WITNESS}</Events>`,
      });
      expect(report.issues).toEqual([]);
      expectWitness(report);
    },
  );
});

describe('depth and number', () => {
  test('elements many levels deep', async () => {
    const deep = `${'<a>'.repeat(50_000)}HTTP/1.1 200 OK${'</a>'.repeat(50_000)}`;
    const report = await reportOf({ 'a.xml': `<Events>${event(`<EventData>${deep}</EventData>`)}${WITNESS}</Events>` });
    expect(report.issues.every((issue) => issue.code === 'XML_BROKEN')).toBe(true);
    expectWitness(report);
  }, 20_000);

  test('a file of nothing but broken events has a bounded number of issues', async () => {
    const report = await reportOf({ 'a.xml': `<Events>${`<Event ${NAMESPACE}>\n`.repeat(3000)}</Events>` });
    expect(issueCodes(report)).toContain('XML_BROKEN a.xml');
    expect(report.issues.length).toBeLessThan(200);
  });
});
