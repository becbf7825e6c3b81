// Node 20 runs no TypeScript: the scoreboard is bundled into .score/, which git ignores, and run from there.
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('../..', import.meta.url));
await build({
  cwd: root,
  input: {
    main: 'test/score/main.ts',
    worker: 'test/score/worker.ts',
    'scan-worker': 'src/reading/scan-worker.ts',
  },
  platform: 'node',
  external: [/^[^./]/],
  logLevel: 'warn',
  output: { dir: '.score', format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
});
await import(new URL('../../.score/main.js', import.meta.url));
