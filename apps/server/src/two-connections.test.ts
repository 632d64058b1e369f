import { guildConfigRoutes, pathOf, serviceToken, watchRoutes } from '@kaltura-discord/api'
import { readSettings } from '@kaltura-discord/core'
import { signHttpNotification } from '@kaltura-discord/kaltura'
import { cast, createSandbox, type Sandbox, type SandboxKaltura } from '@kaltura-discord/sandbox'
import { createServer, type Server, silentLog } from '@kaltura-discord/server'
import { createMemoryStores } from '@kaltura-discord/stores/memory'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGuilds } from './guilds.ts'
import { serverOptions } from './server-options.ts'

const secret = 'a secret of thirty-two characters or more'
const university = { guildId: cast.guild.id, connection: 'main', announceChannelId: cast.channels.recordings.id }
const filmClub = { guildId: cast.filmClub.id, connection: 'archive', announceChannelId: cast.filmClub.channels.screenings.id }
const tom = { userId: cast.members.member.userId, displayName: 'Tom', roleIds: [], permissions: '0' }

/** Two Kalturas of one partner id: another installation, with secrets and videos of its own. */
let places: { discord: Sandbox; main: SandboxKaltura; elsewhere: Sandbox; archive: SandboxKaltura }
let server: Server

beforeAll(async () => {
  const [discord, elsewhere] = [await createSandbox({ port: 0, environment: {} }), await createSandbox({ port: 0, environment: {} })]
  if (!discord.kaltura || !elsewhere.kaltura) throw new Error('a sandbox has no Kaltura')
  places = { discord, main: discord.kaltura, elsewhere, archive: elsewhere.kaltura }
  const account = (kaltura: SandboxKaltura, name: string) => ({
    partnerId: kaltura.partnerId,
    adminSecret: `{{${name}_SECRET}}`,
    uiConfId: kaltura.uiConfId,
    serviceUrl: kaltura.apiUrl,
    notificationToken: `the endpoint token of ${name}`,
    notificationSecret: ['the secret before', kaltura.notificationSecret],
  })
  const { main, archive } = places
  const outcome = readSettings({
    environment: { MAIN_SECRET: main.adminSecret, ARCHIVE_SECRET: archive.adminSecret },
    file: {
      kind: 'read',
      tree: {
        discord: {
          applicationId: discord.environment.DISCORD_APPLICATION_ID,
          botToken: discord.environment.DISCORD_BOT_TOKEN,
          clientSecret: discord.environment.DISCORD_CLIENT_SECRET,
        },
        server: { secret },
        kaltura: { connections: { main: account(main, 'MAIN'), archive: account(archive, 'ARCHIVE') } },
        guilds: [{ ...university, locale: 'he' }, filmClub].map((guild) => ({ ...guild, tags: ['discord'] })),
      },
    },
  })
  if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome))
  const { settings } = outcome
  const stores = createMemoryStores()
  const guilds = openGuilds({ settings, store: stores.guildConfigs, log: silentLog })
  server = await createServer(serverOptions({ settings, guilds, stores, log: silentLog, discordApiUrl: `${discord.url}/api` }))
})
afterAll(async () => {
  await server?.close()
  await Promise.all([places?.discord.close(), places?.elsewhere.close()])
})

async function ask(route: { path: string }, { guildId }: { guildId: string }, body: object) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await serviceToken(secret)}` }
  const request = { method: 'POST', headers, body: JSON.stringify({ member: tom, ...body }) }
  return (await server.fetch(new Request(`http://server${pathOf(route.path, { guildId })}`, request))).json()
}
const found = async (guild: { guildId: string }): Promise<string[]> =>
  (await ask(watchRoutes.suggestEntries, guild, {})).entries.map(({ id }: { id: string }) => id)
const offered = (guild: { guildId: string }, entryId: string) => ask(watchRoutes.offerWatch, guild, { entryId })

