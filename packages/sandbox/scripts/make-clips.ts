/**
 * Films the clips of the sandbox's Kaltura with ffmpeg (with libx264 and drawtext) into `media/`, and their stills. Only needed to change them: the results are committed.
 *
 *     node packages/sandbox/scripts/make-clips.ts [clip …]
 */
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Clip, clips, type Rendition, type Sound } from '../src/kaltura/clips.ts'
import { frameCode, frameCodeCells, readFrameCode } from '../src/kaltura/frame-code.ts'
import { encrypt } from './encrypt-clip.ts'
import { ffmpeg } from './ffmpeg.ts'

const media = fileURLToPath(new URL('../media/', import.meta.url))
const fixtures = fileURLToPath(new URL('../src/kaltura/fixtures/', import.meta.url))
const picture = { width: 640, height: 360, strip: 360 * frameCode.stripShareOfHeight }

/** Two corners of the background, the ball, and the pitch of the quiet tone. */
const looks: Record<string, { from: string; to: string; ball: string; toneHz: number }> = {
  orbits: { from: '0x1b1f4b', to: '0x6a3fa0', ball: '255,209,102', toneHz: 220 },
  tides: { from: '0x06283d', to: '0x1b8a8f', ball: '255,244,214', toneHz: 247 },
  motion: { from: '0x3a0d2e', to: '0xc2452d', ball: '255,230,120', toneHz: 262 },
  welcome: { from: '0x123524', to: '0x6fa35b', ball: '250,250,240', toneHz: 294 },
  meeting: { from: '0x22252b', to: '0x5865f2', ball: '235,69,158', toneHz: 330 },
  eclipse: { from: '0x10131f', to: '0x8a4b1f', ball: '255,196,92', toneHz: 349 },
  dialogue: { from: '0x1f2937', to: '0x2f7d6b', ball: '250,214,165', toneHz: 330 },
  archive: { from: '0x2b2118', to: '0x7a6248', ball: '255,240,200', toneHz: 220 },
  night: { from: '0x02040a', to: '0x27345f', ball: '226,232,255', toneHz: 196 },
}

