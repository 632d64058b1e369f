/** One picture size of a clip. `bandwidth` and `codecs` are what a master playlist announces. */
export interface Rendition {
  name: string
  width: number
  height: number
  bandwidth: number
  codecs: string
}

/** A sound track of its own, for a clip that can be heard in several languages. `toneHz` tells the tracks apart. */
export interface Sound {
  name: string
  /** ISO 639-2, as Kaltura's packager writes languages into playlists. */
  language: string
  label: string
  toneHz: number
}

/** A short film of ours, kept under `media/<id>`. Every frame carries its number: see {@link frameCode}. */
export interface Clip {
  id: string
  /** What the picture itself says. */
  title: string
  fps: number
  durationS: number
  /** `ts` and `fmp4` are HLS in segments; `mp4` is one progressive file; `cenc` is DASH of one encrypted file without sound, whose key nobody has. */
  container: 'ts' | 'fmp4' | 'mp4' | 'cenc'
  /** Length of its segments. Default: 2. */
  segmentS?: number
  renditions: readonly [Rendition, ...Rendition[]]
  /** Sound apart from the picture, the one that plays without a choice first. Default: none, the picture's files hold the sound. */
  sounds?: readonly [Sound, ...Sound[]]
}

const tall: Rendition = { name: '480p', width: 854, height: 480, bandwidth: 260_000, codecs: 'avc1.4d401f,mp4a.40.2' }
const full: Rendition = { name: '360p', width: 640, height: 360, bandwidth: 160_000, codecs: 'avc1.4d401f,mp4a.40.2' }
const small: Rendition = { name: '180p', width: 320, height: 180, bandwidth: 110_000, codecs: 'avc1.4d4015,mp4a.40.2' }

const silent: Rendition = { ...small, bandwidth: 80_000, codecs: 'avc1.4d4015' }

const english: Sound = { name: 'audio-eng', language: 'eng', label: 'English', toneHz: 330 }
const german: Sound = { name: 'audio-deu', language: 'deu', label: 'Deutsch', toneHz: 494 }

/** All clips there are; `scripts/make-clips.ts` films them. */
export const clips = {
  orbits: { id: 'orbits', title: 'Orbital mechanics', fps: 30, durationS: 60, container: 'ts', renditions: [full, small] },
  tides: { id: 'tides', title: 'Tides and moons', fps: 30, durationS: 45, container: 'ts', renditions: [full] },
  motion: { id: 'motion', title: 'Motion lab', fps: 60, durationS: 60, container: 'fmp4', renditions: [full] },
  welcome: { id: 'welcome', title: 'Welcome to campus', fps: 30, durationS: 40, container: 'mp4', renditions: [full] },
  meeting: { id: 'meeting', title: 'Study group', fps: 30, durationS: 30, container: 'ts', renditions: [full] },
  eclipse: { id: 'eclipse', title: 'Eclipses', fps: 30, durationS: 20, container: 'ts', renditions: [tall, full, small] },
  dialogue: {
    id: 'dialogue',
    title: 'In two languages',
    fps: 30,
    durationS: 20,
    container: 'ts',
    renditions: [full],
    sounds: [english, german],
  },
  night: { id: 'night', title: 'Night sky', fps: 30, durationS: 30, container: 'ts', segmentS: 10, renditions: [small] },
  archive: { id: 'archive', title: 'From the archive', fps: 30, durationS: 10, container: 'cenc', renditions: [silent] },
} as const satisfies Record<string, Clip>
