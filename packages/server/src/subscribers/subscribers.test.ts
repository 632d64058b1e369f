import { pathOf, serviceToken, subscriberRoutes } from '@kaltura-discord/api'
import { domainEvent } from '@kaltura-discord/core'
import { expect, test } from 'vitest'
import { givenParty, place, serverSecret, tom } from '../testing/invited-party.ts'

const atMs = 1_700_000_000_000
const { listSubscribers, listParkedEvents, replayEvent, replayEvents } = subscriberRoutes

/** A server, three events of which `mail` could not deal with two, and the calls of an operator's program. */
async function scene() {
  const party = await givenParty()
  const { events, subscribers } = party.stores
  const authorization = `Bearer ${await serviceToken(serverSecret)}`
  const path = (route: { path: string }, params: Record<string, string> = {}) => pathOf(route.path, { subscriber: 'mail', ...params })
  const data = { command: 'watch.offer', outcome: 'offered' } as const
  const actor = { kind: 'program', id: 'test' } as const
  await events.publish(['e1', 'e2', 'e3'].map((id) => domainEvent({ id, type: 'command.used', guildId: place.guildId, atMs, actor, data })))
  await subscribers.claim('mail', { atMs, leaseMs: 1_000 })
  await subscribers.park('mail', { term: 1, position: 1, eventId: 'e1', reason: 'Error: no', atMs })
  await subscribers.park('mail', { term: 1, position: 3, eventId: 'e3', reason: 'Error: no', atMs })
  return {
    ...party,
    read: async (route: { path: string }, query = '', params = {}, headers: Record<string, string> = { authorization }) =>
      (await party.get(`${path(route, params)}${query}`, headers)).json(),
    order: (route: { path: string }, params: Record<string, string> = {}, body: object = {}) =>
      party.ask(path(route, params), body, { authorization }),
    /** So many looks at what is due, with five minutes between them. */
    async goOn(times: number) {
      for (let look = 0; look < times; look += 1) {
        party.world.nowMs += 300_000
        party.server.deliver()
        await party.server.idle()
      }
    },
    /** What the audit that is no guild's has. */
    async audited() {
      await party.server.idle()
      const records = await party.stores.audit.read(undefined, { after: 0, limit: 100 })
      return records.map(({ entry, body }) => `${entry.outcome} ${body?.actor.id} ${body?.details}`)
    },
  }
}

const first = { position: 1, eventId: 'e1', reason: 'Error: no', atMs }
const second = { position: 3, eventId: 'e3', reason: 'Error: no', atMs }

test('who follows the events is listed, with how many each set aside, and those in pages', async () => {
  const { read } = await scene()

  expect(await read(listSubscribers)).toEqual({ subscribers: [{ name: 'mail', position: 3, parked: 2 }] })
  expect(await read(listParkedEvents, '?limit=1')).toEqual({ events: [first], next: 1 })
  expect(await read(listParkedEvents, '?limit=1&after=1')).toEqual({ events: [second] })
})

test('one that is replayed is for whoever claims next, and the other stays', async () => {
  const { order, read, stores } = await scene()
  const { status, json } = await order(replayEvent, { position: '3' })

  expect([status, json]).toEqual([200, {}])
  expect(await read(listParkedEvents)).toEqual({ events: [first] })
  expect(await stores.subscribers.claim('mail', { atMs: atMs + 1_000, leaseMs: 1 })).toMatchObject({ replayed: [3] })
})

test('all are replayed at once, and a second time none is left', async () => {
  const { order } = await scene()

  expect((await order(replayEvents)).json).toEqual({ replayed: 2 })
  expect((await order(replayEvents)).json).toEqual({ replayed: 0 })
})

test('an event that nobody could record is in the audit once the fault is mended and it is replayed', async () => {
  const { order, read, goOn, server, stores } = await scene()
  const { append } = stores.audit
  stores.audit.append = () => Promise.reject(new Error('a bug'))
  await goOn(24)
  const parked = await read(listParkedEvents, '', { subscriber: 'audit' })
  stores.audit.append = append
  await order(replayEvents, { subscriber: 'audit' }, { by: tom })
  await server.idle()
  const records = await stores.audit.read(place.guildId, { after: 0, limit: 10 })

  expect(parked).toMatchObject({ events: [{ eventId: 'e1', reason: 'Error: a bug' }, { eventId: 'e2' }, { eventId: 'e3' }] })
  expect(records.map(({ entry }) => entry.eventId)).toEqual(['e1', 'e2', 'e3'])
  expect(await read(listParkedEvents, '', { subscriber: 'audit' })).toEqual({ events: [] })
})

test('what was not set aside, what is replayed already, and another’s is not found; nor is a subscriber who never was', async () => {
  const { order, read, stores } = await scene()
  await stores.subscribers.claim('other', { atMs, leaseMs: 1 })
  await order(replayEvent, { position: '3' })
  const answers = [
    await order(replayEvent, { position: '2' }),
    await order(replayEvent, { position: '3' }),
    await order(replayEvent, { position: '1', subscriber: 'other' }),
    await order(replayEvent, { position: '1', subscriber: 'nobody' }),
    await order(replayEvents, { subscriber: 'nobody' }),
  ]

  expect(answers.map(({ status, json }) => `${status} ${json.code}`)).toEqual([
    ...Array.from({ length: 3 }, () => '404 event.unknown'),
    ...Array.from({ length: 2 }, () => '404 subscriber.unknown'),
  ])
  expect(await read(listParkedEvents, '', { subscriber: 'nobody' })).toMatchObject({ code: 'subscriber.unknown' })
})

test('each order is one record of the audit, by whom it was given as far as it was said, refusals too', async () => {
  const { order, audited } = await scene()
  await order(replayEvent, { position: '3' }, { by: tom })
  await order(replayEvent, { position: '3' }, { by: tom })
  await order(replayEvents)
  await order(replayEvents)

  expect(await audited()).toEqual([
    `done ${tom} {"command":"event.replay","outcome":"done","subscriber":"mail","position":3}`,
    `event.unknown ${tom} {"command":"event.replay","outcome":"event.unknown","subscriber":"mail","position":3}`,
    'done operator {"command":"event.replay","outcome":"done","subscriber":"mail"}',
    'nothing-parked operator {"command":"event.replay","outcome":"nothing-parked","subscriber":"mail"}',
  ])
})

test('what is out of bounds or misspelt is refused, and nobody is let in without the service token', async () => {
  const { read, order, ask, as } = await scene()
  const queries = ['limit=0', 'limit=101', 'after=0', 'after=x', 'afer=1']
  const refused = await Promise.all(queries.map((query) => read(listParkedEvents, `?${query}`)))
  const paths = [replayEvent, replayEvents].map(({ path }) => pathOf(path, { subscriber: 'mail', position: '1' }))
  const strangers = await Promise.all([
    ...[listSubscribers, listParkedEvents].map((route) => read(route, '', {}, {})),
    ...paths.flatMap((path) => [ask(path, {}), as(tom, path, {})]).map(async (answer) => (await answer).json),
  ])

  expect(refused.map(({ code }) => code)).toEqual(queries.map(() => 'request.invalid'))
  expect((await order(replayEvent, { position: '1.5' })).json.code).toBe('request.invalid')
  expect((await order(replayEvents, { subscriber: 'a mail' })).json.code).toBe('request.invalid')
  expect(strangers.map(({ code }) => code)).toEqual(Array.from({ length: 6 }, () => 'auth.service'))
})