/** Samples that the AAC encoder puts before the first; without this the sound, not frame 0, would define time 0 of a segment. */
const aacPriming = 1024
const soundCodec = ['-c:a', 'aac', '-b:a', '32k', '-ac', '2', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags', '+bitexact']

const stills = [
  { clip: clips.orbits, rendition: '360p', frame: 371 },
  { clip: clips.orbits, rendition: '180p', frame: 1234 },
  { clip: clips.motion, rendition: '360p', frame: 3599 },
]

await main(process.argv.slice(2))

async function main(wanted: readonly string[]): Promise<void> {
  const chosen: readonly Clip[] = Object.values(clips).filter((clip) => wanted.length === 0 || wanted.includes(clip.id))
  for (const clip of chosen) {
    const folder = join(media, clip.id)
    await rm(folder, { recursive: true, force: true })
    for (const rendition of clip.renditions) {
      await film(clip, rendition, join(folder, rendition.name))
      await proveFrames(clip, rendition)
    }
    for (const sound of clip.sounds ?? []) await record(clip, sound, join(folder, sound.name))
    await photograph(clip, folder)
    if (clip.container === 'cenc') await encrypt(clip, join(folder, clip.renditions[0].name))
    process.stdout.write(`${clip.id}\n`)
  }
  await rm(fixtures, { recursive: true, force: true })
  await mkdir(fixtures, { recursive: true })
  for (const still of stills) await extractFrame(still)
}

async function film(clip: Clip, rendition: Rendition, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { from, to, ball, toneHz } = look(clip)
  const below = picture.height - picture.strip
  const frozen = `trim=end_frame=1,loop=loop=-1:size=1,setpts=N/(${clip.fps}*TB)`
  const circle = `format=rgba,geq=r=${ball.split(',')[0]}:g=${ball.split(',')[1]}:b=${ball.split(',')[2]}:a='255*lte(hypot(X-17.5,Y-17.5),17)'`
  const text = (size: number, x: number, y: number, words: string) =>
    `drawtext=font='DejaVu Sans':fontcolor=white:fontsize=${size}:x=${x}:y=${y}:text='${words}'`

  const graph = [
    `[0:v]scale=${picture.width}:${picture.strip}:flags=neighbor,format=yuv420p[strip]`,
    `gradients=s=${picture.width}x${below}:c0=${from}:c1=${to}:x0=0:y0=0:x1=${picture.width}:y1=${below}:nb_colors=2:seed=7:r=${clip.fps}:d=1,${frozen},` +
      `drawbox=x=60:y=300:w=520:h=3:color=white@0.5:t=fill,` +
      `${text(34, 60, 36, clip.title)},${text(16, 60, 82, 'Kaltura University · sandbox clip')},` +
      `${text(48, 45, 122, '%{pts\\:hms}')},${text(18, 60, 182, `frame %{n} at ${clip.fps} fps`)}[scene]`,
    `color=c=black:s=36x36:r=${clip.fps},${circle},${frozen}[ball]`,
    // The ball lands when the tone beeps, once a second: a person sees and hears whether two screens agree.
    `[scene][ball]overlay=x='302-242*cos(PI*t/4)':y='264-80*abs(sin(PI*t))':shortest=0[moving]`,
    `[strip][moving]vstack,scale=${rendition.width}:${rendition.height}:flags=area,format=yuv420p[video]`,
    ...(clip.sounds ? [] : [tone(toneHz)]),
  ].join(';')

  await ffmpeg(
    [
      ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${frameCode.cells}x1`, '-r', `${clip.fps}`, '-i', 'pipe:0'],
      ['-filter_complex', graph, '-map', '[video]', ...(clip.sounds ? [] : ['-map', '[audio]']), '-t', `${clip.durationS}`],
      [
        '-c:v',
        'libx264',
        '-profile:v',
        'main',
        '-preset',
        'veryslow',
        '-tune',
        'animation',
        '-crf',
        '29',
        '-bf',
        '0',
        '-x264-params',
        closedGop(clip),
      ],
      soundCodec,
      output(clip, folder),
    ].flat(),
    stripFrames(clip),
  )
}

/** A quiet tone that beeps once a second. */
function tone(frequency: number): string {
  return `sine=frequency=${frequency}:beep_factor=4:sample_rate=48000,volume=0.15,pan=stereo|c0=c0|c1=c0,asetpts=PTS+${aacPriming}[audio]`
}

/** A sound track without a picture, in segments as long as the picture's. */
async function record(clip: Clip, sound: Sound, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const heard = ['-filter_complex', tone(sound.toneHz), '-map', '[audio]', '-t', `${clip.durationS}`]
  await ffmpeg([...heard, ...soundCodec, ...output(clip, folder)])
}

function closedGop(clip: Clip): string {
  const frames = clip.fps * segmentS(clip)
  return `keyint=${frames}:min-keyint=${frames}:scenecut=0:open-gop=0`
}

function output(clip: Clip, folder: string): string[] {
  if (isOneFile(clip)) return ['-movflags', '+faststart', join(folder, 'video.mp4')]
  const suffix = clip.container === 'ts' ? 'ts' : 'm4s'
  const hls = ['-f', 'hls', '-hls_time', `${segmentS(clip)}`, '-hls_playlist_type', 'vod', '-hls_flags', 'independent_segments']
  const type = ['-hls_segment_type', clip.container === 'ts' ? 'mpegts' : 'fmp4', '-hls_fmp4_init_filename', 'init.mp4']
  return [...hls, ...type, '-hls_segment_filename', join(folder, `seg-%03d.${suffix}`), join(folder, 'index.m3u8')]
}

function isOneFile({ container }: Clip): boolean {
  return container === 'mp4' || container === 'cenc'
}

function segmentS(clip: Clip): number {
  return clip.segmentS ?? 2
}

/** The strip of every frame as one grey row; ffmpeg scales it up without smoothing. */
function stripFrames(clip: Clip): Buffer {
  const rows = Array.from({ length: clip.fps * clip.durationS }, (_, frame) => frameCodeCells(frame).map((cell) => cell * 255))
  return Buffer.from(rows.flat())
}

/** A still, and the hundred small ones in a row that the player shows over its seek bar. */
async function photograph(clip: Clip, folder: string): Promise<void> {
  const bare = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags', '+bitexact', '-frames:v', '1']
  const [rendition] = clip.renditions
  await ffmpeg([
    '-i',
    source(clip, rendition.name),
    '-vf',
    `scale=640:360,select=eq(n\\,${5 * clip.fps + 8})`,
    ...bare,
    '-q:v',
    '7',
    join(folder, 'still.jpg'),
  ])
  const row = `fps=100/${clip.durationS},scale=164:92,tile=100x1`
  await ffmpeg(['-i', source(clip, rendition.name), '-vf', row, ...bare, '-q:v', '20', join(folder, 'slices.jpg')])
}

/** Decodes the whole clip again, small, and demands that every frame still says its own number. */
async function proveFrames(clip: Clip, rendition: Rendition): Promise<void> {
  const [width, height] = [160, 90]
  const args = [
    '-i',
    source(clip, rendition.name),
    '-vf',
    `scale=${width}:${height}:flags=area`,
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgba',
    '-',
  ]
  const child = spawn('ffmpeg', ['-loglevel', 'error', '-nostdin', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let [rest, frame] = [Buffer.alloc(0), 0]
  for await (const chunk of child.stdout) {
    rest = Buffer.concat([rest, chunk])
    for (; rest.length >= width * height * 4; rest = rest.subarray(width * height * 4), frame++) {
      const read = readFrameCode(new Uint8ClampedArray(rest.subarray(0, width * height * 4)), width, height)
      if (read !== frame) throw new Error(`Frame ${frame} of ${clip.id} ${rendition.name} reads ${read}`)
    }
  }
  if (frame !== clip.fps * clip.durationS) throw new Error(`${clip.id} ${rendition.name} has ${frame} frames`)
}

/** A frame as it comes out of the decoder, grey and gzipped, for the unit tests of `readFrameCode`. */
async function extractFrame(still: { clip: Clip; rendition: string; frame: number }): Promise<void> {
  const file = join(fixtures, `${still.clip.id}-${still.rendition}-${still.frame}.gray`)
  const pick = ['-i', source(still.clip, still.rendition), '-vf', `select=eq(n\\,${still.frame}),format=gray`, '-frames:v', '1']
  await ffmpeg([...pick, '-f', 'rawvideo', file])
  await writeFile(`${file}.gz`, gzipSync(await readFile(file)))
  await rm(file)
}

function source(clip: Clip, rendition: string): string {
  return join(media, clip.id, rendition, isOneFile(clip) ? 'video.mp4' : 'index.m3u8')
}

function look(clip: Clip) {
  const found = looks[clip.id]
  if (!found) throw new Error(`The clip ${clip.id} has no look: add one to make-clips.ts`)
  return found
}
