import { describe, expect, test } from 'vitest'
import { createFakeKalturaPlayer, type FakeKalturaOptions } from './fake-kaltura-player.ts'
import { type KalturaPlaybackOptions, openKalturaPlayback } from './kaltura-playback.ts'
import type { PlaybackError } from './playback-error.ts'

const pageOrigin = 'https://1.discordsays.example'

interface Config {
  provider: { env: Record<string, string> }
  plugins: object
  playback: { options: { html5: { hls: { xhrSetup(xhr: unknown, url: string): void } } } }
}

/** A page on which the player's script has been loaded already. */
function scene(fakeOptions: FakeKalturaOptions = {}, options: Partial<KalturaPlaybackOptions> = {}) {
  const player = createFakeKalturaPlayer(fakeOptions)
  const configs: Config[] = []
  const errors: PlaybackError[] = []
  const setup = (config: object) => {
    configs.push(config as Config)
    return player
  }
  const page = { location: { origin: pageOrigin }, defaultView: { KalturaPlayer: { setup } } }
  const opening = openKalturaPlayback({
    target: { id: 'player', ownerDocument: page } as unknown as HTMLElement,
    partnerId: 102,
    uiConfId: 7,
    entryId: '0_lec01abc',
    ks: 'the ks',
    onError: (error) => errors.push(error),
    ...options,
  })
  return { player, opening, errors, config: () => configs[0] }
}

/** An XMLHttpRequest that remembers where it was opened. */
function createFakeXhr() {
  const opened: string[] = []
  const xhr = Object.assign(new EventTarget(), {
    responseType: '',
    responseText: '',
    open: (_: string, address: string) => opened.push(address),
  })
  return { xhr, opened }
}

const mappings = [
  { prefix: '/kaltura', origin: 'https://cdnapisec.kaltura.com' },
  { prefix: '/kaltura-media', origin: 'https://cfvod.kaltura.com' },
]

describe('opening an entry', () => {
  test('asks the media door for everything, and starts nothing by itself', async () => {
    const { opening, player, config } = scene({}, { doorUrl: `${pageOrigin}/api/v1/media` })
    await opening

    expect(config()).toMatchObject({
      targetId: 'player',
      provider: {
        partnerId: 102,
        uiConfId: 7,
        ks: 'the ks',
        env: { serviceUrl: `${pageOrigin}/api/v1/media/api_v3`, cdnUrl: `${pageOrigin}/api/v1/media` },
      },
      playback: { autoplay: false },
      ui: { disable: true },
    })
    expect(config()?.provider.env).not.toHaveProperty('analyticsServiceUrl')
    expect(config()?.plugins).toEqual({})
    expect(player.asked).toEqual(['load 0_lec01abc from -1'])
  })

  test('goes through the URL mappings where there is no door', async () => {
    const { opening, config } = scene({}, { mappings })
    await opening
    const { xhr, opened } = createFakeXhr()
    const { xhrSetup } = config()?.playback.options.html5.hls ?? {}
    xhrSetup?.(xhr, 'https://cfvod.kaltura.com/seg-1.ts?a=1')
    xhrSetup?.(xhr, 'https://elsewhere.example/seg-2.ts')
    xhrSetup?.(xhr, '/seg-3.ts')

    expect(config()?.provider.env).toEqual({ serviceUrl: `${pageOrigin}/kaltura/api_v3`, cdnUrl: `${pageOrigin}/kaltura` })
    expect(opened).toEqual([`${pageOrigin}/kaltura-media/seg-1.ts?a=1`])
  })

  test('asks Kaltura itself where there is neither', async () => {
    const { opening, config } = scene()
    await opening

    expect(config()?.provider.env.serviceUrl).toBe('https://cdnapisec.kaltura.com/api_v3')
  })

  test('sends Kaltura’s analytics where it is told to', async () => {
    const { opening, config } = scene({}, { analyticsUrl: `${pageOrigin}/kaltura-analytics` })
    await opening

    expect(config()?.provider.env.analyticsServiceUrl).toBe('//1.discordsays.example/kaltura-analytics')
    expect(config()?.plugins).toEqual({ kava: {} })
  })

  test('of a live entry knows what can be watched, by the playlist that the player was sent', async () => {
    const { opening, player, config } = scene({ live: { dvr: false, startS: 0 } })
    const { live } = await opening
    const { xhr } = createFakeXhr()
    config()?.playback.options.html5.hls.xhrSetup(xhr, '/live.m3u8')
    xhr.responseText = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T12:00:00Z\n#EXTINF:2,\na.ts\n'
    xhr.dispatchEvent(new Event('load'))
    player.media.duration = 100
    player.media.dispatchEvent(new Event('durationchange'))

    const noonS = Date.UTC(2026, 0, 1, 12) / 1000
    expect((live?.window()?.edgeS ?? 0) % 1_000_000).toBe((noonS + 2 - 6) % 1_000_000)
  })

  test('of a video knows no live window', async () => {
    expect((await scene().opening).live).toBeUndefined()
  })
})

describe('an entry that does not open', () => {
  test('is refused with what Kaltura said, not with what the player told before, and leaves no player behind', async () => {
    const load = async () => {
      said.player.tell('error', { severity: 2, category: 7, code: 7002 })
      throw { severity: 2, category: 2, code: 3001 }
    }
    const said: ReturnType<typeof scene> = scene({ load: () => Promise.resolve().then(load) })

    await expect(said.opening).rejects.toMatchObject({ code: 'player.nothing-to-play' })
    expect(said.player.asked).toContain('destroy')
    expect(said.errors).toEqual([])
  })

  test('is refused with what the player told, when loading did not say', async () => {
    const said: ReturnType<typeof scene> = scene({
      load: async () => Promise.resolve().then(() => said.player.tell('error', { severity: 2, category: 6, code: 6001 })),
    })

    await expect(said.opening).rejects.toMatchObject({ code: 'player.licence' })
  })

  test('is off the air when it is live and its list is not there', async () => {
    const said: ReturnType<typeof scene> = scene({
      live: { dvr: true, startS: 0 },
      ready: async () => Promise.resolve().then(() => said.player.tell('error', { severity: 2, category: 1, code: 1002 })),
    })

    await expect(said.opening).rejects.toMatchObject({ code: 'player.off-air', retryable: true })
  })

  test('is refused in our words when the player breaks', async () => {
    const { opening } = scene({ ready: () => Promise.reject(new TypeError('https://kaltura.example/ks/secret')) })

    await expect(opening).rejects.toMatchObject({ code: 'player.load', message: 'This video could not be opened. Trying again may help.' })
  })
})

describe('an open entry', () => {
  test('tells once that it has ended for good, and not of what the player gets over', async () => {
    const { opening, player, errors } = scene()
    await opening
    player.tell('error', { severity: 1, category: 1, code: 1002 })
    player.tell('error', { severity: 2, category: 1, code: 1002 })
    player.tell('error', { severity: 2, category: 3, code: 3016 })

    expect(errors.map(({ code }) => code)).toEqual(['player.network'])
  })

  test('is removed once, and then silent', async () => {
    const { opening, player, errors } = scene()
    const playback = await opening
    playback.destroy()
    playback.destroy()
    player.tell('error', { severity: 2, category: 3, code: 3016 })

    expect(player.asked.filter((each) => each === 'destroy')).toHaveLength(1)
    expect(errors).toEqual([])
  })
})
