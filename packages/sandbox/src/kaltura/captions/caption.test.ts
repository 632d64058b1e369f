import { describe, expect, test } from 'vitest'
import { type Caption, captionFile, webVttPlaylist, webVttSegment } from './caption.ts'

const cues = [
  { startMs: 250, endMs: 3750, text: 'One.' },
  { startMs: 8250, endMs: 11_750, text: 'Across.' },
  { startMs: 3_661_005, endMs: 3_662_000, text: 'Later.' },
]
const caption: Caption = { id: '0_a', language: 'English', label: 'English', format: 'vtt', isDefault: false, cues }

describe('captions', () => {
  test('are WebVTT', () => {
    expect(captionFile(caption)).toBe(
      'WEBVTT\n\n00:00:00.250 --> 00:00:03.750\nOne.\n\n00:00:08.250 --> 00:00:11.750\nAcross.\n\n01:01:01.005 --> 01:01:02.000\nLater.\n\n',
    )
  })

  test('or SubRip, numbered, with a comma', () => {
    expect(captionFile({ ...caption, format: 'srt', cues: cues.slice(0, 1) })).toBe('1\r\n00:00:00,250 --> 00:00:03,750\r\nOne.\r\n\r\n')
  })

  test('are cut into segments, and a line that crosses the cut is in both', () => {
    expect(webVttSegment(caption, 1, 10)).toContain('One.')
    expect(webVttSegment(caption, 1, 10)).toContain('Across.')
    expect(webVttSegment(caption, 2, 10)).toContain('Across.')
    expect(webVttSegment(caption, 2, 10)).not.toContain('One.')
    expect(webVttSegment(caption, 3, 10)).not.toContain('-->')
    expect(webVttSegment(caption, -1, 10)).toContain('Later.')
  })

  test('have a playlist in whole seconds, the last segment as long as what is left', () => {
    expect(webVttPlaylist(25.9, 10).split('\r\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-TARGETDURATION:10',
      '#EXT-X-VERSION:3',
      '#EXT-X-MEDIA-SEQUENCE:1',
      '#EXT-X-PLAYLIST-TYPE:VOD',
      '#EXTINF:10.0,',
      'segmentIndex/1.vtt',
      '#EXTINF:10.0,',
      'segmentIndex/2.vtt',
      '#EXTINF:5.0,',
      'segmentIndex/3.vtt',
      '#EXT-X-ENDLIST',
      '',
    ])
  })
})
