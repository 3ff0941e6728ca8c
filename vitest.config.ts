import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { PATIENCE } from './test/support/patience.ts'

/** `npm run test:long`: large property runs and fault tests, which take too long for every save. */
const long = process.env.LONG === '1'

/** Stories wait and the others compute: begun in turns, they leave no core idle. */
class InTurns extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { stories = [], others = [] } = Object.groupBy(await super.sort(files), ({ moduleId }) =>
      moduleId.includes('/stories/') ? 'stories' : 'others',
    )
    const inTurns = others.flatMap((file, at) => [...stories.slice(at, at + 1), file])
    return [...inTurns, ...stories.slice(others.length)]
  }
}

/** Every story once more, with Slack sending requests; `npm test` leaves that to test/stories/modes.test.ts. */
const byHttp = {
  extends: true as const,
  test: {
    name: 'http',
    env: { STORIES_MODE: 'http' },
    include: ['test/stories/*.test.ts'],
    // These say themselves how Slack reaches the app.
    exclude: ['test/stories/modes.test.ts', 'test/stories/reload.long.test.ts'],
  },
}

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    setupFiles: ['test/support/setup.ts'],
    // Beside other work ten seconds are soon gone; only what fails takes that long.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: PATIENCE } },
    // Loading Bolt anew for each file takes longer than all tests; no module of ours keeps state of its own.
    isolate: false,
    sequence: { sequencer: InTurns },
    // Vitest would leave one of two cores idle; stories wait more than they compute.
    maxWorkers: 5,
    projects: [
      {
        extends: true,
        test: {
          name: 'socket',
          include: [long ? 'test/**/*.long.test.ts' : 'test/**/*.test.ts'],
          exclude: [
            'test/real/**',
            'test/browser/**',
            'test/operations/**',
            ...(long ? [] : ['test/**/*.long.test.ts']),
          ],
        },
      },
      ...(long ? [byHttp] : []),
    ],
  },
})
