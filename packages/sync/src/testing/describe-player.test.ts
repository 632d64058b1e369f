import { createMediaElementPlayer } from '../client/media-element-player.ts'
import type { Player } from '../player/player.ts'
import { describePlayer } from './describe-player.ts'
import { createPlayerStage } from './player-stage.ts'
import { createVirtualMedia } from './virtual-media.ts'
import { createVirtualPlayer, type VirtualPlayer } from './virtual-player.ts'
import { createVirtualTime } from './virtual-time.ts'

describeVirtually('the virtual player', (player) => player)
describeVirtually('a media element, in words', (player) => createMediaElementPlayer(createVirtualMedia(player)))

function describeVirtually(name: string, playerOf: (player: VirtualPlayer) => Player): void {
  const open = async (options: { blocked?: boolean } = {}) => {
    const time = createVirtualTime()
    const player = createVirtualPlayer({ time, durationS: 60, ...options })
    const stage = createPlayerStage(playerOf(player), time)
    return { ...stage, starve: async () => player.stall(1500), feed: () => time.pass(1500) }
  }
  describePlayer(name, { open, openBlocked: () => open({ blocked: true }), starves: true })
}
