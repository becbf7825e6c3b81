import type { Report, ReportFinding } from '../../model/report.ts';
import { wordsAndCommands } from '../commands.ts';
import { count } from '../page.ts';
import { evidenceLines } from './evidence.ts';
import { escapeHtml, section } from './html-text.ts';
import { severityHtml } from './words.ts';

/** Messages and lines of evidence that are seen without unfolding. */
const FEW_MESSAGES = 12;
const FEW_LINES = 3;
/** Lines of evidence below one finding where not all are asked for; each stands with its message as well. */
const MANY_LINES = 60;

/** A step with its commands set apart; one that ends the step stands on its own line, to be selected by one click. */
function stepHtml(step: string): string {
  const stretches = wordsAndCommands(step);
  return stretches
    .map(({ text, isCommand }, index) => {
      if (!isCommand) return escapeHtml(text);
      const isLast = index === stretches.length - 1;
      return `<code class="typed${isLast ? ' command' : ''}">${escapeHtml(text)}</code>`;
    })
    .join('');
}

function messageLinks(ids: readonly string[]): string {
  return ids.map((id) => `<a href="#${escapeHtml(id)}">${escapeHtml(id)}</a>`).join(' ');
}

/** Links to messages; of many the first, the others folded. */
function messagesHtml(ids: readonly string[]): string {
  const first = messageLinks(ids.slice(0, FEW_MESSAGES));
  const rest = ids.slice(FEW_MESSAGES);
  const folded =
    rest.length === 0 ? '' : `<details><summary>and ${rest.length} more</summary>${messageLinks(rest)}</details>`;
  return `<div class="messages"><b>${count(ids.length, 'message')}</b> ${first}${folded}</div>`;
}

/** What would have to be otherwise for it not to happen. */
function otherwise({ counterfactual }: ReportFinding): string {
  if (counterfactual === undefined) return '';
  const words = counterfactual.changes.map((change) => change.words);
  const left = counterfactual.remaining ?? [];
  const rest = left.length === 0 ? '' : `; ${left.join(' and ')} would still stand`;
  const text =
    words.length > 0
      ? `Would not happen ${words.join(' and ')}${rest}.`
      : 'No change of the environment is known under which it would not happen.';
  return `<p class="otherwise">${escapeHtml(text)}</p>`;
}

function evidenceHtml({ evidence }: ReportFinding, verbose: boolean): string {
  if (evidence.length === 0) return '';
  const listed = verbose ? evidence : evidence.slice(0, MANY_LINES);
  const more = listed.slice(FEW_LINES);
  const untold = evidence.length - listed.length;
  const rest = untold === 0 ? '' : `<p class="note">${untold} more stand with the messages below.</p>`;
  const folded =
    more.length === 0
      ? ''
      : `<details><summary>${evidence.length - FEW_LINES} more</summary>${evidenceLines(more)}${rest}</details>`;
  return `<h4>Evidence</h4>${evidenceLines(listed.slice(0, FEW_LINES))}${folded}`;
}

/** A link where the address is one of the web; any other is text. */
function referenceHtml(reference: string): string {
  const text = escapeHtml(reference);
  return `<li>${reference.startsWith('https://') ? `<a href="${text}" rel="noreferrer">${text}</a>` : text}</li>`;
}

function findingHtml(finding: ReportFinding, verbose: boolean): string {
  const { rule, severity, verdict, title, why, fix, references, messages } = finding;
  const steps = fix.map((step) => `<li>${stepHtml(step)}</li>`).join('\n');
  const links = references.map(referenceHtml).join('\n');
  const id = escapeHtml(rule);
  return `<article class="finding ${severity}" id="finding-${id}">
<p class="tags">${severityHtml(severity)} <span>${verdict}</span> <a href="#rule-${id}"><code>${id}</code></a></p>
<h3>${escapeHtml(title)}</h3>
<p class="why">${escapeHtml(why)}</p>
${messages.length === 0 ? '' : messagesHtml(messages)}
${fix.length === 0 ? '' : `<h4>What to do</h4><ol class="fix">${steps}</ol>`}
${otherwise(finding)}
${evidenceHtml(finding, verbose)}
${references.length === 0 ? '' : `<h4>References</h4><ul class="references">${links}</ul>`}
</article>
`;
}

/** Each finding with why, what to do, and where that stands. */
export function findingsPart({ findings }: Report, verbose: boolean): string {
  const none = '<p>No cause was found. The rules below say what each of them missed.</p>';
  const body = findings.map((finding) => findingHtml(finding, verbose)).join('');
  return section(
    findings.length === 0 ? 'Findings' : `Findings (${findings.length})`,
    findings.length === 0 ? none : body,
    'findings',
  );
}

/** Failures without a known cause, and what to collect to know more. */
export function openQuestionsPart({ unexplained = [], collect = [] }: Report): string {
  const failures = unexplained.map(({ messages, text, collect: wanted }) => {
    const asked = wanted.map(({ what, how }) => `<li>${escapeHtml(what)}<br>${stepHtml(how)}</li>`).join('');
    return `<article class="finding unexplained"><p class="why">${escapeHtml(text)}</p>${messagesHtml(messages)}${asked === '' ? '' : `<h4>Collect</h4><ul>${asked}</ul>`}</article>`;
  });
  const wanted = collect.map(
    ({ what, how, settles }) =>
      `<li><b>${escapeHtml(what)}</b><br>${stepHtml(how)}<details><summary>settles ${count(settles.length, 'open question')}</summary>${escapeHtml(settles.join(', '))}</details></li>`,
  );
  return [
    failures.length === 0 ? '' : section('Without a known cause', failures.join(''), 'unexplained'),
    wanted.length === 0
      ? ''
      : section(
          'To know more, collect',
          `<details><summary>${count(wanted.length, 'thing')} to collect, the most telling first</summary><ol class="collect">${wanted.join('')}</ol></details>`,
          'collect',
        ),
  ].join('');
}
