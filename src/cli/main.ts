import { TraceError } from '../model/errors.ts';
import { EXIT } from '../model/exit-code.ts';
import { VERSION } from '../model/version.ts';
import { makeVisible } from '../model/visible.ts';
import type { Command } from './args.ts';
import { useCompileCache } from './compile-cache.ts';
import { keepHeapSmall } from './heap.ts';
import { writeOutput } from './output.ts';

const interruption = new AbortController();
/** The command ends by itself when it is interrupted, and says how. */
let endsByItself = false;

/** Time to put things in order after an interruption. */
const GRACE_MS = 5000;

async function run(command: Command): Promise<number> {
  switch (command.kind) {
    case 'text':
      await writeOutput([command.text]);
      return EXIT.analysed;
    case 'analyze': {
      const { runAnalyze } = await import('./commands/analyze.ts');
      return runAnalyze(command.args, interruption.signal);
    }
    case 'explain': {
      const { runExplain } = await import('./commands/explain.ts');
      return runExplain(command.args, interruption.signal);
    }
    case 'batch': {
      const { runBatchCommand } = await import('./commands/batch.ts');
      return runBatchCommand(command.args, interruption.signal);
    }
    case 'worker': {
      const { runWorker } = await import('./commands/batch.ts');
      return runWorker(command.args, interruption.signal);
    }
    case 'merge': {
      const { runMerge } = await import('./commands/batch.ts');
      return runMerge(command.args, interruption.signal);
    }
    case 'watch': {
      endsByItself = true;
      const { runWatch } = await import('./commands/watch.ts');
      return runWatch(command.args, interruption.signal);
    }
    case 'decode': {
      const { runDecode } = await import('./commands/decode.ts');
      return runDecode(command.args, interruption.signal);
    }
    case 'phrases': {
      const { runPhrases } = await import('./commands/phrases.ts');
      return runPhrases(command.args);
    }
    case 'rules': {
      const { runRules } = await import('./commands/rules.ts');
      return runRules(command.format);
    }
    case 'formats': {
      const { runFormats } = await import('./commands/formats.ts');
      return runFormats(command.format);
    }
  }
}

/** Version and help need no parser of command lines: loading it takes longer than starting Node does. */
async function commandOf(argv: readonly string[]): Promise<Command> {
  const [only, ...more] = argv;
  if (more.length === 0 && only === '--version') return { kind: 'text', text: `${VERSION}\n` };
  if (more.length === 0 && (only === '--help' || only === '-h')) {
    const { HELP } = await import('./help-text.ts');
    return { kind: 'text', text: HELP };
  }
  const { parseArguments } = await import('./args.ts');
  return parseArguments(argv);
}

/** Says on standard error what went wrong, and answers the exit code. */
function report(error: unknown): number {
  if (interruption.signal.aborted && !endsByItself) return EXIT.interrupted;
  if (error instanceof TraceError) {
    for (const line of error.message.split('\n')) process.stderr.write(`oimscope: ${makeVisible(line)}\n`);
    return EXIT.usage;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text = stack.split('\n').map(makeVisible).join('\n');
  process.stderr.write(`oimscope: internal error; please report it with the lines below\n${text}\n`);
  return EXIT.internal;
}

/** Settles as soon as the user interrupts, though a reading that waits for input never would. */
function interrupted(): Promise<number> {
  return new Promise((resolve) => {
    // Once only: a second interruption ends the process at once, as without a handler.
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        interruption.abort();
        if (endsByItself) return;
        process.stdin.destroy();
        // Something may hold on to a connection that does not answer.
        setTimeout(() => process.exit(EXIT.interrupted), GRACE_MS).unref();
        resolve(EXIT.interrupted);
      });
    }
  });
}

// A reader of standard output or error that has gone away is no error of ours; writeOutput tells the others.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
process.on('uncaughtException', (error) => {
  process.exitCode = report(error);
});

// A watch lives for hours, and of each reading much is kept for the next: collecting it again and again took a third of its time.
if (process.argv[2] !== 'watch') keepHeapSmall(process.versions.node);
useCompileCache();
const work = commandOf(process.argv.slice(2)).then(run).catch(report);
process.exitCode = await Promise.race([work, interrupted()]);
