import type { KnownMessage, RadarReport, RadarShape } from '../model/radar-report.ts';
import { hasUsableSource } from '../model/usable-source.ts';
import { jsonLine } from './json.ts';
import { lossesSection } from './losses-section.ts';
import { noInputSection } from './no-input-section.ts';
import { count, heading, openPage, type Page, paragraph } from './page.ts';
import type { RenderOptions } from './render.ts';

/** Shapes shown where the whole list is not asked for. */
const BEST = 20;

function headlineOf({ lines, shapes }: RadarReport): string {
  if (lines.unmatched === 0)
    return 'No line that speaks of offline messages, Exchange Web Services, Drafts or the spooler went without being understood.';
  const one = lines.unmatched === 1;
  const verb = one ? 'speaks' : 'speak';
  const say = one ? 'says' : 'say';
  const left =
    lines.left === 0 ? '' : ` ${count(lines.left, 'line')} of too many different shapes are not in the list.`;
  return `${count(lines.unmatched, 'line')} ${verb} of offline messages, Exchange Web Services, Drafts or the spooler and ${say} nothing to this tool, in ${count(shapes.length, 'shape')}.${left}`;
}

function knownText({ known }: RadarShape): readonly string[] {
  if (known === undefined) return [];
  const { messages, of, outcome, elsewhere, score } = known;
  const which = outcome === undefined ? 'known messages' : `known messages that are ${outcome}`;
  return [`in ${messages} of ${of} ${which}, ${count(elsewhere, 'line')} elsewhere: score ${score.toFixed(2)}`];
}

/** What stands above a phrase, or in its place. */
function aboutPhrase({ phrase, basis }: RadarShape): readonly string[] {
  if (phrase === undefined) return ['no phrase: too little of it is the same in all lines'];
  if (phrase.observes === undefined) return ['what it tells cannot be guessed: fill in "observes"'];
  return basis === 'known-outcome' ? ['what it tells is guessed by the fate of the known messages'] : [];
}

/** The phrase as a phrasebook has it, a line for each member: to be copied, so that none is broken. */
function phraseLines({ phrase }: RadarShape): readonly string[] {
  if (phrase === undefined) return [];
  const members = Object.entries(phrase).map(([name, value]) => `"${name}": ${jsonLine(value).trimEnd()}`);
  return members.map((member, i) => `   ${i === 0 ? '{' : ' '} ${member}${i === members.length - 1 ? ' }' : ','}`);
}

function shapeLines(shape: RadarShape, page: Page): readonly string[] {
  const { id, first, mentions } = shape;
  const title = `${id}  ${count(shape.count, 'line')}: ${mentions.join(', ')}`;
  return [
    '',
    ...paragraph(page, '', title).map((line) => page.paint('heading', line)),
    ...paragraph(page, '   ', `${first.source}:${first.line}`),
    ...paragraph(page, '   ', first.text === '' ? '(nothing that may be shown)' : first.text),
    ...knownText(shape).flatMap((text) => paragraph(page, '   ', text)),
    ...aboutPhrase(shape).flatMap((text) => paragraph(page, '   ', text)),
    ...phraseLines(shape),
  ];
}

/** Which message of the report it is, and whether that came to the same end. */
function inReport({ outcome, message, reported }: KnownMessage): string {
  if (message === undefined) return 'no message of the report';
  if (reported === undefined || reported === outcome) return `${message} of the report`;
  if (outcome === undefined) return `${message} of the report, which is ${reported} there`;
  return `${message} of the report, but it is ${reported} there`;
}

function knownLine(known: KnownMessage): string {
  const { line, sentAt, outcome } = known;
  return `line ${line}: ${sentAt}, ${outcome ?? 'no fate read'}; ${inReport(known)}`;
}

function knownSection({ known }: RadarReport, page: Page): readonly string[] {
  if (known === undefined) return [];
  return [
    ...heading(page, `Known messages (${known.length})`),
    ...known.flatMap((one) => paragraph(page, '  - ', knownLine(one))),
  ];
}

const HINT =
  'To teach the tool: radar --write FILE drafts a phrasebook of the guessed ones; add the others. Then run radar again with --phrasebook FILE: lines that tell no more than an id of a message show once it is known whose.';

/** The shapes for a person at a terminal; no line but those of a phrase is wider than the page. */
export function renderRadarTable(report: RadarReport, options: RenderOptions): string {
  const page = openPage(options);
  const shown = page.verbose ? report.shapes : report.shapes.slice(0, BEST);
  const rest = report.shapes.length - shown.length;
  const isUsable = hasUsableSource(report);
  const lines = [
    ...paragraph(page, '', `oimscope radar: ${report.bundle.name}`),
    '',
    ...paragraph(page, '', isUsable ? headlineOf(report) : 'No usable input.').map((line) =>
      page.paint('heading', line),
    ),
    ...knownSection(report, page),
    ...shown.flatMap((shape) => shapeLines(shape, page)),
    ...(rest === 0 ? [] : ['', ...paragraph(page, '', `and ${count(rest, 'more shape')} (--verbose)`)]),
    ...(shown.length === 0 ? [] : ['', ...paragraph(page, '', HINT)]),
    ...(isUsable ? [] : noInputSection(report, page)),
    ...lossesSection(report, page),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
