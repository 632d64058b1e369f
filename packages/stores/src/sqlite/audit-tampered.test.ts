import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createAuditing, verifyAudit } from '@kaltura-discord/core'
import { expect, onTestFinished, test } from 'vitest'
import { openSqliteStores } from './index.ts'

const guildId = '1100000000000000010'
const digest = async (text: string) => createHash('sha256').update(text).digest('hex')

/** What is said of a chain of four links after somebody who owns the file wrote into it, past every trigger. */
async function verdictAfter(...statements: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'tampered-'))
  const file = join(folder, 'audit.db')
  const { audit, close } = openSqliteStores({ file })
  const database = new DatabaseSync(file)
  onTestFinished(async () => {
    database.close()
    await close()
    rmSync(folder, { recursive: true })
  })
  const noted: { seq: number; hash: string }[] = []
  const record = createAuditing({ audit, digest, newSalt: () => 'salt', onRecorded: ({ seq, hash }) => noted.push({ seq, hash }) })
  const event = { type: 'command.used', guildId, atMs: 1, actor: { kind: 'user', id: '1100000000000000021' } } as const
  for (const position of [1, 2, 3, 4]) await record({ ...event, id: `e${position}`, position, data: { outcome: 'done' } })
  const triggers = database.prepare("select name from sqlite_master where type = 'trigger'").all()
  for (const { name } of triggers) database.exec(`drop trigger "${name}"`)
  for (const statement of statements) database.exec(statement)
  return verifyAudit(await audit.read(guildId, { after: 0, limit: 100 }), { guildId, digest, known: noted.at(-1) })
}

test('[F94] a file that nobody touched holds a chain that fits', async () => {
  expect(await verdictAfter()).toMatchObject({ kind: 'intact', head: { seq: 4 } })
})

test.each([
  ['an outcome that says something else', ["update audit_entry set outcome = 'refused' where seq = 2"], 'altered', 2],
  ['another name in a body', ["update audit_body set actor_id = '1100000000000000099' where seq = 3"], 'body-altered', 3],
  ['a link that was taken out', ['delete from audit_entry where seq = 2', 'delete from audit_body where seq = 2'], 'missing', 2],
  [
    'a link that was taken out, and the gap closed',
    ['delete from audit_entry where seq = 2', 'delete from audit_body where seq = 2', 'update audit_entry set seq = seq - 1 where seq > 2'],
    'altered',
    2,
  ],
  [
    'two links that changed places',
    [
      'update audit_entry set seq = 9 where seq = 2',
      'update audit_entry set seq = 2 where seq = 3',
      'update audit_entry set seq = 3 where seq = 9',
    ],
    'altered',
    2,
  ],
  ['a link of another guild', ["update audit_entry set guild_id = '1100000000000000020' where seq = 1"], 'missing', 1],
  ['an end that was cut off', ['delete from audit_entry where seq = 4', 'delete from audit_body where seq = 4'], 'cut-off', 4],
])('[F94] %s shows in a file', async (_, statements, problem, seq) => {
  expect(await verdictAfter(...statements)).toEqual({ kind: 'broken', seq, problem })
})
