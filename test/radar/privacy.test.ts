import { describe, expect, test } from 'vitest';
import type { RadarReport } from '../../src/model/radar-report.ts';
import { draftPhrasebook } from '../../src/radar/index.ts';
import { renderRadar } from '../../src/report/index.ts';
import { seeded } from '../make/seeded.ts';
import { analyze } from '../report/analyze-validly.ts';
import { FORMS, inventedEvents, MESSAGES } from './invented-trace.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

/** Nobody's words but those that were planted. */
const GIVEN = ['Zebulon', 'Quirina', 'Wolfhart', 'Yseult', 'Xanthe', 'Oskar'];
const FAMILY = ['Plumtree', 'Vandervoort', 'Krzyk', "O'Quill", 'Zwirner', 'Halvorsdottir'];
const BODIES = ['bananas are overripe', 'Treffen um zwölf', 'the merger is tomorrow', 'lösch das bitte'];
const HOSTS = ['exquill01.contoso.com', 'pool-zwei.fabrikam.com', '10.20.30.40'];

/** What must stand in no output: of each planted text the words by which it is known. */
const SECRETS = [...GIVEN, ...FAMILY, ...BODIES, ...HOSTS, 'zwölf', 'bananas', 'merger', 'lösch', '425', '555'];

function linesOf(seed: number): readonly string[] {
  const dice = seeded(`privacy ${seed}`);
  const pick = (texts: readonly string[]): string => texts[dice.below(texts.length)] ?? '';
  const [given, family, body, host] = [pick(GIVEN), pick(FAMILY), pick(BODIES), pick(HOSTS)];
  const plain = family.replace(/\W/g, '');
  const address = `${given.toLowerCase()}.${plain.toLowerCase()}@contoso.com`;
  return [
    `Offline message for ${given} ${family} is parked`,
    `Offline message for ${given} <${address}> is parked, tries ${seed}`,
    `Offline message <b>${body}</b> goes to ${address}`,
    `Offline message "${body}" goes to ${address}`,
    `Offline message goes out, subject: ${body}`,
    `Offline message goes out; body=${body}`,
    `EWS lane on ${host} opened for CONTOSO\\${plain}`,
    `EWS lane uses https://${host}/EWS/Exchange.asmx?who=${address}`,
    `Drafts of ${address} are in C:\\Users\\${given} ${plain}\\Drafts now`,
    `Drafts of ${given.toLowerCase()} looked at, owner ${plain}`,
    `displayName=${given} ${family}; spooler is up`,
    `spooler: '${body}' lies there`,
    `spooler of "${family}, ${given}" on ${host}:443 is up`,
    `${given} ${family} has 3 offline messages`,
    `Offline message {"msg":"he said \\"${body}\\" ok"} lies there`,
    `spooler: 'don't tell anyone: ${body}' lies there`,
    `Offline message “${body}” lies there`,
    `Offline message „${body}“ lies there`,
    `Offline message «${body}» lies there`,
    `Offline message 「${body}」 lies there`,
    `Offline message goes out, message=${body}`,
    `Offline message goes out, msg=${body}`,
    `Offline message goes out, payload=${body}`,
    `Offline message goes out, chat=${body}`,
    `Offline message goes out, toast: ${body}`,
    `Offline message goes out, Betreff: ${body}`,
    `Offline message: ${body}`,
    `Offline message [${body}] lies there`,
    `Offline message (${body}) lies there`,
    `Offline message of somebody who said ${body}`,
    `Offline message for ${given}.${plain} lies there`,
    `Drafts of ${given.toLowerCase()}.${plain.toLowerCase()}.xml`,
    `Drafts on mail.${plain}`,
    `Offline message for ${given.toUpperCase()} ${plain.toUpperCase()} lies there`,
    `EWS lane on ${plain.toUpperCase()} is up`,
    `Drafts in /home/${plain.toLowerCase()}/ found`,
    `Offline message from ${given} van der ${plain} lies there`,
    `Offline message to ${given} de la ${plain} lies there`,
    `Offline message from (425)555-0123, 425/555/0123 or 030 5550123`,
  ];
}

