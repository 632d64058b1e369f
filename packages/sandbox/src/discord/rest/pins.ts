import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { timestamp } from '../json.ts'
import { messageJson } from '../message-json.ts'
import type { WorldMessage } from '../messages.ts'
import { isAllowed } from '../permissions.ts'
import { pinsOf } from '../pins.ts'
import { refusalOfIssues } from '../refusal.ts'
import type { WorldChannel } from '../world.ts'
import { answer, refuse } from './answer.ts'
import { authorized } from './authorization.ts'
import { createGate } from './gate.ts'

const page = z.object({ limit: z.coerce.number().int().min(1).max(50).default(50), before: z.iso.datetime({ offset: true }).optional() })

/** Pinned messages: the routes of today, and the older ones that libraries still call. */
export function pinRoutes(discord: Discord): Hono {
  const { world } = discord.store
  const botId = world.application.id
  const gate = createGate(world)
  const rest = new Hono()
  rest.use('/channels/:channel/messages/pins/*', authorized(discord, { bot: true }))
  rest.use('/channels/:channel/pins/*', authorized(discord, { bot: true }))

  /** Who may not read the history sees no pins. */
  const readable = (channel: WorldChannel): WorldMessage[] =>
    channel.kind === 'direct' || isAllowed(world, channel.id, botId, Bit.ReadMessageHistory) ? pinsOf(world, channel.id) : []
  const pin = (c: Context): Response =>
    answer(c, gate.message(c, Bit.PinMessages), (message) => answer(c, discord.pins.pin(message, botId), () => c.body(null, 204)))
  const unpin = (c: Context): Response =>
    answer(c, gate.message(c, Bit.PinMessages), (message) => {
      discord.pins.unpin(message)
      return c.body(null, 204)
    })

  return rest
    .get('/channels/:channel/messages/pins', (c) =>
      answer(c, gate.channel(c), (channel) => {
        const wanted = page.safeParse(c.req.query())
        if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
        const { limit, before } = wanted.data
        const beforeMs = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(before)
        const pins = readable(channel).filter(({ pinnedAtMs }) => (pinnedAtMs ?? 0) < beforeMs)
        const items = pins.slice(0, limit).map((message) => ({
          pinned_at: timestamp(message.pinnedAtMs ?? 0),
          message: messageJson(world, message),
        }))
        return c.json({ items, has_more: pins.length > limit })
      }),
    )
    .put('/channels/:channel/messages/pins/:message', pin)
    .delete('/channels/:channel/messages/pins/:message', unpin)
    .get('/channels/:channel/pins', (c) =>
      answer(c, gate.channel(c), (channel) =>
        c.json(
          readable(channel)
            .slice(0, 50)
            .map((message) => messageJson(world, message)),
        ),
      ),
    )
    .put('/channels/:channel/pins/:message', pin)
    .delete('/channels/:channel/pins/:message', unpin)
}
