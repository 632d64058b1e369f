import { loadCodedFilm } from '../../../../test/coded-film-page.ts'
import { jellyfin } from './jellyfin.ts'
import { ours } from './ours.ts'
import { predecessor } from './predecessor.ts'
import { type Recording, record } from './recorder.ts'
import type { Contender, Remote } from './remote.ts'
import { timingsrc } from './timingsrc.ts'

declare global {
  interface Window {
    /** Resolves when this client is in the room. */
    seated: Promise<Remote>
    recording: Recording
  }
}

/** Long enough for any script. */
const copies = 3

const contenders: Readonly<Record<string, Contender>> = {
  ours,
  timingsrc,
  jellyfin: jellyfin(true),
  'jellyfin as it ships': jellyfin(false),
  predecessor,
}

const asked = new URLSearchParams(location.search)
const contender = contenders[asked.get('contender') ?? '']
const video = document.querySelector('video')
if (!video || !contender) throw new Error('no such contender')

window.recording = record(video)
window.seated = loadCodedFilm(video, '/film', copies).then(() =>
  contender({
    video,
    socketUrl: asked.get('socket') ?? '',
    ticket: asked.get('ticket') ?? '',
    dateOffsetMs: Number(asked.get('dateOffset')),
  }),
)
