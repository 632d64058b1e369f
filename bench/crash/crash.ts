import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Clock, cast, createSandbox } from '@kaltura-discord/sandbox'
import { startEmbeddedPostgres } from '../../test/embedded-postgres.ts'
import { median } from '../percentile.ts'
import { type Life, startLife } from '../receiver/life.ts'
import { seededRandom } from '../seeded-random.ts'
import { watchChannel } from './channel.ts'
import { startSender } from './sender.ts'
import { type CrashSetting, fastTime, speed } from './setting.ts'

export interface CrashOptions {
  store: 'sqlite' | 'postgres'
  /** Of our process. */
  kills: number
  /** Of the Postgres, beside those. */
  postgresKills: number
  notifications: number
  seed: number
  /** The longest life, in ms. Each ends at a random point of it, counted from the start of the process; half of them within the next burst of posts after that. */
  lifeMs: number
  log(line: string): void
}

export interface CrashReport {
  store: 'sqlite' | 'postgres'
  kills: number
  postgresKills: number
  /** Killed before they listened. */
  killedWhileStarting: number
  acknowledged: number
  /** Posts without an answer, which were made again. */
  unknown: number
  /** Acknowledged, and no message. */
  lost: number
  /** Messages beyond the first about the same entry. */
  duplicates: number
  /** How long the store took to open after a kill. */
  reopenP50Ms: number
  reopenMaxMs: number
  /** The same for a killed Postgres, from its start until it takes connections. */
  postgresReopenP50Ms?: number
  postgresReopenMaxMs?: number
}

const perSecond = 80
const program = new URL('server.ts', import.meta.url)
const burstMs = 40
/** Longer than a lease and some attempts, in our time. */
const patienceMs = 20_000

const fastClock: Clock = {
  now: fastTime.now,
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs / speed)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Kills a server again and again while notifications come in, and looks at the end what became of those that it had acknowledged. */
export async function runCrash(options: CrashOptions): Promise<CrashReport> {
  const { store, kills, postgresKills, notifications, lifeMs, log } = options
  const random = seededRandom(options.seed)
  const sandbox = await createSandbox({ port: 0, kaltura: false, clock: fastClock })
  const folder = await mkdtemp(join(tmpdir(), 'crash-'))
  const postgres = store === 'postgres' ? await startEmbeddedPostgres() : undefined
  const { channels } = cast
  const keys = { token: crypto.randomUUID(), secret: crypto.randomUUID() }
  const { secrets, store: world } = sandbox.discord
  const setting: CrashSetting = {
    ...keys,
    place: postgres ? { store: 'postgres', url: postgres.url } : { store: 'sqlite', file: join(folder, 'crash.db') },
    announceChannelId: channels.general.id,
    discord: {
      apiUrl: `${sandbox.url}/api`,
      applicationId: world.world.application.id,
      clientSecret: secrets.clientSecret,
      botToken: secrets.botToken,
    },
  }
  const channel = watchChannel(sandbox, channels.general.id)
  let life: Life = startLife(program, setting)
  const sender = startSender({ ...keys, total: notifications, perSecond, address })
  const openings: number[] = []
  const recoveries: number[] = []
  let killedWhileStarting = 0

  async function kill(number: number): Promise<void> {
    const { ready } = life
    await delay(random() * lifeMs)
    if (random() < 0.5) await sender.nextBurst().then(() => delay(random() * burstMs))
    await life.end('SIGKILL')
    life = startLife(program, setting)
    const lived = await ready
    if (!lived) killedWhileStarting += 1
    else if (number > 0) openings.push(lived.openMs)
  }

  try {
    for (let number = 0; number < kills; number += 1) {
      const isTurn = Math.floor(((number + 1) * postgresKills) / kills) > Math.floor((number * postgresKills) / kills)
      if (postgres && isTurn) {
        await life.ready // without a database a server does not start, and says so
        await delay(random() * lifeMs)
        recoveries.push(await postgres.killAndRestart())
      }
      await Promise.race([kill(number), life.died])
      if (number % 10 === 9) log(`${number + 1} kills, ${sender.acknowledged.size} acknowledged, ${channel.count()} messages`)
    }
    await Promise.race([sender.done, life.died])
    await Promise.race([allThere(), life.died])
    return {
      store,
      kills,
      postgresKills: recoveries.length,
      killedWhileStarting,
      acknowledged: sender.acknowledged.size,
      unknown: sender.unknown(),
      lost: missing().length,
      duplicates: channel.duplicates(),
      reopenP50Ms: median(openings),
      reopenMaxMs: Math.max(...openings),
      ...(recoveries.length > 0 ? { postgresReopenP50Ms: median(recoveries), postgresReopenMaxMs: Math.max(...recoveries) } : {}),
    }
  } finally {
    await life.end('SIGKILL')
    await postgres?.stop()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  }

  async function address(): Promise<string> {
    const ready = await life.ready
    if (ready) return ready.url
    await delay(5) // until the next life is there; one that ended by itself has none
    return address()
  }

  function missing(): string[] {
    return [...sender.acknowledged].filter((entryId) => !channel.has(entryId))
  }

  /** Or until nothing came for too long. */
  async function allThere(): Promise<void> {
    let last = { count: channel.count(), atMs: performance.now() }
    while (missing().length > 0 && performance.now() - last.atMs < patienceMs) {
      await delay(200)
      if (channel.count() !== last.count) last = { count: channel.count(), atMs: performance.now() }
    }
  }
}
