import { setTimeout as wait } from 'node:timers/promises'
import type { ServerMessage } from '@kaltura-discord/sync'
import { expect } from 'vitest'
import { startProgram } from '../../child.ts'
import { createViewer, type Viewer } from './viewer.ts'

/** A server of rooms as a process of its own. */
export async function startRoomNode(...args: string[]) {
  const options = ['--conditions=@kaltura-discord/source', '--disable-warning=ExperimentalWarning', 'test/service/rooms/room-node.ts']
  const program = startProgram(process.execPath, [...options, ...args])
  const [, port = ''] = await program.says(/listening on (\d+)/)
  return { ...program, port, url: `ws://127.0.0.1:${port}`, kill: () => program.stop('SIGKILL') }
}

export async function eventually(holds: () => boolean, withinMs: number, what: string): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`)
    await wait(20)
  }
}

/** `count` viewers of one room, of whom the first is host and seeks to a new place again and again until `stop`. */
export async function startLoad(count: number, urls: () => readonly string[]) {
  const host = createViewer('host', urls)
  await eventually(host.isLive, 10_000, 'the host is in')
  const viewers = [host, ...Array.from({ length: count - 1 }, (_, index) => createViewer(`viewer-${index}`, urls))]
  await eventually(() => viewers.every(({ isLive }) => isLive()), 15_000, 'all viewers are in')
  host.play()
  const steering = steer(host)
  return {
    host,
    viewers,
    async stop() {
      await steering.stop()
      return { acknowledged: steering.acknowledged() }
    },
    close: () => viewers.forEach(({ close }) => void close()),
  }
}

/** Each place is another one, so that a room message shows which intent it follows. */
function steer(host: Viewer) {
  let stopped = false
  let sought = 0
  const running = (async () => {
    while (!stopped) {
      if (host.seek(`seek-${sought + 1}`, sought + 1)) sought += 1
      await wait(120)
    }
    await wait(500)
  })()
  return {
    acknowledged: () => positionsOf(host.heard).filter((positionS) => positionS > 0),
    async stop() {
      stopped = true
      await running
    },
  }
}

export function revisionsOf(heard: readonly ServerMessage[]) {
  return heard.flatMap((message) => (message.type === 'room' ? [message] : message.type === 'welcome' ? [message.room] : []))
}

export function positionsOf(heard: readonly ServerMessage[]): number[] {
  return revisionsOf(heard).map(({ state }) => state.timeline.positionS)
}

/** No term of office with two hosts, whoever one asks. */
export function expectOneHostPerTerm(viewers: readonly Viewer[]): void {
  const seen = viewers.flatMap(({ heard }) =>
    revisionsOf(heard).flatMap(({ epoch, state: { hostId, hostTerm } }) => (hostId ? [`${epoch}/${hostTerm} ${hostId}`] : [])),
  )
  const terms = [...new Set(seen)].map((text) => text.split(' ')[0])
  expect(terms).toEqual([...new Set(terms)])
}

export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b)
}
