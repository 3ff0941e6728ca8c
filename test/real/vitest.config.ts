import { defineConfig } from 'vitest/config'

const common = {
  root: new URL('../..', import.meta.url).pathname,
  setupFiles: ['test/support/setup.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 20_000 } },
  // Real workers also do what nobody asked for: a rebalance of their own in the middle of a story. Retries are shown.
  retry: 1,
}

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'shared',
          include: ['test/connect/*.contract.test.ts', 'test/real/*.test.ts'],
          // What one file does is a rebalance for all.
          fileParallelism: false,
        },
      },
      // Each file has workers of its own, and mostly waits for time-outs.
      { test: { ...common, name: 'alone', include: ['test/real/alone/*.test.ts'], maxWorkers: 2 } },
    ],
  },
})
