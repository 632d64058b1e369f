import { Hono } from 'hono'
import type { Discord } from '../discord.ts'
import { callbackJson } from '../interaction-json.ts'
import { answer } from './answer.ts'
import { readBody } from './body.ts'

/** A bot's first answer. Who knows the interaction's token needs no other authorization. */
export function interactionRoutes({ store, interactions }: Discord): Hono {
  return new Hono().post('/interactions/:id/:token/callback', async (c) => {
    const body = await readBody(c)
    const outcome = body.kind === 'done' ? interactions.respond(c.req.param('id'), c.req.param('token'), body.value) : body
    return answer(c, outcome, ({ interaction, effect }) =>
      c.req.query('with_response') === 'true' ? c.json(callbackJson(store.world, interaction, effect)) : c.body(null, 204),
    )
  })
}
