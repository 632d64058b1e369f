import { createReconciler } from '@kaltura-discord/kaltura'
import { expect, test } from 'vitest'
import { startAccount } from '../testing/account-under-test.ts'
import { object } from '../testing/plugin-client.ts'

async function start() {
  const account = await startAccount()
  const client = account.clientFor({ kind: 'catalogue' })
  const reconciler = createReconciler({ client, now: account.now })
  return { ...account, reconciler, cursor: reconciler.cursorAt(account.now()) }
}

test('a recording of which no notification came is told after two minutes, once', async () => {
  const { kaltura, reconciler, cursor, pass } = await start()
  pass(10_000)
  const { entryId } = await kaltura.publishRecording()
  expect((await reconciler.changesSince(cursor)).changes).toEqual([])

  pass(120_000)
  const found = await reconciler.changesSince(cursor)
  expect(found).toMatchObject({ changes: [{ kind: 'entry-ready', entryId, dedupeKeys: [`ready:${entryId}`] }], more: false })
  expect((await reconciler.changesSince(found.cursor)).changes).toEqual([])
})

test('an entry that is made, and one that is renamed, are told with what became of them', async () => {
  const { call, kaltura, reconciler, cursor, pass } = await start()
  pass(10_000)
  const made = await call('media', 'add', object('MediaEntry', { name: 'Field trip', mediaType: 1 }))
  const { entryId } = await kaltura.publishRecording()
  pass(60_000)
  await call('media', 'update', entryId, object('MediaEntry', { name: 'Renamed' }))
  pass(200_000)
  const { changes } = await reconciler.changesSince(cursor)

  expect(changes.map(({ kind, entryId: id }) => [kind, id])).toEqual([
    ['entry-updated', made.id],
    ['entry-ready', entryId],
  ])
})
