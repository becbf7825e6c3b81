import { expect, test } from 'vitest';
import { FORMS, inventedEvents, MESSAGES } from './invented-trace.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

const [EVENT] = inventedEvents(MESSAGES);
const KNOWN = { file: 'known.txt', content: 'bob@contoso.com 09:15 stuck' };

function countsOf(texts: readonly string[], known?: typeof KNOWN): Promise<readonly (readonly unknown[])[]> {
  const events = texts.flatMap((text) => (EVENT === undefined ? [] : [{ ...EVENT, component: 'Lane', text }]));
  return inFolder({ 'trace.log': FORMS.tracefmt?.(events) ?? '' }, async (folder) => {
    const { shapes } = await radar([folder], known === undefined ? {} : { known });
    return shapes.map(({ count, first, mentions }) => [first.text, count, mentions.includes('message-id')]).sort();
  });
}

test.each([undefined, KNOWN])(
  'a line that tells an id counts once, be its word searched for or not: known %j',
  async (known) => {
    const texts = [
      'Offline note N47110815 lined up',
      'lane 7 kept N47110815 as draft',
      'lane 7 (ews) posted N47110815',
      'lane 8 put N47110815 among BROUILLONS',
      'lane 9 saw N47110816 as draft',
      // Found by another line of its record, so not for its id.
      'Offline note N47110815 is up\n  and N47110815 kept as draft',
    ];
    expect(await countsOf(texts, known)).toEqual(
      [
        ['Offline note <id> is up', 1, true],
        ['Offline note <id> lined up', 1, true],
        ['and <id> kept as draft', 1, true],
        ['lane 7 (ews) posted <id>', 1, true],
        ['lane 7 kept <id> as draft', 1, true],
        ['lane 8 put <id> among BROUILLONS', 1, true],
      ].sort(),
    );
  },
);

test('a line whose word stands in two items of an event is found, by the word or by its id', async () => {
  const event = (second: number, ...items: readonly string[]): string =>
    `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Heron"/><EventID>1</EventID><TimeCreated SystemTime="2016-06-24T15:00:0${second}.000000000Z"/><Execution ProcessID="7124" ThreadID="10756"/><Channel>Heron/Log</Channel><Computer>pc</Computer></System><EventData>${items.map((item) => `<Data>${item}</Data>`).join('')}</EventData></Event>`;
  const events = [
    event(0, 'Offline message', 'N47110815 rests'),
    event(1, 'kept as draft', 'N47110815 for now'),
    event(2, 'kept as draft', 'of lane 7'),
    event(3, 'Exchange', 'Web services rest'),
  ];
  await inFolder({ 'trace.xml': `<Events>\n${events.join('\n')}\n</Events>\n` }, async (folder) => {
    const { shapes } = await radar([folder], {});
    expect(shapes.map(({ count, first }) => [first.text, count]).sort()).toEqual([
      ['Exchange Web services rest', 1],
      ['Offline message <id> rests', 1],
      ['kept as draft <id> for now', 1],
      ['kept as draft of lane 7', 1],
    ]);
  });
});
