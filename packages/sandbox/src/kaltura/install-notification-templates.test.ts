import { installNotificationTemplates, parseHttpNotification, verifyHttpNotification } from '@kaltura-discord/kaltura'
import { Hono } from 'hono'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { startAccount } from '../testing/account-under-test.ts'
import { adminSecret, object } from '../testing/plugin-client.ts'
import { eventually, type Json } from '../testing/sandbox-under-test.ts'
import { listenOnLoopback } from './loopback.ts'

const service = 'eventNotificationTemplate'
const token = 'endpoint-token-of-a-test'
const ready = { original: 'HTTP_ENTRY_STATUS_EQUALS', parameters: { trigger_status: '2' } }
const systemName = 'KALTURA_DISCORD_HTTP_ENTRY_STATUS_EQUALS'

/** An account, an installer with a KS of the grant `setup`, and a receiver on a real socket. */
async function start() {
  const account = await startAccount()
  const received: { headers: Record<string, string>; body: Uint8Array }[] = []
  const app = new Hono().post('/hook', async (context) => {
    received.push({ headers: context.req.header(), body: new Uint8Array(await context.req.arrayBuffer()) })
    return context.body(null, 200)
  })
  const server = await listenOnLoopback(() => app.fetch)
  onTestFinished(() => server.close())
  const endpoint = { url: `${server.origin}/hook`, token }
  const client = account.clientFor({ kind: 'setup' })
  const install = (more: Partial<Parameters<typeof installNotificationTemplates>[0]> = {}) =>
    installNotificationTemplates({ client, endpoint, ...more })
  const templates = async (): Promise<Json[]> => (await account.call(service, 'listAction')).objects
  return { ...account, client, endpoint, install, templates, received }
}

describe('installing notification templates', () => {
  test('an account that had none notifies our endpoint of a recording, in the form that we verify and read', async () => {
    const { install, kaltura, received } = await start()
    expect(await install()).toEqual([{ kind: 'installed', original: ready.original, systemName, templateId: expect.any(Number) }])
    const { entryId } = await kaltura.publishRecording()
    const { headers, body } = await eventually(() => received[0])

    expect(headers['x-kaltura-discord-token']).toBe(token)
    const verdict = await verifyHttpNotification({ secrets: [adminSecret], algorithms: ['sha256'], headers, body })
    expect(verdict).toMatchObject({ kind: 'verified', algorithm: 'sha256' })
    expect(await parseHttpNotification(body)).toMatchObject({ kind: 'entry-ready', entryId })
  })

  test('a second run changes nothing', async () => {
    const { install, templates, pass } = await start()
    await install()
    const before = await templates()
    pass(60_000)

    expect(await install()).toMatchObject([{ kind: 'unchanged', systemName }])
    expect(await templates()).toEqual(before)
  })

  test('a new address, a new token and another trigger are written into the template that is there, and the headers of others stay', async () => {
    const { install, templates, call, endpoint } = await start()
    const [{ templateId }] = z.tuple([z.looseObject({ templateId: z.number() })]).parse(await install())
    const customHeaders = [
      object('KeyValue', { key: 'X-Kaltura-Discord-Token', value: 'old' }),
      object('KeyValue', { key: 'x-team', value: 'video' }),
    ]
    await call(service, 'update', templateId, object('HttpNotificationTemplate', { customHeaders }))
    const moved = { url: `${endpoint.url}?moved`, token: 'another-endpoint-token' }
    const outcomes = await install({ endpoint: moved, wanted: [{ ...ready, parameters: { trigger_status: '3' } }] })

    expect(outcomes).toMatchObject([{ kind: 'updated', templateId }])
    expect(await templates()).toMatchObject([
      {
        id: templateId,
        status: 2,
        url: moved.url,
        customHeaders: [
          { key: 'x-team', value: 'video' },
          { key: 'x-kaltura-discord-token', value: moved.token },
        ],
        userParameters: [{ key: 'trigger_status', value: { value: '3' } }],
      },
    ])
  })

  test('what a run left behind when it broke off is found by its name and finished, not cloned again', async () => {
    const { install, templates, call } = await start()
    const { objects } = await call(service, 'listTemplates', object('EventNotificationTemplateFilter', { systemNameEqual: ready.original }))
    const left = await call(service, 'cloneAction', objects[0].id, object('HttpNotificationTemplate', { systemName }))

    expect(await install()).toMatchObject([{ kind: 'updated', templateId: left.id }])
    expect(await templates()).toMatchObject([{ id: left.id, status: 2, secureHashingAlgo: 2 }])
    expect(await install()).toMatchObject([{ kind: 'unchanged' }])
  })

  test('of two that were left behind the one that is on is kept, and the other stays off', async () => {
    const { install, templates, call } = await start()
    const { objects } = await call(service, 'listTemplates', object('EventNotificationTemplateFilter', { systemNameEqual: ready.original }))
    const copy = object('HttpNotificationTemplate', { systemName })
    const [on, off] = [await call(service, 'cloneAction', objects[0].id, copy), await call(service, 'cloneAction', objects[0].id, copy)]
    await call(service, 'updateStatus', on.id, 2)

    expect(await install()).toMatchObject([{ kind: 'updated', templateId: on.id }])
    expect((await templates()).map(({ id, status }) => [id, status])).toEqual([
      [off.id, 1],
      [on.id, 2],
    ])
  })

  test('a template that somebody switched off is on again', async () => {
    const { install, call, templates } = await start()
    await install()
    const [{ id }] = await templates()
    await call(service, 'updateStatus', id, 1)

    expect(await install()).toMatchObject([{ kind: 'updated', templateId: id }])
    expect(await templates()).toMatchObject([{ id, status: 2 }])
  })

  test('one that the account lacks is named, and keeps the others from nothing', async () => {
    const { install } = await start()
    const outcomes = await install({ wanted: [{ original: 'HTTP_Caption_Asset_Changed' }, ready] })

    expect(outcomes).toMatchObject([
      { kind: 'lacking', original: 'HTTP_Caption_Asset_Changed', reason: expect.stringContaining('offers this account no') },
      { kind: 'installed', original: ready.original },
    ])
  })

  test('a KS that is no administrator’s gets words, not a template', async () => {
    const { install, clientFor } = await start()

    expect(await install({ client: clientFor({ kind: 'catalogue' }) })).toMatchObject([{ kind: 'lacking', original: ready.original }])
  })

  test('the KS for it opens nothing else', async () => {
    const { client } = await start()
    const asked = client.call('baseEntry', 'list', {}, { schema: z.unknown() })

    await expect(asked).rejects.toMatchObject({ apiCode: 'INVALID_KS' })
  })
})
