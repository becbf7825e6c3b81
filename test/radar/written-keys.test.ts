import { describe, expect, test } from 'vitest';
import { writtenFrom } from '../../src/model/written-text.ts';
import { maskLine } from '../../src/radar/mask-line.ts';

/** What is kept of a line. */
function keptOf(line: string): string {
  return maskLine(line)
    .pieces.map((piece) => (typeof piece === 'string' ? piece : '<>'))
    .join('');
}

describe('behind a word that says so stands what somebody wrote, to the end of the line', () => {
  test.each([
    'RE: ',
    'Re: ',
    're: ',
    'AW: ',
    'aw: ',
    'FW: ',
    'Fwd: ',
    'WG: ',
    'SV: ',
    'TR: ',
    'RE[2]: ',
    'text was: ',
    'text is: ',
    'text now: ',
    'the body reads: ',
    'the text reads ',
    'the text reads not ',
    'message text ',
    'new text ',
    'text, 5: ',
    'text / ',
    'body ',
    'body (5 chars) ',
    'Message-Body ',
    'msg body ',
    'subject ',
    'subject line ',
    'title ',
    'topic ',
    'subj: ',
    'subj=',
    'subj ',
    'contains: ',
    'body contains: ',
    'reads: ',
    'data=',
    'value: ',
    'first words: ',
    'first line: ',
    'text Not ',
    'has text of 5 chars ',
    'text 5 chars: ',
    'body of 5 bytes, ',
    'text not today ',
    'text saved, subject ',
  ])('%j', (key) => {
    expect(keptOf(`Offline note parked, ${key}zqheron tzq noonzq`)).not.toContain('zq');
    expect(keptOf(`Offline note parked ${key}zqheron`)).not.toContain('zq');
  });
});

describe('what the client says of a text stays', () => {
  test.each([
    'Offline note subject missing',
    'Offline note body empty',
    'Offline note title length 5',
    'Offline note body was saved',
    'Offline note body of 5 bytes saved',
    'Offline note body (5 bytes) saved',
    'Offline note has text of 5 chars, saved',
    'Offline note body of 5 bytes for bob@contoso.com',
    'Offline note body too long',
    'Offline note text truncated',
    'Offline note text encoding unknown',
    'Offline note topic not set',
    'Offline note body contains no text',
    'Text message queued offline',
    'Offline note value: enabled',
    'Offline note value: 5',
    'Offline note data=true',
    'Offline note body saved by lane 3',
    'Offline note context lane up',
    'Offline note square: lane up',
  ])('%s', (line) => {
    expect(writtenFrom(line)).toBe(line.length);
  });
});
