import { Hono } from 'hono'
import { ownApplicationJson } from '../application-json.ts'
import type { Discord } from '../discord.ts'
import { instanceJson } from '../instances.ts'
import { notFound } from '../refusal.ts'
import { refuse } from './answer.ts'
import { authorized } from './authorization.ts'

/** The application itself, and the activity instances that are open. */
export function applicationRoutes(discord: Discord): Hono {
  const { store, secrets, instances } = discord
  const { application } = store.world
  const bot = authorized(discord, { bot: true })
  return new Hono()
    .get('/applications/@me', bot, (c) => c.json(ownApplicationJson(store.world, secrets.publicKey)))
    .get('/oauth2/applications/@me', bot, (c) => c.json(ownApplicationJson(store.world, secrets.publicKey)))
    .get('/applications/:application/activity-instances/:instance', bot, (c) => {
      const instance = c.req.param('application') === application.id ? instances.find(c.req.param('instance')) : undefined
      return instance ? c.json(instanceJson(store.world, instance)) : refuse(c, notFound)
    })
}
