import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { startEverything } from './party.ts'
import type { PlaybackOrder } from './playback-page.ts'
import { openPlayback } from './playback-stage.ts'

type Playback = Awaited<ReturnType<typeof openPlayback>>

let everything: Awaited<ReturnType<typeof startEverything>>
let browser: Browser
const opened: { close(): Promise<void> }[] = []

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
})
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})
afterAll(async () => {
  await browser?.close()
  await everything?.close()
})

async function open(entryId: string, wish: Partial<PlaybackOrder> = {}, on = browser): Promise<Playback> {
  const playback = await openPlayback(on, everything.sandbox, { entryId, ...wish })
  opened.push(playback)
  return playback
}

async function ready(entryId: string, wish: Partial<PlaybackOrder> = {}): Promise<Playback> {
  const playback = await open(entryId, wish)
  expect(await playback.opening()).toBe('ready')
  return playback
}

const readinessOf = async (playback: Playback) => (await playback.state()).readiness
const positionOf = async (playback: Playback) => (await playback.state()).positionS
const settled = (playback: Playback) => expect.poll(() => readinessOf(playback)).toBe('ready')
const moves = async (playback: Playback) => {
  const before = await positionOf(playback)
  await expect.poll(() => positionOf(playback)).toBeGreaterThan(before + 0.5)
}

describe('the real player, as the room sees it', () => {
  test.each([
    ['HLS', '0_lec01abc'],
    ['a progressive file', '0_welc0me1'],
  ])('starts, pauses, seeks, changes speed and ends, over %s', async (_, entryId) => {
    const playback = await ready(entryId)
    const started = await playback.play()
    await settled(playback)
    await moves(playback)
    await playback.setRate(1.5)
    await playback.pause()
    const { durationS = 0, ...paused } = await playback.state()
    await playback.seek(durationS - 1.5)
    await expect.poll(() => readinessOf(playback)).toBe('ready')
    const sought = await positionOf(playback)
    await playback.play()
    await expect.poll(() => readinessOf(playback)).toBe('ended')

    expect(started).toBe('playing')
    expect(paused).toMatchObject({ paused: true, rate: 1.5 })
    expect(sought).toBeCloseTo(durationS - 1.5, 1)
    expect(playback.requested.filter((address) => new URL(address).origin !== everything.sandbox.activityOrigin)).toEqual([])
  })

  test('says that a browser wants a gesture before it lets a video be heard, and starts with one', async () => {
    const strict = await launchBrowser({ args: ['--autoplay-policy=document-user-activation-required'] })
    opened.push(strict)
    const playback = await open('0_lec01abc', { plays: true }, strict)

    expect(await playback.firstPlay()).toBe('play: blocked')
    expect(await playback.play()).toBe('playing')
    await moves(playback)
  })

  test('plays by the URL mappings alone where there is no media door', async () => {
    const { apiUrl = '', mediaUrl = '' } = everything.sandbox.kaltura ?? {}
    const mappings = [
      { prefix: '/kaltura', origin: 'https://cdnapisec.kaltura.com' },
      { prefix: '/kaltura', origin: apiUrl },
      { prefix: '/kaltura-media', origin: mediaUrl },
    ]
    const playback = await ready('0_lec01abc', { mappings })
    await playback.play()
    await moves(playback)

    expect(playback.requested.filter((address) => address.includes('/api/v1/media'))).toEqual([])
    expect(playback.requested.some((address) => address.includes('/kaltura-media/'))).toBe(true)
  })
})

describe('a partner’s own player', () => {
  test('is taken from where it is, and its analytics plugin tells where it is told to', async () => {
    const { activityOrigin, kaltura } = everything.sandbox
    const analyticsUrl = `${activityOrigin}/api/v1/media/main/analytics`
    const playback = await open('0_lec01abc', { scriptPath: '/own-player.js', analyticsUrl })
    const script = await (await fetch(`${kaltura?.apiUrl}/p/102/embedPlaykitJs/uiconf_id/1`)).text()
    await playback.page.route('**/own-player.js', (route) => route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script }))
    await playback.page.reload()
    await playback.opening()
    await playback.play()
    const told = () => playback.requested.filter((address) => address.includes('action=trackEvent'))
    await expect.poll(() => told().some((address) => address.includes('eventType=3&'))).toBe(true)

    expect(told().every((address) => address.startsWith(`${analyticsUrl}/api_v3/index.php?`))).toBe(true)
  })

  test('plays as well without that plugin', async () => {
    const { activityOrigin } = everything.sandbox
    const playback = await open('0_lec01abc', {
      scriptPath: '/own-player.js',
      analyticsUrl: `${activityOrigin}/api/v1/media/main/analytics`,
    })
    const body = await readFile(createRequire(import.meta.url).resolve('@playkit-js/kaltura-player-js/dist/kaltura-ovp-player.js'), 'utf8')
    await playback.page.route('**/own-player.js', (route) => route.fulfill({ contentType: 'text/javascript; charset=utf-8', body }))
    await playback.page.reload()

    expect(await playback.opening()).toBe('ready')
    await playback.play()
    await moves(playback)
    expect(await playback.ended()).toEqual([])
    expect(playback.requested.some((address) => address.includes('trackEvent'))).toBe(false)
  })
})

