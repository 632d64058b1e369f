import { Hono } from 'hono'
import type { Discord } from '../discord/discord.ts'
import type { Faults } from '../faults/faults.ts'
import { faultOrder, faultQuestion } from './contract.ts'
import { read } from './read.ts'
import { refuse } from './refusal.ts'

/** Orders faults and takes them away, and drops the gateway. */
export function faultRoutes(faults: Faults, { gateway }: Discord): Hono {
  return new Hono()
    .post('/faults', async (c) => {
      const body = await read(c, faultOrder)
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      const outcome = faults.add(body.value)
      if (outcome.kind === 'added') return c.json(outcome.fault, 201)
      return refuse(c, outcome.code === 'fault.wrong' ? 400 : 409, outcome.code, outcome.why)
    })
    .post('/faults/hits', async (c) => {
      const body = await read(c, faultQuestion)
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      return c.json({ fault: faults.take(body.value.place, body.value.path) ?? null })
    })
    .delete('/faults/:id', (c) =>
      faults.remove(c.req.param('id')) ? c.body(null, 204) : refuse(c, 404, 'fault.unknown', 'There is no such fault any more.'),
    )
    .post('/gateway/drop', (c) => {
      gateway.drop()
      return c.body(null, 204)
    })
}
