import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    include: ['test/operations/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Prometheus has its own time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
