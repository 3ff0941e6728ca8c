/** Keys in the order in which a `java.util.HashMap` iterates that was filled one by one: GET prints configs so. */
export function hashOrder<V>(map: ReadonlyMap<string, V>): [string, V][] {
  let buckets = 16
  while (map.size > buckets * LOAD_FACTOR) buckets *= 2
  return inBuckets(map, buckets)
}

/** `{name=x, a=b}`: the text of a HashMap that was copied, which makes it smaller and so orders it otherwise. */
export function mapToString(map: ReadonlyMap<string, string | null>): string {
  let buckets = 1
  while (buckets < map.size / LOAD_FACTOR + 1) buckets *= 2
  const entries = inBuckets(map, buckets).map(([key, value]) => `${key}=${value}`)
  return `{${entries.join(', ')}}`
}

const LOAD_FACTOR = 0.75

function inBuckets<V>(map: ReadonlyMap<string, V>, buckets: number): [string, V][] {
  const bucket = (key: string) => spread(key) & (buckets - 1)
  return [...map].sort(([a], [b]) => bucket(a) - bucket(b))
}

function spread(key: string): number {
  let hash = 0
  for (let i = 0; i < key.length; i++) hash = (31 * hash + key.charCodeAt(i)) | 0
  return hash ^ (hash >>> 16)
}
