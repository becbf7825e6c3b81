import type { Severity } from '../../model/finding.ts';
import type { Outcome } from '../../model/life.ts';
import type { IsoTime } from '../../model/report.ts';
import { inFull } from '../moment.ts';
import { OUTCOMES } from '../outcome.ts';
import { escapeHtml } from './html-text.ts';

/** Names of the facts of the environment as people say them. */
export const FACT_NAMES: Readonly<Record<string, string>> = {
  user: 'User',
  clientVersion: 'Client version',
  installType: 'Installed by',
  channel: 'Channel',
  mailbox: 'Mailbox',
  exchangeVersion: 'Exchange version',
  ewsUrl: 'EWS URL',
  enableOfflineIM: 'EnableOfflineIM',
  enableIMAutoArchiving: 'EnableIMAutoArchiving',
  imAutoArchiving: "imAutoArchiving (the user's own)",
};

/** What stands beside a word, so that no meaning hangs on colour alone. */
const OUTCOME_SYMBOLS: Readonly<Record<Outcome, string>> = {
  'stuck-in-drafts': '✕',
  rejected: '✕',
  unreachable: '✕',
  'timed-out': '✕',
  'left-in-spooler': '✕',
  delivered: '✓',
  pending: '…',
  unknown: '?',
};

const SEVERITY_SYMBOLS: Readonly<Record<Severity, string>> = { error: '✕', warning: '▲', info: 'i' };

/** Symbol and words of an outcome. */
export function outcomeHtml(outcome: Outcome): string {
  const { phrase, arrival } = OUTCOMES[outcome];
  return `<span class="outcome ${arrival}"><span aria-hidden="true">${OUTCOME_SYMBOLS[outcome]}</span> ${escapeHtml(phrase)}</span>`;
}

/** Symbol and word of a severity. */
export function severityHtml(severity: Severity): string {
  return `<span class="severity ${severity}"><span aria-hidden="true">${SEVERITY_SYMBOLS[severity]}</span> ${severity}</span>`;
}

/**
 * A moment with all its digits; nothing where nobody knows it. The date is left out where it is the same as of `before`, and the same as
 * of what it is about, `of`: a time alone is read as one of that day.
 */
export function timeHtml(at: IsoTime | undefined, before?: IsoTime, of?: IsoTime): string {
  if (at === undefined) return '';
  const isSameDay = [before, of ?? before].every((other) => other?.slice(0, 10) === at.slice(0, 10));
  return `<time>${escapeHtml(isSameDay ? inFull(at).slice(11) : inFull(at))}</time> `;
}

/** Pairs of a name and HTML; those without any are left out. */
export function factList(pairs: readonly (readonly [name: string, html: string | undefined])[], name = ''): string {
  const rows = pairs.flatMap(([term, html]) =>
    html === undefined ? [] : [`<div><dt>${escapeHtml(term)}<dd>${html}</div>`],
  );
  return rows.length === 0 ? '' : `<dl class="${name === '' ? 'facts' : `facts ${name}`}">${rows.join('')}</dl>`;
}
