import { expect, expectTypeOf, test } from 'vitest'
import { createRoomGate } from '../host/room-gate.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import { createRandom } from '../testing/seeded-random.ts'
import { createVirtualLink } from '../testing/virtual-link.ts'
import { createVirtualPlayer } from '../testing/virtual-player.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { type Page, synchronize } from './synchronize.ts'

test('[SY1] two players with one line each play in step', async () => {
  const { time, visit } = site()
  const [ada, bob] = [visit('ada'), visit('bob')]
  await time.pass(2000)
  ada.room.play()
  await time.pass(8000)

  expect(bob.player.paused()).toBe(false)
  expect(Math.abs(ada.player.positionS() - bob.player.positionS()) * 1000).toBeLessThan(50)
})

test('[SY1] the address of the page makes a relative address whole, and secure where the page is', async () => {
  const { time, visit } = site()
  const [relative, absolute] = [visit('ada', '/rooms'), visit('bob', 'wss://elsewhere.example/rooms?x=1')]
  await time.pass(100)

  expect(relative.addresses).toEqual(['wss://watch.example/rooms'])
  expect(absolute.addresses).toEqual(['wss://elsewhere.example/rooms?x=1'])
})

test('[SY2] a page that is seen again asks for the time at once', async () => {
  const { time, visit } = site()
  const { page, pings } = visit('ada')
  await time.pass(60_000)
  const before = pings()
  page.show('hidden')
  await time.pass(100)
  expect(pings()).toBe(before)
  page.show('visible')
  await time.pass(1000)

  expect(pings() - before).toBeGreaterThanOrEqual(10)
})

test('[SY3] who leaves the page says goodbye, and nothing listens any more; a page that may come back does not', async () => {
  const { time, visit } = site()
  const { page, room } = visit('ada')
  await time.pass(2000)
  page.leave({ persisted: true })
  expect(room.view().connection.kind).toBe('live')
  page.leave({ persisted: false })

  expect(room.view().connection.kind).toBe('closed')
  expect(page.listeners()).toBe(0)
})

test('[SY1] a browser’s own window and video fit', () => {
  expectTypeOf<Window>().toExtend<Page>()
  expectTypeOf<HTMLVideoElement>().toExtend<Parameters<typeof synchronize>[0]>()
})

/** A site on https://watch.example with one room, where a ticket is the member's id. */
function site() {
  const time = createVirtualTime(1_800_000_000_000)
  const random = createRandom(7)
  const gate = createRoomGate({
    store: createMemoryRoomStore(time),
    now: time.now,
    timers: time,
    verify: async (id) => ({
      kind: 'pass',
      pass: { room: 'lobby', mediaId: 'film', member: { id, name: id, mayControl: true }, expiresAtMs: time.now() + 60_000 },
    }),
  })
  const visit = (id: string, url = '/rooms') => {
    const addresses: string[] = []
    let pings = 0
    const link = createVirtualLink({ time, gate, upMs: 20, downMs: 20, random })
    const open = (address: string) => {
      addresses.push(address)
      const socket = link.open()
      const { send } = socket
      socket.send = (text) => {
        if (text.includes('"ping"')) pings += 1
        send(text)
      }
      return socket
    }
    const page = virtualPage()
    const player = createVirtualPlayer({ time })
    const room = synchronize(player, { url, ticket: async () => id, open, clock: time, timers: time, random, page })
    return { player, room, page, addresses, pings: () => pings }
  }
  return { time, visit }
}

function virtualPage() {
  const seen = new Set<() => void>()
  const left = new Set<(event: { persisted: boolean }) => void>()
  const document = {
    visibilityState: 'visible',
    baseURI: 'https://watch.example/film/1',
    addEventListener: (_: string, listener: () => void) => void seen.add(listener),
    removeEventListener: (_: string, listener: () => void) => void seen.delete(listener),
  }
  return {
    document,
    addEventListener: (_: string, listener: (event: { persisted: boolean }) => void) => void left.add(listener),
    removeEventListener: (_: string, listener: (event: { persisted: boolean }) => void) => void left.delete(listener),
    listeners: () => seen.size + left.size,
    show(state: string) {
      document.visibilityState = state
      for (const listener of seen) listener()
    },
    leave(event: { persisted: boolean }) {
      for (const listener of left) listener(event)
    },
  }
}
