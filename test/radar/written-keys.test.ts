import { describe, expect, test } from 'vitest';
import { goesOnWrittenFrom, writtenFrom } from '../../src/model/written-text.ts';
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
    'body size 400 bytes ',
    'body size 400 bytes, ',
    'body size: 400 bytes, ',
    'body length=400 bytes ',
    'text size 5 ',
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
    'Offline note body size 400 bytes',
    'Offline note text length 5 chars.',
    'Offline note body size 400 bytes saved',
    'Offline note body size: 400 bytes',
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

test.each([
  ['chat: no, I hate my boss', 'chat: <>'],
  ['IM: l8r we fire the cook', 'IM: <>'],
  ['msg: B2B meeting', 'msg: <>'],
  ['data: yes, see you at noon', 'data: <>'],
  ['msg: none, my wife left me', 'msg: <>'],
  ['note: off, I am ill today', 'note: <>'],
  ['note: no! go away', 'note: <>'],
  ['note: (yes) see you', 'note: <>'],
  ['value: bob@contoso.com will be fired', 'value: <>'],
  ['msg: SendItem the flowers please', 'msg: <>'],
  ['msg: ErrorServerBusy, see you', 'msg: <>'],
  ['msg: 20 people fired', 'msg: <>'],
  ['msg: 20 moved to us', 'msg: <>'],
  ['msg: (no) sent us', 'msg: <>'],
  ['IM: 10am12 moved', 'IM: <>'],
  ['value: 0x12 see you', 'value: <>'],
  ['data: true, id=m17', 'data: true, id=<>'],
  ['data=true id=m17', 'data=true id=<>'],
  ['value: none.', 'value: none.'],
  ['message: bob@contoso.com', 'message: <>'],
  ['message: ErrorServerBusy; code=5', 'message: <>; code=<>'],
  ['message: m17 could not be sent', 'message: <> could not be sent'],
  ['message: m17 for bob@contoso.com', 'message: <> for <>'],
  ['message: 17, parked', 'message: <>, parked'],
  ['message: m17->sent', 'message: <>->sent'],
  ['(message: m17) queued by lane', '(message: <>) queued by lane'],
  ['message: [m17] queued', 'message: [<>] queued'],
  ['message: {3f2504e0-4f89-11d3-9a0c-0305e82c3301}, state=queued', 'message: {<>}, state=queued'],
])('a state, id, code or address behind a word for messages begins a text if words go on behind: %s', (line, kept) => {
  expect(keptOf(`Offline note parked, ${line}`)).toBe(`Offline note parked, ${kept}`);
});

test('what is looked for behind such words takes time that grows with the line', () => {
  for (const unit of ['message: m17, ', 'msg: no, ', 'data: a1b2', 'note: ((', 'value: no,   ', ' ']) {
    const line = `msg: no,${unit.repeat(200_000 / unit.length)}`;
    const begun = process.cpuUsage().user;
    writtenFrom(line);
    expect(process.cpuUsage().user - begun).toBeLessThan(1_000_000);
  }
});

describe('a class or an object whose name ends in such a word has members, and no text', () => {
  test.each([
    'COfflineMessage::Enqueue offline message queued',
    'CChat::~CChat offline message queued',
    'MessageBody::Parse OIM failed, std::string text::m_x',
    'pMessage->Send() OIM queued',
    'spOfflineIM->m_state=up OIM queued',
    'm_pMessage->m_queue->Flush for OfflineMessage',
    'pBody->CParser::Run for OfflineMessage',
    'pMsg->item.size for OfflineMessage',
  ])('%s', (line) => {
    expect(writtenFrom(line)).toBe(line.length);
    expect(goesOnWrittenFrom([line, 'spool file of offline message written'])).toBe(2);
  });

  test.each([
    'text->see you zq',
    'text -> zq() you',
    'text ->zq() you',
    'message->zq. You',
    'message->zq you',
    'text:: zq',
    'text ::"zq',
    'text ::zq',
    'text:::zq',
    'text::9 zq',
  ])('%s is a text', (line) => {
    expect(keptOf(`Offline note ${line}`)).not.toContain('zq');
    expect(goesOnWrittenFrom([`Offline note ${line}`, 'zq'])).toBe(0);
  });
});

test.each([
  'kept ´see you',
  'kept ,,see you',
  'body size 400 bytes',
  'text length 5 chars.',
  'body size: 400 bytes',
  'body (5 bytes)',
])('behind a line that ends in a quotation, or in how long a text is, it may stand: %s', (line) => {
  expect(goesOnWrittenFrom([`Offline note ${line}`, 'zq'])).toBe(0);
});
