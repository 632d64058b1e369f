import type { WebSocket } from 'ws'

const heartbeatMs = 15_000
/** Not all hearts beat at once: to ping thousands takes longer than anybody should wait for a word. */
const beats = 15
/** Control frames are answered, or read, below the gate's own limits; a client of ours sends none but answers to ours. */
const controlFramesPerHeartbeat = 60

interface Heart {
  socket: WebSocket
  /** Whether it answered the last ping. */
  beats: boolean
  controlFrames: number
}

/** Ends sockets whose peer answers no ping for half a minute, because a phone that goes away closes nothing, and those that send pings or pongs without end. */
export function createHeartbeats(): { watch(socket: WebSocket): void; stop(): void } {
  const turns = Array.from({ length: beats }, () => new Set<Heart>())
  let came = 0
  let beat = 0

  function floods(heart: Heart): boolean {
    heart.controlFrames += 1
    if (heart.controlFrames <= controlFramesPerHeartbeat) return false
    heart.socket.terminate()
    return true
  }

  const timer = setInterval(() => {
    for (const heart of turns[beat++ % beats] ?? []) {
      if (heart.beats) heart.socket.ping()
      else heart.socket.terminate()
      heart.beats = false
      heart.controlFrames = 0
    }
  }, heartbeatMs / beats)

  return {
    watch(socket) {
      const heart = { socket, beats: true, controlFrames: 0 }
      const turn = turns[came++ % beats]
      turn?.add(heart)
      socket.on('pong', () => {
        if (!floods(heart)) heart.beats = true
      })
      socket.on('ping', (data) => {
        if (!floods(heart)) socket.pong(data)
      })
      socket.on('close', () => turn?.delete(heart))
    },
    stop: () => clearInterval(timer),
  }
}
