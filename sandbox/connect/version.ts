/** Whether Kafka `version` ("4.3.1") is at least `since` ("3.8"). */
export function atLeast(version: string, since: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [sinceMajor = 0, sinceMinor = 0] = since.split('.').map(Number)
  return major !== sinceMajor ? major > sinceMajor : minor >= sinceMinor
}
