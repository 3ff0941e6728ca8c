import type { Target } from '../ids.ts'
import { type Message, message } from './blocks.ts'
import { type Failure, inShort } from './failures.ts'
import { pagedLines } from './lines.ts'
import { paragraph, type Span } from './rich-text.ts'
import { clip, count, fullName, oneLine } from './text.ts'

interface Plugin {
  class: string
  type: string
  version?: string | undefined
}

interface ClusterPlugins {
  cluster: string
  plugins: readonly Plugin[]
  error?: Failure | undefined
}

interface Plugins {
  clusters: readonly ClusterPlugins[]
  page: number
  again: Target
}

const line = ({ class: name, type, version }: Plugin): Span[] => [
  `${clip(oneLine(name), 300)} ${clip(oneLine(version ?? ''), 60)} (${clip(oneLine(type), 40)})`,
]

const clusterLines = ({ cluster, plugins, error }: ClusterPlugins): Span[][] => [
  [{ bold: fullName(cluster) }, error ? `: ${inShort(error)}` : `: ${count(plugins.length, 'plugin')}`],
  ...plugins.map(line),
]

/** What each Connect cluster's workers can run, with versions. */
export function pluginsView({ clusters, page, again }: Plugins): Message {
  const all = clusters.reduce((sum, { plugins }) => sum + plugins.length, 0)
  const found = `${count(all, 'plugin')} on ${count(clusters.length, 'Connect cluster')}`
  return message(found, [
    paragraph([{ bold: found }]),
    ...pagedLines(clusters.flatMap(clusterLines), { look: 'plugins', page, again }),
  ])
}
