import { watchRoutes } from '@kaltura-discord/api'
import type { EventOf, Watch } from '@kaltura-discord/core'
import type { Locale } from '@kaltura-discord/core/messages'
import type { Hono } from 'hono'
import type { Tell } from '../audit/tell.ts'
import { serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { summaryOf } from './entry-summary.ts'

export interface WatchDependencies {
  watch: Watch
  tell: Tell
  serviceToken: string
  /** Where a guild's entries can be watched in a browser, with `{entryId}` in it. */
  watchUrl(guildId: string): Promise<string | undefined>
  /** What everybody in a guild is told in. */
  locale(guildId: string): Promise<Locale>
}

/** Calls of a bot. */
export function mountWatch(app: Hono, { watch, tell, serviceToken, watchUrl, locale }: WatchDependencies): void {
  const guard = serviceGuard(serviceToken)

  const used = (guildId: string, userId: string, data: EventOf<'command.used'>['data']) =>
    tell({ type: 'command.used', guildId, actor: { kind: 'user', id: userId }, data })

  mount(app, watchRoutes.suggestEntries, guard, async ({ params, body }) => {
    const entries = await watch.suggest({ guildId: params.guildId, ...body })
    return { entries: entries.map((entry) => summaryOf(entry)) }
  })

  mount(app, watchRoutes.offerWatch, guard, async ({ params, body }) => {
    const outcome = await watch.offer({ guildId: params.guildId, ...body })
    await used(params.guildId, body.member.userId, {
      ...{ command: 'watch.offer', entryId: body.entryId },
      outcome: outcome.kind === 'refused' ? outcome.reason : outcome.kind,
    })
    if (outcome.kind !== 'offered') return outcome
    const [url, spoken] = await Promise.all([watchUrl(params.guildId), locale(params.guildId)])
    return { kind: 'offered' as const, entry: summaryOf(outcome.entry, url), locale: spoken }
  })

  mount(app, watchRoutes.recordLaunch, guard, async ({ params, body }) => {
    const outcome = await watch.launch({ guildId: params.guildId, ...body })
    const { entryId, channelId, instanceId, member } = body
    // A launch was told by the store, in the step that kept it.
    if (outcome.kind !== 'launched')
      await used(params.guildId, member.userId, {
        ...{ command: 'watch.launch', entryId, channelId, instanceId },
        outcome: outcome.kind === 'refused' ? outcome.reason : outcome.kind,
      })
    if (outcome.kind === 'refused') return outcome
    return outcome.kind === 'launched' ? { kind: 'launched' as const } : { kind: 'joined' as const, entryId: outcome.programme.entryId }
  })
}