describe('what a viewer chooses', () => {
  test('captions are shown in the chosen language, and go away', async () => {
    const playback = await ready('0_ecl1pse1')
    const before = await playback.choices('captions')
    await playback.choose('captions', 'English')
    await playback.play()
    await expect.poll(playback.shownCaption).toContain('An eclipse is a matter of standing in line.')
    const chosen = await playback.choices('captions')
    await playback.choose('captions', undefined)
    await expect.poll(playback.shownCaption).toBe('')

    expect(before.map(({ label, chosen }) => [label, chosen])).toEqual([
      ['English', false],
      ['Deutsch', false],
    ])
    expect(chosen.find((choice) => choice.chosen)?.label).toBe('English')
    expect((await playback.choices('captions')).some((choice) => choice.chosen)).toBe(false)
  })

  test('the other sound track is fetched and said to be on', async () => {
    const playback = await ready('0_dia10gue')
    await playback.play()
    await playback.choose('audio', 'Deutsch')

    await expect.poll(() => playback.requested.some((address) => address.includes('/audio-deu/seg-'))).toBe(true)
    await expect.poll(async () => (await playback.choices('audio')).find(({ chosen }) => chosen)?.label).toBe('Deutsch')
  })

  test('a quality is held once it is chosen, and adapts again when it is let go', async () => {
    const playback = await ready('0_ecl1pse1')
    const adapting = await playback.choices('quality')
    await playback.choose('quality', '180p')
    await playback.play()
    await expect.poll(async () => (await playback.choices('quality')).find(({ chosen }) => chosen)?.label).toBe('180p')
    await expect.poll(() => playback.page.evaluate(() => window.stage.playback.video.videoHeight)).toBe(180)
    await playback.choose('quality', undefined)

    expect(adapting.map(({ label, chosen }) => [label, chosen])).toEqual([
      ['180p', false],
      ['360p', false],
      ['480p', false],
    ])
    await expect.poll(async () => (await playback.choices('quality')).some(({ chosen }) => chosen)).toBe(false)
  })
})

describe('a video that does not play', () => {
  test.each([
    ['its access control says no', '0_f0rb1dd3', 'player.blocked'],
    ['it is still being converted', '0_lec03abc', 'player.not-ready'],
    ['it has no length', '0_zer0sec1', 'player.nothing-to-play'],
    ['it could not be converted', '0_fa1led01', 'player.nothing-to-play'],
    ['it wants a licence', '0_drm01abc', 'player.licence'],
  ])('says why: %s', async (_, entryId, code) => {
    expect((await (await open(entryId)).opening()).split(' ')[0]).toBe(code)
  })

  test('says that the player itself could not be fetched', async () => {
    const context = await open('0_lec01abc', { uiConfId: 0, partnerId: 0 })

    expect((await context.opening()).split(' ')[0]).toBe('player.script')
  })

  test('says that its data cannot be read', async () => {
    const playback = await open('0_welc0me1')
    await playback.page.route(/\/playManifest\//, (route) => route.fulfill({ contentType: 'video/mp4', body: 'not a video at all' }))
    await playback.page.reload()

    expect((await playback.opening()).split(' ')[0]).toBe('player.media')
  })

  test('that has no form which the player knows says so', async () => {
    const playback = await open('0_lec01abc')
    await playback.page.route('**/service/multirequest', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replaceAll('"applehttp"', '"hds"') })
    })
    await playback.page.reload()

    expect((await playback.opening()).split(' ')[0]).toBe('player.nothing-to-play')
  })

  test('tells once when the connection to its data is lost', async () => {
    const playback = await ready('0_lec01abc')
    await playback.page.route(/\/kaltura-media\/.*\.ts/, (route) => route.fulfill({ status: 404 }))
    await playback.play()
    await playback.seek(45)

    await expect.poll(playback.ended, { timeout: 90_000 }).toEqual(['player.network'])
  })
})
