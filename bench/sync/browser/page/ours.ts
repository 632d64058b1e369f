import type * as Production from '@kaltura-discord/sync/browser'
import type { Contender } from './remote.ts'

/** The script module that is published, as it is. */
const published = '/synchronize.min.js'

export const ours: Contender = async ({ video, socketUrl, ticket }) => {
  const { synchronize }: typeof Production = await import(published)
  const room = synchronize(video, { url: socketUrl, ticket: async () => ticket })
  await new Promise<void>((done) => {
    const stop = room.subscribe(() => {
      if (room.view().connection.kind !== 'live' || room.view().sync.kind === 'waiting') return
      stop()
      done()
    })
  })
  return room
}
