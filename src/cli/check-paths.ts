import { access, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { TraceError } from '../model/errors.ts';

/** What the user probably meant, where a path that does not exist gives it away. */
function hintFor(path: string): string {
  if (/%[^%]+%/.test(path)) {
    return 'the shell left the %variable% as it is; in PowerShell write $env:LOCALAPPDATA, else the path in full';
  }
  if (/[*?]/.test(path)) {
    return 'wildcards are not expanded (cmd.exe leaves them to the program); give the folder instead';
  }
  if (path.startsWith('~')) return 'the shell left the ~ as it is; write the path in full';
  if (/^[a-z][a-z-]*$/.test(path)) return 'nor is it a command; "oimscope --help" lists them';
  return 'check the spelling, and put quotes around a path with blanks';
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    // A path that is there but closed to us is an issue of the report, not a slip of the user's.
    return !(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'));
  }
}

/** Throws a TraceError for the first path that does not exist; `-` always does. */
export async function checkPaths(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (path !== '-' && !(await isThere(path))) {
      throw new TraceError('PATH_NOT_FOUND', `${path}: no such file or folder; ${hintFor(path)}`);
    }
  }
}

/** Throws a TraceError where `--output` names a file that is part of the input: the report would destroy evidence. */
export async function checkOutput(output: string | undefined, paths: readonly string[]): Promise<void> {
  if (output === undefined) return;
  const target = await realpath(output).catch(() => undefined);
  if (target === undefined) return;
  for (const path of paths) {
    if (path === '-') continue;
    const input = await realpath(path).catch(() => undefined);
    if (input !== undefined && (target === input || target.startsWith(input + sep))) {
      throw new TraceError('USAGE', `--output ${output}: that file is part of the input; choose a name outside of it`);
    }
  }
}
