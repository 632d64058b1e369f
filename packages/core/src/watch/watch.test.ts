import { describe, expect, test } from 'vitest'
import { createAccess } from '../access/access.ts'
import type { GuildBinding } from '../access/guild-binding.ts'
import { createStaticBindings } from '../access/static-bindings.ts'
import type { Entry } from '../media/entry.ts'
import { createMemoryCatalog } from '../media/memory-catalog.ts'
import type { LeftOff, Programme } from './programme-store.ts'
import { createWatch } from './watch.ts'

const entry = (id: string, tags: string[]): Entry => ({
  id,
  name: id,
  description: '',
  durationS: 60,
  kind: 'video',
  status: 'ready',
  tags,
  categories: [],
  thumbnailUrl: undefined,
  createdAtMs: 0,
})
const entries = [entry('0_inside', ['discord']), entry('0_outside', ['secret'])]
const found = (one: Entry) => ({ ...one, highlights: [] })
const controller = { userId: '21', displayName: 'Tom', roleIds: ['31'], permissions: '0' }
const viewer = { ...controller, userId: '22', roleIds: [] }

function scene(leftOff?: Partial<LeftOff>, bound: Partial<GuildBinding> = {}) {
  const kept: Programme[] = []
  const watch = createWatch({
    access: createAccess({ bindings: createStaticBindings([{ ...binding, ...bound }]), grants, now: () => 5 }),
    catalog: () => ({ ...createMemoryCatalog(entries.map((one) => ({ entry: one }))), search: async () => entries.map(found) }),
    programmes: {
      async start(programme) {
        const [current] = kept
        if (current) return { kind: 'joined', current }
        kept.push(programme)
        return { kind: 'kept' }
      },
      find: async (_, instanceId) => kept.find((programme) => programme.instanceId === instanceId),
      leaveOff: async () => undefined,
      leftOff: async () => leftOff && { ...stopped, ...leftOff },
    },
    now: () => 5,
  })
  return { watch, kept }
}
const binding: GuildBinding = {
  guildId: '1',
  connection: 'main',
  scope: { tags: ['discord'], categories: [] },
  controllers: ['31'],
  announceChannelId: undefined,
}
const grants = { give: async () => undefined, held: async () => [] }
const stopped = { guildId: '1', channelId: '11', instanceId: 'i-0', entryId: '0_inside', positionS: 30, queue: ['0_next'], atMs: 1 }
const launch = { guildId: '1', channelId: '11', instanceId: 'i-1', member: controller, entryId: '0_inside' }

describe('watching together', () => {
  test('[C49] suggests only what the guild may see, even if the catalogue says more', async () => {
    const { watch } = scene()

    expect((await watch.suggest({ guildId: '1', member: viewer, query: '', limit: 25 })).map(({ id }) => id)).toEqual(['0_inside'])
    expect(await watch.suggest({ guildId: '2', member: viewer, query: '', limit: 25 })).toEqual([])
  })

  test('[C48] [C49] where only some may watch, others are suggested nothing, let in to nothing, and cannot go on with anything', async () => {
    const { watch } = scene({}, { watchers: ['41'] })
    const friend = { ...viewer, roleIds: ['41'] }
    const refused = { kind: 'refused', reason: 'member-may-not-watch' }

    expect(await watch.suggest({ guildId: '1', member: viewer, query: '', limit: 25 })).toEqual([])
    expect(await watch.suggest({ guildId: '1', member: friend, query: '', limit: 25 })).toHaveLength(1)
    expect(await watch.admit({ ...launch, member: viewer })).toEqual(refused)
    expect(await watch.offer({ ...launch, member: viewer })).toEqual(refused)
    expect(await watch.admit({ ...launch, member: friend })).toMatchObject({ kind: 'allowed' })
    expect(await watch.continuation({ ...launch, member: viewer })).toBeUndefined()
  })

  test('offers an entry to somebody who may start one', async () => {
    expect(await scene().watch.offer(launch)).toMatchObject({ kind: 'offered', entry: { id: '0_inside' } })
  })

  test('[C45] [C47] refuses a viewer, an entry outside the scope and an unknown guild, each with its reason', async () => {
    const { watch } = scene()

    expect(await watch.offer({ ...launch, member: viewer })).toEqual({ kind: 'refused', reason: 'member-may-not-start' })
    expect(await watch.offer({ ...launch, entryId: '0_outside' })).toEqual({ kind: 'refused', reason: 'entry-out-of-scope' })
    expect(await watch.offer({ ...launch, guildId: '2' })).toEqual({ kind: 'refused', reason: 'guild-unbound' })
  })

  test('a launch is remembered; pressing again joins it, whoever presses and whatever the card says', async () => {
    const { watch, kept } = scene()

    expect((await watch.launch(launch)).kind).toBe('launched')
    expect(await watch.launch({ ...launch, member: viewer, entryId: '0_outside' })).toMatchObject({
      kind: 'joined',
      programme: { entryId: '0_inside' },
    })
    expect(kept).toHaveLength(1)
  })

  test('[C54] of five who press in the same moment one launches, and four join', async () => {
    const { watch, kept } = scene()
    const outcomes = await Promise.all(
      ['21', '22', '23', '24', '25'].map((userId) => watch.launch({ ...launch, member: { ...controller, userId } })),
    )

    expect(outcomes.map(({ kind }) => kind)).toEqual(['launched', 'joined', 'joined', 'joined', 'joined'])
    expect(kept).toHaveLength(1)
  })

  test('a viewer cannot launch a fresh instance', async () => {
    const { watch, kept } = scene()

    expect(await watch.launch({ ...launch, member: viewer })).toEqual({ kind: 'refused', reason: 'member-may-not-start' })
    expect(kept).toEqual([])
  })
})

describe('going on', () => {
  const here = { guildId: '1', channelId: '11', instanceId: 'i-1', member: viewer }

  test('a channel that did not watch to the end can go on where it stopped', async () => {
    expect(await scene({}).watch.continuation(here)).toMatchObject({ entry: { id: '0_inside' }, positionS: 30, queue: ['0_next'] })
  })

  test.each([
    ['was watched in this very instance', { instanceId: 'i-1' }],
    ['hardly began', { positionS: 14 }],
    ['was as good as over', { positionS: 46 }],
    ['this guild may not see any more', { entryId: '0_outside' }],
    ['is gone', { entryId: '0_deleted' }],
  ])('what %s is not offered', async (_, leftOff) => {
    expect(await scene(leftOff).watch.continuation(here)).toBeUndefined()
  })

  test('where nothing was watched, nothing is offered', async () => {
    expect(await scene().watch.continuation(here)).toBeUndefined()
  })
})
