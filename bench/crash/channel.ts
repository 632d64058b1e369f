import type { Sandbox } from '@kaltura-discord/sandbox'

/** Which messages about which entry ever were in the channel. The sandbox keeps the last hundreds only, so each is noted when it comes. */
export function watchChannel(sandbox: Sandbox, channelId: string) {
  const messages = new Map<string, Set<string>>()
  const seen = new Set<string>()
  const { store } = sandbox.discord
  store.subscribe(() => {
    for (const message of store.world.messages.values()) {
      if (seen.has(message.id) || message.channelId !== channelId) continue
      seen.add(message.id)
      const [entryId = ''] = /0_[\da-z]{8}/.exec(JSON.stringify([message.content, message.embeds, message.components])) ?? []
      messages.set(entryId, (messages.get(entryId) ?? new Set()).add(message.id))
    }
  })
  return {
    has: (entryId: string) => messages.has(entryId),
    /** Messages beyond the first about the same entry. */
    duplicates: () => [...messages.values()].reduce((sum, { size }) => sum + size - 1, 0),
    count: () => seen.size,
  }
}
