const file = (kind: 'Source' | 'Sink', path: string, topic: string) => ({
  'connector.class': `org.apache.kafka.connect.file.FileStream${kind}Connector`,
  file: path,
  [kind === 'Source' ? 'topic' : 'topics']: topic,
})
const tools = (name: string, changes: Record<string, string>) => ({
  'connector.class': `org.apache.kafka.connect.tools.${name}Connector`,
  ...changes,
})

/** Connectors that real workers run without anything beside them; two of them fail. */
const CONNECTORS: Record<string, Record<string, string>> = {
  'orders-file-sink': file('Sink', '/tmp/orders.jsonl', 'orders'),
  'exports-file-sink': file('Sink', '/tmp/no-such-folder/daily.jsonl', 'orders'),
  'flaky-source': tools('MockSource', { mock_mode: 'task-failure', delay_ms: '15000' }),
  'idle-source': tools('MockSource', {}),
  'verifiable-source': tools('VerifiableSource', { topic: 'numbers', throughput: '5', 'tasks.max': '1' }),
}

/** Something to look at on workers that were started for the demo. @throws Error in Connect's own words */
export async function fillLab(url: string): Promise<void> {
  for (const [name, config] of Object.entries(CONNECTORS)) {
    const answer = await fetch(`${url}/connectors/${name}/config`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(config),
    })
    if (!answer.ok) throw new Error(`${name} was not created: ${await answer.text()}`)
  }
}
