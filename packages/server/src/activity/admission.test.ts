import {
  createAccess,
  createStaticBindings,
  createWatch,
  type GuildBinding,
  type KsGrant,
  type LeftOff,
  type Programme,
} from '@kaltura-discord/core'
import { createMemoryCatalog } from '@kaltura-discord/core/testing'
import { discordUsers } from '@kaltura-discord/kaltura'
import { createMemoryStores } from '@kaltura-discord/stores/memory'
import { describe, expect, test } from 'vitest'
import type { KalturaConnection } from '../connection.ts'
import { verifyRoomTicket } from '../rooms/verify-room-ticket.ts'
import { createTickets } from '../tickets/tickets.ts'
import { type AdmissionDependencies, admit, admitToPlace, roomClaimsOf } from './admission.ts'
import { renewedKs } from './viewer-ks.ts'

const place = { guildId: '10', channelId: '11', instanceId: 'i-1' }
const gus = { userId: '1100000000000000022', name: 'Gus' }
const entry = (id: string, tag: string) => ({
  id,
  name: id,
  description: '',
  durationS: 60,
  kind: 'video' as const,
  status: 'ready' as const,
  tags: [tag],
  categories: [],
  thumbnailUrl: undefined,
  createdAtMs: 0,
})
const catalog = createMemoryCatalog([
  ...['0_launched', '0_next', '0_secret'].map((id) => ({ entry: entry(id, id === '0_secret' ? 'x' : 'campus') })),
  { entry: { ...entry('0_live', 'campus'), kind: 'live', durationS: 0 } },
])
const programme: Programme = { ...place, entryId: '0_launched', startedBy: '21', atMs: 0 }

interface Given {
  participants?: readonly string[] | undefined
  members?: readonly string[]
  roleIds?: readonly string[]
  bound?: Partial<GuildBinding>
}

/** Gus in an instance that was launched for `0_launched`, in a guild that may see the campus; what KS are asked for. */
function given(who: Given = {}) {
  const { participants, members, roleIds, bound } = {
    roleIds: [],
    bound: {},
    participants: ['1100000000000000022'],
    members: ['1100000000000000022'],
    ...who,
  }
  const granted: KsGrant[] = []
  const connection: KalturaConnection = {
    name: 'main',
    partnerId: 1,
    uiConfId: 2,
    serviceUrl: 'https://www.kaltura.com',
    catalog,
    issuer: {
      async issue(grant) {
        granted.push(grant)
        return { ks: 'ks', expiresAtMs: 1 }
      },
    },
    users: discordUsers,
    meetings: undefined,
    notifications: undefined,
    lookout: undefined,
  }
  const scope = { tags: ['campus'], categories: [] }
  const binding = { guildId: '10', connection: 'main', scope, controllers: [], announceChannelId: undefined, ...bound }
  const access = createAccess({ bindings: createStaticBindings([binding]), grants: createMemoryStores().grants, now: () => 0 })
  const programmes = {
    start: async () => ({ kind: 'kept' }) as const,
    find: async () => programme,
    leaveOff: async () => undefined,
    leftOff: async (): Promise<LeftOff | undefined> => undefined,
  }
  const dependencies: AdmissionDependencies = {
    discord: {
      activityInstance: async () => participants && { guildId: '10', channelId: '11', userIds: participants },
      member: async (_: string, userId: string) =>
        members.includes(userId) ? { userId, displayName: 'Gus', roleIds: [...roleIds], permissions: '0' } : undefined,
    } as unknown as AdmissionDependencies['discord'],
    access,
    programmes,
    watch: createWatch({ access, catalog: () => catalog, programmes, now: () => 0 }),
    connection: () => connection,
    pause: async () => undefined,
    tell: async () => undefined,
  }
  return { dependencies, granted }
}

test('somebody in an instance may watch what it was launched for, and what its room went on to', async () => {
  const { dependencies } = given()

  expect((await admit(gus, place, dependencies)).entry.id).toBe('0_launched')
  expect((await admit(gus, place, dependencies, '0_next')).entry.id).toBe('0_next')
})

test('being in the instance is no right to an entry that the guild may not see: neither its player nor its next KS', async () => {
  const { dependencies, granted } = given()
  const refusal = { status: 403, code: 'entry-out-of-scope', message: 'This video is not available here.' }

  await expect(admit(gus, place, dependencies, '0_secret')).rejects.toMatchObject(refusal)
  await expect(renewedKs({ viewer: gus, place, entryId: '0_secret', connection: 'main' }, dependencies)).rejects.toMatchObject(refusal)
  expect(granted).toEqual([])
})

