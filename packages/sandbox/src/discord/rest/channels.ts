import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { channelJson } from '../guild-json.ts'
import { readMessageEdit, readNewMessage } from '../message-draft.ts'
import { messageJson } from '../message-json.ts'
import type { WorldMessage } from '../messages.ts'
import { done, invalidForm, type Outcome, refusalOfIssues, refused, unknownChannel, unknownMessage } from '../refusal.ts'
import type { WorldChannel } from '../world.ts'
import { answer } from './answer.ts'
import { authorized } from './authorization.ts'
import { readBody } from './body.ts'

const snowflake = z.string().regex(/^\d{1,20}$/)
const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  before: snowflake.optional(),
  after: snowflake.optional(),
})
const reference = z.object({ message_reference: z.object({ message_id: snowflake, fail_if_not_exists: z.boolean().nullish() }).nullish() })

/** Channels and the bot's messages in them. Ephemeral messages don't exist here. */
export function channelRoutes(discord: Discord): Hono {
  const { store, messages } = discord
  const { world } = store
  const rest = new Hono()
  rest.use('/channels/*', authorized(discord, { bot: true }))

  const channelOf = (c: Context): Outcome<WorldChannel> => {
    const channel = world.channels.get(c.req.param('channel') ?? '')
    return channel ? done(channel) : refused(unknownChannel)
  }
  const messageOf = (c: Context): Outcome<WorldMessage> => {
    const channel = channelOf(c)
    if (channel.kind === 'refused') return channel
    const message = world.messages.get(c.req.param('message') ?? '')
    return message?.channelId === channel.value.id && message.onlyFor === null ? done(message) : refused(unknownMessage)
  }
  const repliesTo = (body: unknown): Outcome<string | null> => {
    const wanted = reference.safeParse(body).data?.message_reference
    if (!wanted) return done(null)
    if (world.messages.get(wanted.message_id)?.onlyFor === null) return done(wanted.message_id)
    return wanted.fail_if_not_exists === false
      ? done(null)
      : refused(invalidForm(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message'))
  }

  return rest
    .get('/channels/:channel', (c) => answer(c, channelOf(c), (channel) => c.json(channelJson(world, channel))))
    .get('/channels/:channel/messages', (c) =>
      answer(c, channelOf(c), (channel) => {
        const wanted = page.safeParse(c.req.query())
        if (!wanted.success) return answer(c, refused(refusalOfIssues(wanted.error.issues)), () => c.body(null))
        const { limit, before: beforeId, after: afterId } = wanted.data
        return c.json(messages.list(channel.id, { limit, beforeId, afterId }).map((message) => messageJson(world, message)))
      }),
    )
    .post('/channels/:channel/messages', async (c) => {
      const channel = channelOf(c)
      const body = channel.kind === 'done' ? await readBody(c) : channel
      const draft = body.kind === 'done' ? readNewMessage(body.value) : body
      const target = body.kind === 'done' ? repliesTo(body.value) : body
      if (channel.kind === 'refused' || draft.kind === 'refused') return answer(c, draft, () => c.body(null))
      return answer(c, target, (id) => {
        const message = messages.post({ channelId: channel.value.id, draft: draft.value, repliesTo: id, type: id === null ? 0 : 19 })
        return c.json(messageJson(world, message))
      })
    })
    .get('/channels/:channel/messages/:message', (c) => answer(c, messageOf(c), (message) => c.json(messageJson(world, message))))
    .patch('/channels/:channel/messages/:message', async (c) => {
      const message = messageOf(c)
      const body = message.kind === 'done' ? await readBody(c) : message
      if (message.kind === 'refused' || body.kind === 'refused') return answer(c, body, () => c.body(null))
      const draft = readMessageEdit(body.value, message.value)
      if (draft.kind === 'refused') return answer(c, draft, () => c.body(null))
      return c.json(messageJson(world, messages.edit(message.value, draft.value)))
    })
    .delete('/channels/:channel/messages/:message', (c) =>
      answer(c, messageOf(c), (message) => {
        messages.remove(message)
        return c.body(null, 204)
      }),
    )
}
