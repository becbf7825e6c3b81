import { describe, expect, test } from 'vitest';
import type { RadarReport } from '../../src/model/radar-report.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

async function told(lines: readonly string[]): Promise<readonly (readonly [string | undefined, string | undefined])[]> {
  const trace = lines
    .map((line, i) => {
      const time = new Date(Date.UTC(2016, 5, 21, 8, 0, i)).toISOString().slice(11, 23);
      return `[0]1BD4.0D0C::06/21/2016-${time} [Ox]${line}\n`;
    })
    .join('');
  return inFolder({ 'trace.log': trace }, async (folder) => {
    const { shapes }: RadarReport = await radar([folder]);
    return shapes.map(({ phrase }) => [phrase?.text, phrase?.observes] as const);
  });
}

describe('words that vary may deny what the others say', () => {
  test.each([
    ['delivered to Exchange', ['hardly', 'duly', 'rarely', 'wrongly', 'vainly', 'nearly']],
    ['could not be sent', ['hardly', 'duly', 'rarely', 'wrongly', 'vainly', 'nearly']],
    ['saved in Drafts', ['hardly', 'duly', 'rarely', 'wrongly', 'vainly', 'nearly']],
    ['timer expired', ['hardly', 'duly', 'rarely', 'wrongly', 'vainly', 'nearly']],
  ])('in front of %j', async (end, words) => {
    const shapes = await told(words.map((word, i) => `Offline message N-410${i} ${word} ${end}`));
    expect(shapes.map(([text]) => text?.startsWith('Offline message {messageId} {*} '))).toEqual([true]);
    expect(shapes.map(([, observes]) => observes)).toEqual([undefined]);
  });
});

describe('a number is the id of a message', () => {
  test('unless words that vary stand in front, as it may be of anything', async () => {
    const words = ['row', 'total', 'length', 'index', 'size'];
    const shapes = await told(words.map((word, i) => `Offline message ${word} ${i + 1}0239 queued`));
    expect(shapes).toEqual([['Offline message {*} {*} queued', 'message-queued']]);
  });

  test('unless words that vary stand in front, though letters stand in it', async () => {
    const words = ['row', 'total', 'length', 'index', 'size'];
    const shapes = await told(words.map((word, i) => `Offline note lamp ${word} NX${i + 1}0239 queued`));
    expect(shapes.map(([text]) => text)).toEqual(['Offline note lamp {*} {*} queued']);
  });
});

test.each([
  ['Offline note saved in Drafts, thread 4712a1', 'Offline note saved in Drafts, thread'],
  ['Offline note saved to Drafts lane7741x', 'Offline note saved to Drafts'],
  ['Offline note retry 3a17f saved in Drafts', 'Offline note retry {*} saved in Drafts'],
  [
    'Offline note saved in Drafts, thread 3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    'Offline note saved in Drafts, thread {conversationId}',
  ],
  ['Offline note put into draft AAMk17', 'Offline note put into draft {itemId}'],
])('%j gives %j', async (line, text) => {
  expect((await told([line, line.replace('7', '8')])).map(([one]) => one)).toEqual([text]);
});

test('what failed with a code of success did not fail', async () => {
  const shapes = await told(['Offline message N-4101 failed 0x0', 'Offline note N-4102 failed with 0x80004005']);
  expect(shapes.toSorted()).toEqual([
    ['Offline message {messageId} failed {errorCode}', undefined],
    ['Offline note {messageId} failed with {errorCode}', 'message-failed'],
  ]);
});
