import { PRECEDENCE } from '../../src/diagnosis/precedence.ts';
import type { Rule } from '../../src/diagnosis/rule.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';

/** Folder of the pages, from the root of the project. */
export const RULE_PAGES = 'docs/rules';

/** A condition without its question. */
interface Needed {
  readonly name: string;
  readonly wanted?: string;
  readonly joins?: 'all' | 'any' | 'none';
  readonly parts?: readonly Needed[];
}

const JOINED = { all: 'all of these', any: 'any of these', none: 'none of these' } as const;

/** Text as it stands, whatever Markdown would make of it. */
function plain(text: string): string {
  return text.replace(/[\\`*_<>[\]|#]/g, '\\$&');
}

function link(rule: string): string {
  return `[\`${rule}\`](${rule}.md)`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

function neededLines(conditions: readonly Needed[], depth: number): readonly string[] {
  return conditions.flatMap(({ name, wanted, joins, parts = [] }) => [
    `${'  '.repeat(depth)}- ${plain(name)}${joins === undefined ? '' : `, ${JOINED[joins]}:`}${wanted === undefined ? '' : ` (${plain(wanted)})`}`,
    ...neededLines(parts, depth + 1),
  ]);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}

/** What a rule must have in front of it to say anything, in words. */
function needOf(rule: Rule): string | undefined {
  const needs: { readonly words?: string; readonly name?: string } | undefined =
    'needs' in rule ? rule.needs : undefined;
  return needs?.words ?? needs?.name;
}

function factRows(rule: Rule): readonly string[] {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['root cause', rule.rootCause],
    ['severity', rule.severity],
    ['is about', rule.scope === 'message' ? 'single messages' : 'the environment'],
    ['rests on', rule.restsOn.join(', ')],
    ['verdict', rule.atMost === undefined ? undefined : `at most ${rule.atMost}`],
    ['applies where', needOf(rule)],
  ];
  const told = rows.flatMap(([name, value]) => (value === undefined ? [] : [`| ${name} | ${plain(value)} |`]));
  return ['| | |', '| --- | --- |', ...told];
}

function precedenceLines({ id }: Rule): readonly string[] {
  const unique = (lines: readonly string[]) => [...new Set(lines)];
  return [
    ...unique(PRECEDENCE.filter((one) => one.rule === id).map((one) => `- ${link(one.by)} explains it away.`)),
    ...unique(PRECEDENCE.filter((one) => one.by === id).map((one) => `- It explains ${link(one.rule)} away.`)),
  ];
}

/** What it says of messages of one kind. */
function otherWords(rule: Rule): readonly string[] {
  if (rule.scope === 'environment') return [];
  return (rule.otherWords ?? []).flatMap(({ where, title, why, fix }) => [
    ...section(`Where ${where}`, [sentence(plain(title)), '', plain(why), '']),
    ...fix.map((step, index) => `${index + 1}. ${plain(step)}`),
  ]);
}

/** The page of one rule, made of the rule itself. */
function rulePage(rule: Rule): string {
  const { id, title, why, fix, references, mistakenFor = [], collect = [], when } = rule;
  const lines = [
    `# ${id}`,
    '',
    `<!-- Made from src/diagnosis/rules/${id}.ts by npm run rule-pages. -->`,
    '',
    sentence(plain(title)),
    '',
    ...factRows(rule),
    ...section('Why it matters', [plain(why)]),
    ...section('When it is reported', ['All of these must hold:', '', ...neededLines(when, 0)]),
    ...section(
      'How to mend it',
      fix.map((step, index) => `${index + 1}. ${plain(step)}`),
    ),
    ...otherWords(rule),
    ...section(
      'What it is mistaken for',
      mistakenFor.map((one) => `- ${link(one.rule)}: ${plain(one.how)}`),
    ),
    ...section('Where several causes fit', precedenceLines(rule)),
    ...section(
      'What to collect where it cannot be told',
      collect.map(({ what, how }) => `- ${sentence(plain(what))} ${plain(how)}`),
    ),
    ...section(
      'References',
      references.map((reference) => `- <${reference}>`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function index(): string {
  const rows = rules.map(({ id, severity, title }) => `| ${link(id)} | ${severity} | ${plain(title)} |`);
  return [
    '# Root causes',
    '',
    '<!-- Made from src/diagnosis/rules/ by npm run rule-pages. -->',
    '',
    'Every root cause that oimscope knows. `oimscope rules` lists them with their conditions, `oimscope explain <rule> <path..>` shows why one was',
    'reported, or why not. [How sure a finding is](../verdicts.md) has a page of its own.',
    '',
    '| rule | severity | what it says |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** Every page by its file name. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([['README.md', index()], ...rules.map((rule) => [`${rule.id}.md`, rulePage(rule)] as const)]);
}
