import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/connect/*.contract.test.ts', 'test/real/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    // One Connect cluster for all files, and two cores for everything.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
