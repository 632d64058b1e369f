import { type Context, Hono } from 'hono'
import type { Discord } from '../discord.ts'
import { isOnlyForUser } from '../integration.ts'
import { type Interaction, tokenLifeMs } from '../interactions.ts'
import { readMessageEdit, readNewMessage } from '../message-draft.ts'
import { messageJson } from '../message-json.ts'
import type { WorldMessage } from '../messages.ts'
import { done, invalidWebhookToken, type Outcome, refused, tooManyFollowUps, unknownMessage, unknownWebhook } from '../refusal.ts'
import { answer, refuse } from './answer.ts'
import { readMessageBody } from './body.ts'

/** Of an app that isn't installed where the interaction is, but only with the person. */
const mostFollowUps = 5

/** What a bot may say to an interaction after its first answer, for fifteen minutes: follow-ups, and edits of its own messages. */
export function webhookRoutes(discord: Discord): Hono {
  const { store, clock, interactions, messages } = discord
  const { world } = store

  const interactionOf = (c: Context): Outcome<Interaction> => {
    const interaction = c.req.param('application') === world.application.id ? interactions.find(c.req.param('token') ?? '') : undefined
    if (!interaction) return refused(unknownWebhook)
    if (clock.now() - interaction.createdAtMs >= tokenLifeMs) return refused(invalidWebhookToken)
    return interaction.state.kind === 'answered' ? done(interaction) : refused(unknownWebhook)
  }

  const messageOf = (c: Context): Outcome<WorldMessage> => {
    const interaction = interactionOf(c)
    if (interaction.kind === 'refused') return interaction
    const { id, state } = interaction.value
    const originalId = state.kind === 'answered' ? state.originalId : null
    const asked = c.req.param('message')
    const message = world.messages.get((asked === '@original' ? originalId : asked) ?? '')
    const isTheirs = message !== undefined && (message.id === originalId || message.answers?.interactionId === id)
    return isTheirs && message.state !== 'failed' ? done(message) : refused(unknownMessage)
  }

  return new Hono()
    .post('/webhooks/:application/:token', async (c) => {
      const interaction = interactionOf(c)
      const body = interaction.kind === 'done' ? await readMessageBody(c) : interaction
      const draft = body.kind === 'done' ? readNewMessage(body.value.json, body.value.files) : body
      if (interaction.kind === 'refused' || draft.kind === 'refused') return answer(c, draft, () => c.body(null, 204))
      const { owners, followUps } = interaction.value
      if (isOnlyForUser(owners) && followUps >= mostFollowUps) return refuse(c, tooManyFollowUps)
      return c.json(messageJson(world, interactions.followUp(interaction.value, draft.value)))
    })
    .get('/webhooks/:application/:token/messages/:message', (c) =>
      answer(c, messageOf(c), (message) => c.json(messageJson(world, message))),
    )
    .patch('/webhooks/:application/:token/messages/:message', async (c) => {
      const message = messageOf(c)
      const body = message.kind === 'done' ? await readMessageBody(c) : message
      if (message.kind === 'refused' || body.kind === 'refused') return answer(c, body, () => c.body(null))
      const draft = readMessageEdit(body.value.json, message.value, body.value.files)
      if (draft.kind === 'refused') return answer(c, draft, () => c.body(null, 204))
      return c.json(messageJson(world, messages.edit(message.value, draft.value)))
    })
    .delete('/webhooks/:application/:token/messages/:message', (c) =>
      answer(c, messageOf(c), (message) => {
        messages.remove(message)
        return c.body(null, 204)
      }),
    )
}
