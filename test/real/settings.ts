/** Contents of the files that the broker and the workers are started with. */

const properties = (entries: Record<string, string | number>) =>
  Object.entries(entries)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')

export const brokerProperties = ({
  data,
  port,
  controllerPort,
}: {
  data: string
  port: number
  controllerPort: number
}) =>
  properties({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'log.dirs': `${data}/log`,
    'num.partitions': 1,
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    // The default takes 128 MiB of heap.
    'log.cleaner.dedupe.buffer.size': 4_194_304,
  })

interface WorkerSettings {
  port: number
  bootstrap: string
  plugins: string
  secrets: string
  auth: boolean
  /** Milliseconds. */
  rebalanceDelay: number
}

export const workerProperties = ({ port, bootstrap, plugins, secrets, auth, rebalanceDelay }: WorkerSettings) =>
  properties({
    'bootstrap.servers': bootstrap,
    'group.id': 'lab',
    listeners: `http://127.0.0.1:${port}`,
    'rest.advertised.host.name': '127.0.0.1',
    'key.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'key.converter.schemas.enable': 'false',
    'value.converter.schemas.enable': 'false',
    'config.storage.topic': 'lab-configs',
    'config.storage.replication.factor': 1,
    'offset.storage.topic': 'lab-offsets',
    'offset.storage.partitions': 1,
    'offset.storage.replication.factor': 1,
    'status.storage.topic': 'lab-status',
    'status.storage.partitions': 1,
    'status.storage.replication.factor': 1,
    'offset.flush.interval.ms': 1000,
    // How long the tasks of a dead worker wait for it to come back.
    'scheduled.rebalance.max.delay.ms': rebalanceDelay,
    'task.shutdown.graceful.timeout.ms': 1000,
    'plugin.path': plugins,
    // Reading every class of every jar instead costs 30 s and a bigger heap.
    'plugin.discovery': 'service_load',
    'config.providers': 'file',
    'config.providers.file.class': 'org.apache.kafka.common.config.provider.FileConfigProvider',
    'config.providers.file.param.allowed.paths': secrets,
    ...(auth && {
      'rest.extension.classes': 'org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension',
    }),
  })

/** Who may log in, in the form of JAAS: the file of users is user=password per line. */
export const jaas = (users: string) =>
  `KafkaConnect {
  org.apache.kafka.connect.rest.basic.auth.extension.PropertyFileLoginModule required file="${users}";
};
`

export const LOG4J = `<?xml version="1.0" encoding="UTF-8"?>
<Configuration status="error">
  <Appenders>
    <Console name="out"><PatternLayout pattern="%d %p %m (%c)%n"/></Console>
  </Appenders>
  <Loggers>
    <Root level="info"><AppenderRef ref="out"/></Root>
  </Loggers>
</Configuration>
`
