import { auditRoutes, deliveryRoutes, pathOf, serviceToken, watchRoutes } from '@kaltura-discord/api'
import { UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { givenParty, gus, pia, place, serverSecret, tom } from '../testing/invited-party.ts'

const member = { userId: tom, displayName: 'Tom', roleIds: [], permissions: '8' }
const auditPath = pathOf(auditRoutes.readAudit.path, place)
const verdictPath = pathOf(auditRoutes.verifyAudit.path, place)

/** A party whose server is asked by programs too. */
async function scene() {
  const party = await givenParty()
  const authorization = `Bearer ${await serviceToken(serverSecret)}`
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer by looking at it
  const read = async (path: string): Promise<any> => (await party.get(path, { authorization })).json()
  const offer = (entryId: string) => party.ask(pathOf(watchRoutes.offerWatch.path, place), { member, entryId }, { authorization })
  const events = async () =>
    (await read(auditRoutes.readEvents.path)).events as { type: string; data: { command?: string; outcome?: string } }[]
  const said = async () => (await events()).map(({ type, data }) => [type, data.command, data.outcome].filter(Boolean).join(' '))
  return { ...party, authorization, read, offer, said }
}

describe('what people do', () => {
  test('is one event each, in order, refusals too; looking for a video is none', async () => {
    const { offer, invite, revoke, join, said, as } = await scene()
    await offer('0_lecture1')
    await offer('0_secret')
    await invite(pia)
    const { json: invitation } = await invite(tom)
    await join(gus, invitation)
    await revoke(tom, invitation)
    await as(tom, '/api/v1/activity/entries', { ...place, query: '' })

    expect(await said()).toEqual([
      'command.used watch.offer offered',
      'command.used watch.offer entry-out-of-scope',
      'command.used invitation.create invitation.not-allowed',
      'command.used invitation.create done',
      'ks.issued',
      'command.used invitation.join done',
      'command.used invitation.revoke done',
    ])
  })

  test('is read on by a program from where it was', async () => {
    const { offer, read } = await scene()
    await offer('0_lecture1')
    await offer('0_secret')
    const first = await read('/api/v1/events?limit=1')
    const second = await read(`/api/v1/events?limit=9&after=${first.next}`)
    const third = await read(`/api/v1/events?after=${second.next}`)

    expect(first).toMatchObject({ events: [{ position: 1, actor: { kind: 'user', id: tom } }], next: 1 })
    expect(second).toMatchObject({ events: [{ position: 2, data: { outcome: 'entry-out-of-scope' } }], next: 2 })
    expect(third).toEqual({ events: [], next: 2 })
  })

  test('leaves one record each in the audit of its guild, whose chain fits; no KS and no link is in it', async () => {
    const { offer, invite, join, read, idle } = await scene()
    await offer('0_lecture1')
    const { json: invitation } = await invite(tom)
    await join(gus, invitation)
    await idle()
    const { records, next } = await read(auditPath)
    const text = JSON.stringify([records, await read('/api/v1/events')])

    expect(records.map(({ seq, action }: { seq: number; action: string }) => `${seq} ${action}`)).toEqual([
      '1 command.used',
      '2 command.used',
      '3 ks.issued',
      '4 command.used',
    ])
    expect(next).toBe(4)
    expect(await read(`${auditPath}?action=ks.issued`)).toMatchObject({ records: [{ seq: 3, body: { actor: { id: gus } } }] })
    expect(await read(verdictPath)).toEqual({ kind: 'intact', head: { seq: 4, hash: records[3].hash }, forgotten: 0, more: false })
    expect(text).not.toContain(invitation.id)
    expect(text).not.toMatch(/"ks \d/)
  })

  test('is not done, or not given out, while it can not be written down', async () => {
    const { offer, invite, join, stores, granted } = await scene()
    const { json: invitation } = await invite(tom)
    stores.events.publish = () => Promise.reject(new UnavailableError('The database did not take a change.'))
    const answers = [await offer('0_lecture1'), await invite(tom), await join(gus, invitation)]

    expect(answers.map(({ status, json }) => `${status} ${json.code}`)).toEqual(Array.from({ length: 3 }, () => '503 upstream.unavailable'))
    expect(JSON.stringify(answers.map(({ json }) => json))).not.toMatch(/#|ks \d|bearer|"player"/)
    expect(granted).toHaveLength(1)
  })
})

test('whoever is forgotten is gone from the events, and from the audit, whose chain still fits', async () => {
  const { offer, read, idle, stores } = await scene()
  await offer('0_lecture1')
  await idle()
  await stores.personalData.forgetUser(tom)

  expect(await read('/api/v1/events')).toMatchObject({ events: [] })
  expect((await read(auditPath)).records).toEqual([expect.not.objectContaining({ body: expect.anything() })])
  expect(await read(verdictPath)).toMatchObject({ kind: 'intact', forgotten: 1 })
})

test('what is no guild’s business has a chain of its own, which is read and judged as those of guilds are', async () => {
  const { read, ask, authorization, idle } = await scene()
  await ask(deliveryRoutes.pauseAllDeliveries.path, {}, { authorization })
  await idle()
  const { records } = await read(auditRoutes.readAuditOfNone.path)

  expect(records).toMatchObject([{ seq: 1, action: 'command.used', body: { actor: { kind: 'program', id: 'operator' } } }])
  expect(await read(auditRoutes.verifyAuditOfNone.path)).toMatchObject({ kind: 'intact', head: { seq: 1, hash: records[0].hash } })
  expect(await read(auditPath)).toMatchObject({ records: [] })
})

test('[F94] a chain whose end is gone shows against the link that the log has, and nobody reads it without the service token', async () => {
  const { offer, read, idle, get } = await scene()
  await offer('0_lecture1')
  await idle()
  const known = `?knownSeq=9&knownHash=${'a'.repeat(64)}`

  expect(await read(verdictPath + known)).toEqual({ kind: 'broken', seq: 2, problem: 'cut-off' })
  expect((await get(auditPath)).status).toBe(401)
  expect((await get(auditRoutes.readEvents.path)).status).toBe(401)
  expect((await get(verdictPath)).status).toBe(401)
})
