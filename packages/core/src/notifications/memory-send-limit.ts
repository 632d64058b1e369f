import {
  countsAsInvalid,
  invalidWindowMs,
  laneShares,
  routeAfter,
  type SendLane,
  type SendLimit,
  type SendLimitOptions,
} from './send-limit.ts'

const keptRoutes = 1_000
/** A clock that was put back by more takes along what was noted by it; less is nobody's fault. */
const slackMs = 60_000

/** The {@link SendLimit} of a token that one process alone uses. */
export function createMemorySendLimit({ perSecond = 50, mostInvalid = 4_500 }: SendLimitOptions = {}): SendLimit {
  const routes = new Map<string, { remaining: number; resetAtMs: number }>()
  const lane = (share: number) => ({ everyMs: 1000 / (perSecond * share), nextMs: 0 })
  const lanes = { people: lane(laneShares.people), channels: lane(laneShares.channels), anyone: lane(laneShares.anyone) }
  let closedUntilMs = 0
  let barredUntilMs = 0
  let invalid = { window: 0, count: 0 }
  let latestMs = 0

  /** Nobody waits for an hour that comes again. */
  function follow(atMs: number): void {
    const backMs = latestMs - atMs
    latestMs = Math.max(latestMs, atMs)
    if (backMs <= slackMs) return
    latestMs = atMs
    closedUntilMs -= backMs
    barredUntilMs -= backMs
    for (const each of Object.values(lanes)) each.nextMs -= backMs
    for (const route of routes.values()) route.resetAtMs -= backMs
    invalid = { ...invalid, window: Math.floor(atMs / invalidWindowMs) }
  }

  const invalidUntilMs = () => (invalid.count >= mostInvalid ? (invalid.window + 1) * invalidWindowMs : 0)

  function countInvalid(atMs: number): void {
    const window = Math.floor(atMs / invalidWindowMs)
    invalid = { window, count: window === invalid.window ? invalid.count + 1 : 1 }
  }

  function keep(route: string, remaining: number, resetAtMs: number): void {
    routes.delete(route)
    routes.set(route, { remaining, resetAtMs })
    const [oldest] = routes.keys()
    if (oldest !== undefined && routes.size > keptRoutes) routes.delete(oldest)
  }

  /** The lane that has the next turn; `undefined` for what takes none. */
  function nextLane(own: SendLane) {
    if (own === 'tokenless') return undefined
    return lanes.anyone.nextMs < lanes[own].nextMs ? lanes.anyone : lanes[own]
  }

  return {
    async take(route, { atMs, patienceMs, lane }) {
      follow(atMs)
      const known = route === undefined ? undefined : routes.get(route)
      const stopsUntilMs = Math.max(barredUntilMs, invalidUntilMs())
      if (stopsUntilMs > atMs) return { kind: 'stop', untilMs: stopsUntilMs }
      // What is closed takes no turn: it would hold up those whose routes are open.
      const opensMs = Math.max(lane === 'tokenless' ? 0 : closedUntilMs, known && known.remaining <= 0 ? known.resetAtMs : 0)
      if (opensMs > atMs) return { kind: 'wait', untilMs: opensMs }
      const next = nextLane(lane)
      const turnMs = Math.max(atMs, next?.nextMs ?? 0)
      if (turnMs - atMs > patienceMs) return { kind: 'wait', untilMs: turnMs }
      if (next) next.nextMs = turnMs + next.everyMs
      if (route !== undefined && known) {
        if (turnMs < known.resetAtMs) known.remaining -= 1
        else routes.delete(route)
      }
      return { kind: 'go', atMs: turnMs }
    },

    async learn(route, answer, { atMs }) {
      follow(atMs)
      const { status, retryAfterMs = 0, scope } = answer
      if (countsAsInvalid(answer)) countInvalid(atMs)
      if (status === 429 && scope === 'global') closedUntilMs = Math.max(closedUntilMs, atMs + retryAfterMs)
      if (status === 429 && scope === 'network') barredUntilMs = Math.max(barredUntilMs, atMs + retryAfterMs)
      const after = route === undefined ? undefined : routeAfter(answer)
      if (route !== undefined && after) keep(route, after.remaining, atMs + after.resetAfterMs)
    },
  }
}
