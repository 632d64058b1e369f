/** One picture size of a clip. `bandwidth` and `codecs` are what a master playlist announces. */
export interface Rendition {
  name: string
  width: number
  height: number
  bandwidth: number
  codecs: string
}

/** A short film of ours, kept under `media/<id>`. Every frame carries its number: see {@link frameCode}. */
export interface Clip {
  id: string
  /** What the picture itself says. */
  title: string
  fps: number
  durationS: number
  /** `ts` and `fmp4` are HLS in segments of 2 s; `mp4` is one progressive file. */
  container: 'ts' | 'fmp4' | 'mp4'
  renditions: readonly [Rendition, ...Rendition[]]
}

const full: Rendition = { name: '360p', width: 640, height: 360, bandwidth: 160_000, codecs: 'avc1.4d401f,mp4a.40.2' }
const small: Rendition = { name: '180p', width: 320, height: 180, bandwidth: 110_000, codecs: 'avc1.4d4015,mp4a.40.2' }

/** All clips there are; `scripts/make-clips.ts` films them. */
export const clips = {
  orbits: { id: 'orbits', title: 'Orbital mechanics', fps: 30, durationS: 60, container: 'ts', renditions: [full, small] },
  tides: { id: 'tides', title: 'Tides and moons', fps: 30, durationS: 45, container: 'ts', renditions: [full] },
  motion: { id: 'motion', title: 'Motion lab', fps: 60, durationS: 60, container: 'fmp4', renditions: [full] },
  welcome: { id: 'welcome', title: 'Welcome to campus', fps: 30, durationS: 40, container: 'mp4', renditions: [full] },
  meeting: { id: 'meeting', title: 'Study group', fps: 30, durationS: 30, container: 'ts', renditions: [full] },
} as const satisfies Record<string, Clip>
