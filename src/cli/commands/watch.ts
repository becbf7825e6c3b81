import { realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import {
  afterEvent,
  type LiveState,
  liveLine,
  liveLines,
  NOTHING_SEEN,
  type WatchEvent,
  watchFolder,
} from '../../index.ts';
import { filesOfOptions } from '../../model/analysis-options.ts';
import { TraceError } from '../../model/errors.ts';
import { EXIT } from '../../model/exit-code.ts';
import { makeVisible } from '../../model/visible.ts';
import { checkPaths } from '../check-paths.ts';
import { type Output, openOutput, renderOptions, type Surroundings, surroundings } from '../output.ts';
import { Screen } from '../screen.ts';
import { withStandingPhrasebooks } from '../standing-phrasebooks.ts';
import type { WatchArguments } from '../watch-arguments.ts';

/** Where the client of Office 2016 keeps its traces and the spooler. */
const CLIENT_FOLDER = ['Microsoft', 'Office', '16.0', 'Lync'];
/** A countdown in seconds is drawn as often. */
const REDRAW_MS = 1000;

function folderOf({ folder }: WatchArguments, { platform, env }: Surroundings): string {
  if (folder !== undefined) return folder;
  const local = env.LOCALAPPDATA;
  if (platform === 'win32' && local !== undefined && local !== '') return join(local, ...CLIENT_FOLDER);
  throw new TraceError(
    'USAGE',
    'no folder given; "oimscope watch <folder>" follows the folder of a client (on Windows, that of the current user without one)',
  );
}

/** A stream of changes that lies in the folder would itself be one. */
async function checkOutput(output: string | undefined, folder: string): Promise<void> {
  if (output === undefined) return;
  const target = resolve(output);
  const parent = await realpath(dirname(target)).catch(() => dirname(target));
  const root = await realpath(folder);
  if (parent === root || parent.startsWith(root + sep)) {
    throw new TraceError('USAGE', `--output ${output}: that is in the folder under watch; choose a file outside of it`);
  }
}

/** Takes the events of a watch; false where nobody reads on. */
interface Sink {
  take(event: WatchEvent): Promise<boolean>;
  close(): void;
}

function ndjson(output: Output): Sink {
  return { take: (event) => output.write(`${JSON.stringify(event)}\n`), close: () => undefined };
}

function plainLines(args: WatchArguments, output: Output, around: Surroundings): Sink {
  const options = renderOptions(args.display, around);
  let state: LiveState = NOTHING_SEEN;
  return {
    async take(event) {
      const { next, line } = liveLine(state, event, options);
      state = next;
      return line === undefined ? true : output.write(`${line}\n`);
    },
    close: () => undefined,
  };
}

/** One view, drawn over itself whenever something changes, and each second for the countdowns. */
function view(args: WatchArguments): Sink {
  const screen = new Screen(process.stdout);
  let state: LiveState = NOTHING_SEEN;
  const draw = (): void => {
    screen.draw(liveLines(state, renderOptions(args.display, surroundings()), Date.now(), screen.rows));
  };
  const timer = setInterval(() => {
    if ([...state.messages.values()].some(({ outcome }) => outcome === 'pending')) draw();
  }, REDRAW_MS);
  return {
    async take(event) {
      state = afterEvent(state, event);
      // Nothing is drawn between the changes of one reading.
      if (event.event === 'settled' || event.event === 'started' || event.event === 'stopped') draw();
      return !process.stdout.destroyed;
    },
    close: () => clearInterval(timer),
  };
}

/** Follows the folder of a client until the user ends it; answers the exit code. */
export async function runWatch(args: WatchArguments, signal: AbortSignal): Promise<number> {
  const around = surroundings();
  const folder = folderOf(args, around);
  const analysis = withStandingPhrasebooks(args.analysis);
  await checkPaths([folder], filesOfOptions(analysis));
  if (!(await stat(folder)).isDirectory())
    throw new TraceError('USAGE', `${folder}: not a folder; "oimscope ${folder}" reads a file once`);
  await checkOutput(args.display.output, folder);
  const output = await openOutput(args.display.output);
  const isView = args.format === 'table' && around.isTerminal && args.display.output === undefined;
  const sink =
    args.format === 'ndjson'
      ? ndjson(output)
      : isView && around.env.TERM !== 'dumb'
        ? view(args)
        : plainLines(args, output, around);
  try {
    await watchFolder(folder, {
      analysis,
      signal,
      now: () => performance.now(),
      onEvent: (event) => sink.take(event),
      onNote: (text) => process.stderr.write(`oimscope: ${makeVisible(text)}\n`),
    });
    return EXIT.analysed;
  } finally {
    sink.close();
    await output.close();
  }
}
