import { deliveryRoutes, pathOf, serviceToken } from '@kaltura-discord/api'
import type { PlannedDelivery } from '@kaltura-discord/core'
import { expect, test } from 'vitest'
import { givenParty, place, serverSecret, tom } from '../testing/invited-party.ts'

const { guildId, channelId } = place
const otherGuild = '1100000000000000019'
const startMs = 1_700_000_000_000

/** A server whose inbox and outbox hold what a test puts there, and the calls of an operator's program. */
async function scene() {
  const party = await givenParty()
  const { inbox, outbox } = party.stores
  const authorization = `Bearer ${await serviceToken(serverSecret)}`
  const path = (route: { path: string }, params: Record<string, string> = {}) =>
    pathOf(route.path, { guildId, connection: 'main', ...params })

  const accepted = async (connection: string) => {
    const subject = { kind: 'entry-ready', entryId: '0_lecture1' } as const
    await inbox.accept({ connection, dedupeKeys: [crypto.randomUUID()], subject, receivedAtMs: startMs })
    const [claimed] = await inbox.claim({ atMs: startMs, leaseMs: 1, limit: 1 })
    if (!claimed) throw new Error('nothing was claimed')
    return claimed
  }
  return {
    ...party,
    read: async (
      route: { path: string },
      params: Record<string, string> = {},
      query = '',
      headers: Record<string, string> = { authorization },
    ) => {
      const response = await party.get(`${path(route, params)}${query}`, headers)
      // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer by looking at it
      return { status: response.status, json: (await response.json()) as any }
    },
    order: (route: { path: string }, params: Record<string, string> = {}, body: object = {}) =>
      party.ask(path(route, params), body, { authorization }),
    /** What the audit of a guild has, or that of no guild. */
    async audited(guild?: string) {
      await party.server.idle()
      const records = await party.stores.audit.read(guild, { after: 0, limit: 100 })
      return records.map(({ entry, body }) => `${entry.action} ${entry.outcome} ${body?.actor.kind} ${body?.actor.id} ${body?.details}`)
    },
    /** These wait, each in a guild's channel. */
    plan: async (...deliveries: Pick<PlannedDelivery, 'id' | 'guildId'>[]) =>
      inbox.plan(
        await accepted('main'),
        deliveries.map((each) => ({ ...each, channelId, subject: '0_lecture1', event: 'entry-ready', content: 'the words of a message' })),
      ),
    /** The first one of each channel is given up. */
    settle: async (kind: 'parked' | 'refused') => {
      const claimed = await outbox.claim({ atMs: startMs, leaseMs: 1_000, limit: 10 })
      await Promise.all(claimed.map((each) => outbox.settle(each, { kind, reason: `it was ${kind}` }, startMs)))
    },
    park: async (connection: string) => {
      const claimed = await accepted(connection)
      await inbox.park(claimed, 'Kaltura did not answer.')
      return claimed.id
    },
  }
}

test('a guild’s messages are listed the newest first, in pages, without their words', async () => {
  const { plan, read } = await scene()
  await plan({ guildId, id: 'n1-0' }, { guildId, id: 'n1-1' }, { guildId, id: 'n1-2' }, { guildId: otherGuild, id: 'n1-3' })

  const first = await read(deliveryRoutes.listDeliveries, {}, '?limit=2')
  const second = await read(deliveryRoutes.listDeliveries, {}, `?limit=2&after=${first.json.next}`)

  expect(first.json).toEqual({
    deliveries: [
      { id: 'n1-2', channelId, event: 'entry-ready', subject: '0_lecture1', state: 'waiting', attempts: 0 },
      { id: 'n1-1', channelId, event: 'entry-ready', subject: '0_lecture1', state: 'waiting', attempts: 0 },
    ],
    next: 'n1-1',
  })
  expect(second.json).toMatchObject({ deliveries: [{ id: 'n1-0' }] })
  expect(second.json).not.toHaveProperty('next')
})

test('a page that is just full has none behind it', async () => {
  const { plan, read } = await scene()
  await plan({ guildId, id: 'n1-0' }, { guildId, id: 'n1-1' })

  expect((await read(deliveryRoutes.listDeliveries, {}, '?limit=2')).json).not.toHaveProperty('next')
})

