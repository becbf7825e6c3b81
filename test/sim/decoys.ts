import { createItem, getFolder, itemResponse, type MailItem, moveItem } from '../make/ews.ts';
import { element, envelope } from '../make/soap-xml.ts';
import { carry, type Surroundings } from './connection.ts';
import type { Dice } from './dice.ts';
import { TIED_DRAFTS, TIED_HISTORY } from './exchange-soap.ts';
import type { Trace } from './trace.ts';

/** Calls and lines that look like offline messages and are none (contract section 3, last paragraph). */
const ITEMS: readonly (readonly [MailItem, string | { readonly opaque: string }])[] = [
  [{ kind: 'CalendarItem', subject: 'Team meeting for those who are offline', to: ['bob@contoso.com'] }, 'calendar'],
  [{ kind: 'Contact', subject: 'Heidi Hazel' }, 'contacts'],
  [
    {
      kind: 'Message',
      itemClass: 'IPM.Note.Microsoft.Conversation',
      subject: 'Conversation with Erin Elm',
      html: '<html><body>See you at ten.</body></html>',
      to: ['erin@contoso.com'],
    },
    'conversationhistory',
  ],
  [
    { kind: 'Message', itemClass: 'IPM.Note', subject: 'Conversation with Bob', to: ['bob@contoso.com'] },
    'conversationhistory',
  ],
  [
    { kind: 'Message', itemClass: 'IPM.Note', subject: 'Conversation with Bob', to: ['bob@contoso.com'] },
    { opaque: TIED_HISTORY },
  ],
];

const LOOKS = ['GetItem', 'FindItem', 'SyncFolderItems', 'GetUserOofSettings'] as const;

type Decoy = readonly [operation: string, request: string, answer: string];

function decoy(around: Surroundings): Decoy {
  const { dice, profile } = around;
  const { style, server } = profile;
  const item = { id: `AAMkAGNoise${dice.hex(12)}=`, changeKey: `CQAAABYA${dice.hex(8)}` };
  const answerTo = (operation: string): string =>
    itemResponse(operation, [{ code: 'NoError', item }], server.version, style);
  if (dice.chance(50)) {
    const [mail, where] = dice.pick([...ITEMS] as [(typeof ITEMS)[number], ...(typeof ITEMS)[number][]]);
    const folder = typeof where === 'string' ? { distinguished: where } : where;
    return ['CreateItem', createItem([mail], 'SaveOnly', folder, style), answerTo('CreateItem')];
  }
  if (dice.chance(20)) return ['MoveItem', moveItem(item, 'deleteditems', style), answerTo('MoveItem')];
  const look = dice.pick(LOOKS);
  const ids = element('m', 'ItemIds', {}, element('t', 'ItemId', { Id: item.id, ChangeKey: item.changeKey }));
  return [look, envelope([], element('m', look, {}, ids), style), answerTo(look)];
}

/** GetFolder tells which folders two opaque ids are, at the start and every few minutes. */
export function tieFolders(around: Surroundings): void {
  const { agenda, dice, profile } = around;
  const lookUp = (): void => {
    const soap = getFolder(['drafts', 'conversationhistory'], profile.style);
    const folders = [TIED_DRAFTS, TIED_HISTORY].map((folder) => ({ code: 'NoError', folder }));
    const answer = itemResponse('GetFolder', folders, profile.server.version, profile.style);
    ask(around, ['GetFolder', soap, answer]);
    agenda.after(dice.between(100, 200), lookUp);
  };
  agenda.after(dice.between(0.5, 2), lookUp);
}

function ask(around: Surroundings, [operation, soap, answer]: Decoy): void {
  const { dice, profile } = around;
  const id = profile.idHeader === 'none' ? {} : { requestId: dice.guid() };
  const reply = dice.chance(8)
    ? ({ kind: 'status', status: dice.pick([500, 503]) } as const)
    : ({ kind: 'items', items: [] } as const);
  carry(
    around,
    { soap, operation, ...id },
    // The folders must be told.
    operation === 'GetFolder' || reply.kind === 'items'
      ? { reply: { kind: 'items', items: [] }, soap: answer, afterSeconds: dice.between(0.05, 1.5) }
      : { reply, soap: undefined, afterSeconds: dice.between(0.05, 1.5) },
    { whenAsked: () => undefined, whenOver: () => undefined },
  );
}

/** Now and then, a call on the same threads as those of the messages. */
export function decoyCalls(around: Surroundings, end: number): void {
  const { agenda, dice } = around;
  let at = dice.between(5, 30);
  while (at < end) {
    agenda.after(at, () => ask(around, decoy(around)));
    at += dice.between(8, 60);
  }
}

const LINES: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['UI', 'Status text "Offline for 3 hours" shown for carol@contoso.com'],
  ['UCCP', 'Availability of sip:bob@contoso.com is now 18500'],
  ['Media', 'Timer 12002 re-armed, next timeout in 503 ms'],
  ['Calendar', 'Meeting 5fa3c1 added, status Tentative, not a draft'],
  ['ABS', 'Merged 12029 rows in 401 ms'],
  ['SIPStack', 'Transaction 1a2b3c timer E fired, 2 retries'],
  ['UI', 'Quoted: &lt;m:CreateItem MessageDisposition="SendOnly"&gt; and ErrorServerBusy, as bob@contoso.com wrote'],
  ['Search', '20 results, quota of 40 reached'],
];
const FIRST_CHATTER = 0x2a00;

/** Lines of other parts of the client and of another process with the same threads, up to the last moment. */
export function chatter(trace: Trace, pid: number, end: number, dice: Dice): void {
  const write = (at: number, isLast: boolean): void => {
    const [component, text] = isLast ? (['UI', 'Idle'] as const) : dice.pick(LINES);
    const isOther = !isLast && dice.chance(20);
    trace.records.push({
      at,
      pid: isOther ? pid + 400 : pid,
      tid: isOther ? 0x1a00 + 4 * dice.below(3) : FIRST_CHATTER + 4 * dice.below(6),
      level: 'TL_INFO',
      component,
      function: 'CWindow::Tell',
      text,
    });
  };
  for (let at = dice.between(0, 2); at < end; at += dice.between(0.5, 5)) write(at, false);
  write(end, true);
}
