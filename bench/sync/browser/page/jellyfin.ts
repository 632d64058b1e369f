import { createMediaElementPlayer, type Player } from '@kaltura-discord/sync/browser'
import type { ControlLaw } from '../../peers/control-law.ts'
import { createJellyfinLaw } from '../../peers/jellyfin.ts'
import { obey } from '../../peers/obey.ts'
import type { Contender } from './remote.ts'
import { openRoomFeed, type RoomFeed, remoteOf } from './room-feed.ts'

/** What it takes for a command to be a seek: farther from where the film would have been anyway. */
const skipS = 0.4

/** Jellyfin's law over our room, which announces its starts sooner (150 to 500 ms ahead) than Jellyfin's server. It keeps time by `Date`, as it does. */
export const jellyfin =
  (correction: boolean): Contender =>
  async ({ video, socketUrl, ticket, dateOffsetMs }) => {
    const feed = await openRoomFeed(socketUrl, ticket)
    const player = createMediaElementPlayer(video)
    const serverMs = await startDateClock(feed, dateOffsetMs)
    const target = () => {
      const timeline = feed.timeline()
      if (!timeline?.playing || serverMs() < timeline.atMs) return undefined
      return { positionS: timeline.positionS + (serverMs() - timeline.atMs) / 1000, playing: true }
    }
    let law: ControlLaw | undefined
    let cancel = () => {}
    feed.onChange(() => {
      cancel()
      const timeline = feed.timeline()
      if (!timeline) return
      law = createJellyfinLaw({ correction })
      player.setRate(1, { preservePitch: true })
      cancel = command(player, timeline, timeline.atMs - serverMs())
    })

    function look(): void {
      const step = law?.look({
        nowMs: performance.now(),
        positionS: player.positionS(),
        paused: player.paused(),
        rate: player.rate(),
        target: target(),
      })
      obey(player, step?.orders ?? [])
      setTimeout(look, step?.againInMs ?? 250)
    }
    look()
    return remoteOf(feed)
  }

/** Unpause, or pause and go to where it was, at its moment; late means at once. Returns how to call it off. */
function command(player: Player, { positionS, playing }: { positionS: number; playing: boolean }, inMs: number): () => void {
  const skips = Math.abs(player.positionS() - positionS) > skipS
  if (playing && inMs > 0 && skips) {
    player.pause()
    player.seek(positionS)
  }
  const timer = setTimeout(() => {
    if (playing) {
      void player.play()
      if (inMs <= 0 && skips) player.seek(positionS - inMs / 1000)
    } else {
      player.pause()
      player.seek(positionS)
    }
  }, inMs)
  return () => clearTimeout(timer)
}

/** Of the last eight answers the one that came back fastest; asked for every second, then every minute. */
async function startDateClock(feed: RoomFeed, dateOffsetMs: number): Promise<() => number> {
  const now = () => Date.now() + dateOffsetMs
  let samples: { offsetMs: number; rttMs: number }[] = []
  async function ping(count: number): Promise<void> {
    const t0 = now()
    const serverMs = await feed.ask()
    const t3 = now()
    samples = [...samples, { offsetMs: serverMs - (t0 + t3) / 2, rttMs: t3 - t0 }].slice(-8)
    setTimeout(() => void ping(count + 1), count < 3 ? 1000 : 60_000)
  }
  await ping(0)
  return () => {
    const [best] = samples.toSorted((a, b) => a.rttMs - b.rttMs)
    return now() + (best?.offsetMs ?? 0)
  }
}
