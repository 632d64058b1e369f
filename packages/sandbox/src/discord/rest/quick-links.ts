import { Hono } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { textOf } from '../form-parts.ts'
import { readImage } from '../image-data.ts'
import { invalidForm, refusalOfIssues, unauthorized, unknownApplication } from '../refusal.ts'
import { refuse } from './answer.ts'
import { authorized, type RestEnvironment } from './authorization.ts'
import { readBody } from './body.ts'

const linkBody = z.object({
  custom_id: z.string().max(64).nullish(),
  title: textOf(1, 100),
  description: textOf(1, 1_000),
  image: z.string().max(1_000_000),
})

/** `POST /applications/:id/quick-links`, for an activity in the name of who plays it (docs: activities, growth and referrals). */
export function quickLinkRoutes(discord: Discord): Hono<RestEnvironment> {
  const { store, quickLinks } = discord
  const person = authorized(discord, { scopes: 'any' })
  return new Hono<RestEnvironment>().on(
    'POST',
    ['/applications/:application/quick-links', '/applications/:application/quick-links/'],
    person,
    async (c) => {
      const caller = c.get('caller')
      if (caller.kind !== 'person') return refuse(c, unauthorized)
      if (c.req.param('application') !== store.world.application.id) return refuse(c, unknownApplication)
      const body = await readBody(c)
      if (body.kind === 'refused') return refuse(c, body.refusal)
      const parsed = linkBody.safeParse(body.value, { reportInput: true })
      if (!parsed.success) return refuse(c, refusalOfIssues(parsed.error.issues))
      const { custom_id, title, description, image } = parsed.data
      if (!readImage(image)) return refuse(c, invalidForm(['image'], 'IMAGE_INVALID', 'Invalid image'))
      const link = quickLinks.create(caller.grant.userId, { customId: custom_id ?? null, title, description, image })
      return c.json({ link_id: link.id })
    },
  )
}
