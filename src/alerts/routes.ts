import { matches } from '../connectors/pattern.ts'

/** Where an incident is told. */
export interface Route {
  /** Channel id. */
  channel: string
  /** User group to mention: on opening (0) or so many milliseconds later if nobody has acknowledged. */
  mention?: { group: string; afterMs: number }
}

/** All that is given must hold; patterns in Kpow's forms. */
export interface RouteRule extends Route {
  cluster?: string
  connector?: string
  class?: string
  /** A config key and a pattern of its value: `team` is `orders-*`. */
  config?: { key: string; value: string }
}

export interface Place {
  cluster: string
  /** Absent for what concerns the whole Connect cluster: then only rules without a connector, class or config match. */
  connector?: string
}

export type Facts = ReadonlyMap<string, Readonly<Record<string, string>>>

/** The first rule that matches decides. `needsConfig`: some rule asks for a connector's class or config. */
export function createRoutes(rules: readonly RouteRule[], fallback: Route) {
  return {
    needsConfig: rules.some((rule) => rule.class !== undefined || rule.config !== undefined),
    /** `configs` by connector; one that is not known matches no rule that asks for it. */
    route(place: Place, configs: Facts): Route {
      const config = configs.get(place.connector ?? '')
      return rules.find((rule) => holds(rule, place, config)) ?? fallback
    },
  }
}
export type Routes = ReturnType<typeof createRoutes>

function holds(rule: RouteRule, { cluster, connector }: Place, config: Readonly<Record<string, string>> | undefined) {
  const asked: readonly (readonly [pattern: string | undefined, text: string | undefined])[] = [
    [rule.cluster, cluster],
    [rule.connector, connector],
    [rule.class, configValue(config, 'connector.class')],
    [rule.config?.value, rule.config && configValue(config, rule.config.key)],
  ]
  return asked.every(([pattern, text]) => pattern === undefined || (text !== undefined && matches(pattern, text)))
}

const configValue = (config: Readonly<Record<string, string>> | undefined, key: string): string | undefined =>
  config && Object.hasOwn(config, key) ? config[key] : undefined
