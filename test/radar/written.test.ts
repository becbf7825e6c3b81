import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEGINNINGS, goesOnWrittenFrom, quotationsIn, textBeginnings } from '../../src/model/written-text.ts';
import { maskLine } from '../../src/radar/mask-line.ts';
import { shownShape } from '../../src/radar/shape-parts.ts';
import { lineOf, minedShapes } from './lines.ts';

function shownOf(...lines: readonly string[]): string {
  return minedShapes(lines.map((line, i) => lineOf(line, i + 1)))
    .map(({ parts, first, component, template }) => [shownShape(parts, first.samples), component, template].join('\n'))
    .join('\n');
}

describe('nothing that somebody wrote is shown', () => {
  test.each([
    'Offline message {"msg":"he said \\"see you at noon\\" ok"} parked',
    'Offline message msg="" then="see you at noon" parked',
    'Offline message {\\"msg\\":\\"see you at noon\\"} parked',
    "spooler: 'don't tell: see you at noon' lies there",
    'Offline message “see you at noon” parked',
    'Offline message „see you at noon“ parked',
    'Offline message «see you at noon» parked',
    'Offline message »see you at noon« parked',
    'Offline message ‹see you at noon› parked',
    'Offline message ‘don’t see you at noon’ parked',
    'Offline message x“see you at noon” parked',
    'Offline message 「see you at noon」 parked',
    'Offline message 『see you at noon』 parked',
    'Offline message body:“see you at noon” parked',
    'Offline message message=see you at noon parked',
    'Offline message: see you at noon',
    'Offline message, contents = see you at noon',
    'Offline message, subject line: see you at noon',
    'Offline message text | see you at noon | parked',
    'Offline message | body | see you at noon',
    'Offline message body - see you at noon',
    'Offline message text was see you at noon',
    'Offline message body is see you at noon',
    'Offline message body len=12 see you at noon',
    'Offline message body length 12: see you at noon',
    'Offline message text%3Dsee you at noon',
    'Offline message with text see you at noon saved',
    'Offline IM msg=see you at noon',
    'Offline IM: see you at noon',
    'Offline note - note: see you at noon',
    'Offline message payload=see you at noon',
    'Offline message chat=see you at noon; parked',
    'Offline message toast: see you at noon',
    'Offline message, Betreff: see you at noon',
    'Offline message, Nachricht: see you at noon',
    'Offline message, Objet : see you at noon',
    'Offline message, asunto: see you at noon',
    'Offline message, 件名: see you at noon',
    'Offline message, 本文：see you at noon',
    'Offline message [see you at noon] parked',
    'Offline message (see you at noon) parked',
    'Offline message (m17, see you at noon) parked',
    'Offline message (see you at noon',
    'Offline message from somebody who said see you at noon',
    'Offline message ""see you at noon"" parked',
    'Offline message text "he said "see you" at noon" parked',
    'Offline message `see you at noon` parked',
    'Offline message ``see you at noon`` parked',
    "Offline message `see you at noon' parked",
    'Offline message `see you at noon',
    'Offline message 【see you at noon】 parked',
    'Offline message ❝see you at noon❞ parked',
    'Offline message 〝see you at noon〞 parked',
    'Offline message ⟨see you at noon⟩ parked',
    'Offline message (see (you) at noon) parked',
    'Offline message [so (again) see you (at noon)] parked',
    'Offline message (note ((see you)) at noon tomorrow my dear) parked',
    'Offline message (a ((b (see you) c)) at noon my dear) parked',
    'Offline message text(8): see you at noon',
    'Offline message text [8] see you at noon',
    'Offline message body(12)=see you at noon',
    'Offline message body[12]=see you at noon',
    'Offline message body (12 chars): see you at noon',
    'Offline message text->see you at noon',
    'Offline message text=>see you at noon',
    'Offline message comment: see you at noon',
    'Offline message snippet=see you at noon',
    'Offline message html=see you at noon',
    'Offline message texte=see you at noon',
    'Offline message konu: see you at noon',
    'Offline message: somebody wrote see you at noon',
  ])('%s', (line) => {
    expect(shownOf(line)).not.toMatch(/see you|noon|don/);
  });

  test.each(['Offline note [see you]', 'Offline note (secret words here)'])('few words in brackets: %s', (line) => {
    expect(shownOf(line)).not.toMatch(/see|you|secret|words|here/);
  });
});

describe('what the client says behind such a word is shown', () => {
  test.each([
    ['Offline message: m17 parked', 'Offline message: <id> parked'],
    ['Offline message=3f2504e0-4f89-11d3-9a0c-0305e82c3301, parked', 'Offline message=<guid>, parked'],
    ['Offline message: 17, parked', 'Offline message: 17, parked'],
    ['Offline note `m17` parked', 'Offline note `<id>` parked'],
    ['EWS text (17) parked', 'EWS text (17) <text>'],
    ['EWS body (120 bytes) saved', 'EWS body (120 bytes) saved'],
    ["EWS `anonymous namespace'::Lane is up", "EWS `anonymous namespace'::Lane is up"],
    ['EWS says "hello", wrote spool file', 'EWS says "<text>", wrote spool file'],
    ['EWS wrote "C:\\a\\" and (not yet) [Lane] Drafts', 'EWS wrote "<path>" and (not yet) [Lane] Drafts'],
  ])('%s', (line, shown) => {
    expect(shownOf(line).split('\n')[0]).toBe(shown);
  });
});

