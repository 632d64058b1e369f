import { encodeKs } from '@kaltura-discord/kaltura/ks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createAccountRecords } from './account/account-records.ts'
import { createAnalytics } from './analytics/collect.ts'
import { createApiHost } from './api-host.ts'
import { createCatalogue } from './catalogue.ts'
import { createKsGate } from './ks-gate.ts'
import { createSandboxKaltura, type SandboxKaltura } from './sandbox-kaltura.ts'

const nowMs = 1_800_000_000_000
const lines: string[] = []
let kaltura: SandboxKaltura

beforeAll(async () => {
  kaltura = await createSandboxKaltura({ now: () => nowMs, log: (line) => lines.push(line) })
})
afterAll(() => kaltura.close())

describe('API v3', () => {
  test("answers the player's opening of a public entry without a KS, references and all", async () => {
    const answer = await call('multirequest', opening('0_welc0me1'))
    const parts = z.array(z.looseObject({})).parse(answer)

    expect(parts[0]).toMatchObject({ partnerId: 102, userId: '0', objectType: 'KalturaStartWidgetSessionResponse' })
    expect(parts[1]).toMatchObject({ totalCount: 1, objects: [{ id: '0_welc0me1', status: 2 }] })
    expect(parts[2]).toMatchObject({ actions: [], sources: [{ format: 'url', protocols: 'http,https' }] })
    expect(parts[3]).toEqual({ totalCount: 0, objects: [], objectType: 'KalturaMetadataListResponse' })
  })

  test('blocks a protected entry for a widget session, and for a KS that may view another one', async () => {
    const blocked = { actions: [{ type: 1 }], messages: [{ message: expect.stringContaining('KS') }], sources: [] }
    const [widget] = z
      .tuple([z.object({ ks: z.string() })])
      .rest(z.unknown())
      .parse(await call('multirequest', opening('0_welc0me1')))

    expect(await playback('0_lec01abc', widget.ks)).toMatchObject(blocked)
    expect(await playback('0_lec01abc', await viewerKs('0_lec02abc'))).toMatchObject(blocked)
  })

  test.each([
    ['with sview for it', { privileges: 'sview:0_lec02abc/0_lec01abc' }],
    ['with sview for everything', { privileges: 'sview:*' }],
    ['with all privileges', { privileges: '*' }],
    ['as admin', { type: 2 as const }],
  ])('opens a protected entry %s', async (_, grant) => {
    expect(await playback('0_lec01abc', await makeKs(grant))).toMatchObject({ actions: [], sources: [{ format: 'applehttp' }] })
  })

  test('an entry that is not READY has no sources', async () => {
    expect(await playback('0_lec03abc', await viewerKs('0_lec03abc'))).toMatchObject({ actions: [], sources: [] })
  })

  test.each([
    ['session', 'start', { secret: 'x' }, 'MISSING_KS'],
    ['baseEntry', 'get', { entryId: '0_lec01abc' }, 'MISSING_KS'],
    ['baseEntry', 'get', { entryId: '0_lec01abc', ks: 'nonsense' }, 'INVALID_KS'],
    ['session', 'startWidgetSession', { widgetId: '_999' }, 'START_WIDGET_SESSION_ERROR'],
  ])('%s.%s of %j says no with HTTP 200: %s', async (service, action, params, code) => {
    const response = await post(`service/${service}/action/${action}`, params)

    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ code, objectType: 'KalturaAPIException' })
  })

  test("says what is wrong with a KS in Kaltura's own words", async () => {
    const expired = await makeKs({ expiryUnix: nowMs / 1000 })
    const ofAnotherSecret = await encodeKs({ partnerId: 102, secret: 'guessed', userId: 'a', type: 2, expiryUnix: nowMs, privileges: '' })

    expect(await entry('0_lec01abc', 'made-up')).toEqual({
      code: 'INVALID_KS',
      message: 'Invalid KS "made-up", Error "-1,INVALID_STR"',
      objectType: 'KalturaAPIException',
      args: { KSID: 'made-up', ERR_CODE: '-1', ERR_DESC: 'INVALID_STR' },
    })
    expect(await entry('0_lec01abc', expired)).toMatchObject({ message: 'Invalid KS "EXPIRED", Error "-1,INVALID_STR"' })
    expect(await entry('0_lec01abc', ofAnotherSecret)).toMatchObject({ code: 'INVALID_KS' })
  })

  test('refuses an unknown action and an unknown entry, even with a good KS', async () => {
    const ks = await makeKs({ type: 2 })
    expect(await call('media/action/approve', { ks, entryId: '0_lec01abc' })).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
    expect(await entry('0_nobody00', ks)).toMatchObject({ code: 'ENTRY_ID_NOT_FOUND', args: { ENTRY_ID: '0_nobody00' } })
  })

  test('an entry has whole unix seconds, no nulls, and objectType last', async () => {
    const answer = z.record(z.string(), z.unknown()).parse(await entry('0_lec02abc', await makeKs({ type: 2 })))

    expect(answer).toMatchObject({
      createdAt: nowMs / 1000 - 7 * 86_400,
      duration: 45,
      msDuration: 45_000,
      tags: 'discord, lecture, physics',
    })
    expect(Object.keys(answer).at(-1)).toBe('objectType')
    expect(Object.values(answer)).not.toContain(null)
  })

  test('lists for an admin page by page, and for a user only what is theirs', async () => {
    const admin = await makeKs({ type: 2 })
    const list = (ks: string, more: object) => call('media/action/list', { ks, filter: { tagsMultiLikeOr: 'discord' }, ...more })

    expect(await list(admin, { pager: { pageSize: 2, pageIndex: 2 } })).toMatchObject({ totalCount: 14, objects: [{}, {}] })
    expect(await list(await makeKs({}), {})).toMatchObject({ totalCount: 0, objects: [] })
    expect(await list(await makeKs({ privileges: 'list:*' }), {})).toMatchObject({ totalCount: 14 })
  })

  test('keeps the fields of a response profile', async () => {
    const profile = { responseProfile: { type: 1, fields: 'id,name' } }
    const answer = await call('media/action/list', { ks: await makeKs({ type: 2 }), filter: { idEqual: '0_lec01abc' }, ...profile })
    expect(answer).toMatchObject({ objects: [{ id: '0_lec01abc', name: 'Lecture 1: Orbital mechanics', objectType: 'KalturaMediaEntry' }] })
    expect(JSON.stringify(answer)).not.toContain('tags')
  })

  test('a multirequest ends at its first gap, starts at 0 or 1, and shares what stands beside it', async () => {
    const ks = await makeKs({ userId: 'tom' })
    const user = { service: 'user', action: 'get' }
    expect(await call('multirequest', { ks, 0: user, 1: { service: 'user' }, 2: user })).toMatchObject([{ id: 'tom' }])
    expect(await call('multirequest', { ks, 1: user, 2: user })).toMatchObject([{ id: 'tom' }, { id: 'tom' }])
    expect(await call('multirequest', {})).toEqual([])
  })

  test('tells a person only about themselves', async () => {
    const ks = await makeKs({ userId: 'tom' })
    const code = 'CANNOT_RETRIEVE_ANOTHER_USER_USING_NON_ADMIN_SESSION'
    expect(await call('user/action/get', { ks, userId: 'mara' })).toMatchObject({ code })
  })

  test('lets pages of any origin call it', async () => {
    const preflight = await fetch(`${kaltura.apiUrl}/api_v3/service/multirequest`, {
      method: 'OPTIONS',
      headers: { origin: 'https://x.example' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect((await post('service/multirequest', {})).headers.get('access-control-allow-origin')).toBe('*')
  })

  test('refuses bodies out of all proportion', async () => {
    const another = await createSandboxKaltura()
    const body = JSON.stringify({ padding: 'x'.repeat(300_000) })
    const { status } = await fetch(`${another.apiUrl}/api_v3/service/multirequest`, { method: 'POST', body })
    await another.close()
    expect(status).toBe(413)
  })

  test('logs what was refused and never a KS', async () => {
    const ks = await makeKs({ expiryUnix: 1 })
    await entry('0_lec01abc', ks)
    expect(lines).toContain('baseentry.get: INVALID_KS')
    expect(lines.join('\n')).not.toContain(ks)
  })
})

describe('thumbnails and the player', () => {
  test('a still is a JPEG, at both of its addresses; a strip of a hundred is another one', async () => {
    const still = await get('/p/102/thumbnail/entry_id/0_lec01abc/version/1/height/360/width/640')
    const slices = await get('/p/102/sp/10200/thumbnail/entry_id/0_lec01abc/version/1/width/164/vid_slices/100')
    const [a, b] = [new Uint8Array(await still.arrayBuffer()), new Uint8Array(await slices.arrayBuffer())]

    expect(still.headers.get('content-type')).toBe('image/jpeg')
    expect([...a.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    expect(b.length).toBeGreaterThan(a.length)
  })

  test('the player is served as UTF-8 JavaScript, for our partner only', async () => {
    const script = await get('/p/102/embedPlaykitJs/uiconf_id/23448540')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await script.text()).toContain('KalturaPlayer')
    expect((await get('/p/103/embedPlaykitJs/uiconf_id/23448540')).headers.get('x-kaltura')).toBe('error-14')
  })
})

describe('without the player package', () => {
  test('the player is answered by a sentence that says what to install', async () => {
    const account = { partnerId: 102, uiConfId: 1, apiUrl: 'http://127.0.0.1:1', mediaUrl: 'http://127.0.0.1:2' }
    const now = () => nowMs
    const catalogue = createCatalogue({ now, word: () => 'aaaaa' })
    const records = createAccountRecords({ appTokens: [], entries: [], now, word: () => 'aaaaaaaa', newSecret: () => 'secret of a test' })
    const gate = createKsGate({ partnerId: 102, adminSecrets: ['secret of a test'], now })
    const host = createApiHost({
      ...{ account, catalogue, gate, records, now, plugins: new Map(), analytics: createAnalytics({ gate, now, changed: () => {} }) },
      ...{ folder: '/nowhere', playerScripts: [], log: () => {} },
    })
    const response = await host.request('/p/102/embedPlaykitJs/uiconf_id/1')

    expect(response.status).toBe(503)
    expect(await response.text()).toContain('npm install --save-dev @playkit-js/kaltura-player-js')
  })
})

function opening(entryId: string): Record<string, unknown> {
  const ks = '{1:result:ks}'
  return {
    1: { service: 'session', action: 'startWidgetSession', widgetId: '_102' },
    2: {
      service: 'baseEntry',
      action: 'list',
      ks,
      filter: { redirectFromEntryId: entryId },
      responseProfile: { type: 1, fields: 'id,status' },
    },
    3: { service: 'baseEntry', action: 'getPlaybackContext', ks, entryId: '{2:result:objects:0:id}' },
    4: { service: 'metadata_metadata', action: 'list', ks, filter: { objectIdEqual: '{2:result:objects:0:id}' } },
    apiVersion: '3.3.0',
    format: 1,
    ks: '',
    partnerId: 102,
  }
}

function makeKs(grant: { type?: 0 | 2; privileges?: string; userId?: string; expiryUnix?: number }): Promise<string> {
  const usual = { type: 0 as const, privileges: '', userId: 'alice', expiryUnix: nowMs / 1000 + 60 }
  return encodeKs({ partnerId: kaltura.partnerId, secret: kaltura.adminSecret, ...usual, ...grant })
}

function viewerKs(entryId: string): Promise<string> {
  return makeKs({ privileges: `sview:${entryId}` })
}

async function call(path: string, params: Record<string, unknown>): Promise<unknown> {
  return (await post(`service/${path}`, params)).json()
}

function entry(entryId: string, ks: string): Promise<unknown> {
  return call('baseEntry/action/get', { entryId, ks })
}

function playback(entryId: string, ks: string): Promise<unknown> {
  return call('baseEntry/action/getPlaybackContext', { entryId, ks })
}

function post(path: string, params: Record<string, unknown>): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: 'https://x.example' }
  return fetch(`${kaltura.apiUrl}/api_v3/${path}`, { method: 'POST', headers, body: JSON.stringify(params) })
}

function get(path: string): Promise<Response> {
  return fetch(`${kaltura.apiUrl}${path}`)
}
