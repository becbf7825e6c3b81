import type { IsoTime, ReportRef } from '../../model/report.ts';
import { placeOf } from '../citation.ts';
import { count } from '../page.ts';
import { escapeHtml, escapeText } from './html-text.ts';
import { timeHtml } from './words.ts';

/** `Tracing/Lync.UccApilog:1234` as it can be searched for; the file is not said again right below itself. */
function placeHtml(ref: ReportRef, before: ReportRef | undefined): string {
  return `<span class="place">${escapeHtml(ref.source === before?.source ? `:${ref.line}` : placeOf(ref))}</span>`;
}

/** Lines of evidence: where, when, and what stands there; `of` is when that happened which they tell of. */
export function evidenceLines(refs: readonly ReportRef[], of?: IsoTime): string {
  const lines = refs.map((ref, index) => {
    const before = refs[index - 1];
    return `<li>${placeHtml(ref, before)} ${timeHtml(ref.at, before?.at, of)}<code>${escapeText(ref.text)}</code>`;
  });
  return `<ul class="evidence">${lines.join('\n')}</ul>`;
}

/** `Tracing/Lync.UccApilog:1234, 1240`: places alone, each file once. */
export function placesHtml(refs: readonly ReportRef[]): string {
  const lines = new Map<string, number[]>();
  for (const { source, line } of refs) {
    const numbers = lines.get(source) ?? [];
    lines.set(source, numbers);
    numbers.push(line);
  }
  const places = [...lines].map(([source, numbers]) => `${source}:${numbers.join(', ')}`);
  return places.map((place) => `<span class="place">${escapeHtml(place)}</span>`).join(' ');
}

/** Lines of evidence, folded; nothing where there is none. */
export function foldedEvidence(refs: readonly ReportRef[], of?: IsoTime): string {
  if (refs.length === 0) return '';
  return `<details><summary>${count(refs.length, 'line')} of evidence</summary>${evidenceLines(refs, of)}</details>`;
}
