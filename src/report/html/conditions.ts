import type { ReportCondition, ReportRule } from '../../model/report.ts';
import { foldedEvidence } from './evidence.ts';
import { escapeHtml } from './html-text.ts';

const SYMBOLS: Readonly<Record<ReportCondition['holds'], string>> = { yes: '✓', no: '✕', unknown: '?' };
const TONES: Readonly<Record<ReportCondition['holds'], string>> = { yes: 'arrived', no: 'failed', unknown: 'open' };
const JOINED: Readonly<Record<NonNullable<ReportCondition['joins']>, string>> = {
  all: 'all of these',
  any: 'any of these',
  none: 'none of these',
};

function detail(name: string, value: string | undefined): string {
  return value === undefined ? '' : `<p class="note">${name} ${escapeHtml(value)}</p>`;
}

function conditionHtml(condition: ReportCondition): string {
  const { name, holds, wanted, found, because, evidence = [], joins, parts = [] } = condition;
  const joined = joins === undefined || parts.length === 0 ? '' : ` (${JOINED[joins]}):`;
  return `<li><span class="outcome ${TONES[holds]}"><span aria-hidden="true">${SYMBOLS[holds]}</span> ${holds}</span> ${escapeHtml(name)}${joined}${detail('wanted', wanted)}${detail('found', found)}${detail('because', because)}${foldedEvidence(evidence)}${conditionList(parts)}</li>`;
}

function conditionList(conditions: readonly ReportCondition[]): string {
  return conditions.length === 0 ? '' : `<ul class="conditions">${conditions.map(conditionHtml).join('')}</ul>`;
}

/** The conditions of a rule with what was wanted and found, folded. */
export function foldedConditions({ conditions, message }: ReportRule): string {
  if (conditions.length === 0) return '';
  const of = message === undefined ? '' : `, judged for <a href="#${escapeHtml(message)}">${escapeHtml(message)}</a>`;
  return `<details><summary>conditions</summary><p class="note">All of these must hold${of}.</p>${conditionList(conditions)}</details>`;
}
