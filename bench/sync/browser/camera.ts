import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { frameCode, readFrameCode } from '@kaltura-discord/sandbox'

/** Four pictures in a square, each this large. */
export const picture = { width: 320, height: 180, columns: 2, rows: 2 } as const
export const screenSize = { width: picture.width * picture.columns, height: picture.height * picture.rows } as const

/** What was on the screen at one moment: the number of each client's frame, `undefined` where it could not be read for sure. */
export interface Photograph {
  atMs: number
  frames: (number | undefined)[]
}

export interface Screen {
  /** For DISPLAY. */
  display: string
  /** Films from now on until called again; gives what it saw. */
  film(): () => Promise<Photograph[]>
  close(): void
}

/** Enough to judge by, and what two cores can film while they show four films. What is compared is within one photograph. */
const fps = 30
const stripRows = picture.height * frameCode.stripShareOfHeight

/** A screen that nobody sees, and a camera in front of it. */
export async function openScreen(): Promise<Screen> {
  const display = `:${90 + (process.pid % 9000)}`
  const server = spawn('Xvfb', [display, '-screen', '0', `${screenSize.width}x${screenSize.height}x24`, '-nocursor', '-nolisten', 'tcp'], {
    stdio: 'ignore',
  })
  await new Promise((done) => setTimeout(done, 1000))
  return {
    display,
    film() {
      const photographs: Photograph[] = []
      const camera = startCamera(display)
      let rest = Buffer.alloc(0)
      const size = screenSize.width * stripRows * picture.rows
      camera.stdout?.on('data', (chunk: Buffer) => {
        rest = Buffer.concat([rest, chunk])
        for (; rest.length >= size; rest = rest.subarray(size)) {
          photographs.push({ atMs: performance.timeOrigin + performance.now(), frames: codesOf(rest.subarray(0, size)) })
        }
      })
      return async () => {
        const ended = once(camera, 'exit')
        camera.kill('SIGINT')
        await ended
        return photographs
      }
    },
    close: () => void server.kill(),
  }
}

/** The strips alone, grey, one row of pictures below the other. */
function startCamera(display: string): ChildProcess {
  const strip = (row: number) => `[${row}]crop=${screenSize.width}:${stripRows}:0:${row * picture.height}[s${row}]`
  const graph = `split=2[0][1];${strip(0)};${strip(1)};[s0][s1]vstack,format=gray`
  const { width, height } = screenSize
  return spawn(
    'ffmpeg',
    [
      '-loglevel',
      'error',
      '-f',
      'x11grab',
      '-framerate',
      `${fps}`,
      '-video_size',
      `${width}x${height}`,
      '-draw_mouse',
      '0',
      '-i',
      display,
    ].concat(['-vf', graph, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-']),
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
}

function codesOf(strips: Buffer): (number | undefined)[] {
  return Array.from({ length: picture.columns * picture.rows }, (_, client) => {
    const left = (client % picture.columns) * picture.width
    const top = Math.floor(client / picture.columns) * stripRows
    const pixels = new Uint8ClampedArray(picture.width * picture.height * 4)
    for (let y = 0; y < stripRows; y += 1)
      for (let x = 0; x < picture.width; x += 1)
        pixels[(y * picture.width + x) * 4 + 1] = strips[(top + y) * screenSize.width + left + x] ?? 0
    return readFrameCode(pixels, picture.width, picture.height)
  })
}
