import type { Ticks } from '../../src/model/ticks.ts';
import { later } from './clock.ts';
import { createItem, getFolder, itemResponse, type MailItem, moveItem } from './ews.ts';
import { type ClientProcess, callEvents } from './exchange-call.ts';
import { type Seeded, seeded } from './seeded.ts';
import { byTime, type TraceEvent } from './trace-event.ts';

export interface NoiseOptions {
  readonly from: Ticks;
  readonly to: Ticks;
  /** Lines of chatter. */
  readonly lines: number;
  /** Exchange calls that have nothing to do with offline messages. */
  readonly calls?: number;
  /** Share of chatter that tracerpt cannot decode, in percent. */
  readonly undecodedPercent?: number;
}

type Chatter = readonly [component: string, name: string, text: (of: Seeded) => string];

/** Threads that no call of a story uses. */
const FIRST_NOISE_TID = 0x2a00;
const PEOPLE = ['bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan'] as const;

/** Words of the matter in lines that have nothing to do with it. Wording is made up. */
const CHATTER: readonly [Chatter, ...Chatter[]] = [
  [
    'UCCP',
    'CUccPresence::OnNotify',
    (of) => `Availability of sip:${of.pick(PEOPLE)}@contoso.com is now ${3500 + 3000 * of.below(6)}`,
  ],
  [
    'UCCP',
    'CUccPresence::OnNotify',
    (of) => `sip:${of.pick(PEOPLE)}@contoso.com went offline, last active ${of.below(90)} minutes ago`,
  ],
  [
    'UI',
    'CContactCard::SetStatusText',
    (of) => `Status text "Offline for ${of.below(12)} hours" shown for ${of.pick(PEOPLE)}@contoso.com`,
  ],
  ['UI', 'CTabStrip::Select', (of) => `Tab ${of.below(4)} selected, ${of.below(240)} contacts visible`],
  [
    'ABS',
    'CAbsDownload::Begin',
    (of) =>
      `GET /abs/handler/F-${of.hex(4)}.lsabs HTTP/1.1\nUser-Agent: OC/16.0 (Skype for Business)\nHost: lyncweb.contoso.com`,
  ],
  [
    'ABS',
    'CAbsDownload::End',
    (of) =>
      `HTTP/1.1 200 OK\nContent-Type: application/octet-stream\nServer: Microsoft-IIS/8.5\nContent-Length: ${of.below(90000)}`,
  ],
  [
    'ABS',
    'CAbsDownload::End',
    () => 'HTTP/1.1 404 Not Found\nContent-Type: text/html\nServer: Microsoft-IIS/8.5\nContent-Length: 1245',
  ],
  ['ABS', 'CAbsIndex::Merge', (of) => `Merged ${of.below(20000)} rows in ${of.below(2000)} ms, 12002 rows left`],
  ['Media', 'CMediaEngine::Tick', (of) => `Timer 12002 re-armed, next timeout in ${of.below(5000)} ms`],
  ['Media', 'CIceSession::Check', (of) => `Candidate pair ${of.hex(4)} timed out on port 12002, trying the next one`],
  ['Calendar', 'CFreeBusy::Refresh', (of) => `Free/busy of ${of.pick(PEOPLE)}@contoso.com holds ${of.below(48)} slots`],
  ['Calendar', 'CMeetingList::Add', (of) => `Meeting ${of.hex(8)} added, status Tentative, not a draft`],
  ['UI', 'CConversationWindow::SaveUnsentText', (of) => `Drafts of ${of.below(5)} open windows kept in memory`],
  ['SIPStack', 'CSIPTransaction::OnTimer', (of) => `Transaction ${of.hex(12)} timer E fired, ${of.below(3)} retries`],
  ['SIPStack', 'CSIPConnection::KeepAlive', (of) => `Keep-alive to 192.0.2.20:5061 answered in ${of.below(80)} ms`],
  [
    'Discover',
    'CAutodiscover::Begin',
    () =>
      'GET /autodiscover/autodiscover.xml HTTP/1.1\nUser-Agent: OC/16.0 (Skype for Business)\nHost: autodiscover.contoso.com',
  ],
  ['Discover', 'CAutodiscover::UseCached', (of) => `Autodiscover answer of ${of.below(600)} minutes ago is still good`],
  ['Store', 'CContactStore::Load', (of) => `Loaded ${of.below(300)} contacts, HRESULT 0x00000000`],
  [
    'UI',
    'CPhoto::Fetch',
    (of) => `Photo of ${of.pick(PEOPLE)}@contoso.com: 0x80070002(ERROR_FILE_NOT_FOUND), using the initials`,
  ],
  [
    'Search',
    'CPeopleSearch::Search',
    (of) => `wzText length ${of.below(20)}, ${of.below(40)} results, quota of 40 reached`,
  ],
];

