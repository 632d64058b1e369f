import { describe, expect, test } from 'vitest'
import { environmentSettings } from './environment.ts'

const complete = {
  DISCORD_APPLICATION_ID: '1100000000000000001',
  DISCORD_BOT_TOKEN: 'token',
  DISCORD_CLIENT_SECRET: 'client secret',
  KALTURA_PARTNER_ID: '12345',
  KALTURA_ADMIN_SECRET: '0123456789abcdef0123456789abcdef',
  KALTURA_UICONF_ID: '50000',
  SERVER_SECRET: 'x'.repeat(32),
  GUILDS: '[{"guildId":"1100000000000000010","tags":["discord"]}]',
}

describe('environmentSettings', () => {
  test('reads a complete set, with defaults for the rest', () => {
    const outcome = environmentSettings(complete)

    expect(outcome).toMatchObject({
      kind: 'complete',
      settings: { KALTURA_PARTNER_ID: 12345, PORT: 8080, KALTURA_SERVICE_URL: 'https://www.kaltura.com' },
    })
    expect(outcome).toMatchObject({
      settings: { GUILDS: [{ guildId: '1100000000000000010', tags: ['discord'], categories: [], controllers: 'everyone' }] },
    })
  })

  test('is absent when no credential is set, blank ones included', () => {
    expect(environmentSettings({ PATH: '/bin', DISCORD_BOT_TOKEN: ' ', PORT: '1' })).toEqual({ kind: 'absent' })
  })

  test('one credential without the others is incomplete, and each missing one is named with where to find it', () => {
    const outcome = environmentSettings({ DISCORD_BOT_TOKEN: 'token' })

    expect(outcome.kind === 'incomplete' && outcome.problems).toContain(
      'KALTURA_PARTNER_ID is missing (Partner ID, from KMC > Settings > Integration Settings)',
    )
    expect(outcome.kind === 'incomplete' && outcome.problems).toHaveLength(7)
  })

  test('a malformed value is named and never repeated', () => {
    const outcome = environmentSettings({
      ...complete,
      KALTURA_ADMIN_SECRET: 'hunter2-hunter2',
      GUILDS: '{not json',
      URL_MAPPINGS: '/kaltura=ftp',
    })
    const text = JSON.stringify(outcome)

    expect(text).toContain('KALTURA_ADMIN_SECRET is not usable: must be 32 hexadecimal digits')
    expect(text).toContain('GUILDS is not usable: must be JSON')
    expect(text).toContain('URL_MAPPINGS at 0.1 is not usable')
    expect(text).not.toContain('hunter2')
  })

  test('reads URL mappings as prefix and origin', () => {
    expect(environmentSettings({ ...complete, URL_MAPPINGS: '/kaltura=https://a.example, /cdn=https://b.example:8443' })).toMatchObject({
      settings: {
        URL_MAPPINGS: [
          { prefix: '/kaltura', origin: 'https://a.example' },
          { prefix: '/cdn', origin: 'https://b.example:8443' },
        ],
      },
    })
  })
})
