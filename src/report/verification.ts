import type { CitationState, LostCitation, Place, Verification, VerifiedSource } from '../model/verification.ts';
import { type Column, fitsGrid, grid } from './grid.ts';
import { jsonParts } from './json.ts';
import { count, heading, openPage, type Page, paragraph } from './page.ts';
import type { OutputFormat, RenderOptions } from './render.ts';
import { clip } from './wrap.ts';

/** Citations that are listed where the whole list is not asked for. */
const FEW = 20;
/** Of what rests on a citation, so many are named. */
const FEW_USERS = 5;

const WORDS: Readonly<Record<Exclude<CitationState, 'holds' | 'redacted'>, string>> = {
  moved: 'moved',
  changed: 'changed',
  'source-missing': 'of a source that is not there',
  unreadable: 'of a source that cannot be read there',
};

function placeText({ source, line }: Place): string {
  return `${source}:${line}`;
}

function headlineOf({ citations, counts }: Verification): string {
  if (citations === 0) return 'The report cites nothing.';
  const kept = counts.holds + counts.redacted;
  const parts = (['moved', 'changed', 'source-missing', 'unreadable'] as const).flatMap((state) =>
    counts[state] === 0 ? [] : [`${counts[state]} ${WORDS[state]}`],
  );
  const lost = parts.length === 0 ? '' : `; ${parts.join(', ')}`;
  if (counts.redacted === 0) return `${kept} of ${count(citations, 'citation')} hold${lost}.`;
  return `Of ${count(citations, 'citation')} ${counts.holds} hold, and of ${counts.redacted} the place does${lost}.`;
}

function redactedLines({ report }: Verification, page: Page): readonly string[] {
  if (!report.isRedacted) return [];
  const text =
    'Identities in the report were replaced by tokens: where a text has one, only source, line and offset are compared.';
  return ['', ...paragraph(page, '', text)];
}

function sourceRow({ path, foundAs, citations, hold }: VerifiedSource): readonly string[] {
  return [foundAs === undefined ? path : `${path} (as ${foundAs})`, String(citations), String(hold)];
}

function sourcesSection({ sources }: Verification, page: Page): readonly string[] {
  if (sources.length === 0) return [];
  const columns: readonly Column[] = [
    { title: 'Source', least: 15 },
    { title: 'Citations', least: 9 },
    { title: 'Hold', least: 4 },
  ];
  const rows = fitsGrid(page, columns)
    ? grid(page, columns, sources.map(sourceRow))
    : sources.flatMap((source) => paragraph(page, '', sourceRow(source).join('  ')));
  return [...heading(page, `Sources (${sources.length})`), ...rows];
}

function lostLines({ place, state, now, text, citedBy }: LostCitation, page: Page): readonly string[] {
  const to = now === undefined ? '' : ` -> ${now.source === place.source ? `line ${now.line}` : placeText(now)}`;
  const users = citedBy.slice(0, FEW_USERS).join(', ');
  const more = citedBy.length > FEW_USERS ? ` and ${citedBy.length - FEW_USERS} more` : '';
  const tone = state === 'moved' ? 'warning' : 'error';
  return [
    ...paragraph(page, '  ', `${state} ${placeText(place)}${to}`).map((line) => page.paint(tone, line)),
    ...(text === undefined ? [] : paragraph(page, '    ', clip(text, page.width - 4))),
    ...paragraph(page, '    ', `cited by ${users}${more}`),
  ];
}

function lostSection({ lost }: Verification, page: Page): readonly string[] {
  if (lost.length === 0) return [];
  const shown = page.verbose ? lost : lost.slice(0, FEW);
  const more = lost.length - shown.length;
  return [
    ...heading(page, `What does not hold (${lost.length})`),
    ...shown.flatMap((one) => lostLines(one, page)),
    ...(more === 0 ? [] : [`  and ${more} more (--verbose)`]),
  ];
}

function renderTable(verification: Verification, options: RenderOptions): string {
  const page = openPage(options);
  const { report, bundle, counts, citations } = verification;
  const isWhole = counts.holds + counts.redacted === citations;
  const title = `oimscope: the report of ${report.bundle} (by version ${report.version}), opened again in ${bundle}`;
  const lines = [
    ...paragraph(page, '', title),
    '',
    ...paragraph(page, '', headlineOf(verification)).map((line) => page.paint(isWhole ? 'good' : 'error', line)),
    ...redactedLines(verification, page),
    ...sourcesSection(verification, page),
    ...lostSection(verification, page),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** What became of the citations of a report, as text in pieces, ending with exactly one newline. */
export function verificationParts(
  format: Extract<OutputFormat, 'table' | 'json'>,
  verification: Verification,
  options: RenderOptions,
): Iterable<string> {
  return format === 'json' ? jsonParts(verification) : [renderTable(verification, options)];
}
