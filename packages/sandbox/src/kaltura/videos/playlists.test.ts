import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenKaltura, openKaltura } from './open-kaltura.ts'

let kaltura: OpenKaltura
beforeAll(async () => {
  kaltura = await openKaltura()
})
afterAll(() => kaltura.close())

const lines = async (address: string) => (await (await fetch(address)).text()).split('\n')
const addressesOf = (playlist: readonly string[]) => playlist.filter((line) => line.startsWith('http'))

describe('two sound tracks', () => {
  test('are an AUDIO group of the master playlist, the first one chosen', async () => {
    const master = (await (await kaltura.manifest('0_dia10gue')).text()).split('\n')
    const at = `${kaltura.mediaUrl}/clips/dialogue`

    expect(master.filter((line) => line.startsWith('#EXT-X-MEDIA'))).toEqual([
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="English",LANGUAGE="eng",DEFAULT=YES,AUTOSELECT=YES,URI="${at}/audio-eng/index.m3u8"`,
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Deutsch",LANGUAGE="deu",DEFAULT=NO,AUTOSELECT=YES,URI="${at}/audio-deu/index.m3u8"`,
    ])
    expect(master.find((line) => line.startsWith('#EXT-X-STREAM-INF'))).toContain(',AUDIO="audio"')
  })

  test('are files of their own, not the same ones', async () => {
    const [english = '', german = ''] = ['audio-eng', 'audio-deu'].map((name) => `${kaltura.mediaUrl}/clips/dialogue/${name}/index.m3u8`)
    const [first, second] = [addressesOf(await lines(english)), addressesOf(await lines(german))]
    const bytes = async (address = '') => Buffer.from(await (await fetch(address)).arrayBuffer())

    expect(first.length).toBe(10)
    expect((await bytes(first[3])).equals(await bytes(second[3]))).toBe(false)
  })
})

describe('twelve hours', () => {
  const night = () => lines(`${kaltura.mediaUrl}/entries/0_n1ght12h/180p/index.m3u8`)

  test('are a finished playlist of ten seconds each, made of three files', async () => {
    const playlist = await night()
    const durations = playlist.filter((line) => line.startsWith('#EXTINF')).map((line) => Number(/[\d.]+/.exec(line)?.[0]))

    expect(durations.reduce((sum, seconds) => sum + seconds, 0)).toBe(12 * 3600)
    expect(playlist.slice(-2)).toEqual(['#EXT-X-ENDLIST', ''])
    expect([...new Set(addressesOf(playlist))]).toEqual([0, 1, 2].map((index) => `${kaltura.mediaUrl}/clips/night/180p/seg-00${index}.ts`))
  })

  test('say where the picture starts over', async () => {
    const playlist = await night()
    const startingOver = playlist.filter((_, index) => playlist[index - 2] === '#EXT-X-DISCONTINUITY')

    expect(startingOver).toHaveLength(1439)
    expect(new Set(startingOver)).toEqual(new Set([`${kaltura.mediaUrl}/clips/night/180p/seg-000.ts`]))
  })

  test('are found by the master playlist, and by no entry that has none', async () => {
    expect(await (await kaltura.manifest('0_n1ght12h')).text()).toContain(`\n${kaltura.mediaUrl}/entries/0_n1ght12h/180p/index.m3u8\n`)
    expect((await fetch(`${kaltura.mediaUrl}/entries/0_lec01abc/360p/index.m3u8`)).status).toBe(404)
    expect((await fetch(`${kaltura.mediaUrl}/entries/0_live0off/360p/index.m3u8`)).status).toBe(404)
  })
})
