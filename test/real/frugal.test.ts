import { expect, it } from 'vitest'
import { askedDuring, isWrite } from './requests.ts'
import { sharedWorkers, useScene } from './scene.ts'

const scene = useScene()
const operator = () => scene.as('operator')

it('a list is one request, whatever the number of connectors', async () => {
  const name = await scene.runningSink('list')

  const asked = await askedDuring(sharedWorkers(), () => operator().runs('/connect list'))

  expect(operator().screen()).toContain(name)
  expect(asked).toEqual(['GET /connectors?expand=status'])
})

it('a card is two requests', async () => {
  const name = await scene.runningSink('card')
  await operator().runs('/connect list')

  const asked = await askedDuring(sharedWorkers(), async () => {
    await operator().clicks(`Open prod/${name}`)
    await operator().sees(`healthy ● ${name}`)
  })

  expect(asked.filter((request) => request.includes(name)).toSorted()).toEqual([
    `GET /connectors/${name}`,
    `GET /connectors/${name}/status`,
  ])
})

it('a restart of what failed is one POST and then looks at the status', async () => {
  const { name, mend } = await scene.failingSink('restart')
  await mend()

  const asked = await askedDuring(sharedWorkers(), async () => {
    await operator().runs(`/connect restart ${name}`)
    await operator().sees(`operator restarted ${name} on prod … 2 of 2 tasks running`)
  })

  expect(asked.filter(isWrite)).toEqual([`POST /connectors/${name}/restart?includeTasks=true&onlyFailed=true`])
  expect(asked.filter((request) => request === `GET /connectors/${name}/status`).length).toBeLessThan(20)
})
