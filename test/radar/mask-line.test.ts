import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isForeignTradeWord } from '../../src/radar/foreign-words.ts';
import { maskLine } from '../../src/radar/mask-line.ts';
import { isCutSkeleton } from '../../src/radar/skeleton.ts';

/** The line with the kind of what was masked in its place. */
function shown(line: string): string {
  return maskLine(line)
    .pieces.map((piece) => (typeof piece === 'string' ? piece : `<${piece.kind}>`))
    .join('');
}

const GUID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';

test.each([
  ['for bob@contoso.com, sip:carol@contoso.com;x', 'for <address>, sip:<address>;x'],
  [`request {${GUID}} of`, 'request {<guid>} of'],
  ['note #17 took 15ms, 3.5 s, 20%', 'note #<number> took <number>ms, <number> s, <number>%'],
  ['hr=0x80072EE2 key m17', 'hr=<hex> key <id>'],
  ['at 09:15:00.123 on 2016-06-08 or 6/8/2016 or 2016-06-08T09:15:00Z.', 'at <time> on <date> or <date> or <time>.'],
  ['client 16.0.6741.2048 on 10.1.2.3:443', 'client <version> on <host>'],
  ['on exch01.contoso.com by Transport.cpp', 'on <host> by Transport.cpp'],
  ['GET https://mail.contoso.com/EWS?x=1.', 'GET <url>.'],
  ['CONTOSO\\alice is on', '<account> is on'],
  ['wrote C:\\Users\\Bob Miller\\x.tmp now', 'wrote <path-with-blanks> now'],
  ['wrote C:\\Users\\x\\History Spooler\\ab-1.hist now', 'wrote <spool-folder>History Spooler\\<spool-file> now'],
  ['queued for Bob Miller and Zelda', 'queued for <name-with-blanks> and <name>'],
  ["queued for Anne-Marie O'Neill and McCoy by CreateTask", 'queued for <name-with-blanks> and <name> by CreateTask'],
  ['displayName=Bob M. Miller; x', 'displayName=<named>; x'],
  ['says "see you at noon" to', 'says "<quoted>" to'],
  ["in 'My Folder' and can't", "in '<single-quoted>' and can't"],
  ['says "see you at noon', 'says "<text>'],
  ['queued, subject: lunch at noon, Bob?', 'queued, subject: <text>'],
  ['call +49 30 1234567 now', 'call <phone> now'],
  ['EWS CreateItem SaveOnly gave ErrorServerBusy', 'EWS <operation> <disposition> gave <response-code>'],
  ['Übung for x', '<foreign> for x'],
  ['kept ´see you at noon´ to', 'kept <text> to'],
  ['kept ´´see, don´t go´´ to', 'kept <text> to'],
  ['kept ´see you', 'kept <text>'],
  ["kept ,,see you at noon'' to", 'kept <text> to'],
  ["(,,don't go''), 3", '(<text>), <number>'],
  ['kept ,,see you', 'kept <text>'],
  ['f(a,,b), x,,y', 'f(a,,b), x,,y'],
  ['a\tb', 'a<blank>b'],
  ['note 31415-9 of 7711-A and 91-AB, 12-B7 kept', 'note <id> of <id> and <id>, <id> kept'],
  [
    '2-minute timer, 1-3 of 5, 10-20 ms, 64-bit, m17->sent, 4711->sent, 4711 -5',
    '<number>-minute timer, <number>-<number> of <number>, <number>-<number> ms, <number>-bit, <id>->sent, <number>->sent, <number> <number>',
  ],
  ['draft of OIM m17 for OIM m18', 'draft of OIM <id> for OIM <id>'],
  ['oim.enqueue, oim.timer.fire and ews.CreateItem.reply', 'oim.enqueue, oim.timer.fire and ews.CreateItem.reply'],
  ['on ews.contoso.com, im.gwen, oim.vogel.queue and mail.exchange.server', 'on <host>, <host>, <host> and <host>'],
  ['Exchange Web Services moved it to Drafts', 'Exchange Web Services moved it to Drafts'],
])('%j is masked', (line, expected) => {
  expect(shown(line)).toBe(expected);
});

test('a long line is looked at up to a whole word', () => {
  const { pieces, skeleton } = maskLine(`offline message ${'word '.repeat(4000)}`);
  expect(isCutSkeleton(skeleton)).toBe(true);
  expect(pieces.join('').length).toBeLessThanOrEqual(600);
  expect(pieces.join('').endsWith('word')).toBe(true);
});

describe('laws', () => {
  const words = fc.oneof(
    fc.constantFrom(
      'offline',
      'Drafts',
      'Bob',
      'Miller',
      'for',
      '17',
      GUID,
      'a@b.cd',
      '"',
      "'",
      'C:\\a b\\',
      '{',
      '}',
      'text=',
      '\t',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const lines = fc.array(words, { maxLength: 30 }).map((some) => some.join(' ').replaceAll('\n', ' '));

  test('the pieces together are the line, or its beginning', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const { pieces, skeleton } = maskLine(line);
        const text = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.value)).join('');
        expect(isCutSkeleton(skeleton) ? line.startsWith(text) : line.trimEnd() === text).toBe(true);
      }),
    );
  });

  test('what is kept is printable ASCII, or a word of a localised client', () => {
    fc.assert(
      fc.property(lines, (line) => {
        for (const piece of maskLine(line).pieces)
          for (const word of typeof piece === 'string' ? piece.split(/[\x20-\x2c:;=()[\]{}]+/) : [])
            expect(/^[\x20-\x7e]*$/.test(word) || isForeignTradeWord(word), word).toBe(true);
      }),
    );
  });

  test.each(['(1 ', '"a ', 'C:\\a ', 'a@', ':1', '\\\\', "to='", '++--//', 'Aa ', 'x'])(
    'a line of 20,000 characters of %j takes no longer than its beginning',
    (part) => {
      const userTime = (line: string): number => {
        const { user } = process.cpuUsage();
        for (let i = 0; i < 20; i++) maskLine(line);
        return process.cpuUsage().user - user;
      };
      const [begin, whole] = [600, 20_000].map((length) => part.repeat(length / part.length));
      userTime(begin ?? '');
      const short = Math.min(userTime(begin ?? ''), userTime(begin ?? ''), userTime(begin ?? ''));
      const long = Math.min(userTime(whole ?? ''), userTime(whole ?? ''), userTime(whole ?? ''));
      // A line of 33 times as many characters, in five times the time: what is cut off is copied, and the clock is coarse.
      expect(long).toBeLessThan(5 * short + 5000);
    },
  );
});
