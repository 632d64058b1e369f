import { encodeKs } from '@kaltura-discord/kaltura/ks'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { startEverything } from './party.ts'
import { openPlayer } from './player-stage.ts'

let everything: Awaited<ReturnType<typeof startEverything>>
let browser: Browser
let player: Awaited<ReturnType<typeof openPlayer>>

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
})
afterEach(() => player.close())
afterAll(async () => {
  await browser?.close()
  await everything?.close()
})

/** The KS that the server gives to a viewer of one entry. */
const viewerKs = (entryId: string) =>
  encodeKs({
    partnerId: 102,
    secret: everything.sandbox.environment.KALTURA_ADMIN_SECRET ?? '',
    userId: 'discord-1',
    type: 0,
    expiryUnix: Math.floor(Date.now() / 1000) + 900,
    privileges: `sview:${entryId},setrole:PLAYBACK_BASE_ROLE`,
  })

async function watch(entryId: string): Promise<{ outcome: string; ks: string }> {
  const ks = await viewerKs(entryId)
  player = await openPlayer(browser, everything.sandbox, { entryId, ks })
  return { outcome: await player.ready, ks }
}

/** Every address with a KS in it must be playManifest's, the one exception of SECURITY.md. */
const addressesWith = (ks: string) =>
  player.requested.filter((address) => address.includes(ks) || address.includes(encodeURIComponent(ks)) || /\/ks\/|[?&]ks=/.test(address))

describe('the real player behind the media door', () => {
  test('shows the captions of a stream in the language that one chooses, and no address but playManifest holds a KS', async () => {
    const { outcome, ks } = await watch('0_ecl1pse1')
    const offered = await player.tracks('text')
    await player.select('text', 'en')
    await player.play()
    await expect.poll(player.shownCaption).toContain('An eclipse is a matter of standing in line.')
    await player.select('text', 'de')
    await expect.poll(player.shownCaption).toMatch(/Mond|Finsternis/)

    expect(outcome).toBe('ready')
    expect(offered.map(({ label, language }) => [label, language])).toEqual(
      expect.arrayContaining([
        ['English', 'en'],
        ['Deutsch', 'de'],
      ]),
    )
    expect(player.requested.some((address) => /\/media\/main\/captions\/.*\/segmentIndex\/1\.vtt$/.test(address))).toBe(true)
    expect(addressesWith(ks).filter((address) => !address.includes('/playManifest/'))).toEqual([])
    expect(player.violations.filter((text) => !text.includes("'data:"))).toEqual([])
  })

  test('offers three sizes of one video', async () => {
    await watch('0_ecl1pse1')

    expect(await player.tracks('video')).toHaveLength(3)
  })

  test('shows the captions beside a progressive file, WebVTT and SubRip, the same way', async () => {
    const { ks } = await watch('0_trip01ab')
    await player.select('text', 'de')
    await player.play()
    await expect.poll(player.shownCaption).toContain('Treffpunkt ist das Südtor.')
    await player.select('text', 'en')
    await expect.poll(player.shownCaption).toContain('Meet at the south gate.')

    expect(player.requested.filter((address) => address.includes('/media/main/captions/'))).toHaveLength(2)
    expect(addressesWith(ks).filter((address) => !address.includes('/playManifest/'))).toEqual([])
  })

  test('plays the other sound track when it is chosen', async () => {
    await watch('0_dia10gue')
    const before = await player.tracks('audio')
    await player.play()
    await player.select('audio', 'deu')
    await expect.poll(() => player.requested.some((address) => address.includes('/clips/dialogue/audio-deu/seg-'))).toBe(true)

    expect(before.map(({ label, active }) => [label, active])).toEqual([
      ['English', true],
      ['Deutsch', false],
    ])
    await expect.poll(async () => (await player.tracks('audio')).find(({ active }) => active)?.label).toBe('Deutsch')
    await expect.poll(async () => (await player.state()).positionS).toBeGreaterThan(1)
  })

  test('plays a live stream at its edge, and goes back in it', async () => {
    const { outcome, ks } = await watch('0_l1ve01ab')
    await player.play()
    await expect.poll(async () => (await player.state()).moves).toBe(true)
    const atFirst = await player.state()
    const lists = () => player.requested.filter((address) => address.includes('/entries/0_l1ve01ab/')).length
    await expect.poll(lists).toBeGreaterThan(2)
    await player.seek(atFirst.positionS - 120)
    await expect.poll(async () => (await player.state()).positionS).toBeLessThan(atFirst.positionS - 60)
    await expect.poll(async () => (await player.state()).moves).toBe(true)

    expect(outcome).toBe('ready')
    expect(atFirst).toMatchObject({ live: true, dvr: true, atLiveEdge: true })
    expect((await player.state()).atLiveEdge).toBe(false)
    expect(addressesWith(ks).filter((address) => !address.includes('/playManifest/'))).toEqual([])
  })

  test('goes to the eleventh hour of twelve, and plays on there', async () => {
    await watch('0_n1ght12h')
    await player.play()
    await player.seek(11 * 3600 + 5)
    await expect.poll(async () => (await player.state()).moves).toBe(true)
    await expect.poll(async () => (await player.state()).positionS).toBeGreaterThan(11 * 3600 + 6)

    expect((await player.state()).durationS).toBeCloseTo(12 * 3600, 0)
  })

  test.each([
    ['a video for another country', '0_f0rb1dd3', 'error 2001'],
    ['one that is still being converted', '0_lec03abc', 'error 2002'],
    ['one without length', '0_zer0sec1', 'error 3001'],
    ['one that failed', '0_fa1led01', 'error 3001'],
  ])('says why it does not play %s', async (_, entryId, error) => {
    expect((await watch(entryId)).outcome).toBe(error)
  })
})
