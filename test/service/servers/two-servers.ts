import { createApiClient, guildConfigRoutes, rawRoutes, serviceToken } from '@kaltura-discord/api'
import { recordLaunch } from '@kaltura-discord/discord'
import { signHttpNotification } from '@kaltura-discord/kaltura'
import { cast, createSandbox } from '@kaltura-discord/sandbox'
import { createClient } from '@redis/client'
import { Pool } from 'pg'
import { signIn } from '../../activity-client.ts'
import { startProgram } from '../../child.ts'
import { settingsVariables } from '../../settings-variables.ts'
import { freePort, startRedis } from '../rooms/redis-server.ts'

const postgresUrl = process.env.POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test'
const manager = { userId: cast.members.manager.userId, displayName: 'Mara', roleIds: [], permissions: String(1n << 5n) }

export type ServerOfTwo = Awaited<ReturnType<typeof startServer>>

/** Two processes of `apps/server` on one Postgres and one Redis, in front of one sandbox. */
export async function startTwoServers(more: Readonly<Record<string, string>>) {
  const sandbox = await createSandbox({ port: 0 })
  const schema = `servers_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = new Pool({ connectionString: postgresUrl, max: 1 })
  await admin.query(`create schema ${schema}`)
  const database = new URL(postgresUrl)
  database.searchParams.set('options', `-c search_path=${schema}`)
  const redisPort = await freePort()
  let redis = await startRedis(redisPort)
  let jobs = 0
  const redisUrl = `redis://127.0.0.1:${redisPort}`
  const environment: Readonly<Record<string, string>> = {
    ...settingsVariables(sandbox),
    DATABASE_URL: database.href,
    REDIS_URL: redisUrl,
    PORT: '0',
    ...more,
  }
  const servers = await Promise.all([startServer(environment, sandbox.url), startServer(environment, sandbox.url)])

  return {
    sandbox,
    redisUrl,
    servers,
    /** Messages of the channel that say something of entries. */
    news: () => sandbox.state().messages.filter(({ embeds }) => embeds.length > 0),
    /** A new recording in Kaltura, and Kaltura's notification of it, as often as it is sent. */
    async recording() {
      const { entryId } = (await sandbox.kaltura?.publishRecording()) ?? { entryId: '' }
      jobs += 1
      const object = { id: entryId, status: 2, objectType: 'KalturaMediaEntry' }
      const said = { object, eventType: 3, eventNotificationJobId: jobs, objectType: 'KalturaHttpNotification' }
      const body = new TextEncoder().encode(JSON.stringify(said))
      const secret = sandbox.kaltura?.notificationSecret ?? ''
      const signature = await signHttpNotification({ secret, algorithm: 'sha256', body })
      const token = environment.KALTURA_NOTIFICATION_TOKEN ?? ''
      const headers = { ...signature, 'content-type': 'application/json', 'x-kaltura-discord-token': token }
      return async ({ url }: ServerOfTwo) => {
        const answer = await fetch(`${url}/api/v1/kaltura/main/notifications`, { method: 'POST', headers, body })
        return `${answer.status} ${await answer.text()}`
      }
    },
    /** The bot token and all else that is secret in the settings but the address of Redis. */
    secrets: Object.entries(environment).flatMap(([name, value]) => (/SECRET|TOKEN$/.test(name) && value ? [value] : [])),
    /** Somebody opens an Activity, up to the bootstrap. */
    async open({ url, api }: ServerOfTwo) {
      const { userId } = cast.members.member
      const place = { guildId: cast.guild.id, channelId: cast.channels.general.id }
      const instanceId = sandbox.discord.instances.launch(userId, place.channelId).id
      const member = { userId, displayName: 'Tom', roleIds: [cast.roles.student.id], permissions: '0' }
      await recordLaunch(api, { ...place, member, locale: 'en' }, { entryId: '0_lec01abc', instanceId })
      await (await signIn(sandbox, url, 'member')).bootstrap(instanceId)
    },
    /** All keys and values of Redis, as text. */
    async heldByRedis(): Promise<string> {
      const client = await createClient({ url: redisUrl }).connect()
      const values = { hash: ['HGETALL'], string: ['GET'], zset: ['ZRANGE', '0', '-1'] } as const
      const held: unknown[] = []
      for (const key of await client.keys('*')) {
        const [command, ...rest] = values[(await client.type(key)) as keyof typeof values]
        held.push(key, await client.sendCommand([command, key, ...rest]))
      }
      client.destroy()
      return JSON.stringify(held)
    },
    stopRedis: () => redis.stop('SIGKILL'),
    async startRedisAgain() {
      redis = await startRedis(redisPort)
    },
    async stop() {
      await Promise.all([...servers.map(({ program }) => program.stop('SIGKILL')), redis.stop('SIGKILL')])
      await sandbox.close()
      await admin.query(`drop schema ${schema} cascade`)
      await admin.end()
    },
  }
}

async function startServer(environment: Readonly<Record<string, string>>, sandboxUrl: string) {
  const flags = ['--conditions=@kaltura-discord/source', '--disable-warning=ExperimentalWarning']
  const program = startProgram(process.execPath, [...flags, 'test/service/servers/server-node.ts', `${sandboxUrl}/api`], environment)
  const [, url = ''] = await program.says(/listening on (\S+)/)
  const token = await serviceToken(environment.SERVER_SECRET ?? '')
  const api = createApiClient({ baseUrl: url, fetch, token: () => token })
  const at = { params: { guildId: cast.guild.id } }
  return {
    program,
    url,
    api,
    /** Whether each thing that the server leans on answers, as its readiness says. */
    async answers(remote: string): Promise<boolean | undefined> {
      const { remotes } = await (await fetch(`${url}${rawRoutes.readiness.path}`)).json()
      return remotes[remote]?.answers
    },
    async locale() {
      const read = await api.call(guildConfigRoutes.readGuildConfig, { ...at, body: { member: manager } })
      return read.kind === 'read' ? read.effective.find(({ path }) => path === 'locale')?.value : read.reason
    },
    changeLocale: (expectedVersion: number, locale: string) =>
      api.call(guildConfigRoutes.changeGuildConfig, {
        ...at,
        body: { member: manager, expectedVersion, change: { kind: 'replace', overrides: { locale } } },
      }),
  }
}
