import type { Outcome } from '../../model/life.ts';
import type { Report } from '../../model/report.ts';
import { OUTCOMES } from '../outcome.ts';
import { count } from '../page.ts';
import { escapeHtml, shortened } from './html-text.ts';
import { type Filters, messageRow } from './message-row.ts';
import { axisHtml, dayOf, timeLineOf, viewAttributes } from './time-line.ts';

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['/', 'search'],
  ['j k or ↓ ↑', 'next, previous message'],
  ['Enter', 'open or close it'],
  ['Enter or ↓', 'in the search: to the first message found'],
  ['Esc', 'close it; in the tools: clear them, then leave them'],
  ['+ - 0', 'zoom in, out, show all'],
  ['← →', 'move in time'],
  ['s', 'lay all from the moment of sending'],
];

const LEGEND: readonly (readonly [drawing: string, words: string])[] = [
  ['<path class="queued" d="M2 12H38"/>', 'composed, queued or picked up'],
  ['<path class="in-exchange-call" d="M2 12H38"/>', 'in a call to Exchange'],
  ['<path class="draft-saved" d="M2 12H38"/>', 'saved as a draft'],
  ['<path class="attempt" d="M20 4V20"/>', 'attempt'],
  ['<path class="attempt bad" d="M20 4V20"/>', 'attempt that failed'],
  ['<path class="end arrived" d="M20 12h0"/>', 'delivered'],
  ['<path class="end failed" d="M20 12h0"/>', 'failed'],
  ['<path class="deadline" d="M20 0V24"/>', 'deadline: two minutes after sending'],
  ['<path class="spool" d="M20 18h0"/>', 'spool file written or removed'],
  ['<path class="gap" d="M0 0H40V24H0z"/>', 'no trace covers this time'],
];

function numbered(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].toSorted().map((name, index) => [name, index]));
}

function options(entries: readonly (readonly [value: string | number, words: string])[]): string {
  return entries.map(([value, words]) => `<option value="${value}">${escapeHtml(words)}</option>`).join('');
}

function select(
  name: string,
  label: string,
  entries: readonly (readonly [value: string | number, words: string])[],
): string {
  return `<label>${label}<select name="${name}"><option value="">all</option>${options(entries)}</select></label>`;
}

/** Filters and the movements of the time line; hidden without the script that they need. */
function toolbar({ messages }: Report, { recipients, causes }: Filters): string {
  const totals = new Map<Outcome, number>();
  for (const { outcome } of messages) totals.set(outcome, (totals.get(outcome) ?? 0) + 1);
  const outcomes = [...totals].map(([outcome, total]) => [outcome, `${OUTCOMES[outcome].phrase} (${total})`] as const);
  const pairs = (names: ReadonlyMap<string, number>) =>
    [...names].map(([name, index]) => [index, shortened(name)] as const);
  const button = (action: string, sign: string, words: string) =>
    `<button type="button" data-action="${action}" aria-label="${words}" title="${words}">${sign}</button>`;
  return `<form class="tools" id="tools" role="search" aria-label="Filter the messages" hidden>
<label class="search">Search<input type="search" name="text" placeholder="any words" autocomplete="off" spellcheck="false"></label>
${select('outcome', 'Outcome', outcomes)}
${select('recipient', 'Recipient', pairs(recipients))}
${select('cause', 'Cause', [...pairs(causes), ['none', 'none found']])}
<fieldset><legend>Time</legend>${button('earlier', '←', 'Earlier')}${button('later', '→', 'Later')}${button('out', '−', 'Zoom out')}${button('in', '+', 'Zoom in')}${button('all', 'All', 'Show all')}<button type="button" data-action="lapse" aria-pressed="false">From sending</button></fieldset>
</form>`;
}

function legend(): string {
  const entries = LEGEND.map(
    ([drawing, words]) => `<li><svg class="lane" viewBox="0 0 40 24" aria-hidden="true">${drawing}</svg>${words}</li>`,
  );
  const keys = KEYS.map(([key, does]) => `<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`);
  return `<ul class="legend">${entries.join('')}</ul><details class="keys" id="keys" hidden><summary>Keys</summary><dl>${keys.join('')}</dl><p class="note">Drag a lane to move in time; turn the wheel with Ctrl held to zoom. An arrow at the edge of a lane: something of the message lies before or behind what is shown.</p></details>`;
}

/** All messages on one time line, each of which unfolds into its life; a piece at a time, as there may be thousands. */
export function* messagesPart(report: Report): Generator<string> {
  const { messages } = report;
  if (messages.length === 0) {
    yield '<section id="messages"><h2>Messages</h2><p>No offline message was seen.</p></section>\n';
    return;
  }
  const timeLine = timeLineOf(report);
  const filters = {
    recipients: numbered(messages.flatMap(({ recipients }) => recipients)),
    causes: numbered(messages.flatMap(({ causes }) => causes)),
  };
  yield `<section id="messages" ${viewAttributes(timeLine)}><h2>Messages (${messages.length})</h2>
${legend()}
<div class="bar">${toolbar(report, filters)}
<div class="axis-row"><p class="status"><span id="status" role="status">${count(messages.length, 'message')}</span> <span id="day" class="note">${dayOf(timeLine)}</span></p>${axisHtml(timeLine)}</div></div>
<ol class="rows${timeLine.isOneDay ? '' : ' days'}">
`;
  for (const message of messages) yield messageRow(message, timeLine.lanes.get(message.id), timeLine, filters);
  yield '</ol><p id="none" class="note" hidden>No message is like that.</p></section>\n';
}