const EVENTS = (() => {
  const [first] = inventedEvents(MESSAGES);
  if (first === undefined) throw new Error('no event');
  const texts = Array.from({ length: 40 }, (_, seed) => linesOf(seed)).flat();
  return texts.map((text, i) => ({ ...first, text, at: (first.at + i * 1e7) as typeof first.at }));
})();

async function outputsOf(report: RadarReport): Promise<readonly string[]> {
  const options = { color: false, verbose: true, unicode: false };
  const wide = [...(await renderRadar('table', report, { ...options, width: 1000 }))];
  const narrow = [...(await renderRadar('table', report, { ...options, width: 40 }))];
  const json = [...(await renderRadar('json', report, { ...options, width: 100 }))];
  return [wide.join(''), narrow.join(''), json.join(''), draftPhrasebook(report).text];
}

describe.each(Object.entries(FORMS))('%s', (_form, write) => {
  test('nobody is named, and nothing that somebody wrote is shown', async () => {
    const list = 'to zebulon.plumtree@contoso.com at 09:15, stuck in Drafts';
    const files = { 'sip_zebulon.plumtree@contoso.com/Tracing/trace.log': write(EVENTS) };
    const reports = await inFolder(files, async (folder) => [
      await radar([folder]),
      await radar([folder], { known: { file: 'known.txt', content: list } }),
    ]);
    for (const report of reports) {
      // What looks like markup may be a part of what somebody wrote, and is not looked at.
      expect(report.lines.unmatched).toBe(EVENTS.filter(({ text }) => !text.includes('<b>')).length);
      for (const output of await outputsOf(report)) {
        const shown = output.toLowerCase();
        expect(SECRETS.filter((secret) => shown.includes(secret.toLowerCase()))).toEqual([]);
        expect(output).not.toContain('@');
      }
    }
  });
});

test('nobody is named by a line that is understood, or by a path', async () => {
  const [first] = EVENTS;
  if (first === undefined) throw new Error('no event');
  const texts = [
    'Queued offline message m1 for zelda.quux@contoso.com',
    'the offline message of that zelda quux is full',
  ];
  const write = FORMS.tracefmt;
  const trace = write?.(texts.map((text) => ({ ...first, text }))) ?? '';
  const files = { 'Zelda Quux/Users/zquux/trace.log': trace, 'Zelda Quux/bad.txt': 'nothing' };
  const report = await inFolder(files, (folder) => radar([`${folder}/Zelda Quux`]));
  expect(report.lines.unmatched).toBe(1);
  for (const output of await outputsOf(report)) {
    expect(output).not.toMatch(/zelda|quux/i);
  }
  expect(report.shapes[0]?.first.source).toBe('Users/<user>/trace.log');
});

test('what a draft makes of lines with bodies shows none of them in a report', async () => {
  const [first] = EVENTS;
  if (first === undefined) throw new Error('no event');
  const body = 'bananas are overripe';
  const texts = [
    `Offline note N-4101 queued for bob@contoso.com, body=${body}`,
    `Offline note N-4101 "${body}" picked up by lane 3 (${body})`,
    `Offline note N-4101 placed in Drafts, text: ${body}`,
  ];
  const write = FORMS.tracefmt;
  const trace =
    write?.(texts.map((text, i) => ({ ...first, text, at: (first.at + i * 1e7) as typeof first.at }))) ?? '';
  const draft = draftPhrasebook(await inFolder({ 'trace.log': trace }, (folder) => radar([folder])));
  expect(draft.phrases).toBe(texts.length);
  const files = { 'trace.log': trace, 'oimscope.phrases.json': draft.text };
  const told = await inFolder(files, (folder) => analyze([folder]));
  expect(told.messages[0]?.steps.length).toBeGreaterThan(2);
  expect(JSON.stringify(told)).not.toMatch(/bananas|overripe/);
});

test('what is planted would be seen', async () => {
  const text = EVENTS.map((event) => event.text).join('\n');
  for (const secret of SECRETS) expect(text).toContain(secret);
});
