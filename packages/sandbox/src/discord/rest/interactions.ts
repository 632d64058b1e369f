import { Hono } from 'hono'
import type { Discord } from '../discord.ts'
import { callbackJson } from '../interaction-json.ts'
import { answer } from './answer.ts'
import { readMessageBody } from './body.ts'

/** A bot's first answer. Who knows the interaction's token needs no other authorization. */
export function interactionRoutes({ store, interactions }: Discord): Hono {
  return new Hono().post('/interactions/:id/:token/callback', async (c) => {
    const body = await readMessageBody(c)
    const outcome =
      body.kind === 'done' ? interactions.respond(c.req.param('id'), c.req.param('token'), body.value.json, body.value.files) : body
    return answer(c, outcome, ({ interaction, effect }) =>
      c.req.query('with_response') === 'true' ? c.json(callbackJson(store.world, interaction, effect)) : c.body(null, 204),
    )
  })
}
