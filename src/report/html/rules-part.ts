import type { RuleStatus } from '../../model/finding.ts';
import type { Report, ReportRule } from '../../model/report.ts';
import { distanceOf, reasonOf } from '../distance.ts';
import { foldedConditions } from './conditions.ts';
import { escapeHtml, scrolling, section } from './html-text.ts';

const STATUSES: Readonly<Record<RuleStatus, { readonly symbol: string; readonly words: string }>> = {
  fired: { symbol: '●', words: 'found' },
  superseded: { symbol: '◐', words: 'explained by another' },
  'cannot-tell': { symbol: '?', words: 'cannot be told' },
  quiet: { symbol: '○', words: 'not the cause' },
  'not-applicable': { symbol: '–', words: 'does not apply' },
  failed: { symbol: '!', words: 'the rule broke' },
};

function ruleRow(rule: ReportRule): string {
  const { id, status } = rule;
  const { symbol, words } = STATUSES[status];
  const { hold, of } = distanceOf(rule);
  const why =
    status === 'fired' ? `<a href="#finding-${escapeHtml(id)}">see the finding</a>` : escapeHtml(reasonOf(rule));
  return `<tr id="rule-${escapeHtml(id)}"><th scope="row"><code>${escapeHtml(id)}</code></th><td><span class="status-of ${status}"><span aria-hidden="true">${symbol}</span> ${words}</span></td><td class="n">${of === 0 ? '' : `${hold} of ${of}`}</td><td>${why}${foldedConditions(rule)}</td></tr>`;
}

/** Why not the other causes: every rule with its status, how near it came, and its conditions. */
export function rulesPart({ rules }: Report): string {
  if (rules.length === 0) return '';
  const order = Object.keys(STATUSES);
  const sorted = rules.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const head = ['Cause', 'Status', 'Conditions', 'What is missing'];
  const columns = head.map((name, index) => `<th scope="col"${index === 2 ? ' class="n"' : ''}>${name}</th>`).join('');
  return section(
    `Every cause that was looked for (${rules.length})`,
    scrolling(
      'Every cause that was looked for',
      `<table class="rules"><thead><tr>${columns}</tr></thead><tbody>\n${sorted.map(ruleRow).join('\n')}\n</tbody></table>`,
    ),
    'rules',
  );
}
