import { type OutputFormat, rules } from '../../index.ts';
import { EXIT } from '../exit-code.ts';
import { listing } from '../listing.ts';
import { writeOutput } from '../output.ts';

/** Lists the root causes the tool knows. */
export async function runRules(format: OutputFormat): Promise<number> {
  const rows = rules.map(({ id, rootCause, severity, restsOn, title, why, fix, references, mistakenFor, collect }) => ({
    id,
    rootCause,
    severity,
    restsOn,
    title,
    why,
    fix,
    references,
    mistakenFor,
    collect,
  }));
  await writeOutput([
    listing(format, rows, ({ id, severity, restsOn, title }) => [id, severity, restsOn.join(', '), title]),
  ]);
  return EXIT.analysed;
}
