import { keyOf } from '../../src/connectors/key.ts'
import { ada, createWorld, SINK, type World } from './world.ts'

/** orders-sink and these, "resting" paused. */
export async function fleet(names: readonly string[], options: Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld({ random: () => 0.5, ...options })
  world.connect.seed(
    names.map((name) => ({
      name: `orders-${name}`,
      config: SINK,
      state: name === 'resting' ? ('PAUSED' as const) : ('RUNNING' as const),
    })),
  )
  return world
}

/** Each connector with how it ended, by name. */
export async function ended({ service, until }: World, id: string): Promise<[string, string | undefined][]> {
  const { settled } = await service.runBulk(ada, id, undefined)
  const { items } = await until(settled)
  const found = await service.bulk(ada, id)
  if (!('run' in found)) throw new Error('It has not been run.')
  const { ends } = found.run
  return items
    .map(({ cluster, connector }): [string, string | undefined] => [
      connector,
      ends.get(keyOf({ cluster, connector }))?.kind,
    ])
    .toSorted()
}
