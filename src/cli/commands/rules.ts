import { type ListFormat, type Rule, rules } from '../../index.ts';
import { EXIT } from '../../model/exit-code.ts';
import { listing } from '../listing.ts';
import { writeOutput } from '../output.ts';

/** A condition without its question: how the parts are joined, and what must hold. */
interface Needed {
  readonly name: string;
  readonly wanted?: string;
  readonly joins?: 'all' | 'any' | 'none';
  readonly parts?: readonly Needed[];
}

function neededOf({ name, wanted, joins, parts }: Needed): Needed {
  return {
    name,
    ...(wanted !== undefined && { wanted }),
    ...(joins !== undefined && { joins }),
    ...(parts !== undefined && { parts: parts.map(neededOf) }),
  };
}

/** What must hold for a rule, a line each, indented as parts are. */
function neededLines(conditions: readonly Needed[], depth: number): readonly string[] {
  return conditions.flatMap(({ name, joins, parts = [] }) => [
    `${'  '.repeat(depth)}- ${name}${joins === undefined ? '' : ` (${joins} of these)`}`,
    ...neededLines(parts, depth + 1),
  ]);
}

/** Without what a rule can say nothing at all, in words. */
function needOf(rule: Rule): string | undefined {
  const needs: { readonly words?: string; readonly name?: string } | undefined =
    'needs' in rule ? rule.needs : undefined;
  return needs?.words ?? needs?.name;
}

/** Lists the root causes the tool knows, and what each rests on and needs. */
export async function runRules(format: ListFormat): Promise<number> {
  const rows = rules.map((rule) => {
    const { when, ...told } = rule;
    const needs = needOf(rule);
    return { ...told, ...(needs !== undefined && { needs }), conditions: when.map(neededOf) };
  });
  const list = listing(format, rows, ({ id, severity, restsOn, title }) => [id, severity, restsOn.join(', '), title]);
  if (format === 'json') {
    await writeOutput([list]);
    return EXIT.analysed;
  }
  const lines = list.trimEnd().split('\n');
  const told = rows.flatMap(({ conditions }, index) => [lines[index] ?? '', ...neededLines(conditions, 1)]);
  await writeOutput([`${told.join('\n')}\n`]);
  return EXIT.analysed;
}
