import type { RuleStatus, Verdict } from '../model/finding.ts';
import type { Report, ReportCondition, ReportFinding, ReportMessage, ReportRule } from '../model/report.ts';
import { placeOf } from './citation.ts';
import { type Distance, distanceOf, distanceText } from './distance.ts';
import { headline } from './headline.ts';
import { jsonText } from './json.ts';
import { openPage, type Page, paragraph } from './page.ts';
import type { ListFormat, RenderOptions } from './render.ts';
import { clip } from './wrap.ts';

/** What a rule is called. */
export interface RuleTitle {
  readonly id: string;
  readonly title: string;
}

/** Why a rule fired or did not, for the message nearest to it. */
interface Explanation extends RuleTitle {
  readonly status: RuleStatus;
  readonly verdict?: Verdict;
  readonly message?: string;
  readonly supersededBy?: string;
  readonly error?: string;
  readonly distance: Distance;
  /** Names of the conditions of the top level that do not hold, or of which that cannot be told. */
  readonly missing: readonly string[];
  readonly conditions: readonly ReportCondition[];
  readonly counterfactual?: ReportFinding['counterfactual'];
}

/** What `explain -f json` prints. It only ever gains. */
interface Explanations {
  readonly schema: 'oimscope.explanation/1';
  readonly tool: Report['tool'];
  readonly bundle: string;
  readonly rules: readonly Explanation[];
}

const INDENT = '  ';
/** Citations of one condition where the whole list is not asked for. */
const FEW = 3;
const MARKS: Readonly<Record<ReportCondition['holds'], string>> = { yes: '[yes]', no: '[no]', unknown: '[unknown]' };
const MARK_WIDTH = 10;
const JOINED: Readonly<Record<NonNullable<ReportCondition['joins']>, string>> = {
  all: 'all of these',
  any: 'any of these',
  none: 'none of these',
};

function explanationOf(report: Report, { id, title }: RuleTitle): Explanation | undefined {
  const rule = report.rules.find((one) => one.id === id);
  if (rule === undefined) return undefined;
  const finding = report.findings.find((one) => one.rule === id);
  const { status, message, supersededBy, error, conditions } = rule;
  return {
    id,
    title,
    status,
    ...(finding !== undefined && { verdict: finding.verdict }),
    ...(message !== undefined && { message }),
    ...(supersededBy !== undefined && { supersededBy }),
    ...(error !== undefined && { error }),
    distance: distanceOf(rule),
    missing: conditions.filter(({ holds }) => holds !== 'yes').map(({ name }) => name),
    conditions,
    ...(finding?.counterfactual !== undefined && { counterfactual: finding.counterfactual }),
  };
}

/** A condition with what was wanted and found, where it stands, and its parts below it. */
function conditionLines(condition: ReportCondition, page: Page, depth: number): readonly string[] {
  const { name, holds, wanted, found, because, evidence = [], joins, parts = [] } = condition;
  const lead = INDENT.repeat(depth);
  const under = `${lead}${' '.repeat(MARK_WIDTH)}`;
  const told = joins === undefined || parts.length === 0 ? name : `${name} (${JOINED[joins]}):`;
  const [first = '', ...rest] = paragraph(page, `${lead}${MARKS[holds].padEnd(MARK_WIDTH)}`, told);
  const tone = holds === 'yes' ? 'good' : holds === 'no' ? 'error' : 'warning';
  const shown = page.verbose ? evidence : evidence.slice(0, FEW);
  const room = page.verbose ? Number.POSITIVE_INFINITY : page.width * 2;
  return [
    page.paint(tone, first),
    ...rest,
    ...(wanted === undefined ? [] : paragraph(page, `${under}wanted:  `, wanted)),
    ...(found === undefined ? [] : paragraph(page, `${under}found:   `, found)),
    ...(because === undefined ? [] : paragraph(page, `${under}because: `, because)),
    ...shown.flatMap((ref) => paragraph(page, under, clip(`${placeOf(ref)}  ${ref.text}`, room))),
    ...(shown.length === evidence.length ? [] : [`${under}and ${evidence.length - shown.length} more (--verbose)`]),
    ...parts.flatMap((part) => conditionLines(part, page, depth + 1)),
  ];
}

/** `m2, rejected, to bob@contoso.com`. */
function messageText({ id, outcome, recipients }: ReportMessage): string {
  return `${id}, ${outcome}, to ${recipients.length === 0 ? 'nobody known' : recipients.join(', ')}`;
}

function ruleLines(report: Report, rule: ReportRule, explanation: Explanation, page: Page): readonly string[] {
  const { id, title, status, verdict, message } = explanation;
  const nearest = report.messages.find((one) => one.id === message);
  const others = report.messages.length - 1;
  const beside = others > 0 ? ` (the nearest of ${report.messages.length} messages)` : '';
  return [
    '',
    ...paragraph(page, '', `${id}: ${status}${verdict === undefined ? '' : ` (${verdict})`}`).map((line) =>
      page.paint('heading', line),
    ),
    ...paragraph(page, INDENT, title),
    ...(nearest === undefined ? [] : paragraph(page, `${INDENT}Message: `, `${messageText(nearest)}${beside}`)),
    ...paragraph(page, INDENT, `${distanceText(rule)}.`),
    ...explanation.conditions.flatMap((condition) => conditionLines(condition, page, 1)),
  ];
}

/** Why each of some rules fired or did not, by the report alone; ends with one newline. */
export function renderExplanations(
  format: ListFormat,
  report: Report,
  titles: readonly RuleTitle[],
  options: RenderOptions,
): string {
  const all = titles.flatMap((title) => explanationOf(report, title) ?? []);
  if (format === 'json') {
    const { tool, bundle } = report;
    const told: Explanations = { schema: 'oimscope.explanation/1', tool, bundle: bundle.name, rules: all };
    return jsonText(told);
  }
  const page = openPage(options);
  const lines = [
    ...paragraph(page, '', `oimscope: ${report.bundle.name}`),
    '',
    ...paragraph(page, '', headline(report)),
    ...all.flatMap((explanation) => {
      const rule = report.rules.find(({ id }) => id === explanation.id);
      return rule === undefined ? [] : ruleLines(report, rule, explanation, page);
    }),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
