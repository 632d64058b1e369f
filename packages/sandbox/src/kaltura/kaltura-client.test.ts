import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoAppToken } from './app-token.ts'
import { createSandboxKaltura, type SandboxKaltura } from './sandbox-kaltura.ts'

interface Builder {
  execute(client: Client): Promise<unknown>
  completion(callback: (success: boolean, result: unknown) => void): Builder
}

interface Multirequest {
  add(part: Builder): Multirequest
  execute(client: Client): Promise<unknown>
}

interface Client {
  setKs(ks: string): void
  startMultiRequest(): Multirequest
}

/** As much of the npm package as we use; it has no types of its own. */
interface KalturaModule {
  Configuration: new () => { serviceUrl: string; setLogger(logger: object): void }
  Client: new (config: object) => Client
  services: Record<string, Record<string, (...parameters: unknown[]) => Builder>>
  objects: Record<string, new (fields: object) => object>
}

const kaltura: KalturaModule = createRequire(import.meta.url)('kaltura-client')
/** Ending a session of an app token ends all of them, and for a day; so that test has a token for itself. */
const another = { ...demoAppToken('0123456789abcdef0123456789abcdef'), id: '0_app0end0' }
let sandbox: SandboxKaltura

beforeAll(async () => {
  sandbox = await createSandboxKaltura({ appTokens: [another] })
})
afterAll(() => sandbox.close())

describe('the npm kaltura-client is satisfied with', () => {
  test('session.startWidgetSession', async () => {
    const answer = await call(client(), 'session', 'startWidgetSession', '_102')
    expect(answer).toMatchObject({ partnerId: 102, userId: '0', ks: expect.any(String), objectType: 'KalturaStartWidgetSessionResponse' })
  })

  test('media.list with a filter and a pager', async () => {
    const filter = create('MediaEntryFilter', { tagsMultiLikeOr: 'lecture', mediaTypeEqual: 1, orderBy: '+createdAt' })
    const page = (pageIndex: number) => create('FilterPager', { pageSize: 1, pageIndex })
    const trusted = await trustedClient()

    expect(await call(trusted, 'media', 'listAction', filter, page(1))).toMatchObject({ totalCount: 2, objects: [{ id: '0_lec01abc' }] })
    expect(await call(trusted, 'media', 'listAction', filter, page(2))).toMatchObject({ totalCount: 2, objects: [{ id: '0_lec02abc' }] })
    expect(await call(trusted, 'media', 'listAction', filter, page(3))).toMatchObject({ totalCount: 2, objects: [] })
  })

  test('baseEntry.get', async () => {
    const entry = { id: '0_mot60abc', duration: 60, status: 2, mediaType: 1, objectType: 'KalturaMediaEntry' }
    expect(await call(await trustedClient(), 'baseEntry', 'get', '0_mot60abc')).toMatchObject(entry)
  })

  test('user.get, of oneself', async () => {
    expect(await call(await trustedClient(), 'user', 'get')).toMatchObject({ id: 'mara', objectType: 'KalturaUser' })
  })

  test('a refusal, which rejects with what Kaltura said', async () => {
    await expect(call(await trustedClient(), 'baseEntry', 'get', '0_nobody00')).rejects.toMatchObject({
      code: 'ENTRY_ID_NOT_FOUND',
      message: 'Entry id "0_nobody00" not found',
      args: { ENTRY_ID: '0_nobody00' },
    })
  })

  test('session.end, whose answer is null, and the refusal after it', async () => {
    const trusted = await trustedClient(another)
    expect(await call(trusted, 'session', 'end')).toBeNull()
    await expect(call(trusted, 'user', 'get')).rejects.toMatchObject({ code: 'INVALID_KS' })
  })

  // A multirequest that fails as a whole never settles in this client, so each part has a callback of its own, and the whole succeeds.
  test('a multirequest with a reference and a refusal in it, part by part', async () => {
    const parts: [boolean, unknown][] = []
    const keep = (success: boolean, result: unknown) => parts.push([success, result])
    const trusted = await trustedClient()
    const multirequest = trusted.startMultiRequest()
    multirequest.add(build('media', 'listAction', create('MediaEntryFilter', { nameLike: 'Tides' })).completion(keep))
    multirequest.add(build('baseEntry', 'get', '{1:result:objects:0:id}').completion(keep))
    multirequest.add(build('baseEntry', 'get', '0_nobody00').completion(keep))
    await multirequest.execute(trusted)

    expect(parts).toMatchObject([
      [true, { totalCount: 1 }],
      [true, { id: '0_lec02abc' }],
      [false, { code: 'ENTRY_ID_NOT_FOUND' }],
    ])
  })
})

/** The default logger prints secrets and KS; one of another class is never asked. */
function client(): Client {
  const config = new kaltura.Configuration()
  config.serviceUrl = sandbox.apiUrl
  config.setLogger({})
  return new kaltura.Client(config)
}

/** With a KS of the account's app token, got by the client itself. */
async function trustedClient({ id, token } = sandbox.appToken): Promise<Client> {
  const trusted = client()
  const widgetKs = ksOf(await call(trusted, 'session', 'startWidgetSession', '_102'))
  trusted.setKs(widgetKs)
  const tokenHash = createHash('sha256')
    .update(widgetKs + token)
    .digest('hex')
  trusted.setKs(ksOf(await call(trusted, 'appToken', 'startSession', id, tokenHash, 'mara')))
  return trusted
}

function ksOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'ks' in answer && typeof answer.ks === 'string') return answer.ks
  throw new Error('The answer has no KS')
}

function call(by: Client, service: string, action: string, ...parameters: unknown[]): Promise<unknown> {
  return build(service, action, ...parameters).execute(by)
}

function build(service: string, action: string, ...parameters: unknown[]): Builder {
  const builder = kaltura.services[service]?.[action]?.(...parameters)
  if (!builder) throw new Error(`kaltura-client has no ${service}.${action}`)
  return builder
}

function create(type: string, fields: object): object {
  const Type = kaltura.objects[type]
  if (!Type) throw new Error(`kaltura-client has no ${type}`)
  return new Type(fields)
}
