import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/browser/**'],
          setupFiles: ['test/one-seed.ts'],
          // A guard against hangs only, with room for a busy machine: laws over many inputs take seconds.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          // The browser scrolls and draws when it has the time: the second that is the default was once not enough.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/build-dist.ts'],
          testTimeout: 60_000,
          // Batches are run before the tests of them.
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
