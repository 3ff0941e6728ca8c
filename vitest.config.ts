import { defineConfig } from 'vitest/config'

/** `npm run test:long`: large property runs and fault tests, which take too long for every save. */
const long = process.env.LONG === '1'

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    include: [long ? 'test/**/*.long.test.ts' : 'test/**/*.test.ts'],
    exclude: ['test/real/**', 'test/browser/**', ...(long ? [] : ['test/**/*.long.test.ts'])],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 10_000,
    // Loading Bolt anew for each file takes longer than all tests; no module of ours keeps state of its own.
    isolate: false,
    // Vitest would leave one of two cores idle; stories wait more than they compute.
    maxWorkers: 3,
  },
})
