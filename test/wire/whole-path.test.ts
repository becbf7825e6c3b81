import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { answered, create, DRAFTS, mail, post, reply, saved, send } from '../life/exchange.ts';
import { DAWN, type Said, say } from '../life/scene.ts';
import { later } from '../make/clock.ts';
import { ocsText } from '../make/ocs-text.ts';
import type { TraceEvent } from '../make/trace-event.ts';
import { tracerptXml } from '../make/tracerpt-xml.ts';
import { uccApiLog } from '../make/uccapilog.ts';
import { analyze } from '../report/analyze-validly.ts';
import { cut, interleaved, NOISE } from './cutting.ts';

const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
const SECRET = 'zebra crossing';
const MAIL = mail('bob@contoso.com', { html: `<p>${SECRET} &amp; more</p>`, subject: `About ${SECRET}` });
const SCENE = [
  say(0, post(create(MAIL, 'SaveOnly', DRAFTS), ID)),
  say(1, reply(200, answered('CreateItem', saved('AAMkAGI2=')), ID)),
  say(2, post(send('AAMkAGI2='))),
  say(3, reply(200, answered('SendItem', 'ErrorStaleObject'))),
  say(200, 'Tab 2 selected'),
];

function events(scene: readonly Said[]): readonly TraceEvent[] {
  return scene.map(({ at, text, pid = 1, tid = 1, component = '', function: name = '' }) => {
    return { at: later(DAWN, at), pid, tid, level: 'TL_INFO', component, function: name, text };
  });
}

const FORMATS: readonly (readonly [string, (scene: readonly Said[]) => Buffer])[] = [
  ['Lync.txt', (scene) => ocsText(events(scene))],
  ['Lync-cls.txt', (scene) => ocsText(events(scene), { flavour: 'cls' })],
  ['Lync.xml', (scene) => tracerptXml(events(scene))],
  [
    'Lync-UccApi-0.UccApilog',
    (scene) => uccApiLog(events(scene).map((event) => ({ ...event, kind: 'line' as const }))),
  ],
];

async function analysed(name: string, bytes: Buffer): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-wire-'));
  try {
    await writeFile(join(folder, name), bytes);
    return await analyze([folder], { now: later(DAWN, 300) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function gist(report: Report): unknown {
  return report.messages.map((message) => ({
    ...message,
    steps: message.steps.map(({ evidence, at, ...step }) => step),
    attempts: message.attempts.map(({ evidence, endedAt, startedAt, ...attempt }) => attempt),
    sentAt: undefined,
    endedAt: undefined,
  }));
}

describe.each(FORMATS)('a bundle of %s', (name, write) => {
  it.each([0, 90, 250, 1000])(
    'with records of at most %d characters is told the same, and keeps the secret',
    async (size) => {
      const whole = await analysed(name, write(SCENE));
      expect(whole.messages).toMatchObject([
        {
          outcome: 'stuck-in-drafts',
          keys: { itemIds: ['AAMkAGI2='], requestIds: [ID] },
          recipients: ['bob@contoso.com'],
        },
      ]);
      const at = (i: number) => Array.from({ length: 60 }, (_, k) => 45 + size * k + i);
      const shifts = size === 0 ? [] : Array.from({ length: 12 }, (_, i) => i * 7);
      for (const shift of shifts) {
        const scene = interleaved(
          SCENE.flatMap((said) => cut(said, at(shift))),
          NOISE.slice(0, 2),
        );
        const report = await analysed(name, write(scene));
        expect(gist(report)).toEqual(gist(whole));
        expect(JSON.stringify(report)).not.toMatch(/zebra|crossing/);
      }
      expect(JSON.stringify(whole)).not.toMatch(/zebra|crossing/);
    },
  );
});
