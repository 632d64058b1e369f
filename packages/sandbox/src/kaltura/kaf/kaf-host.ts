import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { KsGate } from '../ks-gate.ts'
import type { Meetings, Place } from '../meetings/meetings.ts'
import { mostRooms, type Rooms, roomType } from '../meetings/rooms.ts'
import type { Guest, SeatEvent, Seats } from '../meetings/seats.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { type Admission, admit } from './join.ts'
import { refusalPage, roomPage, roomScript, roomStyle } from './room-page.ts'

const maxBodyBytes = 64 * 1024
/** Pages that were opened and whose script has not come yet. */
const mostWaiting = 500

const id = z.string().min(1).max(320)
const order = z.object({
  ks: z.string().min(1),
  name: z.string().min(1).max(255),
  description: z.string().max(4096).optional(),
  tags: z.string().max(4096).optional(),
  templateRoomEntryId: z.string().max(64).optional(),
  roomModeratorUserIds: z.array(id).max(100).default([]),
  chatModeratorUserIds: z.array(id).max(100).default([]),
})

export interface KafHostOptions {
  gate: KsGate
  rooms: Rooms
  seats: Seats
  schedule: Schedule
  meetings: Meetings
  /** Random lower-case letters and digits, `length` of them. */
  word: (length: number) => string
}

/**
 * What `<partner>.kaf.kaltura.com` is in the real world: it makes rooms, and its pages let people into them by a KS in the address.
 *
 * The page takes the KS out of the address bar at once, and its script comes back with a ticket that is worth nothing later; a link that
 * only a preview fetched therefore brings nobody into the room.
 */
export function createKafHost(options: KafHostOptions): Hono {
  const { gate, rooms, seats, meetings, word } = options
  const waiting = new Map<string, { place: Place; guest: Guest }>()
  const app = new Hono()
  app.use(bodyLimit({ maxSize: maxBodyBytes }))
  app.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
    c.header('referrer-policy', 'no-referrer')
    c.header('x-content-type-options', 'nosniff')
  })

  app.get('/version', (c) => c.text('5.140.25'))
  app.post('/embeddedrooms/index/create-room', async (c) => {
    const wanted = order.safeParse(await c.req.json().catch(() => undefined))
    if (!wanted.success) return c.json({ success: false, message: `Missing or wrong: ${wanted.error.issues[0]?.path.join('.') || 'body'}` })
    const { ks, roomModeratorUserIds, chatModeratorUserIds: _, ...given } = wanted.data
    const judged = await gate.judge(ks, { uri: c.req.path })
    if (judged.kind === 'refused' || !judged.bearer.admin) return c.json({ success: false, message: 'Invalid KS' })
    if (given.templateRoomEntryId && !rooms.find(given.templateRoomEntryId))
      return c.json({ success: false, message: 'Template not found' })
    if (rooms.all().length >= mostRooms) return c.json({ success: false, message: 'Too many rooms' })
    const owner = { userId: judged.bearer.userId, moderators: roomModeratorUserIds }
    const { properties } = rooms.add({ ...given, roomType: roomType.room }, owner)
    return c.json({ success: true, data: { ...properties } })
  })
  app.get('/embeddedrooms/index/view-room/ks/:ks', (c) => enter(c.req.param('ks'), 'entry', c.req.path))
  app.get('/hosted/index/view-entry/ks/:ks', (c) => enter(c.req.param('ks'), 'entry', c.req.path))
  app.get('/virtualEvent/launch', (c) => enter(c.req.query('ks') ?? '', 'event', c.req.path))
  app.get('/meeting', () => html(refusalPage('Open your link again to come back.'), 410))
  app.get('/favicon.ico', (c) => c.body(null, 204))
  app.get('/sandbox-room.js', (c) => c.body(roomScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  app.get('/sandbox-room.css', (c) => c.body(roomStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/sandbox-room/:ticket', (c) => {
    const ticket = c.req.param('ticket')
    const admission = waiting.get(ticket)
    waiting.delete(ticket)
    if (!admission) return c.text('This ticket was used or is too old.', 410)
    return streamSSE(c, async (stream) => {
      let over = (): void => {}
      const ended = new Promise<void>((resolve) => {
        over = resolve
      })
      const tell = (event: SeatEvent): void => {
        const sent = stream.writeSSE({ event: event.kind, data: JSON.stringify(event) })
        if (event.kind === 'over') void sent.finally(over)
      }
      const seat = seats.take(admission.place.id, admission.guest, tell)
      if (!seat) return stream.writeSSE({ event: 'over', data: JSON.stringify({ kind: 'over', why: 'full' }) })
      stream.onAbort(seat.leave)
      await ended
    })
  })
  return app

  async function enter(ks: string, by: 'entry' | 'event', uri: string): Promise<Response> {
    const admission: Admission = await admit(ks, { ...options, uri, by })
    if (admission.kind === 'refused') return html(refusalPage(admission.sentence), admission.code === 'ENTRY_NOT_FOUND' ? 404 : 403)
    const [oldest] = waiting.keys()
    if (waiting.size >= mostWaiting && oldest !== undefined) waiting.delete(oldest)
    const ticket = word(24)
    waiting.set(ticket, admission)
    meetings.open(admission.place)
    return html(roomPage({ ...admission, ticket }), 200)
  }
}

function html(page: string, status: number): Response {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
  return new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy } })
}