describe('nobody is named', () => {
  test.each([
    'Offline message for Bob.Miller parked',
    'Offline message on mail.Miller parked',
    'Drafts of bob.miller.xml parked',
    'Offline message for BOB MILLER parked',
    'EWS lane on BOBMILLER opened',
    'EWS lane on bobmiller:443 opened',
    'EWS lane opened /home/bobmiller/Drafts',
    'Offline message for Bob and Will May',
    'Offline message from Bob van der Miller queued',
    'Offline message from Bob de la Miller queued',
    'Offline message to van Miller queued',
    'Nachricht offline im von Miller',
    'Offline message (Bob Müller), parked',
    'Offline message für Bob, parked',
    'EWS at Millerstr. 5 Bob seen',
    'EWS at 5 Miller Street seen',
    'Offline message for bob%40miller.com parked',
    'Offline message for bob=40miller.com parked',
    'Offline message for bob(at)miller.com parked',
    'Offline message for bob [at] miller.com parked',
    'Offline message for /o=Contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=bmiller parked',
    'Offline message for CN=Bob Miller,OU=Users,DC=contoso,DC=com parked',
    'Offline message for cn=Miller\\, Bob,ou=Users,dc=contoso,dc=com parked',
    'Drafts in C:/Users/x/bob miller/z.hist found',
    'Drafts in /home/bob miller/z.hist found',
    'EWS reads HKCU\\Software\\bobmiller now',
    'EWS reads HKEY_CURRENT_USER\\Software\\Bob Miller\\x now',
    'Drafts: alias=bmiller, found',
  ])('%s', (line) => {
    expect(shownOf(line)).not.toMatch(/bob|miller|will|may/i);
  });

  test('by the words of an address of another line', () => {
    const shown = shownOf('Offline message of jo.may@contoso.com', 'Drafts of May and all', 'Drafts: jo has it');
    expect(shown).not.toMatch(/\b(?:jo|may)\b/i);
  });

  test('by the words of an address, also where they are joined', () => {
    const shown = shownOf(
      'Offline message of bob.miller@contoso.com',
      'Drafts by BobMiller, JMiller, szBob and HeronFerry',
    );
    expect(shown).not.toMatch(/bob|miller/i);
    expect(shown).toContain('HeronFerry');
  });

  test.each(['(425)555-0123', '425/555/0123', '030 1234567', '(030) 123456', '+4930123456', '0170/1234567'])(
    'no part of a number of a phone: %s',
    (number) => {
      expect(shownOf(`Offline message of caller ${number} hung`)).toMatch(/^Offline message of caller <number> hung/);
    },
  );
});

test('a component is shown only where nothing of it is masked', () => {
  const componentOf = (component: string): string | undefined =>
    minedShapes([lineOf('offline message of zelda.quux@contoso.com', 1, { component })])[0]?.component;
  expect(componentOf('see you at noon')).toBeUndefined();
  expect(componentOf('bob.miller')).toBeUndefined();
  expect(componentOf('Zelda')).toBeUndefined();
  expect(componentOf('CNoteLane::Step')).toBe('CNoteLane::Step');
  expect(componentOf('OfflineNotes')).toBe('OfflineNotes');
});

test('a run of dashes is masked in time that grows with its length', () => {
  const line = 'x '.concat('-'.repeat(590));
  maskLine(line);
  const begun = process.cpuUsage().user;
  for (let i = 0; i < 200; i++) maskLine(line);
  expect((process.cpuUsage().user - begun) / 200).toBeLessThan(400);
});

test('what is soon looked for misses no beginning of a text', () => {
  const parts = fc.constantFrom(
    ...['subject', 'MSG', 'Body', '件名', 'Тема', ':', '=', '：', ' ', '"', 'x', 'see you', '\u017f', '\u212a', 'İ'],
    ...['said', 'SAYS', 'Saying', 'Typed', 'sagt', 'schrieb', 'SCHREIBT', 'wrote', 'WRITES', ', ', ': ', "I'm late"],
  );
  let found = 0;
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (words) => {
      const line = words.join('');
      for (const { pattern, needs } of BEGINNINGS) {
        if (!pattern.test(line)) continue;
        found++;
        expect(line.toLowerCase()).toMatch(new RegExp(needs));
      }
    }),
    { numRuns: 3000 },
  );
  expect(found).toBeGreaterThan(100);
});

test.each(['„', '“', '"', "'", '`', '(', 'text:', 'text(8) ', '[8] ', 'a "b ', "'a "])(
  'the words of a text are looked for in time that grows with the line: %s',
  (unit) => {
    const line = unit.repeat(200_000 / unit.length);
    const begun = process.cpuUsage().user;
    for (const look of [quotationsIn, textBeginnings, (one: string) => goesOnWrittenFrom([one, ''])]) look(line);
    // It takes a tenth of that; were it the square of the length, minutes.
    expect(process.cpuUsage().user - begun).toBeLessThan(5_000_000);
  },
);

test.each(['html', 'text (8)', 'message', 'Alice said'])(
  'so are keys at the end of a line, with blanks behind: %s',
  (key) => {
    const begun = process.cpuUsage().user;
    for (const end of ['x', '', '"', ':']) goesOnWrittenFrom([`${key}${' '.repeat(200_000)}${end}`, '']);
    expect(process.cpuUsage().user - begun).toBeLessThan(5_000_000);
    expect(goesOnWrittenFrom([`${key}: `, ''])).toBe(0);
  },
);

test.each(['body->', 'body ->', 'Text (8): ', 'IM body follows "', 'Alice says', 'message: [', 'msg ->'])(
  '%s ends in such a key',
  (line) => {
    expect(goesOnWrittenFrom([line, ''])).toBe(0);
  },
);
