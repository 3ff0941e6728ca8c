import { expect, it } from 'vitest'
import { cutOff } from './support/fits.ts'
import type { Person } from './support/person.ts'
import { DESK, PHONE } from './support/sizes.ts'
import { stage } from './support/stage.ts'

const { opens } = stage()

/** Two polls to be sure that it failed, two that it recovered, and a restart that is watched in between. */
const LIFE_MS = 90_000

it(
  'a database goes down: two people see one message live, from firing to recovered, and its thread tells why',
  async () => {
    const omar = await opens('operator', DESK)
    const ada = await opens('admin', PHONE)
    const alert = (person: Person, state: string) => person.sees(new RegExp(`${state}.*3 connectors on Production`))
    for (const person of [omar, ada]) await person.goesTo('# data-alerts')

    await omar.makesHappen('Database down')
    const firing = await alert(omar, 'firing ✖')
    await firing.getByRole('button', { name: 'Acknowledge' }).click()
    const acknowledged = await alert(ada, 'acknowledged ◐')
    expect(await acknowledged.textContent()).toContain('Acknowledged by omar')
    expect(await cutOff(ada.page)).toEqual([])

    await omar.makesHappen('Causes gone')
    await acknowledged.getByRole('button', { name: /repl(y|ies)/ }).waitFor()
    await acknowledged.getByRole('button', { name: 'Restart failed tasks of all 3…' }).click()
    await ada.clicks('Restart 3')
    const recovered = await alert(ada, 'recovered ●')
    expect(await cutOff(ada.page)).toEqual([])

    await recovered.getByRole('button', { name: /repl(y|ies)/ }).click()
    const thread = ada.page.getByRole('complementary', { name: 'Thread' })
    for (const told of ['items-pg-source', 'omar acknowledged', 'ada restarted 3 of 3 connectors', 'recovered ● after'])
      await thread.getByText(told).first().waitFor()
    expect(await cutOff(ada.page)).toEqual([])
  },
  LIFE_MS,
)
