import { type Caching, createMemoryCache, createMemorySendLimit } from '@kaltura-discord/core'
import { createResilience } from '@kaltura-discord/core/resilience'
import { expect, test } from 'vitest'
import { createDiscordApi } from './discord-api.ts'

const guildId = '1100000000000000010'
const [tom, pia] = ['1100000000000000021', '1100000000000000023']
const moderator = '1100000000000000031'

/** A Discord with one guild, and our API on it. */
function given() {
  const discord = { asked: [] as string[], moderatorMay: '32', tomsRoles: [moderator], channels: {} as Record<string, [number, object]> }
  async function fetch(input: string | URL | Request): Promise<Response> {
    const path = String(input).replace('https://discord.example', '')
    discord.asked.push(path)
    const [, userId] = /members\/(\d+)$/.exec(path) ?? []
    if (userId) return Response.json({ user: { id: userId, username: 'somebody' }, roles: userId === tom ? discord.tomsRoles : [] })
    const roles = [
      { id: guildId, permissions: '1', name: 'everyone' },
      { id: moderator, permissions: discord.moderatorMay, name: 'Moderators' },
    ]
    const [, channelId] = /channels\/(\d+)$/.exec(path) ?? []
    if (channelId) {
      const [status, body] = discord.channels[channelId] ?? [404, {}]
      return Response.json(body, { status })
    }
    return path.endsWith(guildId) ? Response.json({ id: guildId, owner_id: pia, name: 'Campus', roles }) : new Response('', { status: 404 })
  }
  const open = (roles?: Caching) =>
    createDiscordApi({
      ...{ apiUrl: 'https://discord.example', applicationId: '1', clientSecret: 's', botToken: 't', fetch, roles },
      resilience: createResilience({ name: 'Discord' }),
      limit: createMemorySendLimit(),
    })
  const askedForGuild = () => discord.asked.filter((path) => path === `/guilds/${guildId}`).length
  return { discord, open, askedForGuild }
}

test('what the roles of a guild may do is asked once by all servers while it is kept, who has them each time', async () => {
  const { discord, open, askedForGuild } = given()
  const clock = { nowMs: 0 }
  const roles = { cache: createMemoryCache({ size: 10, now: () => clock.nowMs }), ttlMs: 30_000 }
  const [one, other] = [open(roles), open(roles)]
  expect(await one.member(guildId, tom)).toMatchObject({ permissions: '33' })
  expect((await other.member(guildId, pia))?.permissions).not.toBe('1') // the owner may all
  discord.tomsRoles = []
  expect(await other.member(guildId, tom)).toMatchObject({ permissions: '1', roleIds: [] })
  expect(askedForGuild()).toBe(1)
  discord.tomsRoles = [moderator]
  discord.moderatorMay = '0'
  clock.nowMs = 30_000

  expect(await one.member(guildId, tom)).toMatchObject({ permissions: '1' })
  expect(askedForGuild()).toBe(2)
})

test('without a cache a role that was changed counts at once', async () => {
  const { discord, open } = given()
  const api = open()
  await api.member(guildId, tom)
  discord.moderatorMay = '0'

  expect(await api.member(guildId, tom)).toMatchObject({ permissions: '1' })
})

test('of a guild only ids and permissions are kept', async () => {
  const { open } = given()
  const cache = createMemoryCache({ size: 10, now: () => 0 })
  await open({ cache, ttlMs: 30_000 }).member(guildId, tom)

  expect(await cache.get(guildId)).toEqual({
    id: guildId,
    owner_id: pia,
    roles: [
      { id: guildId, permissions: '1' },
      { id: moderator, permissions: '32' },
    ],
  })
})

test('a channel is of the guild that Discord says; one of a direct message, one that is gone and one that the bot may not see are of none', async () => {
  const { discord, open } = given()
  const [lobby, direct, hidden, gone] = ['1100000000000000041', '1100000000000000042', '1100000000000000043', '1100000000000000044']
  discord.channels = {
    [lobby]: [200, { id: lobby, guild_id: guildId, type: 0 }],
    [direct]: [200, { id: direct, type: 1 }],
    [hidden]: [403, { code: 50_001, message: 'Missing Access' }],
  }
  const api = open()

  expect(await Promise.all([lobby, direct, hidden, gone].map(api.guildOfChannel))).toEqual([guildId, undefined, undefined, undefined])
})

test('a token that Discord does not accept says nothing of a channel', async () => {
  const { discord, open } = given()
  discord.channels = { '1100000000000000041': [401, {}] }

  await expect(open().guildOfChannel('1100000000000000041')).rejects.toMatchObject({ code: 'upstream.unavailable' })
})
