import { fileURLToPath } from 'node:url'
import { alerts } from './alerts.ts'
import { refusalOf, twins } from './checks.ts'
import { fixtures } from './fixtures.ts'
import { refusedBySlack } from './slack.ts'
import { tour } from './tour.ts'
import { writeGallery } from './write.ts'

/** `npm run gallery`: everything that the app says, to look at. Fails where Slack or a screen reader would stumble. */
const items = [...(await tour()), ...alerts(), ...fixtures()]
const index = await writeGallery(items)
console.log(`${items.length} messages and views: ${fileURLToPath(index)}`)

const complaints = items.flatMap((item) => {
  const refusal = refusalOf(item)
  const alike = twins(item).map((label) => `two buttons called “${label}”`)
  return [...(refusal ? [JSON.stringify(refusal)] : []), ...alike].map((complaint) => `${item.name}: ${complaint}`)
})
const slacks = process.argv.includes('--validate-with-slack') ? await refusedBySlack(items) : []
for (const complaint of [...complaints, ...slacks]) console.error(complaint)
process.exit(complaints.length + slacks.length > 0 ? 1 : 0)
