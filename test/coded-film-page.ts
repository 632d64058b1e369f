/** The sandbox's 60 fps clip, H.264 and AAC, each frame with its number painted in. */
export const clip = { fps: 60, durationS: 60, type: 'video/mp4; codecs="avc1.4D401F, mp4a.40.2"' } as const

/** In a page: puts so many copies of the clip after each other into memory, so that nobody waits for a network. Resolves when the first frame is there. */
export async function loadCodedFilm(video: HTMLVideoElement, url: string, copies = 1) {
  const bytes = await (await fetch(url)).arrayBuffer()
  const source = new MediaSource()
  video.src = URL.createObjectURL(source)
  await heard(source, 'sourceopen')
  const buffer = source.addSourceBuffer(clip.type)

  async function feed(): Promise<void> {
    for (let copy = 0; copy < copies; copy += 1) {
      buffer.timestampOffset = copy * clip.durationS
      buffer.appendBuffer(bytes)
      await heard(buffer, 'updateend')
    }
    source.endOfStream()
  }

  await feed()
  if (video.readyState < 3) await heard(video, 'canplay')
  return {
    /** Takes away what comes next. */
    async starve(): Promise<void> {
      buffer.remove(video.currentTime + 0.5, Number.POSITIVE_INFINITY)
      await heard(buffer, 'updateend')
    },
    feed,
  }
}

function heard(target: EventTarget, type: string): Promise<unknown> {
  return new Promise((done) => target.addEventListener(type, done, { once: true }))
}
