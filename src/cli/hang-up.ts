import { writeSync } from 'node:fs';

const STANDARD_STREAMS = [0, 1, 2] as const;

/** A terminal that was closed answers EIO, even where nothing is written. */
function isGone(stream: number): boolean {
  try {
    writeSync(stream, '');
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EIO';
  }
}

/**
 * Ends the process where its terminal was closed, once everything is in order: by the signal, as nobody is left to see an exit code. At an
 * ordinary end Node sets the terminal back to what it was, and aborts with a core dump where there is none any more.
 */
export function endWithTerminal(): void {
  if (process.platform === 'win32' || !STANDARD_STREAMS.some(isGone)) return;
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}
