import type { Ms } from '@kaltura-discord/sync'
import type { CreateContender } from './contender.ts'
import { createEventLoop } from './event-loop.ts'
import type { LinkKind } from './link.ts'
import { eveningOf, type Incident } from './script.ts'
import { createTally, type Tally } from './tally.ts'
import { createViewer } from './viewer.ts'

/** `harsh`: mixed links, and all that the script has of accidents. */
export type Mix = LinkKind | 'mixed' | 'harsh'

export interface EveningOptions {
  contender: CreateContender
  seed: number
  mix: Mix
  members: number
}

export interface Evening {
  /** Pairwise distances, ms, of who is present, from 8 s after the last incident on. */
  skew: Tally
  /** The same within the first four minutes, which is what sync.md §5.2 has. */
  factsSkew: Tally
  /** Pairwise distances of what they take for the time: nobody can be nearer than this but by luck. */
  floor: Tally
  seeks: number
  rateWrites: number
  offRateMs: Ms
  maxRateDelta: number
  presentMs: Ms
  /** Until all were within 50 ms of each other, and moving, for 1.5 s. */
  convergedMs: Partial<Record<Incident, Ms | undefined>>
  /** Looks at which a clock was further off than it said, and all looks. */
  outsideBound: number
  clockLooks: number
}

const [lookMs, steadyAfterMs, togetherMs, togetherForMs] = [20, 8000, 50, 1500]
const mixed: readonly LinkKind[] = ['good', 'good', 'good', 'typical', 'typical', 'typical', 'poor', 'poor']

/** One contender's room through the script, in virtual time. */
export async function playEvening({ contender: create, seed, mix, members }: EveningOptions): Promise<Evening> {
  const loop = createEventLoop()
  const kindOf = (index: number): LinkKind =>
    mix === 'mixed' || mix === 'harsh' ? (mixed[Math.floor((index * mixed.length) / members)] ?? 'good') : mix
  const dear = mix === 'harsh' ? Math.min(5, members - 1) : -1
  const viewers = Array.from({ length: members }, (_, index) =>
    createViewer({ loop, seed, index, kind: kindOf(index), ...(index === dear ? { seekCostMs: 5000 } : {}) }),
  )
  const world = { loop, viewers, seed }
  const contender = create(world)
  const script = eveningOf(world, mix === 'harsh')
  const evening = emptyEvening()
  const watches: { incident: Incident; fromMs: Ms; sinceMs?: Ms; done: boolean }[] = []
  let incidentAtMs = 0
  let playing = false
  let before: readonly number[] = []

  for (const viewer of viewers) {
    if (viewer.index === script.late) continue
    viewer.present = true
    contender.join(viewer)
  }
  for (const { atMs, incident, happen } of script.scenes) {
    loop.after(atMs, () => {
      incidentAtMs = atMs
      watches.push({ incident, fromMs: atMs, done: false })
      happen(contender)
    })
  }
  // Who plays is told by the script, not by the players: a room that has stopped where it should play is no room in sync.
  const pauses: readonly (readonly [Ms, boolean])[] = [
    [3000, true],
    [90_000, false],
    [95_000, true],
    [385_000, false],
    [390_000, true],
  ]
  for (const [atMs, plays] of pauses) {
    loop.after(atMs, () => {
      playing = plays
    })
  }

  let looks = 0
  const look = () => {
    loop.after(lookMs, look)
    const here = viewers.filter((viewer) => viewer.present)
    evening.presentMs += here.length * lookMs
    if (!playing) return
    const positions = here.map((viewer) => viewer.player.trueMs())
    judgeTogether(positions)
    looks += 1
    if (looks % 5 === 0 && loop.now() - incidentAtMs > steadyAfterMs) judgeSteady(positions)
    if (looks % 5 === 0) judgeClocks()
  }
  loop.after(lookMs, look)

  function judgeTogether(positions: readonly number[]): void {
    const advancing =
      positions.length === before.length && positions.every((position, index) => position - (before[index] ?? 0) > 0.3 * lookMs)
    before = positions
    const watch = watches.at(-1)
    if (!watch || watch.done) return
    const together = advancing && Math.max(...positions) - Math.min(...positions) < togetherMs
    if (!together) delete watch.sinceMs
    else watch.sinceMs ??= loop.now()
    if (watch.sinceMs === undefined || loop.now() - watch.sinceMs < togetherForMs) return
    watch.done = true
    evening.convergedMs[watch.incident] ??= watch.sinceMs - watch.fromMs
  }

  function judgeSteady(positions: readonly number[]): void {
    const facts = loop.now() < script.factsUntilMs
    const errors = viewers.filter((viewer) => viewer.present).map((viewer) => contender.clock?.(viewer)?.errorMs)
    for (let a = 0; a < positions.length; a += 1) {
      for (let b = a + 1; b < positions.length; b += 1) {
        const apart = Math.abs((positions[a] ?? 0) - (positions[b] ?? 0))
        evening.skew.add(apart)
        if (facts) evening.factsSkew.add(apart)
        const [one, other] = [errors[a], errors[b]]
        if (one !== undefined && other !== undefined) evening.floor.add(Math.abs(one - other))
      }
    }
  }

  function judgeClocks(): void {
    for (const viewer of viewers) {
      const clock = viewer.present && !viewer.asleep() ? contender.clock?.(viewer) : undefined
      if (!clock) continue
      evening.clockLooks += 1
      if (Math.abs(clock.errorMs) > clock.boundMs) evening.outsideBound += 1
    }
  }

  await loop.run(script.endMs)
  for (const { player } of viewers) {
    player.trueMs()
    evening.seeks += player.counts.seeks
    evening.rateWrites += player.counts.rateWrites
    evening.offRateMs += player.counts.offRateMs
    evening.maxRateDelta = Math.max(evening.maxRateDelta, player.counts.maxRateDelta)
  }
  for (const { incident, done } of watches) if (!done) evening.convergedMs[incident] ??= undefined
  return evening
}

function emptyEvening(): Evening {
  return {
    skew: createTally(),
    factsSkew: createTally(),
    floor: createTally(),
    seeks: 0,
    rateWrites: 0,
    offRateMs: 0,
    maxRateDelta: 0,
    presentMs: 0,
    convergedMs: {},
    outsideBound: 0,
    clockLooks: 0,
  }
}
