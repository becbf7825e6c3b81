import { explain, rules } from '../../index.ts';
import { TraceError } from '../../model/errors.ts';
import { EXIT, exitCodeOf } from '../../model/exit-code.ts';
import type { ExplainArguments } from '../explain-arguments.ts';
import { nearestNames } from '../nearest-names.ts';
import { renderOptions, surroundings } from '../output.ts';
import { reportOf, writeShown } from '../report-of.ts';

function noSuchRule(id: string): TraceError {
  const near = nearestNames(
    id,
    rules.map((rule) => rule.id),
  );
  const hint = near.length === 0 ? '' : ` did you mean ${near.join(' or ')}?`;
  return new TraceError('USAGE', `${id}: no rule of that name;${hint} "oimscope rules" lists them`);
}

/** Writes why one root cause was found, or why not, or so of all of them; answers the exit code. */
export async function runExplain(args: ExplainArguments, signal: AbortSignal): Promise<number> {
  const asked = args.rule === undefined ? rules : rules.filter(({ id }) => id === args.rule);
  if (args.rule !== undefined && asked.length === 0) throw noSuchRule(args.rule);
  const shown = await reportOf(args, signal);
  const options = renderOptions(args.display, surroundings());
  await writeShown(shown, args, async (report) => [await explain(args.format, report, asked, options)]);
  const code = exitCodeOf(shown.report, 'none');
  if (code === EXIT.noInput) process.stderr.write('oimscope: no usable input: nothing can be explained by it\n');
  return code;
}