const UNDECODED: readonly ['undecoded', 'mismatch'] = ['undecoded', 'mismatch'];

function chatter(client: ClientProcess, options: NoiseOptions, of: Seeded): TraceEvent {
  const span = options.to - options.from;
  const [component, name, text] = of.pick(CHATTER);
  const isUndecoded = of.below(100) < (options.undecodedPercent ?? 0);
  const shape = isUndecoded ? of.pick(UNDECODED) : 'decoded';
  return {
    at: later(options.from, of.below(Math.max(1, Math.floor(span / 1000))) / 10_000),
    pid: client.pid,
    tid: FIRST_NOISE_TID + 4 * of.below(12),
    level: of.below(30) === 0 ? 'TL_WARN' : 'TL_INFO',
    component,
    function: name,
    text: text(of),
    shape,
  };
}

const DECOYS: readonly [MailItem, ...MailItem[]] = [
  { kind: 'CalendarItem', subject: 'Team meeting, also for those who are offline', to: [] },
  { kind: 'Contact', subject: 'Heidi Hazel' },
  {
    kind: 'Message',
    itemClass: 'IPM.Note.Microsoft.Conversation',
    subject: 'Conversation with Erin Elm',
    html: '<html><body>See you at ten.</body></html>',
    to: ['erin@contoso.com'],
  },
];

/** A call that is no offline message: conversation history, calendar, contacts, folders, moved mail. */
function decoyCall(client: ClientProcess, options: NoiseOptions, index: number, of: Seeded): readonly TraceEvent[] {
  const { style, server } = client;
  const item = { id: `AAMkAGNoise${of.hex(12)}=`, changeKey: `CQAAABYA${of.hex(8)}` };
  const decoy = of.pick(DECOYS);
  const folder = {
    distinguished:
      decoy.kind === 'Message' ? 'conversationhistory' : decoy.kind === 'Contact' ? 'contacts' : 'calendar',
  };
  const [soap, answer] = of.pick([
    [
      createItem([decoy], 'SaveOnly', folder, style),
      itemResponse('CreateItem', [{ code: 'NoError', item }], server.version, style),
    ],
    [
      createItem([decoy], 'SaveOnly', folder, style),
      itemResponse('CreateItem', [{ code: 'NoError', item }], server.version, style),
    ],
    [
      getFolder(['calendar', 'inbox'], style),
      itemResponse(
        'GetFolder',
        [
          { code: 'NoError', folder: 'AAMkAGCal=' },
          { code: 'NoError', folder: 'AAMkAGInb=' },
        ],
        server.version,
        style,
      ),
    ],
    [
      moveItem(item, 'deleteditems', style),
      itemResponse('MoveItem', [{ code: 'NoError', item }], server.version, style),
    ],
  ]);
  // A call and its answer lie within two seconds; the trace's last ones belong to the story.
  const room = Math.max(1, Math.floor((options.to - options.from) / 10_000_000) - 5);
  return callEvents(client, {
    at: later(options.from, of.below(room) + of.below(1000) / 1000),
    tid: FIRST_NOISE_TID + 0x100 + 4 * index,
    soap,
    requestId: of.guid(),
    answer: { status: 200, soap: answer, afterSeconds: 0.05 + of.below(400) / 1000 },
  });
}

/** What else a client writes while a story goes on, between two moments; the same for the same seed. */
export function noise(seed: string, client: ClientProcess, options: NoiseOptions): readonly TraceEvent[] {
  const of = seeded(seed);
  const lines = Array.from({ length: options.lines }, () => chatter(client, options, of));
  const calls = Array.from({ length: options.calls ?? 0 }, (_, i) => decoyCall(client, options, i, of));
  return byTime([...lines, ...calls.flat()]);
}
