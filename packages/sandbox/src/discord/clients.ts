import type { Locale } from 'discord-api-types/v10'
import { type ClientChange, type ClientSettings, changedClient, firstClient } from './client-settings.ts'
import type { World, WorldStore } from './world.ts'

/** What everybody's Discord client is like. */
export interface Clients {
  of(userId: string): ClientSettings
  /** Changes what is named, and leaves the rest. */
  change(userId: string, change: ClientChange): ClientSettings
}

export function createClients(store: WorldStore): Clients {
  const { world } = store
  return {
    of: (userId) => clientOf(world, userId),
    change(userId, change) {
      const next = changedClient(clientOf(world, userId), change)
      return store.change(() => {
        world.clients.set(userId, next)
        return next
      })
    },
  }
}

/** Until somebody changes it, everybody has the same. */
export function clientOf(world: World, userId: string): ClientSettings {
  return world.clients.get(userId) ?? firstClient
}

/** The language of somebody's client, as the API says it. */
export function localeOf(world: World, userId: string): Locale {
  // The types of the API are two languages behind it.
  return clientOf(world, userId).locale as Locale
}
