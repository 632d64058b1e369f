import { describe, expect, onTestFinished, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { nowMs, object, type PluginClient, startKaltura } from '../testing/plugin-client.ts'
import { eventually } from '../testing/sandbox-under-test.ts'
import { convertingMs } from './meetings/meetings.ts'

const studyRoom = '0_room01ab'

describe('KAF', () => {
  test('makes a room for who has an ADMIN KS', async () => {
    const { kaltura, ks, call } = await startKaltura()
    const made = await post(kaltura.kafUrl, { ks: await ks(), name: 'Office hours', tags: 'discord', roomModeratorUserIds: ['mara'] })
    expect(made).toMatchObject({ success: true, data: { name: 'Office hours', status: 7, type: 'room.room', userId: 'prof.okafor' } })
    expect(await call('room', 'get', made.data.id)).toMatchObject({ name: 'Office hours', roomType: 1 })

    const refused = { success: false, message: 'Invalid KS' }
    expect(await post(kaltura.kafUrl, { ks: await ks({ user: true }), name: 'Mine' })).toEqual(refused)
    expect(await post(kaltura.kafUrl, { ks: 'djJ8nonsense', name: 'Mine' })).toEqual(refused)
    expect(await post(kaltura.kafUrl, { ks: await ks() })).toEqual({ success: false, message: 'Missing or wrong: name' })
    expect((await fetch(`${kaltura.kafUrl}/version`)).status).toBe(200)
  })

  test('lets people in as what their KS says, and everyone sees who is there', async () => {
    const { kaltura, ks } = await startKaltura()
    const mara = await join(kaltura.kafUrl, await guestKs(ks, 'mara', 'role:adminRole,firstName:Mara,lastName:O%2C%20Neill'))
    const tom = await join(kaltura.kafUrl, await guestKs(ks, 'tom', 'role:viewerRole,firstName:Tom'))
    await eventually(() => mara.heard.at(-1)?.people?.length === 2)

    expect(kaltura.meetings.all()).toMatchObject([
      {
        id: studyRoom,
        name: 'Study room',
        kind: 'room',
        people: [
          { userId: 'mara', name: 'Mara O, Neill', role: 'adminRole', isHost: true, sinceMs: nowMs },
          { userId: 'tom', name: 'Tom', role: 'viewerRole', isHost: false },
        ],
      },
    ])
    tom.leave()
    await eventually(() => kaltura.meetings.all()[0]?.people.length === 1)
    await eventually(() => mara.heard.at(-1)?.people?.length === 1)
  })

  test('lets in who has a link as Kaltura’s own guides make it', async () => {
    const { kaltura, ks } = await startKaltura()
    const privileges = `actionslimit:-1,userId:mara,entryId:${studyRoom},firstName:Mara,lastName:Lind,email:mara@example.org,locale:en,role:viewerRole`
    await join(kaltura.kafUrl, await ks({ user: true, userId: '', privileges }))
    await eventually(() => kaltura.meetings.all()[0]?.people.length === 1)
    expect(kaltura.meetings.all()[0]?.people).toMatchObject([{ userId: 'mara', name: 'Mara Lind', role: 'viewerRole', isHost: false }])
  })

  test('the same user who comes in again replaces the one who was there', async () => {
    const { kaltura, ks } = await startKaltura()
    const first = await join(kaltura.kafUrl, await guestKs(ks, 'mara', 'role:viewerRole'))
    await join(kaltura.kafUrl, await guestKs(ks, 'mara', 'role:adminRole'))
    await eventually(() => first.heard.at(-1)?.why === 'replaced')

    expect(kaltura.meetings.all()[0]?.people).toMatchObject([{ userId: 'mara', role: 'adminRole' }])
  })

  test('a link that only a preview has fetched brings nobody in, and a ticket works once', async () => {
    const { kaltura, ks } = await startKaltura()
    const page = await (await fetch(`${kaltura.kafUrl}/embeddedrooms/index/view-room/ks/${await guestKs(ks, 'mara', '')}`)).text()
    expect(kaltura.meetings.all()[0]?.people).toEqual([])
    const ticket = /data-ticket="(\w+)"/.exec(page)?.[1]
    const visit = await enter(`${kaltura.kafUrl}/sandbox-room/${ticket}`)
    await eventually(() => visit.heard.length > 0)
    expect((await fetch(`${kaltura.kafUrl}/sandbox-room/${ticket}`)).status).toBe(410)
  })

  test.each([
    ['has expired', 403, { privileges: `entryId:${studyRoom}`, expiresInS: -1 }],
    ['names a room that there is not', 404, { privileges: 'entryId:0_nobody00' }],
    ['names no room', 404, {}],
    ['says of nobody who they are', 403, { privileges: `entryId:${studyRoom}`, userId: '' }],
  ])('a KS that %s opens no room, in words for a person', async (_, status, options) => {
    const { kaltura, ks } = await startKaltura()
    const response = await fetch(`${kaltura.kafUrl}/hosted/index/view-entry/ks/${await ks({ user: true, ...options })}`)
    expect(response.status).toBe(status)
    expect(await response.text()).toContain('You cannot join')
  })

  test('what is said of a person is never markup, and no page or state holds the KS', async () => {
    const { kaltura, ks } = await startKaltura()
    const own = await guestKs(ks, 'mara', `firstName:${encodeURIComponent('<img src=x onerror=alert(1)>')}`)
    const response = await fetch(`${kaltura.kafUrl}/hosted/index/view-entry/ks/${own}`)
    const page = await response.text()
    await join(kaltura.kafUrl, own)

    expect(page).not.toContain('<img')
    expect(page).not.toContain(own)
    expect(JSON.stringify(kaltura.meetings.all())).not.toContain(own)
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  })

  test('an old kind of meeting is joined by its event, as the host whom a contextual role makes', async () => {
    const { kaltura, ks, call } = await startKaltura()
    const resource = await call(
      'scheduleResource',
      'add',
      object('LocationScheduleResource', { name: 'Newrow', tags: 'vcprovider:newrow,custom_x:1' }),
    )
    const times = { startDate: nowMs / 1000, endDate: nowMs / 1000 + 3600, recurrenceType: 0 }
    const event = await call('scheduleEvent', 'add', object('RecordScheduleEvent', { summary: 'Seminar', ...times }))
    const link = async (privileges: string) =>
      `${kaltura.kafUrl}/virtualEvent/launch?ks=${await ks({ user: true, userId: 'mara', privileges })}`
    expect((await fetch(await link(`eventId:${event.id}`))).status).toBe(404)

    await call('scheduleEventResource', 'add', object('ScheduleEventResource', { eventId: event.id, resourceId: resource.id }))
    await visit(await link(`eventId:${event.id},role:viewerRole,userContextualRole:0`))
    await eventually(() => kaltura.meetings.all().length === 2)
    expect(kaltura.meetings.all()[1]).toMatchObject({
      id: `event:${event.id}`,
      name: 'Seminar',
      kind: 'event',
      people: [{ userId: 'mara', isHost: true }],
    })
  })
})

test('a meeting that ends sends everyone out, leaves a recording that gets READY, and notifies', async () => {
  const clock = createManualClock(nowMs)
  const posted: string[] = []
  const receive: typeof fetch = async (_, init) => {
    posted.push(new TextDecoder().decode(init?.body instanceof Uint8Array ? init.body : undefined))
    return new Response(null, { status: 200 })
  }
  const { kaltura, ks, call } = await startKaltura({ now: clock.now, timer: (run, afterMs) => clock.after(afterMs, run), fetch: receive })
  kaltura.setNotificationTarget({ url: 'http://127.0.0.1/hook', token: 'endpoint-token' })
  const mara = await join(kaltura.kafUrl, await guestKs(ks, 'mara', 'role:adminRole'))
  await eventually(() => kaltura.meetings.all()[0]?.people.length === 1)
  const ended = kaltura.meetings.end(studyRoom)
  const recordingId = ended.kind === 'ended' ? ended.recordingId : ''
  await eventually(() => mara.heard.at(-1)?.why === 'ended')

  expect(kaltura.meetings.all()[0]?.people).toEqual([])
  expect(await call('baseEntry', 'get', recordingId)).toMatchObject({ status: 1, rootEntryId: studyRoom })
  expect(posted).toEqual([])
  clock.advance(convertingMs)
  expect(await call('baseEntry', 'get', recordingId)).toMatchObject({ status: 2, rootEntryId: studyRoom })
  await eventually(() => kaltura.deliveries().some(({ status }) => status === 200))
  expect(JSON.parse(posted[0] ?? '')).toMatchObject({ object: { id: recordingId, rootEntryId: studyRoom, status: 2 } })
  expect(kaltura.meetings.end(studyRoom)).toEqual({ kind: 'nobody-there' })
})

interface Heard {
  kind: string
  people?: unknown[]
  why?: string
}

function guestKs(ks: PluginClient['ks'], userId: string, privileges: string): Promise<string> {
  return ks({ user: true, userId, privileges: [`entryId:${studyRoom}`, privileges].filter((part) => part !== '').join(',') })
}

function join(kafUrl: string, ks: string) {
  return visit(`${kafUrl}/embeddedrooms/index/view-room/ks/${ks}`)
}

/** Opens the page, and does what its script does. */
async function visit(url: string) {
  const page = await (await fetch(url)).text()
  return enter(`${new URL(url).origin}/sandbox-room/${/data-ticket="(\w+)"/.exec(page)?.[1]}`)
}

async function enter(url: string) {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const response = await fetch(url, { signal: leaving.signal })
  const heard: Heard[] = []
  void listen(response, heard).catch(() => {})
  return { heard, leave: () => leaving.abort() }
}

async function listen(response: Response, heard: Heard[]): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    heard.splice(0, heard.length, ...[...text.matchAll(/^data: (.*)$/gm)].map(([, json = '']): Heard => JSON.parse(json)))
  }
}

async function post(kafUrl: string, body: object) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return (await fetch(`${kafUrl}/embeddedrooms/index/create-room`, init)).json()
}
