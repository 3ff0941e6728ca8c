import { z } from 'zod'

const Json = z.record(z.string(), z.unknown())

/** Where one of a connector's partitions has come to, in the words of its plugin. */
export interface Offset {
  partition: Readonly<Record<string, unknown>>
  offset: Readonly<Record<string, unknown>> | null
}

/** Of a sink: kafka_topic and kafka_partition, kafka_offset; of a source whatever its plugin keeps. */
export const Offsets = z
  .object({ offsets: z.array(z.object({ partition: Json.nullish(), offset: Json.nullish() })) })
  .transform(({ offsets }) =>
    offsets.map(({ partition, offset }) => ({ partition: partition ?? {}, offset: offset ?? null })),
  )
