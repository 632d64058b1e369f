import { DatabaseSync } from 'node:sqlite'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { notificationPath, type ReceiverKeys } from '../receiver/notification.ts'
import { openPlace, type Place, poolOf } from '../receiver/place.ts'
import { startReceiver } from '../receiver/receiver.ts'

/** What the server of a contender is told, as JSON. */
export interface AckSetting extends ReceiverKeys {
  contender: 'floor' | 'ours'
  place: Place
}

const setting = JSON.parse(process.argv[2] ?? '') as AckSetting
process.send?.({ port: setting.contender === 'ours' ? await serveOurs() : await serveFloor(), openMs: 0 })
process.once('disconnect', () => process.exit())

/** The receiver alone: what is to be delivered stays where it is. */
async function serveOurs(): Promise<number> {
  const discord = { apiUrl: 'https://discord.invalid', applicationId: '1', clientSecret: 'x', botToken: 'y' }
  const { server, port } = await startReceiver({ ...setting, stores: await openPlace(setting.place), discord })
  await server.close()
  return port
}

/**
 * What an acknowledgement costs without any judgement: the same HTTP server, one row that is durable before it answers. Each row has a statement and a commit
 * of its own; of ours those that wait share one (ADR 27), which wins back a part of what the judging costs.
 */
async function serveFloor(): Promise<number> {
  const insert = await (setting.place.store === 'sqlite' ? sqliteRow(setting.place.file) : postgresRow(setting.place.url))
  const app = new Hono()
  app.post(notificationPath, async (context) => {
    await insert(crypto.randomUUID(), await context.req.text())
    return context.json({ outcome: 'accepted' }, 200)
  })
  return new Promise((done) => void serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => done(port)))
}

async function sqliteRow(file: string) {
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; pragma synchronous = full; create table row (id text primary key, body text not null)')
  const statement = database.prepare('insert into row values (?, ?)')
  return async (id: string, body: string): Promise<unknown> => statement.run(id, body)
}

async function postgresRow(url: string) {
  const pool = poolOf(url)
  await pool.query('drop table if exists row_of_floor; create table row_of_floor (id text primary key, body text not null)')
  return (id: string, body: string): Promise<unknown> => pool.query('insert into row_of_floor values ($1, $2)', [id, body])
}
