import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { joinPath } from '@kaltura-discord/api'
import { CodedError, InvalidInputError, readSettings } from '@kaltura-discord/core'
import { cast, createSandbox, PortTakenError, type Sandbox } from '@kaltura-discord/sandbox'
import { silentLog } from '@kaltura-discord/server'
import { Logger, LogLevel } from '@sapphire/framework'
import { composeBot } from '../../apps/bot/src/compose.ts'
import { composeServer } from '../../apps/server/src/compose.ts'
import { buildPages } from './build-pages.ts'
import { activityPage } from './pages.ts'
import type { Progress } from './progress.ts'
import { sandboxPage } from './sandbox-page.ts'

export interface StartSandboxOptions {
  root: string
  progress: Progress
  /** 3333 unless a test wants any free one; real Activities accept only 3333 as a Discord on this computer. */
  port?: number
}

/** Starts a Discord and a Kaltura on this computer, and our own server and bot against them. */
export async function startSandbox({ root, progress, port = 3333 }: StartSandboxOptions) {
  progress.say('Sandbox: a Discord and a Kaltura on this computer. No account is used and nothing leaves it.')
  const sandbox = await openSandbox(port, resolve(root, sandboxPage.outDir))
  try {
    progress.step('Discord and Kaltura are up')
    const built = await buildPages(root, [activityPage, sandboxPage])
    if (built > 0) progress.step('Pages built')
    const serverPort = await freePort()
    const publicUrl = `http://127.0.0.1:${serverPort}`
    sandbox.setRedirectUris([`${publicUrl}${joinPath}`])
    const server = await composeServer({
      settings: settingsFor(sandbox, { PORT: String(serverPort), PUBLIC_URL: publicUrl }),
      log: silentLog,
      activityDir: resolve(root, activityPage.outDir),
      discordApiUrl: `${sandbox.url}/api`,
    })
    sandbox.setActivityTarget(server.url)
    sandbox.kaltura?.setNotificationTarget({ url: `${server.url}/api/v1/kaltura/main/notifications`, token: notificationToken })
    progress.step('The server is up')
    const logger = new Logger(LogLevel.Error)
    const bot = await composeBot({
      botToken: sandbox.environment.DISCORD_BOT_TOKEN ?? '',
      serverUrl: server.url,
      secret,
      limit: server.limit,
      logger,
      discordApiUrl: `${sandbox.url}/api`,
    })
    progress.step('The bot is online')
    progress.say(`\n  Open ${sandbox.url}\n\nCtrl-C ends everything.`)
    return {
      sandbox,
      server,
      notificationToken,
      async close() {
        await bot.close()
        await server.close()
        await sandbox.close()
      },
    }
  } catch (error) {
    await sandbox.close()
    throw error
  }
}

async function openSandbox(port: number, pageDir: string): Promise<Sandbox> {
  try {
    return await createSandbox({ port, pageDir })
  } catch (error) {
    if (error instanceof PortTakenError && (await isSandbox(port))) {
      throw new CodedError({
        code: 'sandbox.already-running',
        message: `A sandbox is already running: open http://localhost:${port}, or stop it with Ctrl-C where it was started.`,
        retryable: false,
      })
    }
    throw error
  }
}

async function isSandbox(port: number): Promise<boolean> {
  const response = await fetch(`http://localhost:${port}/sandbox/health`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined)
  return (await response?.text().catch(() => ''))?.includes('kaltura-discord sandbox') ?? false
}

/** Staff and students may steer; what carries the tag may be seen. */
const guild = {
  guildId: cast.guild.id,
  tags: ['discord'],
  controllers: [cast.roles.staff.id, cast.roles.student.id],
  announceChannelId: cast.channels.general.id,
}
const secret = randomBytes(32).toString('hex')
const notificationToken = randomBytes(16).toString('hex')

/** Known before the server listens there, because its address is in its settings. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

function settingsFor(sandbox: Sandbox, where: { PORT: string; PUBLIC_URL: string }) {
  const outcome = readSettings({
    environment: {
      ...sandbox.environment,
      SERVER_SECRET: secret,
      KALTURA_NOTIFICATION_TOKEN: notificationToken,
      GUILDS: JSON.stringify([guild]),
      URL_MAPPINGS: `/kaltura=${sandbox.kaltura?.apiUrl},/kaltura-media=${sandbox.kaltura?.mediaUrl}`,
      ...where,
      DATA_DIR: ':memory:',
    },
  })
  if (outcome.kind !== 'complete') throw new InvalidInputError('The sandbox gave settings that the server does not take.', { outcome })
  return outcome.settings
}
