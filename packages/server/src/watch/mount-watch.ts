import { watchRoutes } from '@kaltura-discord/api'
import type { Watch } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import { serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { summaryOf } from './entry-summary.ts'

/** Calls of a bot. */
export function mountWatch(app: Hono, { watch, serviceToken }: { watch: Watch; serviceToken: string }): void {
  const guard = serviceGuard(serviceToken)

  mount(app, watchRoutes.suggestEntries, guard, async ({ params, body }) => {
    const entries = await watch.suggest({ guildId: params.guildId, ...body })
    return { entries: entries.map(summaryOf) }
  })

  mount(app, watchRoutes.offerWatch, guard, async ({ params, body }) => {
    const outcome = await watch.offer({ guildId: params.guildId, ...body })
    return outcome.kind === 'offered' ? { kind: 'offered' as const, entry: summaryOf(outcome.entry) } : outcome
  })

  mount(app, watchRoutes.recordLaunch, guard, async ({ params, body }) => {
    const outcome = await watch.launch({ guildId: params.guildId, ...body })
    if (outcome.kind === 'refused') return outcome
    return outcome.kind === 'launched' ? { kind: 'launched' as const } : { kind: 'joined' as const, entryId: outcome.programme.entryId }
  })
}
