import { Pool } from 'pg'
import { onTestFinished } from 'vitest'

const connectionString = process.env.POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test'

/** A pool on a schema of its own, so that nobody's data is touched; what the test leaves behind goes with it. */
export async function emptySchema(options: { pipeline?: boolean } = {}): Promise<Pool> {
  const schema = `stores_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = new Pool({ connectionString, max: 1 })
  await admin.query(`create schema ${schema}`)
  const pool = new Pool({ connectionString, options: `-c search_path=${schema}`, ...options })
  onTestFinished(async () => {
    if (!pool.ended) await pool.end()
    await admin.query(`drop schema ${schema} cascade`)
    await admin.end()
  })
  return pool
}
