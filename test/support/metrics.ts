/** What a scrape of a process answers. */
export async function scrape(port: number | string) {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`)
  const text = await response.text()
  const samples = text.split('\n').flatMap((line) => {
    const [, name = '', labels = '', value = ''] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    return name === '' ? [] : [{ name, labels: labelsIn(labels), value: Number(value) }]
  })
  return {
    status: response.status,
    text,
    /** The sum of the samples of ours that have these labels; undefined where there is none. */
    value(name: string, labels: Record<string, string> = {}): number | undefined {
      const wanted = Object.entries(labels)
      const found = samples.filter(
        (one) =>
          one.name === `kafka_connect_slack_${name}` && wanted.every(([key, text]) => one.labels.get(key) === text),
      )
      return found.length === 0 ? undefined : found.reduce((sum, one) => sum + one.value, 0)
    },
  }
}

const labelsIn = (text: string) =>
  new Map([...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]))
