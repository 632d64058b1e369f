import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { createMoves, type Impossible, type Possible } from '../act/moves.ts'
import type { Discord } from '../discord/discord.ts'
import { personOf } from '../discord/places.ts'
import type { WorldUser } from '../discord/world.ts'
import { autocompleteUse, commandUse, componentUse, modalUse, saying } from './contract.ts'
import { read } from './read.ts'
import { refuse } from './refusal.ts'

/** What a person does in the client: use a command, type in one, click a button, choose in a menu, fill in a form, write, join and leave an activity. */
export function memberRoutes(discord: Discord): Hono {
  const { store, interactions, instances, modals } = discord
  const moves = createMoves(discord)

  const memberOf = (c: Context): WorldUser | undefined => personOf(store.world, c.req.param('userId') ?? '')

  /** Reads the body and lets the person do what it asks for, or answers why they cannot. */
  const tried = async <B, T>(c: Context, schema: z.ZodType<B>, move: (user: WorldUser, body: B) => Possible<T>): Promise<T | Response> => {
    const member = memberOf(c)
    if (!member) return refuse(c, 404, 'member.unknown', 'There is no such member.')
    const body = await read(c, schema)
    if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
    const moved = move(member, body.value)
    return moved.kind === 'possible' ? moved.value : refuse(c, statusOf(moved.code), moved.code, moved.why)
  }

  return new Hono()
    .post('/members/:userId/commands', async (c) => {
      const move = await tried(c, commandUse, (member, use) => moves.command(member, use, 'sending'))
      if (move instanceof Response) return move
      if (move.kind === 'ask') return c.json({ interactionId: interactions.start(move.start).interaction.id }, 202)
      instances.launch(move.userId, move.channelId)
      return c.json({ interactionId: discord.snowflake() }, 202)
    })
    .post('/members/:userId/autocomplete', async (c) => {
      const move = await tried(c, autocompleteUse, (member, use) => moves.command(member, use, 'typing'))
      if (move instanceof Response) return move
      const callback = move.kind === 'ask' ? await interactions.start(move.start).answered : undefined
      return callback?.type === 8
        ? c.json({ choices: callback.choices })
        : refuse(c, 504, 'autocomplete.silent', 'Loading options failed: the application did not respond.')
    })
    .post('/members/:userId/components', async (c) => {
      const start = await tried(c, componentUse, (member, { values = [], ...use }) => moves.component(member, { ...use, values }))
      return start instanceof Response ? start : c.json({ interactionId: interactions.start(start).interaction.id }, 202)
    })
    .post('/members/:userId/modals', async (c) => {
      const start = await tried(c, modalUse, moves.form)
      return start instanceof Response ? start : c.json({ interactionId: interactions.start(start).interaction.id }, 202)
    })
    .post('/members/:userId/messages', async (c) => {
      const message = await tried(c, saying, moves.say)
      return message instanceof Response ? message : c.json({ messageId: message.id }, 201)
    })
    .delete('/members/:userId/modals/:interactionId', (c) => {
      const member = memberOf(c)
      const modal = member && modals.find(member.id, c.req.param('interactionId'))
      // Closing twice is no mistake, as with an activity that is left.
      if (modal) modals.close(modal)
      return member ? c.body(null, 204) : refuse(c, 404, 'member.unknown', 'There is no such member.')
    })
    .post('/members/:userId/instances/:instanceId/join', (c) => {
      const member = memberOf(c)
      const joined = member && instances.join(member.id, c.req.param('instanceId'))
      return joined ? c.body(null, 204) : refuse(c, 404, 'instance.unknown', 'The activity is over, or there is no such member.')
    })
    .post('/members/:userId/instances/:instanceId/leave', (c) => {
      const member = memberOf(c)
      // Leaving twice, or after the end, is no mistake: a closing page may ask again.
      if (member) instances.leave(member.id, c.req.param('instanceId'))
      return member ? c.body(null, 204) : refuse(c, 404, 'member.unknown', 'There is no such member.')
    })
}

function statusOf(code: Impossible): 400 | 403 | 404 {
  if (code.endsWith('.unknown')) return 404
  return code.endsWith('.forbidden') ? 403 : 400
}
