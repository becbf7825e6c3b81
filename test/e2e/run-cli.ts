import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/oimscope.js', import.meta.url));

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | undefined;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** The working folder; that of the tests unless given. */
  readonly cwd?: string;
  /** Called with the running process, to meddle with it. */
  readonly onStart?: (child: ChildProcessWithoutNullStreams) => void;
}

/** Runs the built program with an environment of its own, so that no colour setting of the machine leaks in. */
export function runCli(args: readonly string[], { stdin, env, cwd, onStart }: RunOptions = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env: { PATH: process.env.PATH, ...env } });
  const chunks = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf-8').on('data', (text: string) => {
    chunks.stdout += text;
  });
  child.stderr.setEncoding('utf-8').on('data', (text: string) => {
    chunks.stderr += text;
  });
  child.stdin.on('error', () => undefined);
  if (stdin !== undefined || onStart === undefined) child.stdin.end(stdin ?? '');
  onStart?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...chunks, code: code ?? undefined }));
  });
}
