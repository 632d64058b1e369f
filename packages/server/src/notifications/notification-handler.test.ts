import { createStaticBindings } from '@kaltura-discord/core'
import { createMemoryCatalog, createMemorySink } from '@kaltura-discord/core/testing'
import { createMemoryStores } from '@kaltura-discord/stores/memory'
import { expect, onTestFinished, test } from 'vitest'
import { manualTimers } from '../lookout/manual-timers.ts'
import { entry, headersFor, ready, utf8 } from '../testing/notification-receiver.ts'
import { createNotificationHandler } from './notification-handler.ts'

/** A handler whose time the test lets pass. */
function givenHandler() {
  const stores = createMemoryStores()
  const timers = manualTimers()
  const { sink, messages } = createMemorySink()
  const proof = { token: 'token of main', secrets: ['secret of main', 'secret of main, the next one'] }
  const handler = createNotificationHandler({
    connections: [{ name: 'main', partnerId: 101, catalog: createMemoryCatalog([{ entry }]), notifications: proof, lookout: undefined }],
    stores,
    bindings: createStaticBindings([
      { guildId: '1', connection: 'main', scope: { tags: ['discord'], categories: [] }, controllers: [], announceChannelId: '77' },
    ]),
    sink,
    now: () => 1_000_000,
  })
  onTestFinished(handler.close)
  const body = utf8(ready)
  const post = async (path: string, by = 'main') =>
    handler.fetch(new Request(`https://app.example${path}`, { method: 'POST', body, headers: await headersFor(body, by, 'main') }))
  return { handler, stores, timers, messages, post }
}

test('takes a notification on its own path alone, and tells it without a button', async () => {
  const { handler, messages, post } = givenHandler()
  const statuses = [(await post('/api/v1/kaltura/main/notifications')).status, (await post('/api/v1/kaltura/main')).status]
  await handler.idle()

  expect(statuses).toEqual([200, 404])
  expect(messages).toMatchObject([{ channelId: '77', body: { components: [] } }])
})

test('takes what is signed by either of two secrets, so that one can follow the other, and by no third', async () => {
  const { post } = givenHandler()
  const path = '/api/v1/kaltura/main/notifications'
  const answers = [await post(path, 'main'), await post(path, 'main, the next one'), await post(path, 'another')]

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 401])
})

test('leaves one record of each delivery in the audit of its guild', async () => {
  const { handler, stores, post } = givenHandler()
  await post('/api/v1/kaltura/main/notifications')
  await handler.idle()
  const records = await stores.audit.read('1', { after: 0, limit: 10 })

  expect(records.map(({ entry }) => `${entry.seq} ${entry.action}`)).toEqual(['1 message.delivered'])
})

test('started, it tells what was left over from before, by itself; closed, it looks no more', async () => {
  const { handler, stores, timers, messages } = givenHandler()
  await stores.inbox.accept({ connection: 'main', dedupeKeys: ['1'], subject: { kind: 'entry-ready', entryId: entry.id }, receivedAtMs: 0 })
  handler.start(timers)
  handler.start(timers)
  timers.run(0)
  timers.run(0)
  await expect.poll(() => timers.waits()).toEqual([5_000, 3_600_000])
  await handler.close()

  expect(messages).toHaveLength(1)
  expect(timers.waits()).toEqual([])
})
