import {
  createStaticBindings,
  type DeliverDependencies,
  deliverDue,
  type Entry,
  type NotificationRoute,
  notificationRoute,
  planDue,
} from '@kaltura-discord/core'
import { createMemoryCatalog } from '@kaltura-discord/core/testing'
import { createMemoryStores } from '@kaltura-discord/stores/memory'
import { describe, expect, test } from 'vitest'
import { createDiscordSink } from './discord-sink.ts'
import { createStrictDiscord } from './strict-discord.ts'
import { createVirtualTime } from './virtual-time.ts'

const minuteMs = 60_000
const channels = Array.from({ length: 200 }, (_, index) => `${1_100_000_000_000_000_000n + BigInt(index)}`)

/** A guild with a channel for each of these routes, a Discord with limits, and workers; all in virtual time. */
function scene(entries: number, routes: readonly NotificationRoute[]) {
  const time = createVirtualTime(1_800_000_000_000)
  const discord = createStrictDiscord(time)
  const { inbox, outbox } = createMemoryStores()
  const media = Array.from({ length: entries }, (_, index) => ({ entry: entryOf(index) }))
  const byName = new Map(media.map((one) => [one.entry.id, createMemoryCatalog([one])]))
  const bindings = createStaticBindings([
    {
      guildId: '1',
      connection: 'main',
      scope: { tags: ['t'], categories: [] },
      managers: [],
      controllers: [],
      watchers: [],
      announceChannelId: undefined,
    },
  ])
  const random = seeded(7)
  const working: DeliverDependencies = {
    outbox,
    sink: createDiscordSink({ botToken: 'token', fetch: discord.fetch, now: time.now, wait: time.wait }),
    render: ({ entry }) => ({ content: entry.name }),
    now: time.now,
    random,
  }
  return {
    time,
    discord,
    outbox,
    working,
    /** Everything came in, and waits for Discord. */
    async queued() {
      for (const { entry } of media)
        await inbox.accept({
          connection: 'main',
          dedupeKeys: [entry.id],
          subject: { kind: 'entry-ready', entryId: entry.id },
          receivedAtMs: time.now(),
        })
      const catalog = () => ({ get: async (entryId: string) => byName.get(entryId)?.get(entryId) })
      while ((await planDue({ inbox, bindings, routesOf: async () => routes, catalog, now: time.now, random })) > 0);
    },
    /** A worker that looks every second, until the channels have so many messages. */
    async work(messages: number, worker: Partial<DeliverDependencies> = {}) {
      while (discord.messages.length < messages) if ((await deliverDue({ ...working, ...worker })) === 0) await time.wait(1_000)
    },
  }
}

describe('an hour without Discord, with ten thousand messages waiting', () => {
  test('ends with all of them in their channels, in their order, and with no 429', async () => {
    const perEntry = channels.map((channelId) => notificationRoute.parse({ channelId }))
    const { discord, queued, time, work, outbox } = scene(50, perEntry)
    await queued()
    discord.trouble = 'silence'
    const beganAtMs = time.now()
    await time.during(
      Promise.all([
        work(10_000),
        work(10_000),
        time.wait(30 * minuteMs).then(() => {
          discord.trouble = 'errors'
        }),
        time.wait(60 * minuteMs).then(() => {
          discord.trouble = undefined
        }),
      ]),
    )
    const endedAtMs = beganAtMs + 60 * minuteMs
    const texts = new Map(channels.map((channelId) => [channelId, discord.messages.filter((message) => message.channelId === channelId)]))
    const inOrder = Array.from({ length: 50 }, (_, index) => `video ${index}`)
    const busiest = discord.requests.map(({ atMs }, index) => (discord.requests[index + 50]?.atMs ?? Number.POSITIVE_INFINITY) - atMs)

    expect([...texts.values()].every((messages) => messages.map(({ content }) => content).join() === inOrder.join())).toBe(true)
    expect(discord.requests.filter(({ status }) => status === 429)).toEqual([])
    expect(Math.min(...busiest)).toBeGreaterThanOrEqual(1_000)
    expect(discord.requests.filter(({ atMs }) => atMs < endedAtMs).length).toBeLessThan(200 * 60)
    expect((discord.messages.at(-1)?.atMs ?? 0) - endedAtMs).toBeLessThan(10 * minuteMs)
    expect(await outbox.list('1', { state: 'parked', limit: 1 })).toEqual([])
  }, 60_000)
})

describe('a channel', () => {
  const one = [notificationRoute.parse({ channelId: channels[0] })]

  test('goes on without a message that fails again and again: it is parked, and can be replayed', async () => {
    const { discord, outbox, queued, time, work, working } = scene(3, one)
    await queued()
    let isBroken = true
    const render: DeliverDependencies['render'] = (notice) => {
      if (isBroken && notice.entry.id === '0_0') throw new TypeError('poison')
      return working.render(notice)
    }
    await time.during(work(2, { render }))
    const [parked] = await outbox.list('1', { state: 'parked', limit: 5 })
    isBroken = false
    const replayed = await outbox.replay('1', parked?.id ?? '')
    await time.during(work(3, { render }))

    expect([parked?.attempts, replayed]).toEqual([5, true])
    expect(discord.messages.map(({ content }) => content)).toEqual(['video 1', 'video 2', 'video 0'])
  })

  test('[A30] whose worker was killed is served by another within 16 seconds, and nothing comes twice', async () => {
    const { discord, queued, time, work, working } = scene(2, one)
    await queued()
    const beganAtMs = time.now()
    // Discord takes the message, and the worker dies before it can write that down.
    const dying = {
      ...working.sink,
      create: (message: Parameters<typeof working.sink.create>[0]) => working.sink.create(message).then(() => new Promise<never>(() => {})),
    }
    void deliverDue({ ...working, sink: dying })
    await time.during(work(2))

    expect(discord.messages.map(({ content }) => content)).toEqual(['video 0', 'video 1'])
    expect((discord.messages[1]?.atMs ?? 0) - beganAtMs).toBeLessThanOrEqual(16_000)
    expect(discord.requests.filter(({ status }) => status === 200)).toHaveLength(3)
  })
})

function entryOf(index: number): Entry {
  return {
    id: `0_${index}`,
    name: `video ${index}`,
    description: '',
    durationS: 60,
    kind: 'video',
    status: 'ready',
    tags: ['t'],
    categories: [],
    thumbnailUrl: undefined,
    createdAtMs: 0,
  }
}

/** A little generator: the same numbers each time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
