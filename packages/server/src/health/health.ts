import { type Degradation, type Feature, featuresWithout, type Remote } from '@kaltura-discord/core'
import type { CircuitReading } from '@kaltura-discord/core/resilience'
import type { LastMessage } from '../notifications/watched-sink.ts'

/** How something that the server leans on is known to be. */
export type RemoteState =
  /** The worst of all circuits before it; where there are several, each by the name of its connection. */
  | { kind: 'circuit'; circuit: CircuitReading; connections?: Readonly<Record<string, CircuitReading>> }
  | { kind: 'asked'; answers: boolean }
  /** How it went when it was last needed, and when that was: nobody asks only to know. */
  | ({ kind: 'tried' } & LastMessage)

export interface HealthReading {
  /** Whether this process can do anything for anybody: its database answers. */
  ready: boolean
  remotes: Readonly<Partial<Record<Remote, RemoteState>>>
  features: Readonly<Record<Feature, Degradation>>
}

export interface HealthOptions {
  /** Circuit breakers, by what they guard: one, or one for each connection by its name. */
  circuits: Readonly<Partial<Record<Remote, (() => CircuitReading) | Readonly<Record<string, () => CircuitReading>>>>>
  /** How the last try of each went; nothing before the first. */
  tried?: Readonly<Partial<Record<Remote, () => LastMessage | undefined>>>
  /** A question each that must not throw when all is well. */
  probes: Readonly<Partial<Record<Remote, () => Promise<unknown>>>>
  /** A promise that is kept after so many ms: a probe may take one second. */
  pause(ms: number): Promise<void>
  now(): number
}

export interface Health {
  /** Asks at most once a second, however often it is called: health is a public page. Never throws. */
  read(): Promise<HealthReading>
  /** Adds what is known only once the server listens. */
  add(remote: Remote, probe: () => Promise<unknown>): void
}

const probeMs = 1000
const freshMs = 1000

export function createHealth({ circuits, tried = {}, probes, pause, now }: HealthOptions): Health {
  const asked = new Map(Object.entries(probes) as [Remote, () => Promise<unknown>][])
  let last: { atMs: number; reading: Promise<HealthReading> } | undefined

  async function answers(probe: () => Promise<unknown>): Promise<boolean> {
    const works = Promise.resolve()
      .then(probe)
      .then(
        () => true,
        () => false,
      )
    return Promise.race([works, pause(probeMs).then(() => false)])
  }

  async function reading(): Promise<HealthReading> {
    const guarded = Object.entries(circuits) as [Remote, Circuits][]
    const read: [Remote, RemoteState][] = [
      ...guarded.map(([remote, all]): [Remote, RemoteState] => [remote, readCircuits(all)]),
      ...(Object.entries(tried) as [Remote, () => LastMessage | undefined][]).flatMap(([remote, last]): [Remote, RemoteState][] => {
        const outcome = last()
        return outcome ? [[remote, { kind: 'tried', ...outcome }]] : []
      }),
      ...(await Promise.all(
        [...asked].map(
          async ([remote, probe]): Promise<[Remote, RemoteState]> => [remote, { kind: 'asked', answers: await answers(probe) }],
        ),
      )),
    ]
    const down = read.filter(([, state]) => isDown(state)).map(([remote]) => remote)
    return { ready: !down.includes('database'), remotes: Object.fromEntries(read), features: featuresWithout(down) }
  }

  return {
    read() {
      if (!last || Math.abs(now() - last.atMs) >= freshMs) last = { atMs: now(), reading: reading() }
      return last.reading
    },
    add(remote, probe) {
      asked.set(remote, probe)
      last = undefined
    },
  }
}

/** A half-open circuit lets one call through to see: until that is back, the other side counts as down. */
export function isDown(state: RemoteState): boolean {
  switch (state.kind) {
    case 'circuit':
      return state.circuit !== 'closed'
    case 'asked':
      return !state.answers
    case 'tried':
      return !state.works
  }
}

type Circuits = NonNullable<HealthOptions['circuits'][Remote]>

function readCircuits(circuits: Circuits): RemoteState {
  if (typeof circuits === 'function') return { kind: 'circuit', circuit: circuits() }
  const connections = Object.fromEntries(Object.entries(circuits).map(([name, circuit]) => [name, circuit()]))
  return { kind: 'circuit', circuit: worst(Object.values(connections)), connections }
}

function worst(circuits: readonly CircuitReading[]): CircuitReading {
  return (['open', 'half-open'] as const).find((circuit) => circuits.includes(circuit)) ?? 'closed'
}
