import { describe, expect, test } from 'vitest';
import { FORMS, inventedEvents, MESSAGES } from './invented-trace.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

const LIST = [
  'message to bob@contoso.com sent 09:15, stuck in Drafts',
  'to carol@fabrikam.com at 09:30: delivered',
  'to dave@contoso.com at 09:45: stuck',
  'to erin@fabrikam.com at 10:00: arrived',
].join('\r\n');

/** The lines that say how a message ended tell nothing by their words. */
const EVENTS = inventedEvents(MESSAGES).map((event) => ({
  ...event,
  text: event.text
    .replace(/kept as a draft after \d+ ms/, 'came to rest beside the Drafts room')
    .replace(/delivered by EWS after \d+ ms/, 'sails on the EWS sea'),
}));
const [FIRST] = EVENTS;
if (FIRST === undefined) throw new Error('no event');
/** The same all day long, whoever writes to whom. */
const CHATTER = Array.from({ length: 40 }, (_, n) => ({
  ...FIRST,
  at: (FIRST.at + (n - 20) * 600e7) as typeof FIRST.at,
  text: `EWS lane ${n} breathes`,
}));

function withKnown(content: string, zone?: string) {
  const trace = FORMS.tracefmt?.([...EVENTS, ...CHATTER].toSorted((a, b) => a.at - b.at)) ?? '';
  return inFolder({ 'trace.log': trace }, (folder) =>
    radar([folder], { known: { file: 'known.txt', content }, ...(zone === undefined ? {} : { zones: [{ zone }] }) }),
  );
}

describe('known messages', () => {
  test('rank the shapes that go with them and nowhere else', async () => {
    const { shapes, known } = await withKnown(LIST);
    const told = shapes.map(({ first, known: share, phrase, basis }) => ({
      text: first.text,
      share,
      observes: phrase?.observes,
      basis,
    }));
    expect(told).toEqual(
      expect.arrayContaining([
        {
          text: 'Note <id> came to rest beside the Drafts room',
          share: { messages: 2, of: 2, outcome: 'stuck-in-drafts', near: 2, elsewhere: 0, score: 1 },
          observes: 'draft-saved',
          basis: 'known-outcome',
        },
        {
          text: 'Note <id> sails on the EWS sea',
          share: { messages: 2, of: 2, outcome: 'delivered', near: 2, elsewhere: 0, score: 1 },
          observes: 'message-sent',
          basis: 'known-outcome',
        },
        {
          text: expect.stringMatching(/^Offline note <id> for <address> lined up/),
          share: { messages: 4, of: 4, near: 4, elsewhere: 0, score: 1 },
          observes: 'message-queued',
          basis: 'known-outcome',
        },
      ]),
    );
    const breath = told.at(-1);
    expect(breath?.text).toMatch(/^EWS lane/);
    expect(breath?.share?.score).toBeLessThan(0.2);
    expect(known).toMatchObject([
      { line: 1, sentAt: '2016-06-08T09:15:00.000Z', outcome: 'stuck-in-drafts' },
      { line: 2, outcome: 'delivered' },
      { line: 3, outcome: 'stuck-in-drafts' },
      { line: 4, sentAt: '2016-06-08T10:00:00.000Z', outcome: 'delivered' },
    ]);
  });

  test('a line that names somebody else is not near, though the time is', async () => {
    const { shapes } = await withKnown('to nobody@contoso.com at 09:15: stuck');
    const queued = shapes.find(({ first }) => first.text.startsWith('Offline note'));
    expect(queued?.known).toBeUndefined();
  });

  test('times are of the zone of the option, or of the one that the line states', async () => {
    const { known } = await withKnown('bob@contoso.com 11:15 stuck\nbob@contoso.com 09:15 UTC stuck', '+02:00');
    expect(known?.map(({ sentAt }) => sentAt)).toEqual(['2016-06-08T09:15:00.000Z', '2016-06-08T09:15:00.000Z']);
  });

  test('a line that names a recipient at that time counts, though its words say nothing', async () => {
    const events = [...EVENTS, { ...FIRST, text: 'hat for bob@contoso.com hung up' }];
    const report = await inFolder({ 'trace.log': FORMS.tracefmt?.(events) ?? '' }, (folder) =>
      radar([folder], { known: { file: 'known.txt', content: LIST } }),
    );
    expect(report.shapes.find(({ first }) => first.text.startsWith('hat'))).toMatchObject({
      mentions: ['known-message'],
    });
  });

  test('of a list of which a line met no line of the trace nothing is taken for a sending, and a gap says so', async () => {
    const report = await withKnown(`${LIST}\r\nto nobody@contoso.com at 04:15: delivered\r\nto x@contoso.com at 04:16`);
    const sea = report.shapes.find(({ first }) => first.text.endsWith('EWS sea'));
    expect(sea?.known).toMatchObject({ outcome: 'delivered', elsewhere: 0 });
    expect(sea?.phrase?.observes).toBeUndefined();
    expect(report.gaps.map(({ kind, text }) => [kind, text.split(':')[0]])).toEqual([
      ['source-missing', 'Lines 5, 6 of the list of known messages met no line of the trace'],
    ]);
    expect((await withKnown(LIST)).gaps).toEqual([]);
  });

  test('a list that cannot be read is refused', async () => {
    await expect(withKnown('gibberish')).rejects.toThrow('known.txt: line 1: no time of day');
  });
});
