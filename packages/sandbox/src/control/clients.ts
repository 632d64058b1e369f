import { type Context, Hono } from 'hono'
import { clientChange } from '../discord/client-settings.ts'
import type { Discord } from '../discord/discord.ts'
import { frameUrl } from '../discord/instances.ts'
import { personOf } from '../discord/places.ts'
import type { WorldUser } from '../discord/world.ts'
import { read } from './read.ts'
import { refuse } from './refusal.ts'

/**
 * What a person's Discord client is like, and their windows of an activity.
 * @param options.frameOrigin where a person's frames live
 */
export function clientRoutes({ clients, instances, store }: Discord, frameOrigin: (userId: string) => string): Hono {
  const { world } = store
  const person = (c: Context): WorldUser | undefined => personOf(world, c.req.param('userId') ?? '')
  const unknownMember = (c: Context): Response => refuse(c, 404, 'member.unknown', 'There is no such member.')

  return new Hono()
    .get('/members/:userId/client', (c) => {
      const user = person(c)
      return user ? c.json(clients.of(user.id)) : unknownMember(c)
    })
    .post('/members/:userId/client', async (c) => {
      const user = person(c)
      if (!user) return unknownMember(c)
      const body = await read(c, clientChange.strict())
      return body.kind === 'wrong' ? refuse(c, 400, 'body.malformed', body.why) : c.json(clients.change(user.id, body.value))
    })
    .post('/members/:userId/instances/:instanceId/windows', (c) => {
      const user = person(c)
      if (!user) return unknownMember(c)
      const instance = instances.find(c.req.param('instanceId'))
      const frame = instances.openAnother(user.id, c.req.param('instanceId'))
      if (!instance || frame === undefined) return refuse(c, 404, 'instance.unknown', 'The activity is over, or may not be entered.')
      if (frame === 'too-many') return refuse(c, 409, 'window.too-many', 'A person has at most four windows of an activity.')
      return c.json({ userId: user.id, frameId: frame.frameId, url: frameUrl(world, frameOrigin(user.id), instance, frame) }, 201)
    })
    .delete('/members/:userId/instances/:instanceId/windows/:frameId', (c) => {
      const user = person(c)
      // Closing twice is no mistake: a closing page may ask again.
      if (user) instances.leave(user.id, c.req.param('instanceId'), c.req.param('frameId'))
      return user ? c.body(null, 204) : unknownMember(c)
    })
}
