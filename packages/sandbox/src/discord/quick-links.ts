import type { Clock } from './clock.ts'
import type { WorldStore } from './world.ts'

/** A link that an activity made of itself: `https://discord.com/activities/<application>?link_id=…`. */
export interface QuickLink {
  id: string
  userId: string
  customId: string | null
  title: string
  description: string
  /** Data URI of the picture, as it came. */
  image: string
  expiresAtMs: number
}

type QuickLinkDraft = Pick<QuickLink, 'customId' | 'title' | 'description' | 'image'>

export interface QuickLinks {
  create(userId: string, draft: QuickLinkDraft): QuickLink
  /** For 30 days. */
  find(id: string): QuickLink | undefined
}

const lifeMs = 30 * 24 * 3_600_000
const kept = 200

export function createQuickLinks(options: { store: WorldStore; clock: Clock; snowflake: () => string }): QuickLinks {
  const { store, clock, snowflake } = options
  const { quickLinks } = store.world
  return {
    create(userId, draft) {
      const link: QuickLink = { ...draft, id: `0-${snowflake()}`, userId, expiresAtMs: clock.now() + lifeMs }
      store.change(() => {
        quickLinks.set(link.id, link)
        const [oldest] = quickLinks.keys()
        if (oldest !== undefined && quickLinks.size > kept) quickLinks.delete(oldest)
      })
      return link
    },
    find(id) {
      const link = quickLinks.get(id)
      return link && clock.now() < link.expiresAtMs ? link : undefined
    },
  }
}
