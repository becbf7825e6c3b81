import type {
  CitationState,
  LostCitation,
  OtherFile,
  Place,
  Verification,
  VerifiedSource,
} from '../model/verification.ts';
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

function otherBundleLines({ isOtherBundle }: Verification, page: Page): readonly string[] {
  if (isOtherBundle !== true) return [];
  const text =
    'The report is of another bundle: files have the names of those it cites, and nothing that it cites stands in them.';
  return ['', ...paragraph(page, '', text).map((line) => page.paint('error', line))];
}

function bytesText(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${bytes.toLocaleString('en-US')} bytes`;
}

function otherText({ path, state, bytes, reportedBytes = 0 }: OtherFile): string {
  switch (state) {
    case 'not-in-report':
      return `not in the report: ${path}${bytes === undefined ? '' : ` (${bytesText(bytes)})`}`;
    case 'not-in-bundle':
      return `not in the bundle: ${path} (${bytesText(reportedBytes)})`;
    case 'of-another-size':
      return bytes !== undefined && bytes < reportedBytes
        ? `cut, or another one: ${path} ends at byte ${bytes.toLocaleString('en-US')}; the report had ${bytesText(reportedBytes)}`
        : `of another size: ${path} has ${bytesText(bytes ?? 0)}; the report had ${bytesText(reportedBytes)}`;
  }
}

/** Files that no citation may tell of: without them nobody would know that the bundle is not the same. */
function othersSection({ others }: Verification, page: Page): readonly string[] {
  if (others.length === 0) return [];
  const shown = page.verbose ? others : others.slice(0, FEW);
  const more = others.length - shown.length;
  return [
    ...heading(page, `Files that are not as in the report (${others.length}); the exit code tells of citations only`),
    ...shown.flatMap((one) => paragraph(page, '  ', otherText(one)).map((line) => page.paint('warning', line))),
    ...(more === 0 ? [] : [`  and ${more} more (--verbose)`]),
  ];
}

function sameLinesLines({ sources }: Verification, page: Page): readonly string[] {
  const lines = sources
    .filter(({ keepsLines }) => keepsLines === true)
    .flatMap(({ path }) =>
      paragraph(page, '', `${path}: the lines are the same, at other offsets: line ends, or the encoding, are others.`),
    );
  return lines.length === 0 ? [] : ['', ...lines];
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

function nowText(place: Place, now: Place): string {
  if (now.source !== place.source) return placeText(now);
  return now.line === place.line ? `the same line, offset ${place.offset} -> ${now.offset}` : `line ${now.line}`;
}

function lostLines({ place, state, now, text, citedBy }: LostCitation, page: Page): readonly string[] {
  const to = now === undefined ? '' : ` -> ${nowText(place, now)}`;
  const users = citedBy.slice(0, FEW_USERS).join(', ');
  const more = citedBy.length > FEW_USERS ? ` and ${citedBy.length - FEW_USERS} more` : '';
  const tone = state === 'moved' ? 'warning' : 'error';
  return [
    ...paragraph(page, '  ', `${state} ${placeText(place)}${to}`).map((line) => page.paint(tone, line)),
    ...(text === undefined ? [] : paragraph(page, '    ', clip(text, page.width - 4))),
    ...paragraph(page, '    ', `cited by ${users}${more}`),
  ];
}

/** Where each source that was cut ends, by its path in the report. */
function endsOf({ others }: Verification): ReadonlyMap<string, number> {
  return new Map(
    others.flatMap(({ path, state, bytes = 0, reportedBytes = 0 }) =>
      state === 'of-another-size' && bytes < reportedBytes ? [[path, bytes] as const] : [],
    ),
  );
}

function lostSection(verification: Verification, page: Page): readonly string[] {
  const { lost } = verification;
  if (lost.length === 0) return [];
  const ends = endsOf(verification);
  const cut = new Map<string, number>();
  const others = lost.filter(({ state, place: { source, offset = 0 } }) => {
    const end = ends.get(source);
    if (page.verbose || state !== 'changed' || end === undefined || offset < end) return true;
    cut.set(source, (cut.get(source) ?? 0) + 1);
    return false;
  });
  const shown = page.verbose ? others : others.slice(0, FEW);
  const more = others.length - shown.length;
  const cutLines = [...cut].flatMap(([source, number]) => {
    const end = (ends.get(source) ?? 0).toLocaleString('en-US');
    return paragraph(page, '  ', `${count(number, 'citation')} behind the end of ${source}, which is at byte ${end}`);
  });
  return [
    ...heading(page, `What does not hold (${lost.length})`),
    ...cutLines.map((line) => page.paint('error', line)),
    ...shown.flatMap((one) => lostLines(one, page)),
    ...(more === 0 ? [] : [`  and ${more} more (--verbose)`]),
  ];
}

function renderTable(verification: Verification, options: RenderOptions): string {
  const page = openPage(options);
  const { report, bundle, counts, citations } = verification;
  const isWhole = counts.holds + counts.redacted === citations;
  const tone = isWhole ? (verification.others.length === 0 ? 'good' : 'warning') : 'error';
  const title = `oimscope: the report of ${report.bundle} (by version ${report.version}), opened again in ${bundle}`;
  const lines = [
    ...paragraph(page, '', title),
    '',
    ...paragraph(page, '', headlineOf(verification)).map((line) => page.paint(tone, line)),
    ...otherBundleLines(verification, page),
    ...sameLinesLines(verification, page),
    ...redactedLines(verification, page),
    ...othersSection(verification, page),
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