/** A notification of a video that is ready, signed and sent as one account does it to the endpoint of another, or its own. */
async function notify(to: string, by: SandboxKaltura, entryId: string): Promise<number> {
  const object = { id: entryId, status: 2, objectType: 'KalturaMediaEntry' }
  const said = { object, eventType: 3, eventNotificationJobId: Date.now(), objectType: 'KalturaHttpNotification' }
  const body = new TextEncoder().encode(JSON.stringify(said))
  const signature = await signHttpNotification({ secret: by.notificationSecret, algorithm: 'sha256', body })
  const token = `the endpoint token of ${to.toUpperCase()}`
  const headers = { ...signature, 'content-type': 'application/json', 'x-kaltura-discord-token': token }
  return (await server.fetch(new Request(`http://server/api/v1/kaltura/${to}/notifications`, { method: 'POST', headers, body }))).status
}
const toldIn = (channelId: string, entryId: string) =>
  places.discord.state().messages.filter((message) => message.channelId === channelId && JSON.stringify(message).includes(entryId)).length

test('a guild finds the videos of its own connection, and another guild’s is not found', async () => {
  const [{ entryId: ours }, { entryId: theirs }] = [await places.main.publishRecording(), await places.archive.publishRecording()]

  expect([(await found(university)).includes(ours), (await found(university)).includes(theirs)]).toEqual([true, false])
  expect([(await found(filmClub)).includes(ours), (await found(filmClub)).includes(theirs)]).toEqual([false, true])
  expect(await offered(university, ours)).toMatchObject({ kind: 'offered', entry: { id: ours }, locale: 'he' })
  expect(await offered(university, theirs)).toEqual({ kind: 'refused', reason: 'entry-unknown' })
  expect(await offered(filmClub, ours)).toEqual({ kind: 'refused', reason: 'entry-unknown' })
  expect(await offered(filmClub, theirs)).toMatchObject({ kind: 'offered', entry: { id: theirs }, locale: 'en' })
})

test('a guild hears of what its own connection tells, and a connection takes nothing that another signed', async () => {
  const { main, archive } = places
  const { entryId } = await archive.publishRecording()

  expect(await notify('archive', main, entryId)).toBe(401)
  expect(await notify('main', archive, entryId)).toBe(401)
  expect(await notify('archive', archive, entryId)).toBe(200)
  await expect.poll(() => toldIn(filmClub.announceChannelId, entryId)).toBe(1)
  await server.idle()
  expect(toldIn(university.announceChannelId, entryId)).toBe(0)
})

test('a manager of one guild has its news told in no channel of another, although the bot is in both', async () => {
  const manager = { ...tom, userId: cast.members.manager.userId, permissions: '32' }
  const tell = (channelId: string) =>
    ask(guildConfigRoutes.changeGuildConfig, university, {
      ...{ member: manager, expectedVersion: 0, change: { kind: 'replace', overrides: { announceChannelId: channelId } } },
    })

  expect(await tell(filmClub.announceChannelId)).toEqual({
    kind: 'unusable',
    problems: ['announceChannelId is no channel of this server that the bot can see.'],
  })
  expect(await tell('1100000000000000999')).toMatchObject({ kind: 'unusable' })
  expect(await tell(university.announceChannelId)).toMatchObject({ kind: 'kept', version: 1 })
})

test('a connection that fails is known by its name, and the other goes on', async () => {
  const { entryId } = await places.main.publishRecording()
  await places.elsewhere.close()
  for (let tries = 0; tries < 3; tries += 1) await ask(watchRoutes.offerWatch, filmClub, { entryId: '0_lec01abc' })
  const { remotes } = await (await server.fetch(new Request('http://server/readyz'))).json()

  expect(remotes.kaltura).toEqual({ kind: 'circuit', circuit: 'open', connections: { main: 'closed', archive: 'open' } })
  expect(await offered(university, entryId)).toMatchObject({ kind: 'offered' })
})
