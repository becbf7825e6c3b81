import { type Differences, diff, differenceParts, type ResultsDiff } from '../../index.ts';
import { EXIT, type FailOn, isAtLeast } from '../../model/exit-code.ts';
import type { Severity } from '../../model/finding.ts';
import { checkOutput, checkPaths } from '../check-paths.ts';
import type { DiffArguments } from '../diff-arguments.ts';
import { openOutput, renderOptions, surroundings } from '../output.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

function isGrave(severity: string, failOn: FailOn): boolean {
  return SEVERITIES.some((one) => one === severity && isAtLeast(one, failOn));
}

/** A finding as grave as `failOn` that was not there before, or was less grave. */
function hasGrown({ findings }: Differences, failOn: FailOn): boolean {
  const isNewlyGrave = findings.changed.some(
    ({ severity }) => isGrave(severity.after, failOn) && !isGrave(severity.before, failOn),
  );
  return isNewlyGrave || findings.new.some(({ severity }) => isGrave(severity, failOn));
}

/** Writes what differs between two reports or results folders; answers the exit code. */
export async function runDiff(args: DiffArguments, signal: AbortSignal): Promise<number> {
  const { before, after, failOn, display } = args;
  await checkPaths([before, after]);
  await checkOutput(display.output, [before, after]);
  const found = await diff(before, after, signal);
  let [grown, unread] = [false, false];
  const look = (differences: Differences): void => {
    grown ||= hasGrown(differences, failOn);
  };
  async function* watched(bundles: ResultsDiff['bundles']): ResultsDiff['bundles'] {
    for await (const bundle of bundles) {
      look(bundle);
      unread ||= bundle.state === 'unreadable';
      yield bundle;
    }
  }
  if (found.kind === 'reports') look(found);
  const shown = found.kind === 'reports' ? found : { ...found, bundles: watched(found.bundles) };
  const output = await openOutput(display.output);
  try {
    for await (const part of differenceParts(args.format, shown, renderOptions(display, surroundings()))) {
      if (!(await output.write(part))) break;
    }
    await output.close();
  } finally {
    await output.discard();
  }
  if (grown) return EXIT.found;
  return unread ? EXIT.partial : EXIT.analysed;
}
