import { defineConfig } from 'rolldown';

/**
 * The command line as a few files instead of two hundred: starting it takes 0.11 s instead of 0.25 s (Node 20 has no
 * compile cache). The library in dist/ is what the compiler made, module by module.
 */
export default defineConfig({
  input: {
    main: 'dist/cli/main.js',
    'scan-worker': 'dist/reading/scan-worker.js',
    'batch-worker': 'dist/batch/batch-worker.js',
  },
  platform: 'node',
  // What jsonc-parser names `main` loads its parts in a way that no bundler sees.
  resolve: { mainFields: ['module', 'main'] },
  // Installed only where a queue is used.
  external: ['bullmq', 'ioredis'],
  output: {
    dir: 'dist/bin',
    format: 'esm',
    // Half the size is read in half the time; with their names, functions can still be told in a stack.
    minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  },
});
