import { describe, expect, test } from 'vitest'
import { sharedLinks } from './shared-link.ts'

describe('links in a message', () => {
  test('to invites and to activities are found, each once', () => {
    expect(
      sharedLinks(
        'Come: https://discord.gg/abc123 or https://discord.com/invite/abc123, play https://discord.com/activities/11?link_id=0-5',
      ),
    ).toEqual([
      { kind: 'invite', code: 'abc123' },
      { kind: 'activity', url: 'https://discord.com/activities/11?link_id=0-5', linkId: '0-5' },
    ])
  })

  test('to anything else are left alone', () => {
    expect(sharedLinks('https://example.com/discord.gg/abc and http://discord.gg/abc')).toEqual([])
  })
})
