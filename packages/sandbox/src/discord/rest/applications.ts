import { Hono } from 'hono'
import { z } from 'zod'
import { ownApplicationJson } from '../application-json.ts'
import type { Discord } from '../discord.ts'
import { instanceJson } from '../instances.ts'
import { done, notFound, refusalOfIssues } from '../refusal.ts'
import { answer, refuse } from './answer.ts'
import { authorized } from './authorization.ts'
import { readBody } from './body.ts'

const applicationEdit = z.object({ description: z.string().max(400).nullish(), interactions_endpoint_url: z.string().max(2_048).nullish() })

/** The application itself, and the activity instances that are open. */
export function applicationRoutes(discord: Discord): Hono {
  const { store, secrets, instances, interactionsEndpoint } = discord
  const { application } = store.world
  const bot = authorized(discord, { bot: true })
  return new Hono()
    .get('/applications/@me', bot, (c) => c.json(ownApplicationJson(store.world, secrets.publicKey)))
    .patch('/applications/@me', bot, async (c) => {
      const body = await readBody(c)
      if (body.kind === 'refused') return refuse(c, body.refusal)
      const parsed = applicationEdit.safeParse(body.value, { reportInput: true })
      if (!parsed.success) return refuse(c, refusalOfIssues(parsed.error.issues))
      const { description, interactions_endpoint_url: endpoint } = parsed.data
      const set = endpoint === undefined ? done(undefined) : await interactionsEndpoint.set(endpoint || null)
      return answer(c, set, () => {
        if (typeof description === 'string') store.change(() => Object.assign(application, { description }))
        return c.json(ownApplicationJson(store.world, secrets.publicKey))
      })
    })
    .get('/oauth2/applications/@me', bot, (c) => c.json(ownApplicationJson(store.world, secrets.publicKey)))
    .get('/applications/:application/activity-instances/:instance', bot, (c) => {
      const instance = c.req.param('application') === application.id ? instances.find(c.req.param('instance')) : undefined
      return instance ? c.json(instanceJson(store.world, instance)) : refuse(c, notFound)
    })
}
