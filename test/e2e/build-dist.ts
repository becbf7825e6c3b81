import { spawnSync } from 'node:child_process';

/** Builds dist once, so that the tests run the program as it is shipped. */
export function setup(): void {
  const built = spawnSync('npm run build', { shell: true, encoding: 'utf-8' });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`);
}
