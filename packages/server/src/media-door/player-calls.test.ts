import { describe, expect, test } from 'vitest'
import { isPlayerCall } from './player-calls.ts'

const part = (service: string, action: string) => ({ service, action })

describe('isPlayerCall', () => {
  test('lets through what the player asks before it plays', () => {
    const calls = {
      1: part('session', 'startWidgetSession'),
      2: part('baseEntry', 'list'),
      3: part('baseEntry', 'getPlaybackContext'),
      4: part('metadata_metadata', 'list'),
      ks: '',
    }

    expect(isPlayerCall('/api_v3/service/multirequest', calls)).toBe(true)
    expect(isPlayerCall('/api_v3/service/user/action/get', {})).toBe(true)
  })

  test('lets nothing else through, not even among allowed calls', () => {
    expect(isPlayerCall('/api_v3/service/session/action/start', {})).toBe(false)
    expect(isPlayerCall('/api_v3/service/multirequest', { 1: part('baseEntry', 'list'), 2: part('media', 'delete') })).toBe(false)
    expect(isPlayerCall('/api_v3/service/user/action/get/../../session/action/start', {})).toBe(false)
  })

  test('refuses an empty, a huge and a malformed multirequest', () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [index + 1, part('baseEntry', 'list')]))

    expect([{}, many, null, 'x', { 1: 'x' }].map((body) => isPlayerCall('/api_v3/service/multirequest', body))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })
})
