import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scene } from '../support/scene.ts'
import { opensConfig, type Person } from './form.ts'

export const ODD = 'com.example.OddSink'
export const ENCRYPT = 'com.example.Encrypt'

const password = (name: string) => ({
  ...{ name, type: 'PASSWORD', required: false, default_value: null, importance: 'HIGH', documentation: null },
  ...{ group: null, order_in_group: 1, width: 'LONG', display_name: name, dependents: [] },
})

/** Installs a connector and a transformation whose secrets are called like anything else. */
export function installOdd({ prod: { control } }: Scene): void {
  const plugin = { type: 'sink', version: '1' } as const
  control.addPlugin({ ...plugin, class: ODD, definitions: [password('opening.phrase')] })
  control.addPlugin({ ...plugin, class: ENCRYPT, definitions: [password('cipher_data_keys')] })
}

/** What left the app: payloads to Slack, log lines, and the files of the store. */
export function traces(scene: Scene): string {
  const files = readdirSync(scene.dir).map((file) => readFileSync(join(scene.dir, file), 'latin1'))
  // What a person types reaches us from Slack: that alone is no leak.
  const told = JSON.parse(scene.exchanges()).filter(({ kind }: { kind: string }) => kind !== 'envelope')
  return [JSON.stringify(told), scene.log(), ...files].join('\n')
}

/** Puts this in the place of the whole config, and submits it. */
export async function rewrites(person: Person, name: string, config: Record<string, string>): Promise<void> {
  await opensConfig(person, name)
  await person.chooses('Page', 'All as text')
  await person.sees('Send as file to me')
  await person.types('The whole config as JSON; properties are understood too', JSON.stringify(config))
  await person.submits()
}
