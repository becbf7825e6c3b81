import type { ProgressStream } from './progress.ts';

/** Where progress goes. A terminal that says that it is dumb shows escape sequences as text: it gets what a file would. */
export function standardError(): ProgressStream {
  const { stderr, env } = process;
  if (env.TERM !== 'dumb') return stderr;
  return { isTTY: false, write: (text) => stderr.write(text) };
}
