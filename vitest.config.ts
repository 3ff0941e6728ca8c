import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 10_000,
    // Loading Bolt anew for each file takes longer than all tests; no module of ours keeps state of its own.
    isolate: false,
  },
})
