import { describe, expect, test } from 'vitest'
import { createChoices } from './choices.ts'
import { createFakeKalturaPlayer } from './fake-kaltura-player.ts'

const scene = () => {
  const player = createFakeKalturaPlayer({
    tracks: {
      text: [
        { language: 'off', label: 'Off', active: true },
        { language: 'en', label: 'English', active: false },
        { language: 'de', label: '', active: false },
      ],
      audio: [
        { language: 'eng', label: 'English', active: true },
        { language: 'deu', label: 'Deutsch', active: false },
      ],
      video: [
        { active: true, height: 720, bandwidth: 2_000_000 },
        { active: false, bandwidth: 480_400 },
      ],
    },
  })
  return { player, choices: createChoices(player) }
}

describe('what a viewer can choose', () => {
  test('captions and sound tracks are named as the publisher named them, or by their language, and "off" is no track', () => {
    const { choices } = scene()

    expect(choices.list('captions')).toEqual([
      { id: '0', label: 'English', chosen: false },
      { id: '1', label: 'de', chosen: false },
    ])
    expect(choices.list('audio').map(({ label, chosen }) => [label, chosen])).toEqual([
      ['English', true],
      ['Deutsch', false],
    ])
  })

  test('a quality is named by its height or bit rate, and none is chosen while the player adapts', () => {
    expect(scene().choices.list('quality')).toEqual([
      { id: '0', label: '720p', chosen: false },
      { id: '1', label: '480 kbit/s', chosen: false },
    ])
  })

  test('choosing selects the track; choosing nothing hides captions and lets the quality adapt', () => {
    const { player, choices } = scene()
    choices.choose('captions', '1')
    choices.choose('audio', '1')
    choices.choose('captions', undefined)
    choices.choose('quality', undefined)

    expect(player.asked).toEqual(['select ', 'select Deutsch', 'hide captions', 'adapt'])
  })

  test('a choice that is not there, and no sound track, change nothing', () => {
    const { player, choices } = scene()
    choices.choose('audio', '7')
    choices.choose('captions', 'no')
    choices.choose('audio', undefined)

    expect(player.asked).toEqual([])
  })

  test('tells when a list may have changed, until nobody wants to know', () => {
    const { player, choices } = scene()
    let told = 0
    const stop = choices.subscribe(() => {
      told += 1
    })
    player.tell('trackschanged')
    player.tell('audiotrackchanged')
    stop()
    player.tell('trackschanged')

    expect(told).toBe(2)
  })
})
