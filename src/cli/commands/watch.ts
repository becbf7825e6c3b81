import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkLeak,
  hasOpenEnds,
  openState,
  openTold,
  type Redaction,
  takeIn,
  tellDue,
  tellEvent,
  viewLines,
  type WatchEvent,
  watchFolder,
  withoutData,
} from '../../index.ts';
import { filesOfOptions } from '../../model/analysis-options.ts';
import { TraceError } from '../../model/errors.ts';
import { EXIT } from '../../model/exit-code.ts';
import { makeVisible } from '../../model/visible.ts';
import { checkOutputBeside, checkPaths } from '../check-paths.ts';
import { type Output, openLiveOutput, renderOptions, type Surroundings, surroundings } from '../output.ts';
import { openRedaction, writeMap } from '../redaction.ts';
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

/** An event with tokens in the place of identities, the same ones while the watch runs. Lines and view are made of it alone. */
async function redacted(event: WatchEvent, redaction: Redaction | undefined): Promise<WatchEvent> {
  if (redaction === undefined) return event;
  const shown: WatchEvent =
    event.event === 'stopped' ? { ...event, report: redaction.report(event.report) } : redaction.part(event);
  await checkLeak(redaction, [JSON.stringify(shown)], async () => JSON.stringify(withoutData(shown)));
  return shown;
}

/** Takes the events of a watch; false where nobody reads on. */
interface Sink {
  take(event: WatchEvent): Promise<boolean>;
  close(): void;
}

function ndjson(output: Output): Sink {
  return { take: (event) => output.write(`${JSON.stringify(event)}\n`), close: () => undefined };
}

/** Lines as things change, and each second those that come due by the clock. */
function plainLines(args: WatchArguments, output: Output, around: Surroundings): Sink {
  const options = renderOptions(args.display, around);
  const told = openTold();
  let written = Promise.resolve(true);
  const say = (lines: readonly string[]): Promise<boolean> => {
    const text = lines.map((line) => `${line}\n`).join('');
    if (text !== '') written = written.then((isHeard) => isHeard && output.write(text));
    return written;
  };
  const timer = setInterval(() => {
    if (!hasOpenEnds(told.state)) return;
    // What went wrong with the output, the next event tells.
    void say(tellDue(told, options, Date.now())).catch(() => undefined);
  }, REDRAW_MS);
  return {
    take: (event) => say(tellEvent(told, event, options, Date.now())),
    close: () => clearInterval(timer),
  };
}

/** One view, drawn over itself whenever something changes, and each second for the countdowns. */
function view(args: WatchArguments): Sink {
  const screen = new Screen(process.stdout);
  const state = openState();
  const draw = (): void => {
    const options = renderOptions(args.display, surroundings());
    const width = Math.min(options.width, screen.width);
    screen.draw(viewLines(state, { ...options, width }, Date.now(), screen.rows));
  };
  const timer = setInterval(() => {
    if (hasOpenEnds(state)) draw();
  }, REDRAW_MS);
  process.stdout.on('resize', draw);
  return {
    async take(event) {
      takeIn(state, event);
      // Nothing is drawn between the changes of one reading.
      if (event.event === 'settled' || event.event === 'started' || event.event === 'stopped') draw();
      return !process.stdout.destroyed;
    },
    close() {
      clearInterval(timer);
      process.stdout.off('resize', draw);
    },
  };
}

/** Follows the folder of a client until the user ends it; answers the exit code. */
export async function runWatch(args: WatchArguments, signal: AbortSignal): Promise<number> {
  const around = surroundings();
  const folder = folderOf(args, around);
  const analysis = withStandingPhrasebooks(args.analysis);
  const beside = filesOfOptions(analysis);
  await checkPaths([folder], { analysis });
  if (!(await stat(folder)).isDirectory())
    throw new TraceError('USAGE', `${folder}: not a folder; "oimscope ${folder}" reads a file once`);
  await checkOutputBeside(args.display.output, folder, beside);
  const redaction = args.redaction && (await openRedaction(args.redaction, args.display.output, [folder, ...beside]));
  const output = await openLiveOutput(args.display.output);
  const isView = args.format === 'table' && around.isTerminal && args.display.output === undefined;
  const sink =
    args.format === 'ndjson'
      ? ndjson(output)
      : isView && around.env.TERM !== 'dumb'
        ? view(args)
        : plainLines(args, output, around);
  try {
    await watchFolder(folder, {
      analysis: { ...analysis, onPersons: (names, machines) => redaction?.persons(names, machines) },
      signal,
      now: () => performance.now(),
      onEvent: async (event) => sink.take(await redacted(event, redaction)),
      onNote: (text) => {
        const shown = redaction === undefined ? text : redaction.line(text);
        process.stderr.write(`oimscope: ${makeVisible(shown)}\n`);
      },
    });
    if (redaction !== undefined) await writeMap(args.redaction?.map, redaction);
    return EXIT.analysed;
  } finally {
    sink.close();
    await output.close();
  }
}
