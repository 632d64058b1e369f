import { createMediaElementPlayer } from '@kaltura-discord/sync/browser'
import { obey } from '../../peers/obey.ts'
import { createPredecessorLaw } from '../../peers/predecessor.ts'
import type { Contender } from './remote.ts'

interface Told {
  positionS: number
  playing: boolean
  atMs: number
}

/** The earlier kaltura-discord, with the relay that it lacked: the host's player at each action and every 5 s, dated by the host's own wall clock. */
export const predecessor: Contender = async ({ video, socketUrl, ticket, dateOffsetMs }) => {
  const player = createMediaElementPlayer(video)
  const law = createPredecessorLaw()
  const now = () => Date.now() + dateOffsetMs
  const isHost = ticket.endsWith('/c0')
  const socket = new WebSocket(new URL(`/relay/${ticket}`, socketUrl))
  await new Promise((done) => socket.addEventListener('open', done))
  const send = () => socket.send(JSON.stringify({ positionS: player.positionS(), playing: !player.paused(), atMs: now() } satisfies Told))
  if (isHost) setInterval(send, 5000)
  else {
    socket.addEventListener('message', ({ data }) => {
      const told: Told = JSON.parse(data)
      const target = { positionS: told.positionS + (now() - told.atMs) / 1000, playing: told.playing }
      const step = law.look({
        nowMs: performance.now(),
        positionS: player.positionS(),
        paused: player.paused(),
        rate: player.rate(),
        target,
      })
      obey(player, step.orders)
    })
  }
  return {
    play: () => void player.play().then(send),
    pause() {
      player.pause()
      send()
    },
    seek(positionS) {
      video.addEventListener('seeked', send, { once: true })
      player.seek(positionS)
    },
  }
}
