import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressBehind, mappedAddress } from './mapped-address.ts'
import { rewritePlaylist } from './rewrite-playlist.ts'

const mappings = [
  { prefix: '/kaltura', origin: 'https://www.kaltura.com' },
  { prefix: '/kaltura-media', origin: 'https://cdn.example:8443' },
]
const from = new URL('https://cdn.example:8443/hls/a/master.m3u8')

const door = '/api/v1/media/main'

describe('rewritePlaylist', () => {
  test('sends segments through their mapping and playlists through the door, absolute or relative', () => {
    const playlist = [
      '#EXTM3U',
      '#EXT-X-STREAM-INF:BANDWIDTH=1',
      'https://cdn.example:8443/hls/a/360.m3u8?x=1',
      'seg0.ts',
      '../b/seg1.ts',
      '',
    ].join('\n')

    expect(rewritePlaylist(playlist, from, door, mappings).split('\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-STREAM-INF:BANDWIDTH=1',
      '/api/v1/media/main/from/kaltura-media/hls/a/360.m3u8?x=1',
      '/kaltura-media/hls/a/seg0.ts',
      '/kaltura-media/hls/b/seg1.ts',
      '',
    ])
  })

  test('finds addresses in attributes: keys, maps, audio renditions', () => {
    const playlist = '#EXT-X-MAP:URI="init.mp4",BYTERANGE="1@0"\n#EXT-X-MEDIA:TYPE=AUDIO,URI="https://cdn.example:8443/aud.m3u8",NAME="en"'

    expect(rewritePlaylist(playlist, from, door, mappings)).toBe(
      '#EXT-X-MAP:URI="/kaltura-media/hls/a/init.mp4",BYTERANGE="1@0"\n#EXT-X-MEDIA:TYPE=AUDIO,URI="/api/v1/media/main/from/kaltura-media/aud.m3u8",NAME="en"',
    )
  })

  test('leaves an address that no mapping covers, for the player to report', () => {
    expect(rewritePlaylist('https://elsewhere.example/a.ts', from, door, mappings)).toBe('https://elsewhere.example/a.ts')
  })

  test('keeps the number of lines, and never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(rewritePlaylist(text, from, door, mappings).split('\n')).toHaveLength(text.split('\n').length)
      }),
      { seed: 11 },
    )
  })
})

describe('addresses behind the door', () => {
  test('lead back to where a playlist came from', () => {
    const address = new URL('https://cdn.example:8443/hls/a/360.m3u8?token=1')
    const mapped = mappedAddress(address, door, mappings)?.slice('/api/v1/media/main/from'.length)

    expect(addressBehind(mapped ?? '', mappings)?.href).toBe(address.href)
  })

  test('never leave the mapped hosts, whatever the path says', () => {
    const hosts = new Set(mappings.map(({ origin }) => origin))
    expect(addressBehind('/unmapped/a.m3u8', mappings)).toBeUndefined()
    fc.assert(
      fc.property(fc.constantFrom('/kaltura', '/kaltura-media', '', '/'), fc.webPath(), fc.string(), (prefix, path, rest) => {
        const found = addressBehind(`${prefix}${path}${rest}`, mappings)
        expect(found === undefined || hosts.has(found.origin)).toBe(true)
      }),
      { seed: 12 },
    )
  })
})