test.each(['parked', 'refused'] as const)(
  'what is %s is listed by that with its reason, and waits again when it is replayed',
  async (state) => {
    const { plan, settle, read, order, stores } = await scene()
    await plan({ guildId, id: 'n1-0' }, { guildId, id: 'n1-1' })
    await settle(state)
    await stores.outbox.pause(guildId, startMs)

    const listed = await read(deliveryRoutes.listDeliveries, {}, `?state=${state}`)
    const replayed = await order(deliveryRoutes.replayDelivery, { id: 'n1-0' })
    const waiting = await read(deliveryRoutes.listDeliveries, {}, '?state=waiting')

    expect(listed.json.deliveries).toMatchObject([{ id: 'n1-0', state, reason: `it was ${state}` }])
    expect([replayed.status, replayed.json]).toEqual([200, {}])
    expect(waiting.json.deliveries).toMatchObject([{ id: 'n1-1' }, { id: 'n1-0', attempts: 0 }])
  },
)

test('another guild’s message is not found, nor is one that waits, and nothing changes', async () => {
  const { plan, settle, read, order } = await scene()
  await plan({ guildId: otherGuild, id: 'n1-0' })
  await settle('parked')
  await plan({ guildId, id: 'n2-0' })

  const answers = await Promise.all(['n1-0', 'n2-0', 'n9-9'].map((id) => order(deliveryRoutes.replayDelivery, { id })))

  expect(new Set(answers.map(({ json: { supportId: _, ...problem } }) => JSON.stringify(problem))).size).toBe(1)
  expect(answers[0]?.json).toMatchObject({ status: 404, code: 'delivery.unknown' })
  expect((await read(deliveryRoutes.listDeliveries, { guildId: otherGuild })).json.deliveries).toMatchObject([
    { id: 'n1-0', state: 'parked' },
  ])
})

test('a guild that is paused waits until it is resumed, and then is told at once', async () => {
  const { order, park, read, server, sent } = await scene()
  await order(deliveryRoutes.pauseDeliveries)
  await order(deliveryRoutes.pauseDeliveries)
  await order(deliveryRoutes.replayNotification, { id: await park('main') })
  await server.idle()
  const waiting = await read(deliveryRoutes.listDeliveries)
  const told = sent.length
  await order(deliveryRoutes.resumeDeliveries)
  await server.idle()

  expect([waiting.json.deliveries, told]).toMatchObject([[{ state: 'waiting' }], 0])
  expect((await read(deliveryRoutes.listDeliveries)).json.deliveries).toMatchObject([{ state: 'sent', messageId: expect.any(String) }])
  expect(sent).toHaveLength(1)
})

test('pauses of guilds and of everything do not end each other, and are listed in pages', async () => {
  const { order, read } = await scene()
  await order(deliveryRoutes.pauseDeliveries)
  await order(deliveryRoutes.pauseDeliveries, { guildId: otherGuild })
  await order(deliveryRoutes.pauseAllDeliveries)
  await order(deliveryRoutes.resumeDeliveries, { guildId: otherGuild })
  const all = await read(deliveryRoutes.listPauses)
  await order(deliveryRoutes.resumeAllDeliveries)
  await order(deliveryRoutes.pauseDeliveries, { guildId: otherGuild })
  const first = await read(deliveryRoutes.listPauses, {}, '?limit=1')
  const second = await read(deliveryRoutes.listPauses, {}, `?limit=1&after=${first.json.next}`)

  expect(all.json).toEqual({ isEveryGuildPaused: true, guildIds: [guildId] })
  expect(first.json).toEqual({ isEveryGuildPaused: false, guildIds: [guildId], next: guildId })
  expect(second.json).toEqual({ isEveryGuildPaused: false, guildIds: [otherGuild] })
})

test('parked notifications of a connection are listed in pages without what they are known again by, and are told when they are replayed', async () => {
  const { park, order, read, server, sent } = await scene()
  const ids = [await park('main'), await park('main')]
  await park('other')
  const first = await read(deliveryRoutes.listParkedNotifications, {}, '?limit=1')
  const second = await read(deliveryRoutes.listParkedNotifications, {}, `?limit=1&after=${first.json.next}`)
  const replayed = await order(deliveryRoutes.replayNotification, { id: ids[0] ?? '' })
  const again = await order(deliveryRoutes.replayNotification, { id: ids[0] ?? '' })
  await server.idle()

  const subject = { kind: 'entry-ready', entryId: '0_lecture1' }
  const shown = { subject, receivedAtMs: startMs, attempts: 1, reason: 'Kaltura did not answer.' }
  expect(first.json).toEqual({ notifications: [{ id: ids[0], ...shown }], next: ids[0] })
  expect(second.json).toEqual({ notifications: [{ id: ids[1], ...shown }] })
  expect([replayed.status, again.json.code, sent.length]).toEqual([200, 'notification.unknown', 1])
})

