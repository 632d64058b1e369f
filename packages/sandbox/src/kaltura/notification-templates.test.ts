import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { describe, expect, onTestFinished, test } from 'vitest'
import { adminSecret, object, startKaltura } from '../testing/plugin-client.ts'
import { eventually } from '../testing/sandbox-under-test.ts'
import { listenOnLoopback } from './loopback.ts'

const service = 'eventNotificationTemplate'

describe('notification templates, by the npm kaltura-client', () => {
  test('an account clones Kaltura’s own template, gives it a receiver, switches it on, and is notified', async () => {
    const { call, kaltura, receiver, received } = await startWithReceiver()
    const offered = await call(
      service,
      'listTemplates',
      object('EventNotificationTemplateFilter', { systemNameEqual: 'HTTP_ENTRY_STATUS_EQUALS' }),
    )
    const [original] = offered.objects
    const changes = template({ name: 'Recording ready', systemName: 'MY_READY' })
    const mine = await call(service, 'cloneAction', original.id, changes)
    expect(mine).toMatchObject({ status: 1, systemName: 'MY_READY', partnerId: 102, userParameters: [{ key: 'trigger_status' }] })

    await call(service, 'update', mine.id, template({ url: `${receiver}/hook`, data, secureHashingAlgo: 3, customHeaders: [header] }))
    await kaltura.publishRecording()
    expect(kaltura.deliveries()).toEqual([])
    expect(await call(service, 'updateStatus', mine.id, 2)).toMatchObject({ status: 2 })
    const { entryId } = await kaltura.publishRecording()
    const hit = await eventually(() => received[0])

    expect(hit.headers).toMatchObject({
      'x-kaltura-signature': createHash('sha512').update(adminSecret).update(hit.body).digest('hex'),
      'x-kaltura-hash-algo': 'sha512',
      'x-entry': entryId,
      'content-type': 'application/json',
    })
    expect(JSON.parse(hit.body)).toMatchObject({
      object: { id: entryId, status: 2, objectType: 'KalturaMediaEntry' },
      templateId: mine.id,
      templateName: 'Recording ready',
      templateSystemName: 'MY_READY',
      eventType: 3,
      eventObjectType: 1,
    })
    await eventually(() => kaltura.deliveries().some(({ status }) => status === 200))
    expect(kaltura.deliveries()).toMatchObject([{ entryId, template: 'Recording ready', attempt: 1, status: 200 }])
  })

  test('a template for another status stays silent', async () => {
    const { call, kaltura, receiver, received } = await startWithReceiver()
    const userParameters = [object('EventNotificationParameter', { key: 'trigger_status', value: object('StringValue', { value: '7' }) })]
    const [original] = (
      await call(service, 'listTemplates', object('EventNotificationTemplateFilter', { systemNameEqual: 'HTTP_ENTRY_STATUS_EQUALS' }))
    ).objects
    const mine = await call(
      service,
      'cloneAction',
      original.id,
      template({ systemName: 'MY_ROOMS', url: `${receiver}/hook`, data, userParameters }),
    )
    await call(service, 'updateStatus', mine.id, 2)
    await kaltura.publishRecording()

    expect(kaltura.deliveries()).toEqual([])
    expect(received).toEqual([])
  })

  test('a template of one’s own is active at once; without an own secret the admin secret signs, by SHA-1', async () => {
    const { call, kaltura, receiver, received } = await startWithReceiver()
    const text = object('HttpNotificationDataText', {
      content: object('StringValue', { value: '{which} is ready' }),
    })
    const contentParameters = [
      object('EventNotificationParameter', { key: 'which', value: object('EvalStringField', { code: '$scope->getObject()->getId()' }) }),
    ]
    const fields = { name: 'Plain words', url: `${receiver}/hook`, eventType: '3', eventObjectType: '1', data: text, contentParameters }
    await call(service, 'add', template(fields))
    const { entryId } = await kaltura.publishRecording()
    const hit = await eventually(() => received[0])

    expect(hit.body).toBe(`${entryId} is ready`)
    expect(hit.headers['x-kaltura-signature']).toBe(createHash('sha1').update(adminSecret).update(hit.body).digest('hex'))
  })

  test('a template is listed without its secret, and is gone when it was deleted', async () => {
    const { kaltura, ks } = await startKaltura()
    const ask = async (action: string, parameters: object) => {
      const address = `${kaltura.apiUrl}/api_v3/service/eventnotification_eventnotificationtemplate/action/${action}`
      const body = JSON.stringify({ ks: await ks(), ...parameters })
      return (await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).text()
    }
    const made = { objectType: 'KalturaHttpNotificationTemplate', name: 'Mine', systemName: 'MINE', signSecret: 'nobody may know' }
    const { id } = JSON.parse(await ask('add', { eventNotificationTemplate: made }))

    expect(await ask('list', {})).not.toContain('nobody may know')
    expect(JSON.parse(await ask('list', { filter: { systemNameEqual: 'MINE' } }))).toMatchObject({
      totalCount: 1,
      objects: [{ id, status: 2 }],
    })
    expect(await ask('delete', { id })).toBe('null')
    expect(JSON.parse(await ask('get', { id }))).toMatchObject({ code: 'EVENT_NOTIFICATION_TEMPLATE_NOT_FOUND', args: { ID: `${id}` } })
  })

  test('two active templates cannot have one system name, and a name has three letters', async () => {
    const { call } = await startKaltura()
    await call(service, 'add', template({ name: 'First', systemName: 'SAME' }))
    await expect(call(service, 'add', template({ name: 'Second', systemName: 'SAME' }))).rejects.toMatchObject({
      code: 'EVENT_NOTIFICATION_TEMPLATE_DUPLICATE_SYSTEM_NAME',
      args: { NAME: 'SAME' },
    })
    await expect(call(service, 'add', template({ name: 'Hi' }))).rejects.toMatchObject({
      code: 'PROPERTY_VALIDATION_MIN_LENGTH',
      args: { PROP_NAME: 'KalturaHttpNotificationTemplate::name', MIN_LEN: '3' },
    })
  })

  test('a receiver that is not on this machine is never reached', async () => {
    const asked: unknown[] = []
    const lines: string[] = []
    const { call, kaltura } = await startKaltura({
      log: (line) => lines.push(line),
      fetch: async (url) => {
        asked.push(url)
        return new Response()
      },
    })
    await call(service, 'add', template({ name: 'Far away', url: 'https://example.org/hook', eventType: '3', eventObjectType: '1', data }))
    await kaltura.publishRecording()

    expect(asked).toEqual([])
    expect(lines.join()).toContain('not on this machine')
    expect(lines.join()).not.toContain('example.org')
  })

  test('an account that may only clone is refused what others may, and a USER KS everything', async () => {
    const { call, callAs } = await startKaltura({ mayAddTemplates: false })
    const mara = await callAs('mara')
    await expect(call(service, 'add', template({ name: 'Mine' }))).rejects.toMatchObject({ code: 'SERVICE_FORBIDDEN' })
    await expect(mara(service, 'listAction')).rejects.toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })
})

const data = object('HttpNotificationObjectData', { apiObjectType: 'KalturaMediaEntry', format: 1 })
const header = object('KeyValue', { key: 'x-entry', value: '{entry_id}' })

function template(fields: object): object {
  return object('HttpNotificationTemplate', fields)
}

/** A Kaltura, and a receiver on a real socket that takes everything. */
async function startWithReceiver() {
  const received: { headers: Record<string, string>; body: string }[] = []
  const app = new Hono().post('/hook', async (c) => {
    received.push({ headers: c.req.header(), body: await c.req.text() })
    return c.body(null, 200)
  })
  const server = await listenOnLoopback(() => app.fetch)
  onTestFinished(() => server.close())
  return { ...(await startKaltura()), receiver: server.origin, received }
}
