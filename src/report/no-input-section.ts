import type { Report } from '../model/report.ts';
import type { FormatId } from '../model/source.ts';
import { heading, type Page, paragraph } from './page.ts';
import { clip } from './wrap.ts';

/** Files listed where the whole list is not asked for. */
const MANY = 20;
/** Columns of one of them. */
const LINE_LIMIT = 400;

/** What a bundle may hold that is of use. */
export const LOOKED_FOR: readonly string[] = [
  'client traces: Lync-*.etl as they are, or decoded: TL_ lines of OCSLogger, CLSLogger or Snooper, text of tracefmt, XML or CSV of tracerpt',
  'Lync-UccApi-*.UccApilog, from %localappdata%\\Microsoft\\Office\\16.0\\Lync\\Tracing',
  'the .hist files of ...\\16.0\\Lync\\sip_<user>\\History Spooler',
];

/** Microsoft: "Collect log files", client logging; tracerpt command reference. */
const REMEDIES: Readonly<Partial<Record<FormatId, string>>> = {
  etl: 'The .etl is damaged, or holds no events. Copy it once more, with the client closed: it writes the file up to its end.',
  evtx: 'An .evtx is an event log, where the client writes nothing of offline messages: collect the Tracing folder.',
};
const COLLECT =
  'To collect afresh: in the client set Options > General > Logging to Full, sign in again, send an offline message, ' +
  'wait three minutes, then copy %localappdata%\\Microsoft\\Office\\16.0\\Lync with its subfolders.';

function looked(report: Pick<Report, 'bundle'>, page: Page): readonly string[] {
  const { sources } = report.bundle;
  const shown = page.verbose ? sources : sources.slice(0, MANY);
  const rest = sources.length - shown.length;
  return [
    ...shown.flatMap(({ path, format, bytes }) =>
      paragraph(page, '  - ', clip(`${path}: ${format}, ${bytes} bytes`, LINE_LIMIT)),
    ),
    ...(sources.length === 0 ? ['  - nothing was there'] : []),
    ...(rest === 0 ? [] : [`  - and ${rest} more (--verbose)`]),
  ];
}

/** What to do about a bundle of no use, by what it holds. */
export function howToGoOn({ bundle }: Pick<Report, 'bundle'>): readonly string[] {
  const formats = new Set(bundle.sources.map(({ format }) => format));
  return [...[...formats].toSorted().flatMap((format) => REMEDIES[format] ?? []), COLLECT];
}

/** For a bundle of no use: what was looked at, what was looked for, and how to go on. */
export function noInputSection(report: Pick<Report, 'bundle'>, page: Page): readonly string[] {
  return [
    ...heading(page, 'Looked at'),
    ...looked(report, page),
    ...heading(page, 'Looked for'),
    ...LOOKED_FOR.flatMap((text) => paragraph(page, '  - ', text)),
    ...heading(page, 'How to go on'),
    ...howToGoOn(report).flatMap((text) => paragraph(page, '  - ', text)),
  ];
}