test('the ticket of a live stream says that it is one, and no length; that of a video how long it is', async () => {
  const { dependencies } = given()
  const tickets = await createTickets({ secret: 'a secret of thirty-two characters or more', now: () => 1_800_000_000_000 })
  const [live, video] = await Promise.all(
    ['0_live', '0_next'].map(async (entryId) =>
      verifyRoomTicket(tickets, await tickets.room(roomClaimsOf(gus, await admit(gus, place, dependencies, entryId)))),
    ),
  )

  expect(live).toMatchObject({ kind: 'pass', pass: { mediaId: '0_live', live: true } })
  expect(live).not.toHaveProperty('pass.durationS')
  expect(video).toMatchObject({ kind: 'pass', pass: { mediaId: '0_next', durationS: 60 } })
  expect(video).not.toHaveProperty('pass.live')
})

test('the KS of what the room went on to is renewed for that entry alone', async () => {
  const { dependencies, granted } = given()
  await renewedKs({ viewer: gus, place, entryId: '0_next', connection: 'main' }, dependencies)

  expect(granted).toEqual([{ kind: 'viewer', entryId: '0_next', userId: 'discord_1100000000000000022' }])
})

test('who watches in a guild that is bound to another account meanwhile gets no KS of that: its entries are others', async () => {
  const { dependencies, granted } = given()
  const claims = { viewer: gus, place, entryId: '0_next', connection: 'archive' }

  await expect(renewedKs(claims, dependencies)).rejects.toMatchObject({ code: 'entry-unknown' })
  expect(granted).toEqual([])
})

test.each([
  ['has left the instance', { participants: [] }, 'activity.not-a-participant'],
  ['has left the guild', { members: [] }, 'activity.not-a-member'],
])('[D65] whoever %s gets nothing, whatever they name', async (_, gone, code) => {
  const { dependencies, granted } = given(gone)

  await expect(admitToPlace(gus, place, dependencies)).rejects.toMatchObject({ status: 403, code })
  await expect(renewedKs({ viewer: gus, place, entryId: '0_next', connection: 'main' }, dependencies)).rejects.toMatchObject({ code })
  expect(granted).toEqual([])
})

test('[C48] who lost the role that let them watch is admitted no more, and gets no next KS', async () => {
  const bound = { watchers: ['31'] }
  const before = given({ bound, roleIds: ['31'] })
  const after = given({ bound })
  const refusal = { status: 403, code: 'member-may-not-watch' }

  expect((await admit(gus, place, before.dependencies)).entry.id).toBe('0_launched')
  await expect(admit(gus, place, after.dependencies)).rejects.toMatchObject(refusal)
  await expect(renewedKs({ viewer: gus, place, entryId: '0_launched', connection: 'main' }, after.dependencies)).rejects.toMatchObject(
    refusal,
  )
  expect(after.granted).toEqual([])
})

describe('somebody who was invited from outside of Discord', () => {
  const invited = { ...gus, invitedTo: place }
  const claims = { viewer: invited, place, entryId: '0_next', connection: 'main' }

  test('gets the next KS without being in the instance, and never steers, whatever their roles', async () => {
    const { dependencies, granted } = given({ participants: ['1100000000000000021'] })

    expect(await admitToPlace(invited, place, dependencies)).toMatchObject({ standing: { role: 'viewer' } })
    await renewedKs(claims, dependencies)
    expect(granted).toHaveLength(1)
  })

  test.each([
    ['who left the guild', { members: [] }, claims, 'activity.not-a-member'],
    ['when everybody left the instance', { participants: undefined }, claims, 'activity.over'],
    ['in another room', {}, { ...claims, place: { ...place, instanceId: 'i-2' } }, 'activity.over'],
    ['for what the guild may not see', {}, { ...claims, entryId: '0_secret' }, 'entry-out-of-scope'],
  ])('gets none %s', async (_, gone, asked, code) => {
    const { dependencies, granted } = given(gone)

    await expect(renewedKs(asked, dependencies)).rejects.toMatchObject({ status: 403, code })
    expect(granted).toEqual([])
  })
})
