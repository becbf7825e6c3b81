import type { Outcome } from '../../model/life.ts';
import type { Report } from '../../model/report.ts';
import { hasUsableSource } from '../../model/usable-source.ts';
import { headline } from '../headline.ts';
import { toSecond } from '../moment.ts';
import type { RenderOptions } from '../render.ts';
import { codesPart, environmentPart, sourcesPart } from './environment-part.ts';
import { findingsPart, openQuestionsPart } from './findings-part.ts';
import { documentOf, escapeHtml } from './html-text.ts';
import { lossesPart, noInputPart } from './losses-part.ts';
import { messagesPart } from './messages-part.ts';
import { REPORT_SCRIPT, REPORT_STYLE } from './page-assets.ts';
import { rulesPart } from './rules-part.ts';
import { outcomeHtml } from './words.ts';

/** `3 stuck in Drafts`, of each outcome where there are several; of one the headline says it. */
function tiles({ messages }: Report): string {
  const totals = new Map<Outcome, number>();
  for (const { outcome } of messages) totals.set(outcome, (totals.get(outcome) ?? 0) + 1);
  const items = [...totals].map(([outcome, total]) => `<li><b>${total}</b> ${outcomeHtml(outcome)}</li>`);
  return items.length < 2 ? '' : `<ul class="tiles">${items.join('')}</ul>`;
}

/** Who and what it is about, in a line. */
function subject({ environment, horizon, collectedAt }: Report): string {
  const { user, clientVersion, mailbox } = environment;
  const until = horizon ?? collectedAt;
  const parts = [
    ...(user === undefined ? [] : [user.value]),
    ...(clientVersion === undefined ? [] : [`client ${clientVersion.value}`]),
    ...(mailbox === undefined ? [] : [`mailbox ${mailbox.value}`]),
    ...(until === undefined ? [] : [`evidence until ${toSecond(until)} UTC`]),
  ];
  return parts.length === 0
    ? ''
    : `<p class="subject">${parts.map((part) => `<span>${escapeHtml(part)}</span>`).join(' ')}</p>`;
}

function navigation(report: Report): string {
  const places: readonly (readonly [id: string, words: string, isThere: boolean])[] = [
    ['findings', 'Findings', true],
    ['unexplained', 'Without a known cause', (report.unexplained ?? []).length > 0],
    ['collect', 'To collect', (report.collect ?? []).length > 0],
    ['messages', 'Messages', true],
    ['environment', 'Environment', true],
    ['rules', 'Every cause', report.rules.length > 0],
    ['codes', 'Codes', (report.codes ?? []).length > 0],
    ['gaps', 'Gaps', true],
    ['issues', 'Issues', report.issues.length > 0],
    ['sources', 'Sources', true],
  ];
  const links = places
    .filter(([, , isThere]) => isThere)
    .map(([id, words]) => `<li><a href="#${id}">${words}</a></li>`);
  return `<nav aria-label="Parts of the report"><ul>${links.join('')}</ul></nav>`;
}

function* body(report: Report, verbose: boolean): Generator<string> {
  const name = escapeHtml(report.bundle.name);
  yield `<a class="skip" href="#main">Skip to the findings</a>
<header><h1><span class="tool">oimscope</span> ${name}</h1>
<p class="headline">${escapeHtml(headline(report))}</p>
${tiles(report)}${subject(report)}</header>
${navigation(report)}
<main id="main">
`;
  if (!hasUsableSource(report)) yield noInputPart(report);
  else {
    yield findingsPart(report, verbose);
    yield openQuestionsPart(report);
    yield* messagesPart(report);
    yield environmentPart(report);
    yield rulesPart(report);
    yield codesPart(report);
  }
  yield lossesPart(report);
  yield sourcesPart(report);
  yield `</main>\n<footer class="note">Made by ${escapeHtml(`${report.tool.name} ${report.tool.version}`)}. The page needs no network, and holds no text of any message.</footer>`;
}

/** The report as one page that works offline, a piece at a time. */
export function htmlParts(report: Report, { verbose }: Pick<RenderOptions, 'verbose'>): Iterable<string> {
  const assets = { style: REPORT_STYLE, script: REPORT_SCRIPT };
  return documentOf(`${report.bundle.name}: oimscope`, body(report, verbose), assets);
}
