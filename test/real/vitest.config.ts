import { defineConfig } from 'vitest/config'

const common = {
  root: new URL('../..', import.meta.url).pathname,
  setupFiles: ['test/support/setup.ts'],
  // The files of a project share two workers, or start their own, on the few cores of a machine.
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
}

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: 'shared', include: ['test/connect/*.contract.test.ts', 'test/real/*.test.ts'] } },
      { test: { ...common, name: 'alone', include: ['test/real/alone/*.test.ts'] } },
    ],
  },
})
