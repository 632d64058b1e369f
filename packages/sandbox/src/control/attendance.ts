import { type Context, Hono } from 'hono'
import { type Attended, createAttendance } from '../act/attendance.ts'
import type { Discord } from '../discord/discord.ts'
import { personOf } from '../discord/places.ts'
import type { WorldUser } from '../discord/world.ts'
import { linkOpening, speaking, voiceJoin } from './contract/attendance.ts'
import { read } from './read.ts'
import { refuse } from './refusal.ts'

/** Where people go: into voice, to events, through invites and links. */
export function attendanceRoutes(discord: Discord): Hono {
  const { store } = discord
  const attendance = createAttendance(discord)

  const tried = <T>(c: Context, act: (user: WorldUser) => Attended<T>, send: (value: T) => Response): Response => {
    const user = personOf(store.world, c.req.param('userId') ?? '')
    if (!user) return refuse(c, 404, 'member.unknown', 'There is no such member.')
    const outcome = act(user)
    if (outcome.kind === 'possible') return send(outcome.value)
    return refuse(c, outcome.code.endsWith('.forbidden') ? 403 : 404, outcome.code, outcome.why)
  }
  const interest = (c: Context, interested: boolean): Response =>
    tried(
      c,
      (user) => attendance.setInterest(user, c.req.param('eventId') ?? '', interested),
      () => c.body(null, 204),
    )

  return new Hono()
    .put('/members/:userId/voice', async (c) => {
      const body = await read(c, voiceJoin)
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      const { channelId, ...change } = body.value
      return tried(
        c,
        (user) => attendance.connect(user, channelId, change),
        () => c.body(null, 204),
      )
    })
    .put('/members/:userId/voice/speaking', async (c) => {
      const body = await read(c, speaking)
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      return tried(
        c,
        (user) => attendance.speak(user, body.value.speaking),
        () => c.body(null, 204),
      )
    })
    .delete('/members/:userId/voice', (c) =>
      tried(
        c,
        (user) => ({ kind: 'possible', value: attendance.disconnect(user) }),
        () => c.body(null, 204),
      ),
    )
    .put('/members/:userId/scheduled-events/:eventId/interest', (c) => interest(c, true))
    .delete('/members/:userId/scheduled-events/:eventId/interest', (c) => interest(c, false))
    .post('/members/:userId/invites/:code', (c) =>
      tried(
        c,
        (user) => attendance.accept(user, c.req.param('code')),
        ({ channelId, instance }) => c.json({ channelId, instanceId: instance?.id ?? null }),
      ),
    )
    .post('/members/:userId/activity-links', async (c) => {
      const body = await read(c, linkOpening)
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      return tried(
        c,
        (user) => attendance.follow(user, body.value),
        ({ id, channelId }) => c.json({ channelId, instanceId: id }),
      )
    })
}
