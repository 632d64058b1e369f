import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { readMessageEdit, readNewMessage } from '../message-draft.ts'
import { messageJson } from '../message-json.ts'
import { whyNotPost } from '../message-rights.ts'
import type { WorldMessage } from '../messages.ts'
import { isAllowed } from '../permissions.ts'
import {
  archivedThread,
  directChannel,
  done,
  invalidForm,
  missingPermissions,
  type Outcome,
  othersMessage,
  type Refusal,
  refusalOfIssues,
  refused,
  tooOldToDelete,
  wrongNumberToDelete,
} from '../refusal.ts'
import { answer, refuse } from './answer.ts'
import { authorized } from './authorization.ts'
import { readBody, readMessageBody } from './body.ts'
import { createGate } from './gate.ts'

const snowflake = z.string().regex(/^\d{1,20}$/)
const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  before: snowflake.optional(),
  after: snowflake.optional(),
})
const reference = z.object({ message_reference: z.object({ message_id: snowflake, fail_if_not_exists: z.boolean().nullish() }).nullish() })
const toDelete = z.object({ messages: z.array(snowflake).max(1_000) })
const twoWeeksMs = 14 * 24 * 3_600_000

/** The messages of a channel, thread or direct conversation, as far as the bot may read, write and tidy there. */
export function messageRoutes(discord: Discord): Hono {
  const { store, messages, clock } = discord
  const { world } = store
  const botId = world.application.id
  const gate = createGate(world)
  const rest = new Hono()
  rest.use('/channels/:channel/messages/*', authorized(discord, { bot: true }))
  rest.use('/channels/:channel/typing', authorized(discord, { bot: true }))

  const repliesTo = (body: unknown): Outcome<string | null> => {
    const wanted = reference.safeParse(body).data?.message_reference
    if (!wanted) return done(null)
    if (world.messages.get(wanted.message_id)?.onlyFor === null) return done(wanted.message_id)
    return wanted.fail_if_not_exists === false
      ? done(null)
      : refused(invalidForm(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message'))
  }

  /** Its own messages the bot may always delete; others' only with the permission, and never in a direct conversation. */
  const whyNotDelete = (message: WorldMessage): Refusal | undefined => {
    if (message.authorId === botId) return undefined
    if (world.channels.get(message.channelId)?.kind === 'direct') return directChannel
    return isAllowed(world, message.channelId, botId, Bit.ManageMessages) ? undefined : missingPermissions
  }

  const whyNotEdit = (message: WorldMessage): Refusal | undefined => {
    const channel = world.channels.get(message.channelId)
    if (message.authorId !== botId) return othersMessage
    return channel?.kind === 'thread' && channel.archived ? archivedThread : undefined
  }

  const post = async (c: Context): Promise<Response> => {
    const channel = gate.channel(c)
    if (channel.kind === 'refused') return refuse(c, channel.refusal)
    const body = await readMessageBody(c)
    const draft = body.kind === 'done' ? readNewMessage(body.value.json, body.value.files) : body
    if (body.kind === 'refused' || draft.kind === 'refused') return answer(c, draft, () => c.body(null))
    const target = repliesTo(body.value.json)
    if (target.kind === 'refused') return refuse(c, target.refusal)
    const isReply = target.value !== null
    const why = whyNotPost(world, botId, channel.value.id, { draft: draft.value, isReply })
    if (why) return refuse(c, why)
    const message = messages.post({ channelId: channel.value.id, draft: draft.value, repliesTo: target.value, type: isReply ? 19 : 0 })
    return c.json(messageJson(world, message))
  }

  return rest
    .get('/channels/:channel/messages', (c) =>
      answer(c, gate.channel(c), (channel) => {
        const wanted = page.safeParse(c.req.query())
        if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
        const { limit, before: beforeId, after: afterId } = wanted.data
        const isReadable = channel.kind === 'direct' || isAllowed(world, channel.id, botId, Bit.ReadMessageHistory)
        const seen = isReadable ? messages.list(channel.id, { limit, beforeId, afterId }) : []
        return c.json(seen.map((message) => messageJson(world, message)))
      }),
    )
    .post('/channels/:channel/messages', post)
    .post('/channels/:channel/messages/bulk-delete', async (c) => {
      const channel = gate.channel(c, Bit.ManageMessages)
      if (channel.kind === 'refused') return refuse(c, channel.refusal)
      if (channel.value.kind === 'direct') return refuse(c, directChannel)
      const body = await readBody(c)
      if (body.kind === 'refused') return refuse(c, body.refusal)
      const wanted = toDelete.safeParse(body.value, { reportInput: true })
      if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
      const ids = [...new Set(wanted.data.messages)]
      if (ids.length < 2 || ids.length > 100) return refuse(c, wrongNumberToDelete)
      const found = ids.flatMap((id) => world.messages.get(id) ?? []).filter(({ channelId }) => channelId === channel.value.id)
      if (found.some(({ atMs }) => clock.now() - atMs >= twoWeeksMs)) return refuse(c, tooOldToDelete)
      messages.removeAll(
        channel.value.id,
        found.filter(({ onlyFor }) => onlyFor === null),
      )
      return c.body(null, 204)
    })
    .get('/channels/:channel/messages/:message', (c) =>
      answer(c, gate.message(c, Bit.ReadMessageHistory), (message) => c.json(messageJson(world, message))),
    )
    .patch('/channels/:channel/messages/:message', async (c) => {
      const message = gate.message(c)
      if (message.kind === 'refused') return refuse(c, message.refusal)
      const why = whyNotEdit(message.value)
      if (why) return refuse(c, why)
      const body = await readMessageBody(c)
      const draft = body.kind === 'done' ? readMessageEdit(body.value.json, message.value, body.value.files) : body
      return answer(c, draft, (edit) => c.json(messageJson(world, messages.edit(message.value, edit))))
    })
    .delete('/channels/:channel/messages/:message', (c) =>
      answer(c, gate.message(c), (message) => {
        const why = whyNotDelete(message)
        if (why) return refuse(c, why)
        messages.remove(message)
        return c.body(null, 204)
      }),
    )
    .post('/channels/:channel/typing', (c) =>
      answer(c, gate.channel(c, Bit.SendMessages), (channel) => {
        messages.typing(channel.id, botId)
        return c.body(null, 204)
      }),
    )
}