test('a notification of another connection is not found, and neither is a connection that is not configured', async () => {
  const { park, order, read } = await scene()
  const id = await park('other')

  expect((await order(deliveryRoutes.replayNotification, { id })).json).toMatchObject({ status: 404, code: 'notification.unknown' })
  expect((await order(deliveryRoutes.replayNotification, { connection: 'other', id })).json).toMatchObject({ code: 'connection.unknown' })
  expect((await read(deliveryRoutes.listParkedNotifications, { connection: 'other' })).json).toMatchObject({
    status: 404,
    code: 'connection.unknown',
  })
})

test('each order is one record of the audit, by whom it was given as far as it was said, refusals too', async () => {
  const { plan, settle, park, order, audited } = await scene()
  await plan({ guildId, id: 'n1-0' })
  await settle('parked')
  const id = await park('main')
  await order(deliveryRoutes.pauseDeliveries, {}, { by: tom })
  await order(deliveryRoutes.replayDelivery, { id: 'n1-0' }, { by: tom })
  await order(deliveryRoutes.replayDelivery, { id: 'n1-0' }, { by: tom })
  await order(deliveryRoutes.pauseAllDeliveries)
  await order(deliveryRoutes.replayNotification, { id })
  await order(deliveryRoutes.replayNotification, { id, connection: 'other' })
  await order(deliveryRoutes.resumeAllDeliveries, {}, { by: tom })

  expect(await audited(guildId)).toEqual([
    'message.parked done program notifications {"deliveryId":"n1-0","channelId":"1100000000000000011","event":"entry-ready"}',
    `command.used done user ${tom} {"command":"deliveries.pause","outcome":"done"}`,
    `command.used done user ${tom} {"command":"delivery.replay","outcome":"done","deliveryId":"n1-0"}`,
    `command.used delivery.unknown user ${tom} {"command":"delivery.replay","outcome":"delivery.unknown","deliveryId":"n1-0"}`,
  ])
  expect(await audited()).toEqual([
    'command.used done program operator {"command":"deliveries.pause","outcome":"done"}',
    `command.used done program operator {"command":"notification.replay","outcome":"done","connection":"main","notificationId":"${id}"}`,
    `command.used connection.unknown program operator {"command":"notification.replay","outcome":"connection.unknown","connection":"other","notificationId":"${id}"}`,
    `command.used done user ${tom} {"command":"deliveries.resume","outcome":"done"}`,
  ])
})

test('what is out of bounds or misspelt is refused', async () => {
  const { read, order } = await scene()
  const queries = [
    'limit=0',
    'limit=101',
    'limit=1.5',
    'limit=many',
    'limit=',
    'state=lost',
    'stat=parked',
    'after=../x',
    `after=${'x'.repeat(26)}`,
  ]
  const refused = await Promise.all(queries.map((query) => read(deliveryRoutes.listDeliveries, {}, `?${query}`)))
  const strange = await order(deliveryRoutes.pauseDeliveries, { guildId: '*' })

  expect(refused.map(({ json }) => json.code)).toEqual(queries.map(() => 'request.invalid'))
  expect(strange.json).toMatchObject({ status: 400, code: 'request.invalid' })
})

test('nobody is let in without the service token, members of the guild neither', async () => {
  const { ask, as, read, stores } = await scene()
  const reads = [deliveryRoutes.listDeliveries, deliveryRoutes.listPauses, deliveryRoutes.listParkedNotifications]
  const orders = Object.values(deliveryRoutes).filter(({ method }) => method === 'POST')
  const paths = orders.map(({ path }) => pathOf(path, { guildId, connection: 'main', id: 'n1-0' }))
  const answers = await Promise.all([
    ...reads.map((route) => read(route, {}, '', {})),
    ...paths.flatMap((path) => [ask(path, {}), as(tom, path, {})]),
  ])

  expect(answers).toHaveLength(15)
  expect(new Set(answers.map(({ json }) => json.code))).toEqual(new Set(['auth.service']))
  expect(await stores.outbox.paused()).toEqual([])
})
